//! Votes that an answer is wrong, one a person and passage.

use sha2::{Digest, Sha256};

use super::{Day, Error, Label, Servers};

/// Why an answer is called wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// It is about something else.
    Topic,
    /// It is about another time.
    Time,
    /// It is about another continuity.
    Continuity,
    /// The source shown is not the passage's.
    Source,
    /// The part that answers is cut off.
    Cut,
    /// The text is garbled, or the wiki now says otherwise.
    Text,
}

/// How many called a passage wrong, for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoteCount {
    /// The passage, as the voter's button named it.
    pub passage: Label,
    /// Why.
    pub reason: Reason,
    /// How many.
    pub votes: u64,
}

/// Votes that are kept of a server; a further one is not counted.
const MAX_VOTES: i64 = 5000;
/// Passages in a report.
const REPORTED: i64 = 50;

impl Reason {
    /// All reasons, in the order in which they are offered.
    pub const ALL: [Reason; 6] =
        [Reason::Topic, Reason::Time, Reason::Continuity, Reason::Source, Reason::Cut, Reason::Text];

    /// The name under which it is kept, which never changes.
    pub fn name(self) -> &'static str {
        match self {
            Reason::Topic => "topic",
            Reason::Time => "time",
            Reason::Continuity => "continuity",
            Reason::Source => "source",
            Reason::Cut => "cut",
            Reason::Text => "text",
        }
    }

    /// The reason of this name.
    pub fn named(name: &str) -> Option<Reason> {
        Reason::ALL.into_iter().find(|reason| reason.name() == name)
    }
}

impl Servers {
    /// Counts a vote that a passage is wrong; `passage` is a name that means the same after a restart. Someone who voted
    /// on it before has the reason changed instead. Of the voter a salted hash is kept, another one for each passage.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn vote(&self, guild: u64, passage: &Label, user: u64, reason: Reason, today: Day) -> Result<(), Error> {
        const VOTE: &str = "INSERT INTO votes (guild, passage, voter, reason, day) SELECT $1, $2, $3, $4, $5 \
                            WHERE (SELECT COUNT(*) FROM votes WHERE guild = $1) < $6 \
                            OR EXISTS (SELECT 1 FROM votes WHERE guild = $1 AND passage = $2 AND voter = $3) \
                            ON CONFLICT (guild, passage, voter) DO UPDATE \
                            SET reason = excluded.reason, day = excluded.day";
        let vote = sqlx::query(VOTE).bind(guild.cast_signed()).bind(passage.as_str());
        let vote = vote.bind(self.voter(guild, passage, user)).bind(reason.name()).bind(today.0).bind(MAX_VOTES);
        let voted = vote.execute(&self.database.pool).await;
        voted.map(drop).map_err(|error| self.database.failed("counting a vote", &error))
    }

    /// The passages of a server that were called wrong, with their reasons, most votes first, at most fifty.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn votes(&self, guild: u64) -> Result<Vec<VoteCount>, Error> {
        const REPORT: &str = "SELECT passage, reason, COUNT(*) FROM votes WHERE guild = $1 GROUP BY passage, reason \
                              ORDER BY 3 DESC, passage, reason LIMIT $2";
        let report = sqlx::query_as(REPORT).bind(guild.cast_signed()).bind(REPORTED);
        let rows: Result<Vec<(String, String, i64)>, _> = report.fetch_all(&self.database.pool).await;
        let rows = rows.map_err(|error| self.database.failed("reading the report", &error))?;
        let count = |(passage, reason, votes): (String, String, i64)| {
            let (passage, reason) = (Label::new(&passage).ok()?, Reason::named(&reason)?);
            Some(VoteCount { passage, reason, votes: votes.unsigned_abs() })
        };
        Ok(rows.into_iter().filter_map(count).collect())
    }

    /// What is kept of a voter.
    fn voter(&self, guild: u64, passage: &Label, user: u64) -> String {
        let mut hash = Sha256::new();
        hash.update(&self.salt);
        hash.update(guild.to_be_bytes());
        hash.update(user.to_be_bytes());
        hash.update(passage.as_str());
        hex::encode(hash.finalize())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_found_by_its_name() {
        assert!(Reason::ALL.into_iter().all(|reason| Reason::named(reason.name()) == Some(reason)));
        assert_eq!(Reason::named("mood"), None);
    }
}
