//! The panel: what a server or one of its channels chose, and lists to choose from.

use super::super::components::{Button, Component, Look, SelectOption};
use super::super::limits::{SELECT_OPTIONS, SELECT_TEXT, TEXT_TOTAL, truncate};
use super::super::markdown::escape;
use super::super::reply::Reply;
use super::super::tongue::{Tongue, Word};
use super::super::wording::{lines_within, one_line};
use super::order::{ANY, AS_ELSEWHERE, Control, OFF, ON};
use crate::answer::Library;
use crate::servers::{Audience, ChannelId, Choices, Favoured, Label, Server};

/// The panel of a server, or of one of its channels; with a line above it that says what has just been done.
pub fn panel(
    server: &Server,
    channel: Option<ChannelId>,
    library: &Library,
    done: Option<String>,
    tongue: Tongue,
) -> Reply {
    let text = lines_within(&lines(server, channel, library, tongue), TEXT_TOTAL / 2);
    let done = done.map(|line| Component::text(truncate(&line, TEXT_TOTAL / 4)));
    let sheet = Sheet { server, channel, tongue };
    let lists = [
        sheet.wikis(library),
        sheet.continuities(library),
        sheet.audience(),
        sheet.switch(Control::InlineLinks, "admin-inline", |choices| choices.inline_links),
        sheet.language(),
        sheet.switch(Control::PlainText, "admin-plain", |choices| choices.plain_text),
    ];
    let undo = Button::press(tongue.say("admin-undo-last"), Control::Undo.custom_id(channel), Look::Secondary);
    let parts = done.into_iter().chain([Component::container(vec![Component::text(text)], false)]);
    let parts = parts.chain(lists.into_iter().flatten()).chain(Component::row(vec![undo]));
    Reply::components(&parts.collect::<Vec<_>>()).private()
}

/// What holds, one line each.
fn lines(server: &Server, channel: Option<ChannelId>, library: &Library, tongue: Tongue) -> Vec<String> {
    let heading = match channel {
        Some(ChannelId(channel)) => tongue.say_with("admin-heading-channel", [("channel", format!("<#{channel}>"))]),
        None => tongue.say("admin-heading"),
    };
    let holds = channel.map_or_else(|| server.choices.resolved(None), |channel| server.in_channel(channel.0));
    let shown = |labels: &[Label]| {
        let names: Vec<String> = labels.iter().map(|label| escape(&one_line(label.as_str()))).collect();
        tongue.list(&names)
    };
    let or = |text: String, otherwise: &str| if text.is_empty() { tongue.say(otherwise) } else { text };
    let wikis: Vec<String> = holds.wikis.iter().map(|wiki| name_of(wiki, library)).collect();
    let said = |message: &str, value: String| {
        tongue.say_with("admin-line", [("name", format!("**{}**", tongue.say(message))), ("value", value)])
    };
    let on = |on: bool| tongue.say(if on { "admin-on" } else { "admin-off" });
    let audience = if holds.audience == Audience::Asker { "admin-audience.asker" } else { "admin-audience.everyone" };
    let language = holds.language.as_ref().map(|language| language.as_str().to_owned());
    let mut lines = vec![
        format!("### {heading}"),
        said("admin-wikis", or(tongue.list(&wikis), "admin-wikis.all")),
        said(
            "admin-continuity",
            or(holds.continuity.as_ref().map(ToString::to_string).unwrap_or_default(), "admin-continuity.any"),
        ),
        said("admin-audience", tongue.say(audience)),
        said("admin-blurred", or(shown(&holds.spoilers), "admin-none")),
        said("admin-age", tongue.say_with("admin-age.days", [("days", holds.stale_after_days)])),
        said("admin-inline", on(holds.inline_links)),
        said("admin-language", language.unwrap_or_else(|| tongue.say("admin-language.discord"))),
        said("admin-plain", on(holds.plain_text)),
    ];
    if channel.is_none() {
        let pins: Vec<String> = server.pins.iter().map(|pin| format!("/{}", pin.command.as_str())).collect();
        let aliases: Vec<String> = server
            .aliases
            .iter()
            .map(|(name, title)| format!("{} = {}", escape(name.as_str()), escape(title.as_str())))
            .collect();
        let channels: Vec<String> = server.channels.keys().map(|ChannelId(channel)| format!("<#{channel}>")).collect();
        lines.push(said("admin-pins", or(tongue.list(&pins), "admin-none")));
        lines.push(said("admin-aliases", or(tongue.list(&aliases), "admin-none")));
        lines.push(said("admin-channels", or(tongue.list(&channels), "admin-none")));
    }
    lines.into_iter().map(|line| truncate(&line, LINE_ROOM)).collect()
}

/// Room for one line, in UTF-16 code units: a long list of aliases leaves room for what stands below it.
const LINE_ROOM: usize = 400;

