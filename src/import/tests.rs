//! Whole files to whole articles. The promises kept here:
//!
//! 1. A page pasted as it is copied becomes an article, with every passage quoted word for word.
//! 2. How a citation is known to belong is told: its own, from later in the section, none.
//! 3. Years and continuity are read per section, and a year inside a source is none.
//! 4. Markdown of the same article gives the same passages.
//! 5. No text is a surprise: troubles are told with file and line.

use super::*;
use crate::lore::{ArticleKind, Passage, PassageKind, Redirect};

fn profile() -> Profile {
    let text = r#"
        name = "Qo'noS Wiki"
        [citations.series]
        ST = "Star Trek"
        STO = "Star Trek Online"
        TNG = "Star Trek: The Next Generation"
        [[continuity]]
        name = "prime"
        [[continuity]]
        name = "mirror"
        titles = ["(mirror)"]
        headings = ["Mirror universe"]
        phrases = ["mirror universe"]
        [[continuity]]
        name = "Kelvin"
        headings = ["Kelvin timeline"]
        phrases = ["Kelvin timeline"]
        [[continuity]]
        name = "alternate"
        headings = ["Other timelines"]
        unspecific = true
    "#;
    read_profile(text, "wiki.toml", "qonos", None).unwrap()
}

const PLAIN: &str = "For the mirror moon, see Élan (mirror).\n\
    \n\
    Élan was a moon of Qo'noS.\n\
    \n\
    Kor's father K'Tal founded a colony there in 2266.[1] (TNG episode: \"The Colony of 2301\")\n\
    \n\
    The Year 2261 Game shows Élan as a ruin.\n\
    \n\
    Siege[]\n\
    \n\
    In 2340 it was besieged (STO - Embers mission: \"Old Ash\") and fell. Two years later it was free.\n\
    \n\
    Nobody stayed.\n\
    \n\
    In that year, the moon broke (ST video game: The Year 2261 Game).\n\
    \n\
    Other timelines[]\n\
    \n\
    In a version of the Kelvin timeline, the moon was whole in 2258.\n\
    \n\
    By 2262, it was a port. In the mirror universe it was a prison. (ST novel: Two Moons; ST comic: Élan)\n\
    \n\
    In that year, traders came.\n\
    \n\
    \x20 1. ST novel: Two Moons states that it was in 2267.\n";

fn read(file: &str, text: &str) -> Article {
    read_article(file, text, &profile()).0.unwrap()
}

/// One line a passage: heading, attribution, number of citations, years, continuity and its first words.
fn shown(article: &Article) -> Vec<String> {
    let line = |(heading, passage): (&[String], &Passage)| {
        let years: Vec<String> = passage.years.iter().map(|year| year.first.to_string()).collect();
        format!(
            "{}|{:?} {}|{}|{}|{}",
            heading.join(" / "),
            passage.attribution,
            passage.citations.len(),
            years.join(" "),
            passage.continuity,
            passage.text.chars().take(14).collect::<String>()
        )
    };
    article.passages().map(line).collect()
}

#[test]
fn a_pasted_page_becomes_an_article() {
    let article = read("articles/elan.txt", PLAIN);
    assert_eq!((article.title.as_str(), &article.kind), ("Élan", &ArticleKind::Lore));
    assert_eq!(article.hatnotes[0].targets, ["Élan (mirror)"]);
    assert_eq!(
        shown(&article),
        [
            "|LaterInSection 2||prime|Élan was a moo",
            "|Direct 2|2266|prime|Kor's father K",
            "|Uncited 0||prime|The Year 2261 ",
            "Siege|Direct 1|2340 2342|prime|In 2340 it was",
            "Siege|LaterInSection 1||prime|Nobody stayed.",
            "Siege|Direct 1|2342|prime|In that year, ",
            "Other timelines|LaterInSection 2|2258|Kelvin|In a version o",
            "Other timelines|Direct 2|2262|mirror|By 2262, it wa",
            "Other timelines|Uncited 0|2262|mirror|In that year, ",
            "|Direct 1|2267|prime|ST novel: Two ",
        ]
    );
    let texts: Vec<&str> = article.passages().map(|(_, passage)| passage.text.as_str()).collect();
    assert_eq!(texts[1], "Kor's father K'Tal founded a colony there in 2266.");
    assert_eq!(texts[5], "In that year, the moon broke");
    let siege = &article.sections[1].passages[0];
    assert_eq!(&siege.text[siege.asides[0].clone()], "(STO - Embers mission: \"Old Ash\")");
    assert_eq!(article.footnotes[0].kind, PassageKind::Footnote);
    assert_eq!(&article.footnotes[0].text[article.footnotes[0].asides[0].clone()], "ST novel: Two Moons");
}

