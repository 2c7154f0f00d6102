//! A question understood against one wiki: its words, the misspelt ones mended, and the articles it names.

use crate::index::{Error, Known, TopicMatch, WikiIndex, Word};
use crate::lore::{ArticleKind, Mending, Query, YearSpan, base_of_title, fold, is_noise_word, is_stop_word};

/// A question as one wiki understands it.
#[derive(Debug, Clone, Default)]
pub(super) struct Understood {
    /// Its words in order, whole hyphenated words or their parts, whichever the wiki knows.
    pub words: Vec<Asked>,
    /// The years asked for.
    pub years: Vec<YearSpan>,
    /// The articles it names by title, in the order named; several where one name leads to several.
    pub topics: Vec<Topic>,
    /// The continuity it names, as the wiki's profile calls it.
    pub continuity: Option<String>,
    /// What was read as something else.
    pub mended: Vec<Mending>,
}

/// A word of a question.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub word: Word,
    pub typed: String,
    pub known: Known,
    pub role: Role,
    /// Other words that mean the same here: of the name by which the wiki knows the subject.
    pub or: Vec<Word>,
}

/// What a word does in its question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// It is asked for.
    Content,
    /// It belongs to the name of an article.
    Topic,
    /// It names a year.
    Year,
    /// It names a continuity.
    Continuity,
    /// It names the kind of answer.
    Noise,
    /// It binds others.
    Stop,
}

/// An article, or several of one name, that a question names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Topic {
    /// The articles' numbers, never empty.
    pub articles: Vec<u32>,
    /// The places of the words of the question that name it, in order.
    pub words: Vec<usize>,
}

impl Topic {
    /// Where its name ends in the text of the question, where the question begins with it.
    pub(super) fn end_of_name(&self, understood: &Understood) -> Option<usize> {
        let is_beginning = self.words.iter().enumerate().all(|(at, word)| at == *word);
        let last = self.words.last().and_then(|last| understood.words.get(*last));
        last.filter(|_| is_beginning).map(|last| last.word.range.end)
    }
}

impl Understood {
    /// Reads a question against a wiki. Inside a scope a year is a year even where the wiki has an article of that title.
    pub(super) fn of(query: &Query, index: &WikiIndex, scoped: bool) -> Result<Understood, Error> {
        let mut understood = Understood { years: query.years.clone(), ..Understood::default() };
        understood.read_words(&query.text, index)?;
        understood.release_years_of_titles(&query.text, index);
        understood.mend(query, index)?;
        understood.join_parted(index)?;
        understood.find_topics(index, scoped);
        understood.find_other_names(index)?;
        understood.find_continuity(index);
        understood.part_noise();
        Ok(understood)
    }

    /// The words of a role, in order.
    pub(super) fn of_role(&self, role: Role) -> impl Iterator<Item = &Asked> {
        self.words.iter().filter(move |asked| asked.role == role)
    }

    fn read_words(&mut self, text: &str, index: &WikiIndex) -> Result<(), Error> {
        let words = index.words(text);
        let mut at = 0;
        while at < words.len() && self.words.len() < WikiIndex::MAX_WORDS {
            let parts = words[at + 1..].iter().take_while(|part| part.range.end <= words[at].range.end).count();
            let whole = &words[at];
            let known = index.knows(whole)?;
            let taken =
                if parts == 0 || known.exact { std::slice::from_ref(whole) } else { &words[at + 1..=at + parts] };
            for word in taken {
                let known = if parts == 0 || known.exact { known } else { index.knows(word)? };
                self.words.push(self.asked(text, word, known));
            }
            at += parts + 1;
        }
        Ok(())
    }

    fn asked(&self, text: &str, word: &Word, known: Known) -> Asked {
        let is_year =
            self.years.iter().any(|span| span.written.start < word.range.end && word.range.start < span.written.end);
        let role = match word.exact.as_str() {
            _ if is_year => Role::Year,
            stop if is_stop_word(stop) => Role::Stop,
            _ => Role::Content,
        };
        Asked { word: word.clone(), typed: text[word.range.clone()].to_owned(), known, role, or: Vec::new() }
    }

    /// A year that stands in the title of a source which the question names word for word is part of that title.
    fn release_years_of_titles(&mut self, text: &str, index: &WikiIndex) {
        let folded = format!(" {} ", fold(text));
        let mut released = Vec::new();
        for span in &self.years {
            let year = fold(&text[span.written.clone()]);
            for title in index.cited_titles_with(&year) {
                let title =
                    ["the ", "a ", "an "].iter().find_map(|article| title.strip_prefix(article)).unwrap_or(title);
                if title != year && folded.contains(&format!(" {title} ")) {
                    released.push(span.written.clone());
                }
            }
        }
        self.years.retain(|span| !released.contains(&span.written));
        for asked in self.words.iter_mut().filter(|asked| asked.role == Role::Year) {
            if released.iter().any(|range| range.start < asked.word.range.end && asked.word.range.start < range.end) {
                asked.role = Role::Content;
            }
        }
    }

    /// Finds the names of articles in the question, longest first from each word on.
    fn find_topics(&mut self, index: &WikiIndex, scoped: bool) {
        let mut at = 0;
        while at < self.words.len() {
            let longest = index.longest_name().min(self.words.len() - at);
            let named = (1..=longest).rev().find_map(|length| self.topic_at(at, length, index, scoped));
            match named {
                Some(topic) => {
                    at += topic.words.len();
                    self.topics.push(topic);
                }
                None => at += 1,
            }
        }
        for word in self.topics.iter().flat_map(|topic| &topic.words) {
            self.words[*word].role = Role::Topic;
        }
        self.narrow_topics(index);
        self.years.retain(|span| {
            let of_topic = |asked: &Asked| asked.role == Role::Topic && asked.word.range.start == span.written.start;
            !self.words.iter().any(of_topic)
        });
    }

