//! The message that a pressed message replies to, asked of Discord where a press does not bring it: its author had asked.

use std::time::Duration;

use reqwest::Method;
use serenity::all::Interaction;

use super::rest::Rest;
use crate::discord::asking::Incoming;

/// How long the presser may be kept waiting for it.
const PATIENCE: Duration = Duration::from_millis(400);

/// Completes a press with the message that the pressed one replies to, where that matters and can be known in time: what
/// answers an interaction tells by itself who had asked.
pub async fn complete(incoming: &mut Incoming, rest: &Rest) {
    let Interaction::Component(press) = &mut incoming.interaction else { return };
    let message = &mut press.message;
    if message.interaction_metadata.is_some() || message.referenced_message.is_some() {
        return;
    }
    let Some(reference) = &message.message_reference else { return };
    let Some(replied_to) = reference.message_id else { return };
    let path = format!("/channels/{}/messages/{replied_to}", reference.channel_id);
    let told = rest.send(Method::GET, &path, None, PATIENCE).await.ok();
    message.referenced_message = told.and_then(|told| serde_json::from_value(told).ok());
}