#[test]
fn the_same_article_in_markdown_has_the_same_passages() {
    let markdown = PLAIN
        .replace("Siege[]", "## Siege")
        .replace("Other timelines[]", "## Other *timelines*")
        .replace("2266.[1]", "2266.[^1]")
        .replace("  1. ST", "[^1]: ST")
        .replace("Qo'noS", "[Qo'noS](Qo'noS)");
    let (plain, markdown) = (read("elan.txt", PLAIN), read("elan.md", &format!("# Élan\n\n{markdown}")));
    assert_eq!(markdown.title, "Élan");
    assert_eq!(markdown.sections, plain.sections);
    assert_eq!(markdown.footnotes, plain.footnotes);
    assert_eq!(markdown.hatnotes, plain.hatnotes);
}

#[test]
fn a_year_in_an_italic_title_is_none() {
    let article = read("a.md", "He read *The War of 2293* in 2340.");
    assert_eq!(article.sections[0].passages[0].years.iter().map(|year| year.first).collect::<Vec<_>>(), [2340]);
}

#[test]
fn the_title_and_the_innermost_heading_name_the_continuity() {
    let mirror = read("Élan_(mirror).txt", "Élan (mirror) was a moon in the Kelvin timeline.");
    assert_eq!(mirror.sections[0].passages[0].continuity, "mirror");
    let article = read(
        "elan.md",
        "## Other timelines\n\nA.\n\n### Mirror universe\n\nB.\n\n## Later\n\nOn to C.\n\nKelvin timeline.\n\nD.",
    );
    let named: Vec<&str> = article.passages().map(|(_, passage)| passage.continuity.as_str()).collect();
    assert_eq!(named, ["alternate", "mirror", "prime", "Kelvin", "prime"]);
}

#[test]
fn a_paragraph_that_is_only_a_citation_speaks_for_those_before_it() {
    let article = read("a.txt", "Élan fell.\n\n(ST novel: Two Moons)\n\nÉlan rose.");
    assert_eq!(shown(&article), ["|LaterInSection 1||prime|Élan fell.", "|Uncited 0||prime|Élan rose."]);
}

#[test]
fn a_list_speaks_only_for_itself_and_keeps_its_citations_beside_the_items() {
    let text =
        "Élan fell.\n\nIts moons:\n• Kor (ST novel: Two Moons)\n• Kang (TNG: \"One\")\n\nIt rose. (ST novel: Three)";
    let article = read("a.txt", text);
    assert_eq!(
        shown(&article),
        [
            "|Uncited 0||prime|Élan fell.",
            "|Uncited 0||prime|Its moons:",
            "|Direct 2||prime|Kor (ST novel:",
            "|Direct 1||prime|It rose."
        ]
    );
    assert_eq!(article.sections[0].passages[2].text, "Kor (ST novel: Two Moons)\nKang (TNG: \"One\")");
}

#[test]
fn a_source_that_cannot_be_read_is_not_replaced_by_a_later_one() {
    let article = read("a.txt", "Élan fell. (TNG episode: \"Unclosed\"\n\nÉlan rose. (ST novel: Two Moons)");
    assert_eq!(shown(&article), ["|Uncited 0||prime|Élan fell. (TN", "|Direct 1||prime|Élan rose."]);
}

#[test]
fn a_lone_line_with_a_citation_is_text() {
    let article = read("a.txt", "Garth ruled the asylum (TNG novel: Q-in-Law)\n\nKor fled.");
    assert_eq!(shown(&article), ["|Direct 1||prime|Garth ruled th", "|Uncited 0||prime|Kor fled."]);
}

