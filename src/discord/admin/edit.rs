//! What an admin changes, applied to what a server chose.

use crate::discord::speech::commands::may_be_pinned;
use crate::servers::{
    Audience, ChannelId, Choices, CommandName, Favoured, Label, Language, Named, Pin, Refusal, Server,
};

/// One change. A channel means what holds in that channel alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// Something is chosen, for a channel or for the whole server.
    Choose(Option<ChannelId>, Choice),
    /// A topic gets a command of its own, or its command another topic.
    Pin(Pin),
    /// A pinned command goes.
    Unpin(String),
    /// A name stands for an article.
    Alias(Label, Label),
    /// A name stands for nothing any more.
    Unalias(String),
    /// Passages that cite a work or series are blurred.
    Blur(Option<ChannelId>, Label),
    /// They are blurred no more.
    Unblur(Option<ChannelId>, String),
    /// Everything is as a file has it.
    Replace(Box<Server>),
}

/// What is chosen; `None` leaves it to the server, or to the default.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// The wikis that are asked.
    Wikis(Option<Vec<Label>>),
    /// The continuity that is preferred.
    Continuity(Option<Favoured>),
    /// Who sees answers.
    Audience(Option<Audience>),
    /// Whether `[[links]]` are answered.
    InlineLinks(Option<bool>),
    /// The language of public answers.
    Language(Option<Language>),
    /// Whether answers are plain text.
    PlainText(Option<bool>),
    /// The age in days from which on a snapshot is called old.
    OldAfter(Option<u16>),
}

impl Edit {
    /// The channel it is for; `None` for the whole server.
    pub fn channel(&self) -> Option<ChannelId> {
        match self {
            Edit::Choose(channel, _) | Edit::Blur(channel, _) | Edit::Unblur(channel, _) => *channel,
            _ => None,
        }
    }

    /// Makes the change.
    ///
    /// # Errors
    /// When it cannot be kept, or what is to go is not there.
    pub fn apply(self, server: &mut Server) -> Result<(), Refusal> {
        match self {
            Edit::Choose(channel, choice) => chosen_for(server, channel, |choices| choice.apply(choices)),
            Edit::Pin(pin) => {
                may_be_pinned(&pin.command)?;
                server.pins.retain(|known| known.command != pin.command);
                server.pins.push(pin);
            }
            Edit::Unpin(command) => {
                let command = CommandName::new(command.trim_start_matches('/'))?;
                let before = server.pins.len();
                server.pins.retain(|pin| pin.command != command);
                if server.pins.len() == before {
                    return Err(Refusal::Absent(Named::Pin(command.as_str().to_owned())));
                }
            }
            Edit::Alias(name, article) => server.aliases.set(name, article)?,
            Edit::Unalias(name) => {
                server.aliases.remove(&name).ok_or(Refusal::Absent(Named::Alias(name)))?;
            }
            Edit::Blur(channel, work) => {
                let mut rules = rules_of(server, channel);
                if !rules.contains(&work) {
                    rules.push(work);
                }
                chosen_for(server, channel, |choices| choices.spoilers = Some(rules));
            }
            Edit::Unblur(channel, work) => return unblur(server, channel, &work),
            Edit::Replace(other) => {
                other.pins.iter().try_for_each(|pin| may_be_pinned(&pin.command))?;
                *server = *other;
            }
        }
        Ok(())
    }
}

impl Choice {
    fn apply(self, choices: &mut Choices) {
        match self {
            Choice::Wikis(wikis) => choices.wikis = wikis,
            Choice::Continuity(continuity) => choices.continuity = continuity,
            Choice::Audience(audience) => choices.audience = audience,
            Choice::InlineLinks(inline_links) => choices.inline_links = inline_links,
            Choice::Language(language) => choices.language = language,
            Choice::PlainText(plain_text) => choices.plain_text = plain_text,
            Choice::OldAfter(days) => choices.stale_after_days = days,
        }
    }
}

/// Changes what a channel chose, or the whole server. A channel that then chooses nothing of its own is dropped.
fn chosen_for(server: &mut Server, channel: Option<ChannelId>, change: impl FnOnce(&mut Choices)) {
    let Some(channel) = channel else { return change(&mut server.choices) };
    let own = server.channels.entry(channel).or_default();
    change(own);
    if *own == Choices::default() {
        server.channels.remove(&channel);
    }
}

/// The spoiler rules that hold in a channel, or in the whole server. A channel's own list takes the place of the server's,
/// so that a change of it begins with those.
pub fn rules_of(server: &Server, channel: Option<ChannelId>) -> Vec<Label> {
    match channel {
        Some(channel) => server.in_channel(channel.0).spoilers,
        None => server.choices.spoilers.clone().unwrap_or_default(),
    }
}

/// Drops a rule.
fn unblur(server: &mut Server, channel: Option<ChannelId>, work: &str) -> Result<(), Refusal> {
    let rules = rules_of(server, channel);
    let left: Vec<Label> = rules.iter().filter(|rule| rule.as_str() != work.trim()).cloned().collect();
    if left.len() == rules.len() {
        return Err(Refusal::Absent(Named::Rule(work.to_owned())));
    }
    chosen_for(server, channel, |choices| choices.spoilers = Some(left));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(name: &str) -> Label {
        Label::new(name).unwrap()
    }

    fn blurred(server: &Server, channel: u64) -> Vec<String> {
        server.in_channel(channel).spoilers.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_channel_blurs_what_its_server_blurs_and_more_or_less() {
        let mut server = Server::default();
        let here = Some(ChannelId(1));
        Edit::Blur(None, label("The Weir")).apply(&mut server).unwrap();
        Edit::Blur(here, label("Embers")).apply(&mut server).unwrap();
        assert_eq!(
            (blurred(&server, 1), blurred(&server, 2)),
            (vec!["The Weir".into(), "Embers".into()], vec!["The Weir".into()])
        );
        Edit::Unblur(here, "The Weir".to_owned()).apply(&mut server).unwrap();
        assert_eq!((blurred(&server, 1), blurred(&server, 2)), (vec!["Embers".into()], vec!["The Weir".into()]));
        Edit::Unblur(None, "The Weir".to_owned()).apply(&mut server).unwrap();
        assert!(blurred(&server, 2).is_empty());
        assert!(matches!(Edit::Unblur(None, "The Weir".to_owned()).apply(&mut server), Err(Refusal::Absent(_))));
    }

    #[test]
    fn a_channel_that_chooses_nothing_of_its_own_is_dropped() {
        let mut server = Server::default();
        let choose = |audience| Edit::Choose(Some(ChannelId(1)), Choice::Audience(audience));
        choose(Some(Audience::Asker)).apply(&mut server).unwrap();
        assert_eq!(server.in_channel(1).audience, Audience::Asker);
        choose(None).apply(&mut server).unwrap();
        assert_eq!(server, Server::default());
    }

    #[test]
    fn a_pin_takes_the_place_of_one_with_its_name_and_goes_by_it() {
        let pin =
            |article| Pin { command: CommandName::new("kel").unwrap(), article: label(article), wiki: label("w") };
        let mut server = Server::default();
        Edit::Pin(pin("Kel")).apply(&mut server).unwrap();
        Edit::Pin(pin("Kel'var")).apply(&mut server).unwrap();
        assert_eq!(server.pins, [pin("Kel'var")]);
        Edit::Unpin("/kel".to_owned()).apply(&mut server).unwrap();
        assert!(matches!(Edit::Unpin("kel".to_owned()).apply(&mut server), Err(Refusal::Absent(_))));
    }
}
