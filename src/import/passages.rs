//! Drafts to articles: each block becomes a passage with its citations, years and continuity.
//!
//! A passage without a citation of its own takes those of the first later passage in its section, and says so: wikis
//! often cite once at the end of a longer account. A list or table lends none, for each of its sources is that of one
//! item; neither does a quotation or a fact, which stand apart; and a source that could not be read is not replaced by
//! another. Years that only point back ("in that year") are read within a section as well, never across its heading.

use super::also_known::also_known_as;
use super::cited::{CitedBlock, CitedDraft, CitedSection};
use super::disambiguation::{is_disambiguation, titles_led_to};
use super::draft::Draft;
use super::header::Header;
use super::masks::{CitedTitles, masks_of};
use super::prepared::Prepared;
use crate::lore::{
    Article, ArticleKind, Attribution, Continuities, ContinuityRule, Passage, PassageKind, Redirect, Section, Standing,
    base_of_title, read_years,
};

/// Makes an article of a draft.
pub(super) fn article_from(mut draft: Draft, title: String, header: Header, prepared: &Prepared) -> Article {
    let is_disambiguation = header.disambiguation || draft.is_disambiguation || is_disambiguation(&title, &draft);
    let mut article = Article {
        title,
        url: header.url,
        revision: header.revision,
        redirects: header.redirects.into_iter().map(Redirect::from).collect(),
        also_known_as: Vec::new(),
        calls: draft.calls(),
        hatnotes: std::mem::take(&mut draft.hatnotes),
        kind: ArticleKind::Lore,
        sections: Vec::new(),
        footnotes: Vec::new(),
    };
    if is_disambiguation {
        article.kind = ArticleKind::Disambiguation(titles_led_to(&draft));
        return article;
    }
    draft.place_facts();
    let continuities = &prepared.continuities;
    let banner_rule = draft.continuity.as_ref().and_then(|name| continuities.named(name));
    let standing = if draft.is_real_world { Standing::RealWorld } else { Standing::Lore };
    let cited = CitedDraft::read(draft, &prepared.vocabulary);
    let titles = cited.titles();
    let title_rule = continuities.of_title(&article.title).or(banner_rule);
    let maker = Maker { prepared, titles: &titles, standing, title_rule };
    article.sections = cited.sections.into_iter().map(|section| maker.section(section)).collect();
    article.sections.retain(|section| !section.passages.is_empty());
    article.also_known_as = names_told_by(&article);
    article.footnotes = cited.notes.into_iter().map(|note| maker.footnote(note)).collect();
    article
}

/// The further names of its subject that the first paragraph of an article tells.
fn names_told_by(article: &Article) -> Vec<String> {
    let mut passages = article.sections.iter().flat_map(|section| &section.passages);
    let opening = passages.find(|passage| passage.kind == PassageKind::Paragraph);
    opening.map_or_else(Vec::new, |opening| also_known_as(base_of_title(&article.title), &opening.text))
}

/// Makes passages of cited blocks.
struct Maker<'article> {
    prepared: &'article Prepared,
    titles: &'article CitedTitles,
    /// What the page is about as a whole.
    standing: Standing,
    /// The continuity that the article's title or a banner on it names.
    title_rule: Option<&'article ContinuityRule>,
}

impl Maker<'_> {
    fn section(&self, section: CitedSection) -> Section {
        let mut continuity = self.continuity(self.rule_of(&section.heading));
        let standing = self.prepared.standing_under(&section.heading);
        let mut previous = None;
        let mut passages = Vec::new();
        for (block, attribution) in section.blocks {
            let (mut passage, last) = self.passage(block, attribution, previous, &mut continuity);
            previous = last;
            passage.standing = standing.unwrap_or(passage.standing);
            // A paragraph that is nothing but a citation speaks for those before it and is none itself.
            if !passage.text.is_empty() {
                passages.push(passage);
            }
        }
        Section { heading: section.heading, passages }
    }

    /// A note at the foot of the page: it takes no citation from another and no year.
    fn footnote(&self, note: CitedBlock) -> Passage {
        let attribution = if note.citations().next().is_none() { Attribution::Uncited } else { Attribution::Direct };
        self.passage(note, attribution, None, &mut self.continuity(self.title_rule)).0
    }

    /// A passage, and the year named last.
    fn passage(
        &self,
        cited: CitedBlock,
        attribution: Attribution,
        previous: Option<i32>,
        continuity: &mut SectionContinuity<'_>,
    ) -> (Passage, Option<i32>) {
        let masks = masks_of(&cited.block.text, &cited.asides, &cited.block.italics, self.titles);
        let mut passage = Passage {
            kind: cited.block.kind,
            standing: self.standing,
            citations: cited.citations().cloned().collect(),
            text: cited.block.text,
            asides: cited.asides,
            years: Vec::new(),
            continuity: String::new(),
            attribution,
        };
        let lore = passage.lore_text();
        let rules = &self.prepared.profile.wiki;
        let (years, last) = read_years(&lore, &masks, previous, &rules.years, false);
        if !passage.text.is_empty() {
            let rule = continuity.of_passage(&lore);
            rule.map_or(rules.default_continuity(), |rule| &rule.name).clone_into(&mut passage.continuity);
        }
        passage.years = years;
        (passage, last)
    }

    fn continuity<'rules>(&'rules self, section: Option<&'rules ContinuityRule>) -> SectionContinuity<'rules> {
        SectionContinuity { section, rules: &self.prepared.continuities, named: None }
    }

    /// The continuity that the title or the headings name; of the headings the innermost counts first.
    fn rule_of(&self, headings: &[String]) -> Option<&ContinuityRule> {
        let mut named = headings.iter().rev().filter_map(|heading| self.prepared.continuities.of_heading(heading));
        self.title_rule.or_else(|| named.next())
    }
}

/// The continuity of one passage after another in a section.
struct SectionContinuity<'rules> {
    /// What the title or a heading names for the whole section.
    section: Option<&'rules ContinuityRule>,
    rules: &'rules Continuities,
    /// In a section of "some other timeline", the rule named last.
    named: Option<&'rules ContinuityRule>,
}

impl<'rules> SectionContinuity<'rules> {
    /// The rule that holds for the next passage; `None` where the wiki's default does.
    fn of_passage(&mut self, text: &str) -> Option<&'rules ContinuityRule> {
        let heeds_phrases = self.section.is_none_or(|own| own.unspecific);
        let phrase = heeds_phrases.then(|| self.rules.of_passage(text)).flatten();
        if self.section.is_none() {
            return phrase;
        }
        self.named = phrase.or(self.named);
        self.named.or(self.section)
    }
}
