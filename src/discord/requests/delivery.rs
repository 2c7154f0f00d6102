//! The two ways of the first answer to an interaction: by a request of ours, or as the response to Discord's own.

use serde_json::Value;
use serenity::all::Interaction;
use tokio::sync::oneshot;
use tokio::time::Instant;

use super::rest::Rest;
use crate::discord::showing::Reply;

/// Which interaction an answer belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The interaction's id.
    pub id: u64,
    /// Its token, which everything sent for it carries.
    pub token: String,
    /// The application that everything but the first answer is sent for.
    pub application: u64,
}

impl Address {
    /// The address of an interaction.
    pub fn of(interaction: &Interaction) -> Address {
        let token = interaction.token().to_owned();
        Address { id: interaction.id().get(), token, application: interaction.application_id().get() }
    }
}

/// Why an interaction that came over HTTP gets no reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It was delivered before.
    Again,
    /// Discord has given up waiting.
    Late,
    /// It is no interaction.
    Unreadable,
    /// Nobody is left to answer it.
    Unanswered,
}

/// How the first answer to an interaction is delivered.
#[derive(Debug)]
pub enum Delivery {
    /// By a request to Discord.
    Callback,
    /// As the response to Discord's request, which waits for it: the body of a reply.
    Response(oneshot::Sender<Result<Value, Refusal>>),
}

impl Delivery {
    /// Delivers a reply to an interaction that arrived some time ago. Whether it arrived; if not, the reason is logged.
    pub async fn deliver(self, to: &Address, reply: &Reply, arrived: Instant, rest: &Rest) -> bool {
        match self {
            Delivery::Callback => rest.callback(to.id, &to.token, reply, arrived).await,
            Delivery::Response(waiting) => {
                let is_waited_for = waiting.send(Ok(reply.body())).is_ok();
                if !is_waited_for {
                    tracing::warn!(interaction = to.id, "the answer came too late: Discord has closed the connection");
                }
                is_waited_for
            }
        }
    }

    /// Says why there is no reply, where somebody waits for one.
    pub fn refuse(self, refusal: Refusal) {
        if let Delivery::Response(waiting) = self {
            // Whoever has gone away meanwhile needs no reason.
            let _ = waiting.send(Err(refusal));
        }
    }

    /// Whether a file may go with the first answer. A response would have to come in parts; the file follows instead.
    pub fn takes_files(&self) -> bool {
        matches!(self, Delivery::Callback)
    }
}