#[test]
fn a_phrase_of_its_own_or_of_the_default_ends_another_timeline() {
    let mut profile = profile();
    profile.wiki.continuities[0].phrases = vec!["prime reality".into()];
    profile.wiki.continuities[3].phrases = vec!["another timeline".into()];
    let text = "In another timeline, A.\n\nB.\n\nOther timelines[]\n\nIn the mirror universe, A.\n\nB.\n\n\
        In another timeline, C.\n\nD.\n\nBack in the prime reality, E.\n\nF.\n\n\
        Unlike in the prime reality, in the mirror universe G.";
    let article = read_article("a.txt", text, &profile).0.unwrap();
    let named: Vec<&str> = article.passages().map(|(_, passage)| passage.continuity.as_str()).collect();
    assert_eq!(named, ["alternate", "prime", "mirror", "mirror", "alternate", "alternate", "prime", "prime", "mirror"]);
}

#[test]
fn the_starter_profile_tells_the_timelines_apart() {
    let profile = read_profile(include_str!("../../data/starter/wiki.toml"), "wiki.toml", "starter", None).unwrap();
    let text = "Alternate timelines[]\n\nIn the mirror universe, Élan fell.\n\nIn another timeline, it rose.\n\n\
        In the Kelvin timeline, it stood.\n\nKor came.\n\nIn the prime universe, it fell.";
    let article = read_article("a.txt", text, &profile).0.unwrap();
    let named: Vec<&str> = article.passages().map(|(_, passage)| passage.continuity.as_str()).collect();
    assert_eq!(named, ["mirror", "alternate", "Kelvin", "Kelvin", "prime"]);
}

#[test]
fn a_redirect_is_no_article_and_tells_where_its_title_belongs() {
    let (article, troubles) =
        read_article("x/old_élan.txt", "---\nurl: https://x.org/\n---\n#redirect [[Élan]]", &profile());
    assert!(article.is_none());
    assert_eq!(troubles[0].line, 4);
    assert!(troubles[0].what.contains("leads to `Élan`; add `Old élan` to"), "{}", troubles[0]);
}

#[test]
fn an_unclosed_parenthesis_is_text() {
    let (article, troubles) = read_article("a.txt", "Élan fell. (TNG episode: ", &profile());
    assert_eq!(article.unwrap().sections[0].passages[0].text, "Élan fell. (TNG episode:");
    assert_eq!(troubles, []);
}

#[test]
fn the_header_wins_over_the_text() {
    let text =
        "\u{FEFF}---\ntitle: Élan\nurl: https://example.org/E\nredirects: K'Lan; Old moon\n---\n# Another\n\nA moon.";
    let article = read("x.md", text);
    assert_eq!((article.title.as_str(), article.url.as_deref()), ("Élan", Some("https://example.org/E")));
    assert_eq!(article.redirects, ["K'Lan", "Old moon"].map(|title| Redirect::from(title.to_owned())));
    assert_eq!(shown(&article).len(), 1);
}

#[test]
fn what_cannot_be_read_is_told_with_its_line() {
    let told = |file: &str, text: &str| {
        let (article, troubles) = read_article(file, text, &profile());
        assert!(article.is_none());
        troubles.iter().map(|trouble| (trouble.line, trouble.file.clone())).collect::<Vec<_>>()
    };
    assert_eq!(told("a.txt", " \n "), [(1, "a.txt".to_owned())]);
    assert_eq!(told("a.md", "---\ntitle: Élan\n---\n# Élan\n\n## Siege"), [(4, "a.md".to_owned())]);
    assert_eq!(told("a.txt", "---\nkind: planet\n---\n"), [(2, "a.txt".to_owned()), (4, "a.txt".to_owned())]);
}

#[test]
fn article_files_are_known_by_their_ending() {
    for name in ["a.txt", "x/Élan.MD", "a.b.markdown", "a.text", "a.html", "Élan.HTM"] {
        assert!(is_article_file(name), "{name}");
    }
    for name in ["a", "a.css", ".md", ".hidden.txt", "txt", "a.md~"] {
        assert!(!is_article_file(name), "{name}");
    }
}

#[test]
fn a_note_is_found_by_the_name_of_its_file_and_its_aliases() {
    let note = read("people/Kor the old.md", "---\naliases: [K]\nage: 40\n---\n# Kor, son of Rynar\n\nKor fled.");
    assert_eq!(
        (note.title.as_str(), note.redirects.as_slice()),
        ("Kor, son of Rynar", &["K", "Kor the old"].map(|title| Redirect::from(title.to_owned()))[..])
    );
    assert_eq!(read("K'Tal.md", "# Ktal\n\nK'Tal fled.").redirects, []);
    assert_eq!(read("K'Tal.md", "K'Tal fled.").title, "K'Tal");
}

