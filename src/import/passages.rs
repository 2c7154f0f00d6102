//! Drafts to articles: each block becomes a passage with its citations, years and continuity.
//!
//! A passage without a citation of its own takes those of the first later passage in its section, and says so: wikis
//! often cite once at the end of a longer account. A list or table lends none, for each of its sources is that of one
//! item; and a source that could not be read is not replaced by another. Years that only point back ("in that year")
//! are read within a section as well, never across its heading.

use std::ops::Range;

use super::Profile;
use super::citations::{Lifted, lift, lift_items, lift_note};
use super::disambiguation::{is_disambiguation, titles_led_to};
use super::draft::{Block, Draft, DraftSection};
use super::header::Header;
use super::masks::{CitedTitles, masks_of};
use super::notes::NoteIndex;
use super::vocabulary::Vocabulary;
use crate::lore::{
    Article, ArticleKind, Attribution, Citation, ContinuityRule, Passage, PassageKind, Section, continuity_named_in,
    continuity_of_title, read_years,
};

/// Most citations that a passage takes from a later one.
const MAX_TAKEN: usize = 20;

/// Makes an article of a draft.
pub(super) fn article_from(mut draft: Draft, title: String, header: Header, profile: &Profile) -> Article {
    let is_disambiguation = header.disambiguation || is_disambiguation(&title, &draft);
    let mut article = Article {
        title,
        url: header.url,
        revision: header.revision,
        redirects: header.redirects,
        hatnotes: std::mem::take(&mut draft.hatnotes),
        kind: ArticleKind::Lore,
        sections: Vec::new(),
        footnotes: Vec::new(),
    };
    if is_disambiguation {
        article.kind = ArticleKind::Disambiguation(titles_led_to(&draft));
        return article;
    }
    let cited = CitedDraft::read(draft, profile);
    let titles = cited.titles();
    let maker =
        Maker { profile, titles: &titles, title_rule: continuity_of_title(&profile.wiki.continuities, &article.title) };
    article.sections = cited.sections.into_iter().map(|section| maker.section(section)).collect();
    article.sections.retain(|section| !section.passages.is_empty());
    article.footnotes = cited.notes.into_iter().map(|note| maker.footnote(note)).collect();
    article
}

/// A draft with its citations lifted out.
struct CitedDraft {
    sections: Vec<CitedSection>,
    notes: Vec<CitedBlock>,
}

struct CitedSection {
    heading: Vec<String>,
    blocks: Vec<CitedBlock>,
}

/// A block cut to what is shown. Byte ranges are those of the shown text.
struct CitedBlock {
    block: Block,
    asides: Vec<Range<usize>>,
    /// Its own, those of its notes included.
    citations: Vec<Citation>,
    /// Whether it begins with its source, or is nothing else, as notes do.
    names_source_first: bool,
    /// Whether it names a source that could not be read.
    has_unread: bool,
}

impl CitedDraft {
    fn read(draft: Draft, profile: &Profile) -> CitedDraft {
        let vocabulary = Vocabulary::of(profile);
        let index = NoteIndex::of(&draft.notes);
        let notes: Vec<CitedBlock> =
            draft.notes.into_iter().map(|note| cited(&note.block, |text| lift_note(text, &vocabulary))).collect();
        let read_block = |block: Block| {
            let (block, referred) = index.take_markers(block);
            let lift = if is_of_items(&block) { lift_items } else { lift };
            let mut block = cited(&block, |text| lift(text, &vocabulary));
            for note in referred.iter().filter_map(|&place| notes.get(place)).filter(|note| note.names_source_first) {
                let new: Vec<Citation> =
                    note.citations.iter().filter(|citation| !block.citations.contains(citation)).cloned().collect();
                block.citations.extend(new);
            }
            block
        };
        let read_section = |section: DraftSection| CitedSection {
            heading: section.heading,
            blocks: section.blocks.into_iter().map(read_block).collect(),
        };
        let sections = draft.sections.into_iter().map(read_section).collect();
        CitedDraft { sections, notes }
    }

    /// The titles of all works cited anywhere in the article.
    fn titles(&self) -> CitedTitles {
        let blocks = self.sections.iter().flat_map(|section| &section.blocks).chain(&self.notes);
        CitedTitles::of(blocks.flat_map(|block| &block.citations))
    }
}

/// Lifts the citations out of a block and cuts it to what is shown.
fn cited(block: &Block, lift: impl Fn(&str) -> Lifted) -> CitedBlock {
    let lifted = lift(&block.text);
    let start = lifted.shown.start;
    let asides: Vec<Range<usize>> =
        lifted.asides.into_iter().map(|aside| aside.start - start..aside.end - start).collect();
    CitedBlock {
        block: block.part(lifted.shown, block.kind),
        names_source_first: asides.first().is_some_and(|aside| aside.start == 0),
        asides,
        citations: lifted.citations,
        has_unread: lifted.has_unread,
    }
}

fn is_of_items(block: &Block) -> bool {
    matches!(block.kind, PassageKind::List | PassageKind::Table)
}

