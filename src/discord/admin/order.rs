//! What an admin wants: the subcommands, completions and controls of `/lore-admin`, read.

use serenity::all::{
    CommandDataOption, CommandDataOptionValue, CommandInteraction, ComponentInteraction, ComponentInteractionDataKind,
};

use super::command::{
    ALIAS, BLUR, CHANNEL, DAYS, EXPORT, FILE, IMPORT, NAME, OLD, PIN, REPORT, SETTINGS, TOPIC, UNALIAS, UNBLUR, UNDO,
    UNPIN, WORK,
};
use super::edit::{Choice, Edit};
use crate::lore::readable;
use crate::servers::{Audience, ChannelId, CommandName, Favoured, Label, Language, Refusal};

/// What an admin wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Order {
    /// The panel of the server, or of one channel.
    Settings(Option<ChannelId>),
    /// A change.
    Change(Edit),
    /// A change made by a control of a channel's panel, or of the server's, which is shown anew.
    Panel(Option<ChannelId>, Choice),
    /// A command of its own for a topic, under a name where one is given.
    Pin {
        /// The topic, as typed.
        topic: String,
        /// The name wished for.
        name: Option<CommandName>,
    },
    /// A name of the server's own for a topic.
    Alias {
        /// The name.
        name: Label,
        /// The topic, as typed.
        topic: String,
    },
    /// That the last change is taken back; the panel of the server or of a channel is shown then.
    Undo(Option<ChannelId>),
    /// All that was chosen, as a file.
    Export,
    /// That a file is chosen, which lies at an address and has so many bytes.
    Import(String, u64),
    /// What found nothing, and what was called wrong.
    Report,
    /// What cannot be kept, which is said.
    Refused(Refusal),
}

/// What is being typed into an option of `/lore-admin`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// The command of a pin.
    Pins,
    /// A name of the server's own.
    Aliases,
    /// A spoiler rule, of a channel where one is given.
    Rules(Option<ChannelId>),
    /// Any work or series.
    Works,
}

/// What stands in a control for no choice: the server's own, or the default.
pub const AS_ELSEWHERE: &str = "=";
/// What stands in the list of continuities for no preference.
pub const ANY: &str = "*";
/// The beginning of the `custom_id` of a control of the panel.
const PANEL: &str = "a1";
/// What parts its fields.
const BETWEEN: char = '|';

/// A list or a button of the panel, as the letter in its `custom_id`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Control {
    /// The wikis that are asked.
    Wikis,
    /// The continuity that is preferred.
    Continuity,
    /// The language of public answers.
    Language,
    /// Everything that is yes or no, each value with the letter of its switch before it.
    Switches,
    /// Takes back the last change.
    Undo,
}

impl Control {
    const ALL: [(char, Control); 5] = [
        ('w', Control::Wikis),
        ('c', Control::Continuity),
        ('l', Control::Language),
        ('s', Control::Switches),
        ('u', Control::Undo),
    ];

    /// Its `custom_id`, for the panel of a channel or of the server.
    pub fn custom_id(self, channel: Option<ChannelId>) -> String {
        let letter = Control::ALL.into_iter().find(|(_, control)| *control == self).map_or('?', |(letter, _)| letter);
        let channel = channel.map(String::from).unwrap_or_default();
        format!("{PANEL}{BETWEEN}{letter}{BETWEEN}{channel}")
    }

    /// Reads a `custom_id`.
    fn read(custom_id: &str) -> Option<(Control, Option<ChannelId>)> {
        let (letter, channel) = custom_id.strip_prefix(PANEL)?.strip_prefix(BETWEEN)?.split_once(BETWEEN)?;
        let letter = letter.chars().next().filter(|_| letter.len() == 1)?;
        let control = Control::ALL.into_iter().find(|(known, _)| *known == letter).map(|(_, control)| control)?;
        let channel = if channel.is_empty() { None } else { Some(ChannelId::try_from(channel.to_owned()).ok()?) };
        Some((control, channel))
    }
}

/// What is yes or no, as the letter before its values in their common list: lists of their own would leave no room for
/// anything else below a plain text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Switch {
    /// Whether only the asker sees an answer.
    Private,
    /// Whether `[[links]]` are answered.
    InlineLinks,
    /// Whether answers are plain text.
    PlainText,
}

impl Switch {
    /// All of them, in the order of their list.
    pub const ALL: [(char, Switch); 3] = [('a', Switch::Private), ('i', Switch::InlineLinks), ('p', Switch::PlainText)];

    /// What stands in the list for yes, no, or no choice.
    pub fn value(self, on: Option<bool>) -> String {
        let letter = Switch::ALL.into_iter().find(|(_, switch)| *switch == self).map_or('?', |(letter, _)| letter);
        let state = on.map_or(AS_ELSEWHERE, |on| if on { ON } else { OFF });
        format!("{letter}{state}")
    }

    /// Reads such a value.
    fn read(value: &str) -> Option<Choice> {
        let letter = value.chars().next()?;
        let on = match &value[letter.len_utf8()..] {
            AS_ELSEWHERE => None,
            ON => Some(true),
            OFF => Some(false),
            _ => return None,
        };
        let (_, switch) = Switch::ALL.into_iter().find(|(known, _)| *known == letter)?;
        Some(match switch {
            Switch::Private => {
                Choice::Audience(on.map(|private| if private { Audience::Asker } else { Audience::Everyone }))
            }
            Switch::InlineLinks => Choice::InlineLinks(on),
            Switch::PlainText => Choice::PlainText(on),
        })
    }
}

/// What stands behind its letter for yes and no.
const ON: &str = "on";
/// See [`ON`].
const OFF: &str = "off";

