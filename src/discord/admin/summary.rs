//! What a server or one of its channels chose, in lines to read.

use crate::answer::Library;
use crate::discord::limits::{TEXT_TOTAL, length, truncate};
use crate::discord::showing::{lines_within, quoted};
use crate::discord::speech::{Tongue, Word};
use crate::servers::{Audience, ChannelId, Label, Resolved, Server};

/// Room for the lines together, in UTF-16 code units: half a message, for as plain text it may have no more.
const ROOM: usize = TEXT_TOTAL / 2 - 400;
/// Room for the names of one line.
const NAMES_ROOM: usize = 160;
/// Room for one name.
const NAME_ROOM: usize = 80;
/// Room for one line.
const LINE_ROOM: usize = 260;

/// What holds, one line each: first what the lists of the panel choose, in their order, then the rest, and by which
/// subcommands that is chosen.
pub fn summary(server: &Server, channel: Option<ChannelId>, library: &Library, tongue: Tongue) -> String {
    let holds = channel.map_or_else(|| server.choices.resolved(None), |ChannelId(channel)| server.in_channel(channel));
    let summary = Summary { server, library, holds, tongue };
    let (own_lines, subcommands): (Vec<String>, &[&str]) = match channel {
        Some(_) => (Vec::new(), &["admin-blur", "admin-old"]),
        None => (summary.of_the_server_alone(), &["admin-blur", "admin-old", "admin-pin", "admin-alias"]),
    };
    let heading = match channel {
        Some(ChannelId(channel)) => tongue.say_with("admin-heading-channel", [("channel", format!("<#{channel}>"))]),
        None => tongue.say("admin-heading"),
    };
    let names: Vec<String> = subcommands.iter().map(|name| format!("`{}`", tongue.say(name))).collect();
    let rest = tongue.say_with("admin-rest", [("names", tongue.list(&names))]);
    let lines = [format!("### {heading}")].into_iter().chain(summary.of_any_place()).chain(own_lines);
    let lines: Vec<String> = lines.map(|line| truncate(&line, LINE_ROOM)).collect();
    format!("{}\n-# {rest}", lines_within(&lines, ROOM))
}

/// What holds in one place.
struct Summary<'server> {
    server: &'server Server,
    library: &'server Library,
    holds: Resolved,
    tongue: Tongue,
}

impl Summary<'_> {
    /// What holds in a channel and in a server. What leaves no choice has no line.
    fn of_any_place(&self) -> Vec<String> {
        let (holds, tongue) = (&self.holds, self.tongue);
        let wikis = (!holds.wikis.is_empty() || self.library.wikis().nth(1).is_some())
            .then(|| self.line("admin-wikis", self.wikis()));
        let continuity = (holds.continuity.is_some() || !self.library.continuities().is_empty())
            .then(|| self.line("admin-continuity", self.continuity()));
        let audience = match holds.audience {
            Audience::Asker => "admin-audience.asker",
            Audience::Everyone => "admin-audience.everyone",
        };
        let days = tongue.say_with("admin-age.days", [("days", holds.stale_after_days)]);
        let lines = [
            self.line("admin-language", self.language()),
            self.line("admin-audience", tongue.say(audience)),
            self.line("admin-inline", self.on_or_off(holds.inline_links)),
            self.line("admin-plain", self.on_or_off(holds.plain_text)),
            self.line("admin-blurred", self.names_or(&labels(&holds.spoilers), "admin-none")),
            self.line("admin-age", days),
        ];
        wikis.into_iter().chain(continuity).chain(lines).collect()
    }

    /// What only a whole server has; what it has none of has no line.
    fn of_the_server_alone(&self) -> Vec<String> {
        let Server { pins, aliases, channels, .. } = self.server;
        let pins: Vec<String> = pins.iter().map(|pin| format!("/{}", short(pin.command.as_str()))).collect();
        let alias = |(name, title): (&Label, &Label)| format!("{} = {}", short(name.as_str()), short(title.as_str()));
        let aliases: Vec<String> = aliases.iter().map(alias).collect();
        let channels: Vec<String> = channels.keys().map(|ChannelId(channel)| format!("<#{channel}>")).collect();
        let named = [("admin-pins", pins), ("admin-aliases", aliases), ("admin-channels", channels)];
        let present = named.into_iter().filter(|(_, names)| !names.is_empty());
        present.map(|(message, names)| self.line(message, self.some_of(&names))).collect()
    }

    fn wikis(&self) -> String {
        let name_of = |wiki: &Label| {
            let known = self.library.wikis().find(|known| known.id == wiki.as_str());
            // A wiki that is not here any more goes by its folder.
            short(known.map_or(wiki.as_str(), |known| known.name.as_str()))
        };
        let wikis: Vec<String> = self.holds.wikis.iter().map(name_of).collect();
        self.names_or(&wikis, "admin-wikis.all")
    }

    fn continuity(&self) -> String {
        let name = self.holds.continuity.as_ref().map(|name| short(name.as_str()));
        name.unwrap_or_else(|| self.tongue.say("admin-continuity.any"))
    }

    fn language(&self) -> String {
        match &self.holds.language {
            Some(language) => Tongue::of(language.as_str()).say("language-name"),
            None => self.tongue.say("admin-language.discord"),
        }
    }

    fn on_or_off(&self, on: bool) -> String {
        self.tongue.say(if on { "admin-on" } else { "admin-off" })
    }

    /// What is chosen, in bold, and what for it.
    fn line(&self, message: &str, value: String) -> String {
        let name = format!("**{}**", self.tongue.say(message));
        self.tongue.say_with("admin-line", [("name", name), ("value", value)])
    }

    fn names_or(&self, names: &[String], otherwise: &str) -> String {
        if names.is_empty() { self.tongue.say(otherwise) } else { self.some_of(names) }
    }

    /// The first names, as many as have room, and how many more there are.
    fn some_of(&self, names: &[String]) -> String {
        let mut room = NAMES_ROOM;
        let fitting = names.iter().take_while(|name| {
            let fits = length(name) <= room;
            room = room.saturating_sub(length(name) + 2);
            fits
        });
        let shown = fitting.count().max(1).min(names.len());
        let listed = self.tongue.list(&names[..shown]);
        match names.len() - shown {
            0 => listed,
            more => self.tongue.say_with("admin-more", [("shown", Word::from(listed)), ("count", more.into())]),
        }
    }
}

/// A name as it is read, cut to its room.
fn short(name: &str) -> String {
    truncate(&quoted(name), NAME_ROOM)
}

fn labels(labels: &[Label]) -> Vec<String> {
    labels.iter().map(|label| short(label.as_str())).collect()
}