#[test]
fn a_saved_page_becomes_an_article_that_knows_its_address_and_age() {
    let page = "<title>Élan - Qo'noS Wiki</title><link rel='canonical' href='https://example.org/wiki/%C3%89lan'>\
        <script>{\"dateModified\":\"2026-07-01T12:00:00Z\"}</script><p>Élan fell.<sup class='reference'>\
        <a href='#cite_note-1'>[1]</a></sup><ol class='references'><li id='cite_note-1'>ST novel: Two Moons</ol>";
    let article = read("x.html", page);
    assert_eq!((article.title.as_str(), article.revision.as_deref()), ("Élan", Some("2026-07-01")));
    assert_eq!(article.url.as_deref(), Some("https://example.org/wiki/%C3%89lan"));
    assert_eq!(shown(&article), ["|Direct 1||prime|Élan fell.", "|Direct 1||prime|ST novel: Two "]);
    let headed = read("x.html", &format!("---\ntitle: Moon\nrevision: now\n---\n{page}"));
    assert_eq!((headed.title.as_str(), headed.revision.as_deref()), ("Moon", Some("now")));
    assert_eq!(read("dream_scene.html", "<p>The Dream scene ends.").title, "Dream scene");
}

#[test]
fn a_page_that_cannot_be_read_is_told() {
    let page = format!("<p{}>", " a=1".repeat(100_000));
    let (article, troubles) = read_article("x.html", &page, &profile());
    assert!(article.is_none());
    assert!(troubles[0].what.contains("save the page anew"), "{}", troubles[0]);
}

#[test]
fn a_note_without_words_is_none() {
    let article = read("a.md", "Élan fell.\n\n## Notes\n1. [^1]: \n2. Kor's log");
    assert_eq!(article.footnotes.iter().map(|note| note.text.as_str()).collect::<Vec<_>>(), ["Kor's log"]);
}

/// What text is without its white space and the marks that lists and tables lose.
fn bare(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace() && *letter != '|').collect()
}

const PIECES: &str = "(\n|\n\n|Élan\\[\\]|Siege\\[edit\\]|## |# |- |1\\. |\\[1\\]|\\[\\^1\\]|\\[\\^1\\]: |\\*|_|\t|\\(|\\)|\"|“|”|: |TNG episode: |ST novel: |In 2340|in that year|<div>|<!--|&amp;|\\[\\[|\\|x\\]\\]|`|~~|!\\[|---\n|title: x\n|Notes\n| states |\\. | |\\PC{0,3}){0,24}";

proptest::proptest! {
    #[test]
    fn any_text_is_read_with_everything_on_character_borders(text in PIECES) {
        for file in ["elan.txt", "elan.md"] {
            let Some(article) = read_article(file, &text, &profile()).0 else { continue };
            proptest::prop_assert!(!article.title.is_empty());
            for (_, passage) in article.passages() {
                proptest::prop_assert!(!passage.text.is_empty() && passage.text.trim() == passage.text);
                let spans = passage.asides.iter().chain(passage.years.iter().map(|year| &year.written));
                proptest::prop_assert!(spans.clone().all(|span| passage.text.get(span.clone()).is_some()));
            }
        }
    }

    #[test]
    fn every_line_of_a_passage_is_a_span_of_the_source(text in "(\n|\n\n|Élan\\[\\]|• |\t|\\(|\\)|\"|TNG episode: |In 2340|\\. | |[a-zé ]{0,6}){0,24}") {
        if let Some(article) = read_article("elan.txt", &text, &profile()).0 {
            let source = bare(&text);
            for (_, passage) in article.passages() {
                for line in passage.text.lines() {
                    proptest::prop_assert!(source.contains(&bare(line)), "{line}");
                }
            }
        }
    }
}

#[test]
fn deep_and_unclosed_texts_are_read() {
    for piece in ["(", "[", "\"", "(TNG: ", "[1] ", "* ", "a: \"b\" ", "<", "[[", "1. a\n", "see , ", "> "] {
        let text = format!("For the x, {}", piece.repeat(5_000));
        for file in ["elan.txt", "elan.md"] {
            assert!(read_article(file, &text, &profile()).0.is_some(), "{piece}");
        }
    }
}
