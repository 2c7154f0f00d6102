//! What the targets that ask the bot share: the starter wiki, interactions, and a look at each reply.
#![allow(dead_code, reason = "each target uses its part")]

use std::sync::{Arc, LazyLock};

use lorebot::answer::Library;
use lorebot::discord::{Asked, Incoming, Inquiry, Message, Tongue, respond, respond_to_message};
use lorebot::metrics::Metrics;
use lorebot::servers::{Choices, Day, Label, Server};
use serde_json::{Value, json};

use limits_checker::{check_posted, check_reply};
use markup::check_marks;

#[path = "../../../suite/fake_discord/interactions.rs"]
pub mod interactions;
#[path = "../../../suite/limits_checker.rs"]
pub mod limits_checker;
#[path = "../../../suite/markup.rs"]
mod markup;

/// The application that interactions are for.
const APPLICATION: &str = "1111111111111111111";

/// The starter wiki.
pub static LIBRARY: LazyLock<Library> =
    LazyLock::new(|| Library::of(vec![lorebot::rebuild::starter().expect("the tests rule out that it is broken")]));

/// A server that chose nothing, and one that chose plain text, blurred and with a name of its own.
static SERVERS: LazyLock<[Arc<Server>; 2]> = LazyLock::new(|| {
    let label = |name: &str| Label::new(name).expect("it is a name");
    let choices = Choices {
        plain_text: Some(true),
        spoilers: Some(vec![label("from the ashes")]),
        inline_links: Some(true),
        ..Choices::default()
    };
    let mut server = Server { choices, ..Server::default() };
    server.aliases.set(label("the peace world"), label("Khitomer")).expect("there is room for one");
    [Arc::default(), Arc::new(server)]
});

/// One of the servers, by whatever number.
fn server(number: usize) -> Arc<Server> {
    Arc::clone(&SERVERS[number % SERVERS.len()])
}

/// Has an interaction answered in one of the servers, and holds the reply against Discord's limits; no mark that someone typed
/// is at work in it. What serenity cannot read is the door's business.
pub fn ask(interaction: Value, number: usize) {
    let Ok(incoming) = Incoming::read(interaction) else { return };
    let incoming = Incoming { server: server(number), ..incoming };
    let reply = respond(&incoming, &LIBRARY, &Metrics::default()).body();
    check_reply(&reply);
    check_marks(&reply);
}

/// Has a message to the bot answered in one of the servers, if it asks anything, and looks at the reply likewise.
pub fn tell(text: &str, number: usize) {
    let (me, today) = (15, Day(20_000));
    let bot = json!({ "id": me.to_string() });
    let message = json!({
        "id": "11", "channel_id": "12", "guild_id": "13", "type": 0, "author": { "id": "14" }, "mentions": [bot],
        "content": text,
    });
    let message = Message::read(&message).expect("it has all that a message must have");
    let Some(asked) = Asked::of(&message, me, true) else { return };
    let inquiry = Inquiry {
        asked,
        caller: message.caller(),
        spoiler_channel: None,
        server: server(number),
        spoken: Tongue::default(),
        today,
        as_plain: None,
    };
    if let Some(reply) = respond_to_message(&inquiry, &LIBRARY, &Metrics::default()) {
        let mut body = reply.edit();
        body["allowed_mentions"] = json!({ "parse": [], "replied_user": false });
        check_posted(&body);
        check_marks(&body);
    }
}
