//! One interaction, from the desk to Discord.

use std::fmt::Display;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use serenity::all::Interaction;
use tokio::time::{Instant, timeout};

use super::channels::Channels;
use super::incoming::Incoming;
use super::reply::Reply;
use super::rest::Rest;
use super::{Desk, from_discord, to_discord};

/// An answer that takes longer is announced as "thinking" and follows by an edit.
const DEFER_AFTER: Duration = Duration::from_millis(1_500);
/// How long a deferred answer is waited for; Discord takes an edit for 15 minutes.
const DEFERRED_TIME: Duration = Duration::from_mins(1);

/// Where interactions are answered.
#[derive(Clone)]
pub struct Answering {
    /// Where replies go.
    pub rest: Arc<Rest>,
    /// Where they come from.
    pub desk: Desk,
    /// What is known of the channels they come from.
    pub channels: Arc<Channels>,
}

impl Answering {
    /// Answers one interaction: at once where the answer is quick, by an edit where it is slow.
    pub async fn answer(&self, mut incoming: Incoming) {
        let arrived = Instant::now();
        self.channels.complete(&mut incoming, &self.rest).await;
        let interaction = &incoming.interaction;
        let (id, token) = (interaction.id().get(), interaction.token().to_owned());
        let application = interaction.application_id().get();
        let completes = matches!(interaction, Interaction::Autocomplete(_));
        let is_private = matches!(interaction, Interaction::Component(_)) || from_discord::asks_privately(interaction);
        let answer = Arc::clone(&self.desk.answer);
        let mut work = tokio::task::spawn_blocking(move || answer(&incoming));
        let failed = |error: &dyn Display| {
            self.desk.metrics.errors.bump();
            tracing::error!(interaction = id, %error, "answering failed");
            excuse(completes, "Something went wrong while looking this up. Please try again.")
        };
        let reply = match timeout(DEFER_AFTER, &mut work).await {
            Ok(Ok(reply)) => reply,
            Ok(Err(_)) => failed(&"the answer panicked"),
            Err(_) if completes => failed(&"completing took too long"),
            Err(_) => {
                if !self.deliver(id, &token, &Reply::deferred(is_private).body(), arrived).await {
                    return;
                }
                let reply = match timeout(DEFERRED_TIME, work).await {
                    Ok(Ok(reply)) => reply,
                    Ok(Err(_)) => failed(&"the answer panicked"),
                    Err(_) => failed(&"the answer took too long"),
                };
                return self.follow(application, &token, &reply, is_private).await;
            }
        };
        let delivered = self.deliver(id, &token, &reply.body(), arrived).await;
        if delivered && reply.removes() && !self.rest.delete_original(application, &token).await {
            self.desk.metrics.errors.bump();
        }
    }

    /// Sends the first answer. Whether it arrived.
    async fn deliver(&self, id: u64, token: &str, body: &Value, arrived: Instant) -> bool {
        let delivered = self.rest.callback(id, token, body, arrived).await;
        if !delivered {
            self.desk.metrics.errors.bump();
        }
        delivered
    }

    /// Sends the message of a deferred answer. Who sees it was settled when it was announced; where that turns out wrong, the
    /// announcement is taken back and the message follows by itself. What was to change or delete another message can no
    /// longer do so: it is shown to the presser, or said to be late.
    async fn follow(&self, application: u64, token: &str, reply: &Reply, announced_privately: bool) {
        let late = to_discord::note("This took too long; please press again.");
        let reply = if reply.removes() { &late } else { reply };
        let sent = if reply.is_message() && reply.is_private() != announced_privately {
            self.rest.delete_original(application, token).await
                && self.rest.follow_up(application, token, &reply.further()).await
        } else {
            self.rest.edit_original(application, token, &reply.edit()).await
        };
        if !sent {
            self.desk.metrics.errors.bump();
        }
    }
}

/// A reply for when there is none: a private word, or no completions.
pub fn excuse(completes: bool, text: &str) -> Reply {
    if completes { Reply::choices(&[]) } else { to_discord::note(text) }
}
