//! A draft with its citations lifted out: those in parentheses, those that its notes are, those that its markup names.

use std::collections::HashSet;
use std::ops::Range;

use super::citations::{Lifted, lift, lift_items, lift_note};
use super::draft::{Block, Draft, DraftSection, Note};
use super::keyed::citation_at;
use super::masks::CitedTitles;
use super::note_sources::named_source;
use super::notes::{NoteIndex, Reference};
use super::short_forms::{Bibliography, short_form};
use super::vocabulary::Vocabulary;
use crate::lore::{Attribution, Citation, PassageKind};

/// Most citations of a passage.
const MAX_CITATIONS: usize = 100;

/// Most citations that a passage takes from a later one.
const MAX_TAKEN: usize = 20;

/// A draft with its citations lifted out.
pub(super) struct CitedDraft {
    pub(super) sections: Vec<CitedSection>,
    /// The notes that tell something; those that are nothing but the source of a passage are citations of it.
    pub(super) notes: Vec<CitedBlock>,
}

/// A section whose blocks know how their citations belong to them.
pub(super) struct CitedSection {
    pub(super) heading: Vec<String>,
    pub(super) blocks: Vec<(CitedBlock, Attribution)>,
}

/// A block cut to what is shown. Byte ranges are those of the shown text.
pub(super) struct CitedBlock {
    pub(super) block: Block,
    pub(super) asides: Vec<Range<usize>>,
    /// Those in the form in which the wiki cites, in parentheses or at the beginning of notes.
    citations: Vec<Citation>,
    /// Those that are notes, or that the markup names.
    noted: Vec<Citation>,
    /// Whether it begins with its source, or is nothing else, as notes do.
    names_source_first: bool,
    /// Whether it names a source that could not be read.
    has_unread: bool,
}

impl CitedDraft {
    pub(super) fn read(draft: Draft, vocabulary: &Vocabulary) -> CitedDraft {
        let index = NoteIndex::of(&draft.notes);
        let mut notes: Vec<CitedBlock> = draft.notes.iter().map(|note| cited_note(note, vocabulary)).collect();
        resolve_short_forms(&mut notes, &draft.sections, vocabulary);
        let mut reader = Reader { vocabulary, index, is_referred: vec![false; notes.len()], notes };
        let sections = draft.sections.into_iter().map(|section| reader.section(section)).collect();
        let told = reader.notes.into_iter().zip(reader.is_referred);
        let told = told.filter(|(note, is_referred)| !is_referred || !note.is_only_source());
        CitedDraft { sections, notes: told.map(|(note, _)| note).collect() }
    }

    /// The titles of all works cited anywhere in the article.
    pub(super) fn titles(&self) -> CitedTitles {
        let blocks = self.sections.iter().flat_map(|section| &section.blocks).map(|(block, _)| block);
        CitedTitles::of(blocks.chain(&self.notes).flat_map(CitedBlock::citations))
    }
}

impl CitedBlock {
    /// A block from what was lifted out of it.
    fn of(block: &Block, lifted: Lifted) -> CitedBlock {
        let start = lifted.shown.start;
        let asides: Vec<Range<usize>> =
            lifted.asides.into_iter().map(|aside| aside.start - start..aside.end - start).collect();
        let (citations, noted) =
            if lifted.is_by_looks { (Vec::new(), lifted.citations) } else { (lifted.citations, Vec::new()) };
        CitedBlock {
            block: block.part(lifted.shown, block.kind),
            names_source_first: lifted.names_source_first || asides.first().is_some_and(|aside| aside.start == 0),
            asides,
            citations,
            noted,
            has_unread: lifted.has_unread,
        }
    }

    /// All its citations, those in the wiki's own form first.
    pub(super) fn citations(&self) -> impl Iterator<Item = &Citation> {
        self.citations.iter().chain(&self.noted)
    }

    fn is_uncited(&self) -> bool {
        self.citations.is_empty() && self.noted.is_empty()
    }

    /// Whether it is a note that is nothing but its source, punctuation aside.
    fn is_only_source(&self) -> bool {
        let [source] = self.asides.as_slice() else { return false };
        let rest = &self.block.text[source.end..];
        !self.noted.is_empty() && source.start == 0 && !rest.contains(char::is_alphanumeric)
    }

