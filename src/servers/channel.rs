//! The id of a channel, which files write as a text: numbers of that size are not safe in every reader of JSON.

use serde::{Deserialize, Serialize};

use super::Refusal;

/// A channel's id, as Discord gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ChannelId(pub u64);

impl TryFrom<String> for ChannelId {
    type Error = Refusal;

    fn try_from(digits: String) -> Result<ChannelId, Refusal> {
        digits.parse().map(ChannelId).map_err(|_| Refusal::Channel)
    }
}

impl From<ChannelId> for String {
    fn from(channel: ChannelId) -> String {
        channel.0.to_string()
    }
}
