//! Nothing is shown that the wiki does not say.
//!
//! 1. Every passage of every starter article is a span of its file, but for markup that the format itself drops.
//! 2. Every excerpt is a span of its passage, and every highlight a span of the excerpt.
//! 3. Every answer carries its link and its licence.

use std::fs;

use lorebot::import::{read_article, read_profile};
use lorebot::lore::{Hit, Outcome, PassageKind};

use crate::wikis::{ask, project, starter};

/// A text without the differences that rendering makes: white space, and the marks of Markdown.
fn rendered(text: &str) -> String {
    let without_notes = text.split("[^").enumerate().map(|(at, part)| match part.split_once(']') {
        Some((_, rest)) if at > 0 => rest,
        _ => part,
    });
    let text: String = without_notes.collect();
    text.replace(['*', '`'], "").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_passage_is_a_span_of_its_file() {
    let starter = project().join("data/starter");
    let profile = fs::read_to_string(starter.join("wiki.toml")).unwrap();
    let profile = read_profile(&profile, "wiki.toml", "starter", None).unwrap();
    let mut passages = 0;
    for entry in fs::read_dir(starter.join("articles")).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let (article, troubles) = read_article(&path.display().to_string(), &text, &profile);
        assert_eq!(troubles, [], "{}", path.display());
        let source = rendered(&text);
        for (_, passage) in article.unwrap().passages() {
            if matches!(passage.kind, PassageKind::Paragraph | PassageKind::Footnote) {
                assert!(source.contains(&rendered(&passage.text)), "{}: {:?}", path.display(), passage.text);
                passages += 1;
            }
        }
    }
    assert!(passages > 200, "only {passages} passages were compared");
}

#[test]
fn every_answer_shows_spans_and_carries_link_and_licence() {
    let library = starter();
    let proof = |hit: &Hit| {
        let excerpt = hit.excerpt_text();
        assert!(hit.passage.contains(excerpt));
        for mark in hit.excerpt_highlights() {
            assert!(!excerpt[mark].trim().is_empty());
        }
        assert!(hit.url.as_ref().is_some_and(|url| url.starts_with("https://")));
        assert_eq!(hit.licence.as_ref().map(|licence| licence.name.as_str()), Some("CC BY-SA 3.0"));
    };
    for question in ["khitomer 2409", "worf", "klingon romulan war", "enterprise crew lost", "khitomer 2300s"] {
        if let Outcome::Found { best, others, .. } = ask(&library, question).outcome {
            proof(&best);
            others.iter().for_each(proof);
        } else {
            panic!("{question} found nothing");
        }
    }
}