    fn is_of_items(&self) -> bool {
        matches!(self.block.kind, PassageKind::List | PassageKind::Table)
    }

    /// Whether it stands beside the account of its section rather than in it; so does text that a table sets apart.
    fn stands_apart(&self) -> bool {
        matches!(self.block.kind, PassageKind::Fact | PassageKind::Quote)
            || self.block.kind == PassageKind::Paragraph && self.block.in_table
    }
}

fn cited_note(note: &Note, vocabulary: &Vocabulary) -> CitedBlock {
    CitedBlock::of(&note.block, lift_note(&note.block, note.markup, vocabulary))
}

/// Tells the works of the notes that name their source by author and year, from the lists of the article.
fn resolve_short_forms(notes: &mut [CitedBlock], sections: &[DraftSection], vocabulary: &Vocabulary) {
    let mut unknown =
        notes.iter_mut().flat_map(|note| &mut note.noted).filter(|source| source.works.is_empty()).peekable();
    if unknown.peek().is_none() {
        return;
    }
    let blocks = sections.iter().flat_map(|section| &section.blocks);
    let lists = blocks.filter(|block| block.kind == PassageKind::List);
    let bibliography = Bibliography::of(lists, vocabulary);
    for source in unknown {
        if let Some(named) = short_form(&source.written) {
            source.works = bibliography.works(named).to_vec();
        }
    }
}

/// Reads the blocks of an article whose notes are read.
struct Reader<'wiki> {
    vocabulary: &'wiki Vocabulary,
    index: NoteIndex,
    notes: Vec<CitedBlock>,
    /// Whether the text refers to each note.
    is_referred: Vec<bool>,
}

impl Reader<'_> {
    fn section(&mut self, section: DraftSection) -> CitedSection {
        let blocks = section.blocks.into_iter().map(|block| self.block(block)).collect();
        CitedSection { heading: section.heading, blocks: attributed(blocks) }
    }

    fn block(&mut self, mut block: Block) -> CitedBlock {
        let sources = std::mem::take(&mut block.sources);
        let (block, referred) = self.index.take_markers(block);
        let is_of_items = matches!(block.kind, PassageKind::List | PassageKind::Table);
        let lift = if is_of_items { lift_items } else { lift };
        let mut cited = CitedBlock::of(&block, lift(&block, self.vocabulary));
        cited.noted.extend(sources.iter().filter_map(|source| named_source(source, self.vocabulary)));
        for reference in &referred {
            self.note(reference, &mut cited);
        }
        without_doubles(&mut cited);
        cited
    }

    /// Adds the citations of a note to the block that refers to it.
    fn note(&mut self, reference: &Reference, cited: &mut CitedBlock) {
        let note = &self.notes[reference.note];
        self.is_referred[reference.note] = true;
        if note.names_source_first && cited.citations.len() + cited.noted.len() < MAX_CITATIONS {
            cited.citations.extend_from_slice(&note.citations);
            let at_place = |source: &Citation| match &reference.place {
                Some(place) => citation_at(source, place),
                None => source.clone(),
            };
            cited.noted.extend(note.noted.iter().map(at_place));
        }
    }
}

fn without_doubles(cited: &mut CitedBlock) {
    let mut seen = HashSet::new();
    cited.citations.retain(|citation| seen.insert(citation.clone()));
    cited.noted.retain(|citation| seen.insert(citation.clone()));
}

