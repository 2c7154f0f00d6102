//! The sessions of all shards that this process opens, and a look at them now and then.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc::UnboundedSender;
use tokio::time::{Instant, sleep};

use super::happening::{Happening, intents};
use super::known::Standing;
use super::pulse::Pulse;
use super::session::{Session, Terms, http};
use super::start::Opening;
use super::turns::Turns;
use crate::discord::Error;
use crate::discord::requests::Backoff;
use crate::metrics::Metrics;

/// After how many looks in a row a shard outside is worth a word.
const LOOKS: u32 = 4;
/// A shard looks for messages to it at least this often (serenity's `ws.rs`, `TIMEOUT`), and some time to send.
const LAST_WORD: Duration = Duration::from_millis(700);

/// All sessions of this process. Dropping it ends them at once.
#[derive(Debug)]
pub struct Fleet {
    /// How the gateway was entered.
    pub opening: Opening,
    terms: Arc<Terms>,
    berths: Vec<Berth>,
}

/// One shard's place.
#[derive(Debug)]
struct Berth {
    session: Session,
    /// How many looks in a row it was outside, and how many of these it would have stayed there by itself.
    outside: u32,
    hanging: u32,
    pulse: Pulse,
    reopen_at: Instant,
    reopen: Backoff,
}

impl Fleet {
    /// Begins to connect every shard.
    ///
    /// # Errors
    /// When the system gives no threads.
    pub fn open(
        opening: Opening,
        token: &str,
        reads_links: bool,
        happenings: &UnboundedSender<Happening>,
    ) -> Result<Fleet, Error> {
        let Opening { url, shards, at_once } = opening.clone();
        let terms = Arc::new(Terms {
            url,
            total: shards.total(),
            intents: intents(reads_links),
            http: http(token),
            turns: Turns::of(at_once),
            happenings: happenings.clone(),
        });
        let berths = shards.numbers().map(|shard| Ok(Berth::of(Session::open(shard, &terms)?)));
        Ok(Fleet { opening, berths: berths.collect::<Result<_, Error>>()?, terms })
    }

    /// Looks at every shard, and tells the figures. Whether one has been outside for long, so that Discord should be asked.
    pub fn look(&mut self, metrics: &Metrics) -> bool {
        let mut is_time = false;
        for berth in &mut self.berths {
            let standing = berth.standing();
            metrics.shard_is(berth.session.shard(), standing == Standing::Inside);
            is_time |= berth.note(standing);
        }
        is_time
    }

    /// Whether any shard is connected.
    pub fn has_any_inside(&self) -> bool {
        self.berths.iter().any(|berth| berth.session.standing() == Standing::Inside)
    }

    /// Whether Discord, and not the way to it, keeps a shard out.
    pub fn is_refused(&self) -> bool {
        let mut standings = self.berths.iter().map(|berth| berth.session.standing());
        standings.any(|standing| matches!(standing, Standing::Knocking | Standing::Refused | Standing::Barred))
    }

    /// Opens the sessions anew that hang: serenity waits for ever where the gateway keeps silent, and Discord may change its
    /// mind about a shard that it has barred.
    ///
    /// # Errors
    /// When the system gives no threads.
    pub fn reopen_hanging(&mut self) -> Result<(), Error> {
        let now = Instant::now();
        for berth in self.berths.iter_mut().filter(|berth| berth.hanging >= LOOKS && now >= berth.reopen_at) {
            tracing::warn!(shard = berth.session.shard(), "the shard is opened anew");
            berth.reopen_at = now + berth.reopen.pause(None);
            berth.hanging = 0;
            berth.pulse = Pulse::new(now);
            berth.session = Session::open(berth.session.shard(), &self.terms)?;
        }
        Ok(())
    }

    /// Says goodbye to Discord where it is listening, and ends.
    pub async fn close(self) {
        for berth in &self.berths {
            berth.session.take_leave();
        }
        if self.has_any_inside() {
            sleep(LAST_WORD).await;
        }
    }
}

impl Berth {
    fn of(session: Session) -> Berth {
        let now = Instant::now();
        Berth { session, outside: 0, hanging: 0, pulse: Pulse::new(now), reopen_at: now, reopen: reopening() }
    }

    /// How the shard stands, where its connection shows any life.
    fn standing(&mut self) -> Standing {
        let standing = self.session.standing();
        let lives = self.pulse.feel(self.session.sign(), Instant::now());
        if standing == Standing::Inside && !lives { Standing::Knocking } else { standing }
    }

    /// Notes how the shard stands at a look. Whether that is worth a word.
    fn note(&mut self, standing: Standing) -> bool {
        self.hanging = if matches!(standing, Standing::Knocking | Standing::Barred) { self.hanging + 1 } else { 0 };
        match standing {
            Standing::Inside => (self.outside, self.reopen) = (0, reopening()),
            Standing::Queued => self.outside = 0,
            Standing::Away | Standing::Knocking | Standing::Refused | Standing::Barred => self.outside += 1,
        }
        self.outside > 0 && self.outside.is_multiple_of(LOOKS)
    }
}

/// The pauses before a session is opened anew: ever longer, since sessions are counted.
fn reopening() -> Backoff {
    Backoff::new(Duration::from_secs(5), Duration::from_mins(5))
}