/// Reads a subcommand; `None` for one that this version does not have.
pub fn read(command: &CommandInteraction) -> Option<Order> {
    let (name, options) = subcommand(command)?;
    Some(read_order(command, name, options)?.unwrap_or_else(Order::Refused))
}

fn read_order(
    command: &CommandInteraction,
    name: &str,
    options: &[CommandDataOption],
) -> Option<Result<Order, Refusal>> {
    let typed = |option: &str| text(options, option).trim().to_owned();
    let channel = channel(options);
    let change = |edit| Ok(Order::Change(edit));
    Some(match name {
        SETTINGS => Ok(Order::Settings(channel)),
        PIN => {
            let name =
                Some(typed(NAME)).filter(|name| !name.is_empty()).map(|name| CommandName::new(&name.to_lowercase()));
            name.transpose().map(|name| Order::Pin { topic: typed(TOPIC), name })
        }
        UNPIN => change(Edit::Unpin(typed(NAME))),
        ALIAS => Label::new(&typed(NAME)).map(|name| Order::Alias { name, topic: typed(TOPIC) }),
        UNALIAS => change(Edit::Unalias(typed(NAME))),
        BLUR => Label::new(&typed(WORK)).map(|work| Order::Change(Edit::Blur(channel, work))),
        UNBLUR => change(Edit::Unblur(channel, typed(WORK))),
        OLD => change(Edit::Choose(channel, Choice::OldAfter(days(options)))),
        UNDO => Ok(Order::Undo(None)),
        EXPORT => Ok(Order::Export),
        IMPORT => {
            let file = options.iter().find(|option| option.name == FILE).map(|option| &option.value);
            let CommandDataOptionValue::Attachment(id) = file? else { return None };
            let file = command.data.resolved.attachments.get(id)?;
            Ok(Order::Import(file.url.clone(), u64::from(file.size)))
        }
        REPORT => Ok(Order::Report),
        _ => return None,
    })
}

/// What is being typed; `None` for a topic, which is completed as everywhere.
pub fn completion(command: &CommandInteraction) -> (Option<Kept>, String) {
    let Some((name, options)) = subcommand(command) else { return (None, String::new()) };
    let typed = options.iter().find_map(|option| match &option.value {
        CommandDataOptionValue::Autocomplete { value, .. } => Some(readable(value).trim_end().to_owned()),
        _ => None,
    });
    let kept = match name {
        UNPIN => Some(Kept::Pins),
        UNALIAS => Some(Kept::Aliases),
        UNBLUR => Some(Kept::Rules(channel(options))),
        BLUR => Some(Kept::Works),
        _ => None,
    };
    (kept, typed.unwrap_or_default())
}

/// Reads the use of a control of the panel; `None` for other controls.
pub fn pressed(press: &ComponentInteraction) -> Option<Order> {
    let (control, channel) = Control::read(&press.data.custom_id)?;
    let values: &[String] = match &press.data.kind {
        ComponentInteractionDataKind::StringSelect { values } => values,
        _ => &[],
    };
    let one = values.first().map_or(AS_ELSEWHERE, String::as_str);
    let label = || Label::new(one).ok();
    let choice = match control {
        Control::Undo => return Some(Order::Undo(channel)),
        Control::Wikis => {
            // Whoever marks that all are asked may leave single ones marked, before it or after it.
            let wikis: Option<Vec<Label>> = (!values.iter().any(|value| value == AS_ELSEWHERE))
                .then(|| values.iter().filter_map(|wiki| Label::new(wiki).ok()).collect());
            Choice::Wikis(wikis.filter(|wikis| !wikis.is_empty()))
        }
        Control::Continuity => Choice::Continuity(match one {
            AS_ELSEWHERE => None,
            ANY => Some(Favoured::Any),
            _ => label().map(Favoured::Named),
        }),
        Control::Language => Choice::Language(Language::new(one).ok()),
        Control::Switches => Switch::read(one)?,
    };
    Some(Order::Panel(channel, choice))
}

/// The subcommand that was used, with its options.
fn subcommand(command: &CommandInteraction) -> Option<(&str, &[CommandDataOption])> {
    let option = command.data.options.first()?;
    match &option.value {
        CommandDataOptionValue::SubCommand(options) => Some((&option.name, options)),
        _ => None,
    }
}

fn text<'options>(options: &'options [CommandDataOption], name: &str) -> &'options str {
    let option = options.iter().find(|option| option.name == name);
    readable(option.and_then(|option| option.value.as_str()).unwrap_or_default())
}

fn channel(options: &[CommandDataOption]) -> Option<ChannelId> {
    let channel = options.iter().find(|option| option.name == CHANNEL)?.value.as_channel_id()?;
    Some(ChannelId(channel.get()))
}

fn days(options: &[CommandDataOption]) -> Option<u16> {
    options.iter().find(|option| option.name == DAYS)?.value.as_i64().and_then(|days| u16::try_from(days).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_control_is_read_back_for_its_channel() {
        for (_, control) in Control::ALL {
            for channel in [None, Some(ChannelId(u64::MAX))] {
                assert_eq!(Control::read(&control.custom_id(channel)), Some((control, channel)));
            }
        }
        for (_, switch) in Switch::ALL {
            for on in [None, Some(true), Some(false)] {
                assert!(Switch::read(&switch.value(on)).is_some());
            }
        }
        assert!(["", "a", "x=", "on", "é=", "aoff "].into_iter().all(|strange| Switch::read(strange).is_none()));
        for strange in ["a1|", "a1|w", "a1|w|x", "a1|ww|", "2q|", "", "a1|é|1"] {
            assert_eq!(Control::read(strange), None, "{strange}");
        }
    }
}
