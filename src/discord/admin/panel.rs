//! The panel: what a server or one of its channels chose, and lists to choose from.

use super::order::{ANY, AS_ELSEWHERE, Control, Switch};
use super::summary::summary;
use crate::answer::Library;
use crate::discord::limits::{SELECT_OPTIONS, SELECT_TEXT, TEXT_TOTAL, length, truncate};
use crate::discord::showing::{Button, Component, Look, Reply, SelectOption, one_line};
use crate::discord::speech::{Tongue, Word};
use crate::servers::{Audience, ChannelId, Choices, Favoured, Server};

/// The panel of a server, or of one of its channels; with a line above it that says what has just been done.
///
/// It has at most four lists and a row below them: as plain text, a message has no room for more.
pub fn panel(
    server: &Server,
    channel: Option<ChannelId>,
    library: &Library,
    done: Option<String>,
    tongue: Tongue,
) -> Reply {
    let done = done.map(|line| Component::text(truncate(&line, TEXT_TOTAL / 8)));
    let text = Component::text(summary(server, channel, library, tongue));
    let own = channel.map_or_else(|| Some(&server.choices), |channel| server.channels.get(&channel));
    let sheet = Sheet { own: own.cloned().unwrap_or_default(), channel, library, tongue };
    let lists = [sheet.wikis(), sheet.continuities(), sheet.language(), sheet.switches()];
    let undo = Button::press(tongue.say("admin-undo-last"), Control::Undo.custom_id(channel), Look::Secondary);
    let parts = done.into_iter().chain([Component::container(vec![text], false)]);
    let parts = parts.chain(lists.into_iter().flatten()).chain(Component::row(vec![undo]));
    Reply::components(&parts.collect::<Vec<_>>()).private()
}

/// The lists of one panel.
struct Sheet<'library> {
    /// What the channel chose itself, or the server.
    own: Choices,
    channel: Option<ChannelId>,
    library: &'library Library,
    tongue: Tongue,
}

impl Sheet<'_> {
    /// The wikis; no list where there is only one, which is asked in any case.
    ///
    /// That all are asked is never marked as chosen: whoever adds a wiki to it would have to take that mark away.
    fn wikis(&self) -> Option<Component> {
        let own = &self.own.wikis;
        let is_own = |id: &str| own.as_ref().is_some_and(|own| own.iter().any(|wiki| wiki.as_str() == id));
        let wikis = self.library.wikis().map(|wiki| option(&wiki.name, &wiki.id, is_own(&wiki.id)));
        let all = self.elsewhere("admin-wikis.all", false);
        let there_is_a_choice = own.is_some() || self.library.wikis().nth(1).is_some();
        there_is_a_choice
            .then(|| self.list(Control::Wikis, "admin-wikis", vec![all], wikis.collect(), SELECT_OPTIONS))
            .flatten()
    }

    /// The continuities; no list where the wikis tell none apart.
    fn continuities(&self) -> Option<Component> {
        let own = &self.own.continuity;
        let is_own = |name: &str| matches!(own, Some(Favoured::Named(label)) if label.as_str() == name);
        let names: Vec<SelectOption> =
            self.library.continuities().into_iter().map(|name| option(name, name, is_own(name))).collect();
        if own.is_none() && names.is_empty() {
            return None;
        }
        let any = |chosen| option(&self.tongue.say("admin-continuity.any"), ANY, chosen);
        let first = match self.channel {
            Some(_) => vec![self.elsewhere("admin-continuity.any", own.is_none()), any(*own == Some(Favoured::Any))],
            None => vec![any(matches!(own, None | Some(Favoured::Any)))],
        };
        self.list(Control::Continuity, "admin-continuity", first, names, 1)
    }

    fn language(&self) -> Option<Component> {
        let own = self.own.language.as_ref();
        let is_own = |tongue: Tongue| own.is_some_and(|own| Tongue::of(own.as_str()) == tongue);
        let languages = Tongue::ALL.map(|tongue| option(&tongue.say("language-name"), tongue.locale(), is_own(tongue)));
        let first = self.elsewhere("admin-language.discord", own.is_none());
        self.list(Control::Language, "admin-language", vec![first], languages.into(), 1)
    }

    /// Everything that is yes or no, in one list in which what holds is marked by words.
    fn switches(&self) -> Option<Component> {
        let states: &[Option<bool>] =
            if self.channel.is_some() { &[None, Some(false), Some(true)] } else { &[Some(false), Some(true)] };
        let options =
            Switch::ALL.into_iter().flat_map(|(_, switch)| states.iter().map(move |state| self.state(switch, *state)));
        let placeholder = self.tongue.say("admin-switches");
        Component::select(
            Control::Switches.custom_id(self.channel),
            truncate(&placeholder, SELECT_TEXT),
            options.collect(),
        )
    }

    /// A switch turned on or off, or left to the server.
    fn state(&self, switch: Switch, state: Option<bool>) -> SelectOption {
        let tongue = self.tongue;
        let (name, on, off, own) = match switch {
            Switch::Private => {
                let own = self.own.audience.map(|audience| audience == Audience::Asker);
                ("admin-audience", "admin-audience.asker", "admin-audience.everyone", own)
            }
            Switch::InlineLinks => ("admin-inline", "admin-on", "admin-off", self.own.inline_links),
            Switch::PlainText => ("admin-plain", "admin-on", "admin-off", self.own.plain_text),
        };
        // A server that leaves it open has it off.
        let own = if self.channel.is_some() { own } else { Some(own.unwrap_or(false)) };
        let value = state.map_or("admin-as-server", |state| if state { on } else { off });
        let description = (state == own).then(|| truncate(&tongue.say("admin-now"), SELECT_TEXT));
        SelectOption {
            label: self.named(&tongue.say(name), &tongue.say(value)),
            value: switch.value(state),
            description,
            default: false,
        }
    }

    /// What leaves it to the server, in the panel of a channel, or to the default.
    fn elsewhere(&self, default: &str, chosen: bool) -> SelectOption {
        let message = if self.channel.is_some() { "admin-as-server" } else { default };
        option(&self.tongue.say(message), AS_ELSEWHERE, chosen)
    }

    /// A list under its name, which stands before each choice: a list shows nothing else. What cannot be chosen, or means
    /// the same as something before it, is left out; what is chosen comes before the rest, of which only some may fit.
    fn list(
        &self,
        control: Control,
        name: &str,
        first: Vec<SelectOption>,
        mut rest: Vec<SelectOption>,
        most: usize,
    ) -> Option<Component> {
        let name = self.tongue.say(name);
        rest.sort_by_key(|option| !option.default);
        let mut options: Vec<SelectOption> = Vec::new();
        let shown = first.first().map(|option| self.named(&name, &option.label));
        for option in first.into_iter().chain(rest) {
            let fits = !option.value.trim().is_empty() && length(&option.value) <= SELECT_TEXT;
            if fits && options.len() < SELECT_OPTIONS && !options.iter().any(|known| known.value == option.value) {
                options.push(SelectOption { label: self.named(&name, &option.label), ..option });
            }
        }
        Component::select_many(control.custom_id(self.channel), shown.unwrap_or(name), options, most)
    }

    /// An entry of a list with what it is an entry for.
    fn named(&self, name: &str, value: &str) -> String {
        let words = [("name", Word::from(name)), ("value", Word::from(value))];
        truncate(self.tongue.say_with("admin-option", words).trim(), SELECT_TEXT)
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
