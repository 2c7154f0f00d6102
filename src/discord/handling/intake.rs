//! Which interactions are answered: each once, and none that Discord has given up on.

use std::collections::{HashSet, VecDeque};

use crate::discord::requests::clock::Clock;

/// Discord waits this long for a first answer, in milliseconds
/// (<https://docs.discord.com/developers/interactions/receiving-and-responding#responding-to-an-interaction>).
const PATIENCE_MS: i64 = 3_000;
/// An id older than a day was not made by Discord for this interaction: a stand-in counts its ids as it likes.
const BELIEVABLE_MS: i64 = 24 * 60 * 60 * 1000;
/// How many ids are remembered; a delivery that comes twice comes within seconds.
const REMEMBERED: usize = 1024;

/// What becomes of an interaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is answered.
    Answer,
    /// It was delivered before.
    Again,
    /// Discord has given up waiting; its age in milliseconds.
    Late(i64),
}

/// The interactions seen lately, by id and token.
#[derive(Debug, Default)]
pub struct Intake {
    seen: HashSet<(u64, String)>,
    order: VecDeque<(u64, String)>,
}

impl Intake {
    /// Judges an interaction by its id, and remembers it with its token.
    pub fn judge(&mut self, id: u64, token: &str, clock: &Clock) -> Verdict {
        if !self.seen.insert((id, token.to_owned())) {
            return Verdict::Again;
        }
        self.order.push_back((id, token.to_owned()));
        if self.order.len() > REMEMBERED
            && let Some(oldest) = self.order.pop_front()
        {
            self.seen.remove(&oldest);
        }
        late_by(id, PATIENCE_MS, clock).map_or(Verdict::Answer, Verdict::Late)
    }
}

/// The age in milliseconds of what carries an id, where it is older than patience lasts.
pub fn late_by(id: u64, patience_ms: i64, clock: &Clock) -> Option<i64> {
    Some(clock.age_ms(id)).filter(|age| (patience_ms..BELIEVABLE_MS).contains(age))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discord::requests::clock::id_made_ago;

    #[test]
    fn each_is_answered_once_and_late_ones_never() {
        let (mut intake, clock) = (Intake::default(), Clock::default());
        let fresh = id_made_ago(200);
        assert_eq!(intake.judge(fresh, "token", &clock), Verdict::Answer);
        assert_eq!(intake.judge(fresh, "token", &clock), Verdict::Again);
        assert!(matches!(intake.judge(id_made_ago(10_000), "token", &clock), Verdict::Late(_)));
    }

    #[test]
    fn ids_that_discord_cannot_have_made_are_answered() {
        let (mut intake, clock) = (Intake::default(), Clock::default());
        for id in [1, 2_222_222_222_222_222_222, u64::MAX] {
            assert_eq!(intake.judge(id, "token", &clock), Verdict::Answer, "{id}");
        }
    }

    #[test]
    fn the_memory_is_bounded() {
        let (mut intake, clock) = (Intake::default(), Clock::default());
        for id in 1..=5_000 {
            intake.judge(id, "token", &clock);
        }
        assert_eq!((intake.seen.len(), intake.order.len()), (REMEMBERED, REMEMBERED));
    }
}
