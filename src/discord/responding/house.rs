//! What holds where someone asks: the wikis asked there, the names given there, what is blurred, and what is old.

use crate::answer::{Completion, Error, Library};
use crate::discord::asking::{Caller, Question};
use crate::discord::showing::View;
use crate::lore::{Answer, Hit, Mending, Scope, fold};
use crate::servers::{Aliases, Audience, Day, Label, Language, Resolved, Server, SpoilerRules};

/// The most words of a question that one alias may have.
const ALIAS_WORDS: usize = 6;

/// What holds where someone asks.
pub struct House<'server> {
    /// The wikis that are asked there; every one where the server chose none.
    pub library: Library,
    holds: Resolved,
    aliases: &'server Aliases,
    spoilers: SpoilerRules,
    today: Day,
}

impl<'server> House<'server> {
    /// What a server chose for the place of a caller, on a day.
    pub fn of(server: &'server Server, caller: &Caller, today: Day, library: &Library) -> House<'server> {
        let holds = caller.chosen_by(server);
        let library = library.among(holds.wikis.iter().map(Label::as_str));
        let library = library.favouring(holds.continuity.as_ref().map(Label::as_str));
        House { library, spoilers: holds.spoiler_rules(), aliases: &server.aliases, holds, today }
    }

    /// The same where a question is to be answered unblurred, whatever the server's rules say.
    #[must_use]
    pub fn without_spoiler_rules(self) -> House<'server> {
        House { spoilers: SpoilerRules::default(), ..self }
    }

    /// Whether answers are for the asker alone where the asker does not say.
    pub fn is_private(&self) -> bool {
        self.holds.audience == Audience::Asker
    }

    /// Whether `[[links]]` in messages are answered.
    pub fn answers_links(&self) -> bool {
        self.holds.inline_links
    }

    /// The language of what everybody sees, where the server chose one.
    pub fn language(&self) -> Option<&str> {
        self.holds.language.as_ref().map(Language::as_str)
    }

    /// Whether answers are plain text.
    pub fn is_plain(&self) -> bool {
        self.holds.plain_text
    }

    /// Whether the server chose wikis of which none is there any more.
    pub fn lacks_wikis(&self) -> bool {
        !self.holds.wikis.is_empty() && self.library.indexes().is_empty()
    }

    /// The last day on which a snapshot counts as old.
    pub fn old_until(&self) -> Day {
        Day(self.today.0.saturating_sub(i64::from(self.holds.stale_after_days)))
    }

    /// The same view, blurred where a rule of the server names a source of any of these passages.
    pub fn blurred<'hits>(&self, view: View, hits: impl IntoIterator<Item = &'hits Hit>) -> View {
        let spoiler = view.spoiler || hits.into_iter().any(|hit| self.spoilers.blur(&hit.citations));
        View { spoiler, ..view }
    }

    /// Answers a question, whose names may be those that the server gives. A name of the server's counts as mended.
    ///
    /// # Errors
    /// When the files of an index turn out damaged while they are read.
    pub fn ask(&self, question: &Question) -> Result<(Question, Answer), Error> {
        let (question, renamed) = self.with_titles(question);
        let Question { asked, scope, wiki, filter } = &question;
        let mut answer = self.library.answer_within(asked, scope, wiki.as_deref(), filter)?;
        answer.mended.splice(0..0, renamed);
        Ok((question, answer))
    }

    /// The title that a topic stands for; itself where the server gives it no other name.
    pub fn title_of<'name>(&'name self, topic: &'name str) -> &'name str {
        self.aliases.article(topic).map_or(topic, Label::as_str)
    }

    /// The server's own names that begin like what is typed.
    pub fn aliases_like(&self, typed: &str) -> Vec<Completion> {
        let typed = fold(typed);
        let fitting = self.aliases.iter().filter(|(name, _)| fold(name.as_str()).starts_with(&typed));
        let completion = |(name, title): (&Label, &Label)| Completion {
            label: format!("{title} ({name})"),
            title: title.to_string(),
        };
        if typed.is_empty() { Vec::new() } else { fitting.map(completion).collect() }
    }

    /// A question with titles in place of the server's own names, and which those are.
    fn with_titles(&self, question: &Question) -> (Question, Vec<Mending>) {
        let mut question = question.clone();
        let mut renamed = Vec::new();
        if let Scope::Topic(topic) = &mut question.scope
            && let Some(title) = self.aliases.article(topic)
        {
            renamed.push(Mending { typed: topic.clone(), read_as: title.to_string() });
            *topic = title.to_string();
        }
        if !self.aliases.is_empty() {
            question.asked = self.read_out(&question.asked, &mut renamed);
        }
        (question, renamed)
    }

    /// A text with titles in place of the server's own names, of which the longest goes first.
    fn read_out(&self, text: &str, renamed: &mut Vec<Mending>) -> String {
        let words: Vec<&str> = text.split_whitespace().collect();
        let (mut read, mut at) = (Vec::new(), 0);
        while at < words.len() {
            let most = ALIAS_WORDS.min(words.len() - at);
            let named = (1..=most).rev().find_map(|count| {
                let name = words[at..at + count].join(" ");
                self.aliases.article(&name).map(|title| (count, name, title))
            });
            let count = if let Some((count, typed, title)) = named {
                renamed.push(Mending { typed, read_as: title.to_string() });
                read.push(title.as_str());
                count
            } else {
                read.push(words[at]);
                1
            };
            at += count;
        }
        if renamed.is_empty() { text.to_owned() } else { read.join(" ") }
    }
}