/// Gives blocks without a citation those of the first later block of the section that has one, if it lends them. What
/// is cited by a note is lent to none: wikis that cite so set a note at each statement, and one without is uncited.
fn attributed(blocks: Vec<CitedBlock>) -> Vec<(CitedBlock, Attribution)> {
    let mut later: Vec<Citation> = Vec::new();
    let mut attributed = Vec::with_capacity(blocks.len());
    for mut block in blocks.into_iter().rev() {
        let attribution = if !block.is_uncited() {
            if !block.stands_apart() {
                let lent = if block.is_of_items() { 0 } else { MAX_TAKEN };
                later = block.citations.iter().take(lent).cloned().collect();
            }
            Attribution::Direct
        } else if block.has_unread {
            later.clear();
            Attribution::Uncited
        } else if later.is_empty() || block.stands_apart() {
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

#[cfg(test)]
mod tests {
    use crate::import::{Profile, read_article, read_profile};
    use crate::lore::Article;

    fn profile(text: &str) -> Profile {
        read_profile(text, "wiki.toml", "élan", None).unwrap()
    }

    fn article(wikitext: &str, profile: &Profile) -> Article {
        read_article("Élan.wiki", wikitext, profile).0.unwrap()
    }

    /// One line a passage: its first words, how its citations are known, and these as written.
    fn shown(wikitext: &str, profile: &Profile) -> Vec<String> {
        let article = article(wikitext, profile);
        let passages = article.passages().map(|(_, passage)| {
            let written: Vec<&str> = passage.citations.iter().map(|citation| citation.written.as_str()).collect();
            let text = passage.text.replace('\n', "⏎");
            format!("{text}|{:?}|{}", passage.attribution, written.join("; "))
        });
        passages.collect()
    }

    fn generic(wikitext: &str) -> Vec<String> {
        shown(wikitext, &profile("name = \"Élan\""))
    }

    #[test]
    fn a_passage_takes_the_sources_of_all_its_notes_in_order_and_none_twice() {
        let text = "Élan<ref name=\"a\">''The Fall of Élan'', p. 3.</ref> fell.<ref>{{cite web|title=Kor's log}}</ref>\
            <ref name=\"a\" /><ref group=\"note\">It is not known when.</ref>\n\nIt rose.<ref name=\"a\" />\n\nIt froze.";
        assert_eq!(
            generic(text),
            [
                "Élan fell.|Direct|The Fall of Élan, p. 3; \"Kor's log\"",
                "It rose.|Direct|The Fall of Élan, p. 3",
                "It froze.|Uncited|",
                "It is not known when.|Uncited|",
            ]
        );
    }

    #[test]
    fn a_note_lends_its_source_to_no_earlier_passage_and_a_parenthesis_does() {
        let text =
            "Élan fell.\n\nIt rose.<ref>''The Fall of Élan'', p. 3</ref>\n\nIt froze.\n\nIt thawed. (\"A Moon's Son\")";
        assert_eq!(
            generic(text),
            [
                "Élan fell.|Uncited|",
                "It rose.|Direct|The Fall of Élan, p. 3",
                "It froze.|LaterInSection|\"A Moon's Son\"",
                "It thawed.|Direct|\"A Moon's Son\"",
            ]
        );
    }

    #[test]
    fn notes_of_every_kind_of_page_are_sources_alike() {
        for (file, text) in [
            (
                "a.html",
                "<p>It fell.<sup class='reference'><a href='#n-1'>[1]</a></sup></p><ol class='references'>\
                <li id='n-1'><span class='reference-text'><a href='/wiki/x'>Seeing Élan</a></span></li></ol>",
            ),
            ("a.md", "It fell.[^1]\n\n[^1]: [Seeing Élan](Seeing_Élan)"),
            ("a.txt", "It fell.[1]\n\nReferences[]\n\n1. ↑ Seeing Élan, p. 3"),
            ("a.wiki", "It fell.<ref>[[Seeing Élan]]</ref>"),
        ] {
            let article = read_article(file, text, &profile("name = \"Élan\"")).0.unwrap();
            let citations = &article.sections[0].passages[0].citations;
            assert_eq!(citations[0].works[0].title, "Seeing Élan", "{file}");
            assert!(article.footnotes.is_empty(), "{file}");
        }
    }

    #[test]
    fn a_source_by_itself_is_a_passage_only_where_no_other_refers_to_it() {
        let text = "Élan fell.\n<references><ref name=\"a\">''The Fall of Élan'', p. 3</ref></references>\n\n\
            It rose.<ref>''Élan'' states that it did, p. 4.</ref>";
        assert_eq!(
            generic(text),
            ["Élan fell.|Uncited|", "It rose.|Direct|Élan", "Élan states that it did, p. 4.|Direct|Élan"]
        );
    }

    #[test]
    fn notes_behind_what_they_belong_to_are_its_own() {
        let text = "{{Quote|It burns.|Kor}}<ref>''The Fall of Élan'', p. 3</ref>\n{{Infobox moon|ruler=Kang<ref>''Saga'', p. 9</ref>}}";
        assert_eq!(generic(text), ["It burns.⏎Kor|Direct|The Fall of Élan, p. 3", "Ruler: Kang|Direct|Saga, p. 9"]);
    }

    #[test]
    fn a_quotation_has_the_source_that_its_template_names_and_shows_it_no_twice() {
        let text = "Élan fell.\n\n{{Quote|It burns.|Kor|''[[The Fall of Élan]]''}}\n\nIt rose. (\"A Moon's Son\")";
        assert_eq!(
            generic(text),
            [
                "Élan fell.|LaterInSection|\"A Moon's Son\"",
                "It burns.⏎Kor⏎The Fall of Élan|Direct|The Fall of Élan",
                "It rose.|Direct|\"A Moon's Son\"",
            ]
        );
    }

    #[test]
    fn keyed_sources_are_cited_at_the_place_that_the_text_names() {
        let text = "Élan fell{{C|1: p. 5}} and rose.{{Fn|2}} It froze.{{C|3a}}\n\n==Sources==\n\
            *{{C|1}}: [[Codex: Élan]], p. xx\n*{{C|2}}: ''Kor's Log'' 300\n*{{C|3}}: ''Saga of Élan''\n**{{C|3a}}: p. 5";
        let lexicanum = profile("profile = \"lexicanum\"");
        assert_eq!(
            shown(text, &lexicanum)[..1],
            ["Élan fell and rose. It froze.|Direct|Codex: Élan, p. 5; Kor's Log 300; Saga of Élan, p. 5"]
        );
        let works = &article(text, &lexicanum).sections[0].passages[0].citations[0].works;
        assert_eq!(works[0].title, "Codex: Élan");
    }

    #[test]
    fn an_author_and_a_year_lead_to_the_work_in_the_list() {
        let text = "Élan fell.{{sfn|Mogh|Kor|2375|p=26}}\n\n==Bibliography==\n* Mogh, Kang; Kor (2375). ''The Fall of Élan''. Qo'noS.";
        let article = article(text, &profile("name = \"Élan\""));
        let citation = &article.sections[0].passages[0].citations[0];
        assert_eq!(
            (citation.written.as_str(), citation.works[0].title.as_str()),
            ("Mogh & Kor 2375, p. 26", "The Fall of Élan")
        );
    }

    #[test]
    fn parentheses_of_templates_and_italics_are_read_as_they_are_shown() {
        let trek = profile("profile = \"memory-alpha\"");
        for (written, cited) in [
            ("Élan fell. ({{TNG|The Moon|Moon's Son}})", "TNG: \"The Moon\", \"Moon's Son\""),
            ("Élan fell. ({{film|8}}; {{DS9|Moonrise}})", "Star Trek: First Contact; DS9: \"Moonrise\""),
            ("Élan fell (''[[Star Trek: First Contact]]'').", "Star Trek: First Contact"),
            (
                "Élan fell. (''[[Star Trek: First Contact]]'', ''Star Trek Nemesis'')",
                "Star Trek: First Contact, Star Trek Nemesis",
            ),
            ("Élan fell. ({{film|6}})", "Star Trek VI: The Undiscovered Country"),
            ("Élan fiel. (TNG: „Der Sohn des Mondes“)", "TNG: „Der Sohn des Mondes“"),
            ("Élan fell. (\"[[The Moon]]\", \"[[Moonrise]]\")", "\"The Moon\", \"Moonrise\""),
            ("Élan fell (1x05).", "1x05"),
            ("Élan fell (as first seen in ''[[The Moon]]'').", "as first seen in The Moon"),
        ] {
            let shown = shown(written, &trek);
            assert!(shown[0].starts_with("Élan f") && shown[0].ends_with(&format!("|Direct|{cited}")), "{shown:?}");
        }
        for text in [
            "Kor took the ship (''Élan'') home.",
            "His ship (''Kor's Élan'').",
            "His ship (''Élan'', in 2340).",
            "Élan (seen by [[Kor]]) fell.",
        ] {
            assert!(shown(text, &trek)[0].ends_with("|Uncited|"), "{text}");
        }
    }
}