/// Makes passages of cited blocks.
struct Maker<'article> {
    profile: &'article Profile,
    titles: &'article CitedTitles,
    /// The continuity that the article's title names.
    title_rule: Option<&'article ContinuityRule>,
}

impl Maker<'_> {
    fn section(&self, section: CitedSection) -> Section {
        let mut continuity = SectionContinuity::new(&self.profile.wiki.continuities, self.rule_of(&section.heading));
        let attributed = attributed(section.blocks);
        let mut previous = None;
        let mut passages = Vec::new();
        for (block, attribution) in attributed {
            let (mut passage, last) = self.passage(block, attribution, previous);
            previous = last;
            // A paragraph that is nothing but a citation speaks for those before it and is none itself.
            if !passage.text.is_empty() {
                passage.continuity = self.name_of(continuity.of_passage(&passage.lore_text()));
                passages.push(passage);
            }
        }
        Section { heading: section.heading, passages }
    }

    /// A note at the foot of the page: it takes no citation from another and no year.
    fn footnote(&self, note: CitedBlock) -> Passage {
        let attribution = if note.citations.is_empty() { Attribution::Uncited } else { Attribution::Direct };
        let (mut passage, _) = self.passage(note, attribution, None);
        let mut continuity = SectionContinuity::new(&self.profile.wiki.continuities, self.title_rule);
        passage.continuity = self.name_of(continuity.of_passage(&passage.lore_text()));
        passage
    }

    /// A passage without its continuity, and the year named last.
    fn passage(&self, cited: CitedBlock, attribution: Attribution, previous: Option<i32>) -> (Passage, Option<i32>) {
        let masks = masks_of(&cited.block.text, &cited.asides, &cited.block.italics, self.titles);
        let mut passage = Passage {
            kind: cited.block.kind,
            text: cited.block.text,
            asides: cited.asides,
            years: Vec::new(),
            continuity: String::new(),
            citations: cited.citations,
            attribution,
        };
        let (years, last) = read_years(&passage.lore_text(), &masks, previous, &self.profile.wiki.years, false);
        passage.years = years;
        (passage, last)
    }

    /// The continuity that the title or the headings name; of the headings the innermost counts first.
    fn rule_of(&self, headings: &[String]) -> Option<&ContinuityRule> {
        let rules = &self.profile.wiki.continuities;
        let mut named =
            headings.iter().rev().filter_map(|words| continuity_named_in(rules, words, |rule| &rule.headings));
        self.title_rule.or_else(|| named.next())
    }

    fn name_of(&self, rule: Option<&ContinuityRule>) -> String {
        rule.map_or(self.profile.wiki.default_continuity(), |rule| rule.name.as_str()).to_owned()
    }
}

/// Gives blocks without a citation those of the first later block of the section that has one, if it lends them.
fn attributed(blocks: Vec<CitedBlock>) -> Vec<(CitedBlock, Attribution)> {
    let mut later: Vec<Citation> = Vec::new();
    let mut attributed = Vec::with_capacity(blocks.len());
    for mut block in blocks.into_iter().rev() {
        let attribution = if !block.citations.is_empty() {
            let lent = if is_of_items(&block.block) { 0 } else { MAX_TAKEN };
            later = block.citations.iter().take(lent).cloned().collect();
            Attribution::Direct
        } else if block.has_unread {
            later.clear();
            Attribution::Uncited
        } else if later.is_empty() {
            Attribution::Uncited
        } else {
            block.citations.clone_from(&later);
            Attribution::LaterInSection
        };
        attributed.push((block, attribution));
    }
    attributed.reverse();
    attributed
}

/// The continuity of one passage after another in a section.
struct SectionContinuity<'rules> {
    /// What the title or a heading names for the whole section.
    section: Option<&'rules ContinuityRule>,
    /// The rules whose phrases count here, the most telling first.
    by_phrase: Vec<ContinuityRule>,
    rules: &'rules [ContinuityRule],
    /// In a section of "some other timeline", the rule named last.
    named: Option<&'rules ContinuityRule>,
}

impl<'rules> SectionContinuity<'rules> {
    fn new(rules: &'rules [ContinuityRule], section: Option<&'rules ContinuityRule>) -> Self {
        let heeds_phrases = section.is_none_or(|own| own.unspecific);
        // "Unlike in the prime universe, in the mirror universe ..." is mirror: the default gives way to any other.
        let named = rules.iter().skip(1).filter(|rule| !rule.unspecific);
        let unspecific = rules.iter().skip(1).filter(|rule| rule.unspecific);
        let by_weight = named.chain(unspecific).chain(rules.first()).filter(|_| heeds_phrases);
        SectionContinuity { section, by_phrase: by_weight.cloned().collect(), rules, named: None }
    }

    /// The rule that holds for the next passage; `None` where the wiki's default does.
    fn of_passage(&mut self, text: &str) -> Option<&'rules ContinuityRule> {
        let phrase = continuity_named_in(&self.by_phrase, text, |rule| &rule.phrases);
        let phrase = phrase.and_then(|named| self.rules.iter().find(|rule| rule.name == named.name));
        if self.section.is_none() {
            return phrase;
        }
        self.named = phrase.or(self.named);
        self.named.or(self.section)
    }
}
