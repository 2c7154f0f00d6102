//! Questions that found nothing, counted, so that a server's admins learn what is missing.

use super::{Day, Error, Servers};
use crate::lore::fold;

/// A question that found nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unanswered {
    /// The question, folded.
    pub question: String,
    /// How often it was asked.
    pub times: u64,
    /// When it was asked last.
    pub day: Day,
}

/// Characters of a question that are kept.
const MAX_CHARS: usize = 200;
/// Different questions that are kept of a server; a further one is not counted.
const MAX_QUESTIONS: i64 = 1000;
/// Questions in a report.
const REPORTED: i64 = 50;

impl Servers {
    /// Counts a question of a slash command that found nothing; never to be called with the text of a message. Keeps its
    /// folded words and the day, not who asked. A question without words is not counted.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note_unanswered(&self, guild: u64, question: &str, today: Day) -> Result<(), Error> {
        const NOTE: &str = "INSERT INTO unanswered (guild, question, times, day) SELECT $1, $2, 1, $3 \
                            WHERE (SELECT COUNT(*) FROM unanswered WHERE guild = $1) < $4 \
                            OR EXISTS (SELECT 1 FROM unanswered WHERE guild = $1 AND question = $2) \
                            ON CONFLICT (guild, question) DO UPDATE \
                            SET times = unanswered.times + 1, day = excluded.day";
        let question: String = fold(question).chars().take(MAX_CHARS).collect();
        if question.is_empty() {
            return Ok(());
        }
        let note = sqlx::query(NOTE).bind(guild.cast_signed()).bind(question).bind(today.0).bind(MAX_QUESTIONS);
        let noted = note.execute(&self.database.pool).await;
        noted.map(drop).map_err(|error| self.database.failed("counting a question", &error))
    }

    /// The questions of a server that found nothing, the most frequent first, at most fifty.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn unanswered(&self, guild: u64) -> Result<Vec<Unanswered>, Error> {
        const REPORT: &str = "SELECT question, times, day FROM unanswered WHERE guild = $1 \
                              ORDER BY times DESC, day DESC, question LIMIT $2";
        let report = sqlx::query_as(REPORT).bind(guild.cast_signed()).bind(REPORTED);
        let rows: Result<Vec<(String, i64, i64)>, _> = report.fetch_all(&self.database.pool).await;
        let rows = rows.map_err(|error| self.database.failed("reading the report", &error))?;
        let question = |(question, times, day): (String, i64, i64)| Unanswered {
            question,
            times: times.unsigned_abs(),
            day: Day(day),
        };
        Ok(rows.into_iter().map(question).collect())
    }
}
