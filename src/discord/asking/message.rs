//! Somebody's message as far as it is answered: who wrote it, where, whom it mentions and what it says.

use serde_json::Value;
use serenity::all::{Message as Whole, MessageType, MessageUpdateEvent, Timestamp, User};

use super::asker::Caller;

/// What happened to messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// One was written.
    Written(Message),
    /// One was edited; as it is now.
    Edited(Message),
    /// Some of this channel were deleted.
    Deleted(u64, Vec<u64>),
}

/// A message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Its id.
    pub id: u64,
    /// The channel it was written in.
    pub channel: u64,
    /// The server of that channel; `None` in direct messages.
    pub guild: Option<u64>,
    /// Who wrote it.
    pub author: u64,
    /// Whether a person wrote it: no bot, no webhook, and not Discord itself.
    pub by_person: bool,
    /// The people it notifies; whoever wrote the message that it replies to may be one.
    pub mentions: Vec<u64>,
    /// When it was edited last.
    pub edited: Option<Timestamp>,
    /// What it says; empty where the bot may not know that.
    pub text: String,
}

/// The types of messages that people write (<https://docs.discord.com/developers/resources/message>, "Message Types").
const WRITTEN: [u64; 2] = [0, 19];

impl Message {
    /// Reads a message as Discord sends it, with no more than it must have. `None` where that is missing: Discord may send an
    /// edited message in part, where its text stays the same.
    pub fn read(value: &Value) -> Option<Message> {
        let id = |value: &Value| value.as_str().and_then(|id| id.parse().ok());
        let is = |value: &Value| value.as_bool().unwrap_or(false);
        let author = &value["author"];
        let is_written = value["type"].as_u64().is_some_and(|kind| WRITTEN.contains(&kind));
        Some(Message {
            id: id(&value["id"])?,
            channel: id(&value["channel_id"])?,
            guild: id(&value["guild_id"]),
            author: id(&author["id"])?,
            by_person: is_written && value["webhook_id"].is_null() && !is(&author["bot"]) && !is(&author["system"]),
            mentions: value["mentions"].as_array()?.iter().filter_map(|user| id(&user["id"])).collect(),
            edited: value["edited_timestamp"].as_str().and_then(|moment| moment.parse().ok()),
            text: value["content"].as_str()?.to_owned(),
        })
    }

    /// The same of an edited message as serenity reads it.
    pub fn of_update(update: &MessageUpdateEvent) -> Option<Message> {
        let author = update.author.as_ref()?;
        let by_webhook = update.webhook_id.flatten().is_some();
        Some(Message {
            id: update.id.get(),
            channel: update.channel_id.get(),
            guild: update.guild_id.map(Into::into),
            author: author.id.get(),
            by_person: is_person(author) && !by_webhook && update.kind.is_some_and(is_written),
            mentions: ids_of(update.mentions.as_ref()?),
            edited: update.edited_timestamp,
            text: update.content.clone()?,
        })
    }

    /// Who wrote it, and where. A server that tells of its messages has the bot. Whether
    /// that was in a thread is not told.
    pub fn caller(&self) -> Caller {
        let has_bot = self.guild.is_some();
        Caller { guild: self.guild, channel: self.channel, thread_of: None, has_bot, user: self.author }
    }
}

impl From<Whole> for Message {
    fn from(message: Whole) -> Message {
        Message {
            id: message.id.get(),
            channel: message.channel_id.get(),
            guild: message.guild_id.map(Into::into),
            author: message.author.id.get(),
            by_person: is_person(&message.author) && message.webhook_id.is_none() && is_written(message.kind),
            mentions: ids_of(&message.mentions),
            edited: message.edited_timestamp,
            text: message.content,
        }
    }
}

fn is_person(author: &User) -> bool {
    !author.bot && !author.system
}

fn is_written(kind: MessageType) -> bool {
    matches!(kind, MessageType::Regular | MessageType::InlineReply)
}

fn ids_of(users: &[User]) -> Vec<u64> {
    users.iter().map(|user| user.id.get()).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn written() -> Value {
        json!({
            "id": "11", "channel_id": "12", "guild_id": "13", "content": "Who is Osa?", "type": 0, "tts": false,
            "author": { "id": "14", "username": "osa", "discriminator": "0", "avatar": null }, "pinned": false,
            "timestamp": "2026-01-01T00:00:00.000000+00:00", "mention_everyone": false,
            "edited_timestamp": "2026-01-01T00:02:00.500000+00:00",
            "mentions": [{ "id": "15", "username": "bot", "discriminator": "0", "avatar": null, "bot": true }],
            "mention_roles": [], "attachments": [], "embeds": [],
        })
    }

    #[test]
    fn a_message_is_read_the_same_on_every_way() {
        let read = Message::read(&written()).unwrap();
        assert_eq!((read.id, read.channel, read.guild, read.author), (11, 12, Some(13), 14));
        assert!(read.by_person && read.mentions == [15] && read.text == "Who is Osa?" && read.edited.is_some());
        assert_eq!(Message::from(serde_json::from_value::<Whole>(written()).unwrap()), read);
        assert_eq!(Message::of_update(&serde_json::from_value(written()).unwrap()), Some(read));
    }

    #[test]
    fn bots_webhooks_and_discord_itself_are_no_people() {
        for (field, value) in [("/author/bot", json!(true)), ("/author/system", json!(true)), ("/type", json!(7))] {
            let mut message = written();
            message["author"]["bot"] = json!(false);
            message["author"]["system"] = json!(false);
            *message.pointer_mut(field).unwrap() = value;
            assert!(!Message::read(&message).unwrap().by_person, "{field}");
            assert!(!Message::from(serde_json::from_value::<Whole>(message).unwrap()).by_person, "{field}");
        }
        let mut message = written();
        message["webhook_id"] = json!("16");
        assert!(!Message::read(&message).unwrap().by_person);
        assert!(!Message::of_update(&serde_json::from_value(message).unwrap()).unwrap().by_person);
    }

    #[test]
    fn a_part_of_a_message_is_none() {
        for field in ["id", "channel_id", "author", "mentions", "content"] {
            let mut message = written();
            message.as_object_mut().unwrap().remove(field);
            assert_eq!(Message::read(&message), None, "{field}");
        }
    }
}