    /// Takes a topic for the article whose title says more, where other words of the question say the same: "Qo'noS" is
    /// "Qo'noS (Kelvin timeline)" where the question speaks of Kelvin.
    fn narrow_topics(&mut self, index: &WikiIndex) {
        for at in 0..self.topics.len() {
            let Topic { articles, words } = self.topics[at].clone();
            let [article] = articles[..] else { continue };
            let base = fold(base_of_title(&index.articles()[article as usize].title));
            let fuller = index.named(&base).iter().filter(|(how, other)| *how == TopicMatch::Base && *other != article);
            let told = fuller
                .map(|(_, other)| (*other, self.words_beyond(&base, &index.articles()[*other as usize].title, &words)));
            let most_told = told
                .filter(|(_, told)| !told.is_empty())
                .max_by_key(|(other, told)| (told.len(), std::cmp::Reverse(*other)));
            if let Some((other, told)) = most_told {
                self.topics[at].articles = vec![other];
                for word in &told {
                    self.words[*word].role = Role::Topic;
                }
                self.topics[at].words.extend(told);
            }
        }
    }

    /// The places of the words outside `but` that stand in a title beyond its base.
    fn words_beyond(&self, base: &str, title: &str, but: &[usize]) -> Vec<usize> {
        let title = fold(title);
        let beyond: Vec<&str> = title.split(' ').filter(|word| !base.split(' ').any(|of| of == *word)).collect();
        let is_told = |(at, asked): &(usize, &Asked)| {
            !but.contains(at) && asked.role == Role::Content && beyond.contains(&asked.word.exact.as_str())
        };
        self.words.iter().enumerate().filter(is_told).map(|(at, _)| at).collect()
    }

    fn topic_at(&self, at: usize, length: usize, index: &WikiIndex, scoped: bool) -> Option<Topic> {
        let words = &self.words[at..at + length];
        let only_years = words.iter().all(|asked| asked.role == Role::Year);
        let alone = length == self.words.len() && !(scoped && only_years);
        let says_something = |asked: &Asked| !matches!(asked.role, Role::Stop | Role::Year);
        if !alone && (!words.iter().any(says_something) || words[0].role == Role::Year) {
            return None;
        }
        let name = words.iter().map(|asked| asked.word.exact.as_str()).collect::<Vec<_>>().join(" ");
        let typed = fold(&words.iter().map(|asked| asked.typed.as_str()).collect::<Vec<_>>().join(" "));
        let leads = [typed, name].into_iter().map(|name| index.named(&name)).find(|leads| !leads.is_empty())?;
        Some(Topic { articles: led_to(leads, index), words: (at..at + length).collect() })
    }

    /// Finds the name of a continuity among the words asked for, as the profile names it in headings and text.
    fn find_continuity(&mut self, index: &WikiIndex) {
        for rule in &index.wiki().continuities {
            let names = std::iter::once(&rule.name).chain(&rule.headings).chain(&rule.phrases);
            let mut names: Vec<Vec<String>> =
                names.map(|name| fold(name).split(' ').map(str::to_owned).collect()).collect();
            names.sort_by_key(|name| std::cmp::Reverse(name.len()));
            for name in names {
                let is_named = |words: &[Asked]| {
                    let mut pairs = words.iter().zip(&name);
                    pairs.all(|(asked, name)| asked.role == Role::Content && asked.word.exact == *name)
                };
                let Some(at) = self.words.windows(name.len()).position(is_named) else { continue };
                for asked in &mut self.words[at..at + name.len()] {
                    asked.role = Role::Continuity;
                }
                self.continuity = Some(rule.name.clone());
                return;
            }
        }
    }

    /// Tells noise words from words asked for, unless there is nothing but noise.
    fn part_noise(&mut self) {
        let says = |asked: &Asked| !is_noise_word(&asked.word.exact) && asked.role == Role::Content;
        let has_more = self.words.iter().any(says)
            || !self.topics.is_empty()
            || !self.years.is_empty()
            || self.continuity.is_some();
        if has_more {
            for asked in self.words.iter_mut().filter(|asked| asked.role == Role::Content) {
                if is_noise_word(&asked.word.exact) {
                    asked.role = Role::Noise;
                }
            }
        }
    }
}

/// The articles that a name means: the one of that title, unless it lists others or shares the name with others alike.
pub(super) fn led_to(leads: &[(TopicMatch, u32)], index: &WikiIndex) -> Vec<u32> {
    let closest = leads.first().map(|(how, _)| *how);
    let mut articles: Vec<u32> = Vec::new();
    let mut lists_others = false;
    for (_, article) in leads.iter().filter(|(how, _)| Some(*how) == closest) {
        match &index.articles()[*article as usize].kind {
            ArticleKind::Lore => articles.push(*article),
            ArticleKind::Disambiguation(titles) => {
                lists_others = true;
                let named = titles.iter().filter_map(|title| exactly_named(title, index));
                articles.extend(named.filter(|listed| listed != article));
            }
        }
    }
    if lists_others && articles.is_empty() {
        articles.extend(leads.iter().map(|(_, article)| *article));
    }
    let mut seen = Vec::new();
    articles.retain(|article| {
        !seen.contains(article) && {
            seen.push(*article);
            true
        }
    });
    articles
}

/// The article of exactly this title, else the closest of this name.
pub(super) fn exactly_named(title: &str, index: &WikiIndex) -> Option<u32> {
    let leads = index.named(&fold(title));
    let exact = leads.iter().find(|(_, article)| index.articles()[*article as usize].title == title);
    exact.or(leads.first()).map(|(_, article)| *article)
}