/// The name of a wiki for people; its folder name where it is not here any more.
fn name_of(wiki: &Label, library: &Library) -> String {
    let known = library.wikis().find(|known| known.id == wiki.as_str()).map(|known| known.name.as_str());
    escape(&one_line(known.unwrap_or(wiki.as_str())))
}

/// The lists of one panel.
struct Sheet<'server> {
    server: &'server Server,
    channel: Option<ChannelId>,
    tongue: Tongue,
}

impl Sheet<'_> {
    /// What the channel chose itself, or the server.
    fn own(&self) -> Choices {
        match self.channel {
            Some(channel) => self.server.channels.get(&channel).cloned().unwrap_or_default(),
            None => self.server.choices.clone(),
        }
    }

    fn wikis(&self, library: &Library) -> Option<Component> {
        let own = self.own().wikis;
        let chosen = |id: &str| own.as_ref().is_some_and(|own| own.iter().any(|wiki| wiki.as_str() == id));
        let wikis = library.wikis().map(|wiki| option(&wiki.name, &wiki.id, chosen(&wiki.id)));
        let options: Vec<SelectOption> = std::iter::once(self.elsewhere(own.is_none(), "admin-wikis.all"))
            .chain(wikis)
            .take(SELECT_OPTIONS)
            .collect();
        let most = options.len();
        self.list(Control::Wikis, "admin-wikis", options, most)
    }

    fn continuities(&self, library: &Library) -> Option<Component> {
        let own = self.own().continuity;
        let is_own = |name: &str| matches!(&own, Some(Favoured::Named(label)) if label.as_str() == name);
        let any = option(&self.tongue.say("admin-continuity.any"), ANY, own == Some(Favoured::Any));
        let names = library.continuities().into_iter().map(|name| option(name, name, is_own(name)));
        let first = self.elsewhere(own.is_none(), "admin-continuity.default");
        self.list(Control::Continuity, "admin-continuity", [first, any].into_iter().chain(names).collect(), 1)
    }

    fn audience(&self) -> Option<Component> {
        let own = self.own().audience;
        let options = vec![
            self.elsewhere(own.is_none(), "admin-default"),
            option(&self.tongue.say("admin-audience.everyone"), OFF, own == Some(Audience::Everyone)),
            option(&self.tongue.say("admin-audience.asker"), ON, own == Some(Audience::Asker)),
        ];
        self.list(Control::Audience, "admin-audience", options, 1)
    }

    fn switch(&self, control: Control, name: &str, chosen: fn(&Choices) -> Option<bool>) -> Option<Component> {
        let own = chosen(&self.own());
        let options = vec![
            self.elsewhere(own.is_none(), "admin-default"),
            option(&self.tongue.say("admin-on"), ON, own == Some(true)),
            option(&self.tongue.say("admin-off"), OFF, own == Some(false)),
        ];
        self.list(control, name, options, 1)
    }

    fn language(&self) -> Option<Component> {
        let own = self.own().language;
        let is_own = |tongue: Tongue| own.as_ref().is_some_and(|own| Tongue::of(own.as_str()) == tongue);
        let languages = Tongue::ALL.map(|tongue| option(&tongue.say("language-name"), tongue.locale(), is_own(tongue)));
        let first = self.elsewhere(own.is_none(), "admin-language.discord");
        self.list(Control::Language, "admin-language", std::iter::once(first).chain(languages).collect(), 1)
    }

    /// What leaves it to the server, in the panel of a channel, or to the default.
    fn elsewhere(&self, chosen: bool, default: &str) -> SelectOption {
        let message = if self.channel.is_some() { "admin-as-server" } else { default };
        option(&self.tongue.say(message), AS_ELSEWHERE, chosen)
    }

    /// A list under its name, which stands before each choice: a list shows nothing else.
    fn list(&self, control: Control, name: &str, options: Vec<SelectOption>, most: usize) -> Option<Component> {
        let name = self.tongue.say(name);
        let named = |option: SelectOption| {
            let words = [("name", Word::from(name.as_str())), ("value", Word::from(option.label.as_str()))];
            let label = truncate(&self.tongue.say_with("admin-option", words), SELECT_TEXT);
            SelectOption { label, ..option }
        };
        let options: Vec<SelectOption> = options.into_iter().take(SELECT_OPTIONS).map(named).collect();
        let placeholder = truncate(&name, SELECT_TEXT);
        Component::select_many(control.custom_id(self.channel), placeholder, options, most)
    }
}

/// One choice.
fn option(label: &str, value: &str, chosen: bool) -> SelectOption {
    SelectOption {
        label: truncate(one_line(label).trim(), SELECT_TEXT),
        value: value.to_owned(),
        description: None,
        default: chosen,
    }
}
