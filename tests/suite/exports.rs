//! Wikis from their exports.
//!
//! 1. The same export gives the same index, however it is packed.
//! 2. The report's numbers add up.
//! 3. Redirects lead to their pages, and to sections where they say so.
//! 4. What the export says of its wiki is heeded; what wiki.toml says stands above it.
//! 5. An export that breaks off gives what came before the break, and says so.
//! 6. Facts and sections that hold no lore answer only where nothing else does.

use std::fs;

use lorebot::lore::{Answer, Hit, Outcome, PassageKind, Scope};

use crate::wikis::{Wikis, ask, project};

/// An export of these pages: title, namespace, wikitext.
fn export(pages: &[(&str, i32, &str)]) -> String {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let page = |(title, namespace, text): &(&str, i32, &str)| {
        format!(
            "<page><title>{}</title><ns>{namespace}</ns><id>1</id><revision><id>1</id>\
             <timestamp>2024-05-06T07:08:09Z</timestamp><text xml:space=\"preserve\">{}</text></revision></page>\n",
            escaped(title),
            escaped(text)
        )
    };
    let pages: String = pages.iter().map(page).collect();
    format!(
        "<mediawiki xml:lang=\"en\"><siteinfo><sitename>Moons of Élan</sitename><dbname>elan</dbname>\
         <base>https://elan.example/wiki/Front_Page</base><case>first-letter</case><namespaces>\
         <namespace key=\"0\" /><namespace key=\"1\">Talk</namespace><namespace key=\"10\">Template</namespace>\
         <namespace key=\"102\">Lore</namespace></namespaces></siteinfo>\n{pages}</mediawiki>\n"
    )
}

/// A wiki, `elan`, of one export.
fn wiki_of(pages: &[(&str, i32, &str)]) -> Wikis {
    let wikis = Wikis::none();
    wikis.write("elan/elan.xml", &export(pages));
    wikis
}

fn report(wikis: &Wikis, wiki: &str) -> lorebot::rebuild::Report {
    lorebot::rebuild::rebuild(&wikis.data(), &wikis.index(), wiki, |_| {}).unwrap()
}

fn best(answer: &Answer) -> &Hit {
    match &answer.outcome {
        Outcome::Found { best, .. } => best,
        other => panic!("{}: {other:?}", answer.asked),
    }
}

/// Everything an index keeps, but for the names of its sources.
fn contents(wikis: &Wikis, wiki: &str) -> Vec<String> {
    let library = lorebot::answer::Library::open(&wikis.index(), Some(wiki)).unwrap();
    let index = &library.indexes()[0];
    let passages = (0..index.len()).map(|number| format!("{:?}", index.passage(number).unwrap()));
    let articles = index.articles().iter().map(|article| format!("{article:?}"));
    articles.chain(passages).chain([format!("{:?}", index.stamp().counts)]).collect()
}

#[test]
fn the_same_export_gives_the_same_index_however_it_is_packed() {
    let mut all = Vec::new();
    for file in ["tidewatch.xml", "tidewatch.xml.7z", "tidewatch.xml.bz2", "tidewatch.xml.gz", "tidewatch.xml.zst"] {
        let wikis = Wikis::none();
        wikis.write_bytes(
            &format!("tide/{file}"),
            &fs::read(project().join("tests/fixtures/exports").join(file)).unwrap(),
        );
        assert!(report(&wikis, "tide").troubles.is_empty(), "{file}");
        all.push(contents(&wikis, "tide"));
    }
    assert!(all[0].len() > 3);
    assert!(all.iter().all(|other| *other == all[0]));
}

#[test]
fn the_numbers_of_the_report_add_up() {
    let wikis = wiki_of(&[
        (
            "Élan",
            0,
            "{{Infobox moon|ruler=Kor|found=2340}}\n'''Élan''' fell. (TNG episode: \"One\")\n\n* a\n* b\n{|\n| c || d\n|}\n{{Quote|No.|Kor}}\n== Raids ==\nThey came.<ref>A note that says what nobody knew of the moon before it fell.</ref> {{Nope|x|more}}",
        ),
        ("Moon", 0, "#REDIRECT [[Élan]]"),
        ("Nowhere", 0, "#REDIRECT [[Gone]]"),
        ("Kor", 0, "Kor ruled Élan in 2340."),
        ("Talk:Kor", 1, "Is he?"),
        ("Template:Thing", 10, "x"),
    ]);
    let report = report(&wikis, "elan");
    let pages = report.exports.as_ref().unwrap().pages;
    assert_eq!((pages.articles, pages.redirects, pages.templates, pages.left_out), (2, 2, 1, 1));
    assert_eq!(pages.pages, pages.articles + pages.redirects + pages.templates + pages.left_out);
    let counts = &report.counts;
    assert_eq!((counts.articles, counts.redirects, counts.sections), (2, 1, 3));
    let exports = report.exports.as_ref().unwrap();
    assert_eq!((exports.without_text, exports.leading_nowhere), (0, 1));
    let kinds = counts.kinds;
    assert_eq!((kinds.lists, kinds.tables, kinds.quotes, kinds.facts, kinds.footnotes), (1, 1, 1, 2, 1));
    let all = kinds.paragraphs + kinds.lists + kinds.tables + kinds.quotes + kinds.facts + kinds.footnotes;
    assert_eq!(counts.passages, all);
    assert_eq!(counts.passages, counts.cited + counts.cited_later + counts.uncited);
    assert_eq!(counts.citations, counts.citation_kinds.values().sum::<usize>());
    let unexpanded = &report.exports.unwrap().unexpanded;
    let (name, lost) = &unexpanded.iter().find(|(name, _)| name == "Nope").unwrap();
    assert_eq!((name.as_str(), lost.calls, lost.bytes), ("Nope", 1, 4));
}

#[test]
fn a_redirect_leads_to_its_page_and_to_the_section_it_names() {
    let wikis = wiki_of(&[
        ("Élan", 0, "Élan is a moon of ice.\n== The raids ==\nKor's ships came by night.\n== Later ==\nIt thawed."),
        ("Ice moon", 0, "#REDIRECT [[Élan]]"),
        ("Night raid", 0, "#redirect [[Élan#The_raids]]"),
        ("Raid by night", 0, "#REDIRECT [[Night raid]]"),
    ]);
    report(&wikis, "elan");
    let library = wikis.open();
    for (asked, passage) in [
        ("ice moon", "Élan is a moon of ice."),
        ("Night raid", "Kor's ships came by night."),
        ("raid by night", "Kor's ships came by night."),
        ("Élan", "Élan is a moon of ice."),
    ] {
        assert_eq!(best(&ask(&library, asked)).passage, passage, "{asked}");
    }
    let pinned = library.answer("", &Scope::Topic("Night raid".into()), None).unwrap();
    assert_eq!(best(&pinned).passage, "Kor's ships came by night.");
}

#[test]
fn what_the_export_says_of_its_wiki_is_heeded_under_what_the_profile_says() {
    let pages = [
        ("Front Page", 0, "Welcome to the wiki of moons!"),
        ("Élan", 0, "Élan is a moon of ice."),
        ("Lore:Kor", 102, "Kor ruled the moon."),
    ];
    let wikis = wiki_of(&pages);
    report(&wikis, "elan");
    assert_eq!(wikis.open().indexes()[0].wiki().name, "Moons of Élan");
    assert!(!ask(&wikis.open(), "welcome").is_found());
    assert!(!ask(&wikis.open(), "Kor").is_found());
    wikis.write(
        "elan/wiki.toml",
        "name = \"The moons\"\nbase_url = \"https://moons.example/wiki/\"\n[namespaces]\nlore = [\"Lore\"]\n",
    );
    report(&wikis, "elan");
    let library = wikis.open();
    let answer = ask(&library, "Kor");
    assert_eq!((answer.wiki.as_str(), best(&answer).article.as_str()), ("The moons", "Lore:Kor"));
    assert_eq!(best(&answer).url.as_deref(), Some("https://moons.example/wiki/Lore:Kor"));
}

#[test]
fn namespaces_are_known_by_what_the_wiki_calls_them_and_by_number() {
    let text = export(&[
        ("Élan", 0, "[[Datei:Élan.jpg|mini|Ein Bild]]Der {{Vorlage:Mond|Élan}} fiel.\n[[Kategorie:Monde]]"),
        ("Vorlage:Mond", 10, "Mond {{{1}}}"),
        ("Lore:Kor", 102, "Kor ruled the moon."),
    ]);
    let named = "<namespace key=\"6\">Datei</namespace><namespace key=\"14\">Kategorie</namespace>";
    let wikis = Wikis::none();
    wikis.write("elan/elan.xml", &text.replace(">Template</namespace>", &format!(">Vorlage</namespace>{named}")));
    wikis.write("elan/wiki.toml", "[namespaces]\nlore = [\"102\"]\n");
    report(&wikis, "elan");
    let library = wikis.open();
    assert_eq!(best(&ask(&library, "Élan")).passage, "Der Mond Élan fiel.");
    assert!(ask(&library, "Kor").is_found());
}

#[test]
fn an_export_that_breaks_off_gives_what_came_before_and_says_so() {
    let whole = export(&[("Élan", 0, "Élan is a moon."), ("Kor", 0, "Kor ruled it for many years.")]);
    let cut = whole.find("for many").unwrap();
    let wikis = Wikis::none();
    wikis.write("elan/elan.xml", &whole[..cut]);
    let report = report(&wikis, "elan");
    assert_eq!((report.counts.articles, report.troubles.len()), (1, 1));
    let told = report.troubles[0].to_string();
    assert!(told.contains("elan.xml") && told.contains("Élan"), "{told}");
    assert!(ask(&wikis.open(), "Élan").is_found());
}

#[test]
fn a_folder_whose_export_is_none_is_refused_with_what_to_do() {
    let wikis = Wikis::none();
    wikis.write("elan/elan.xml", "<!DOCTYPE html><html><body>404</body></html>");
    let error = lorebot::rebuild::rebuild(&wikis.data(), &wikis.index(), "elan", |_| {}).unwrap_err();
    assert!(error.to_string().contains("no articles"), "{error}");
}

#[test]
fn facts_and_other_sections_answer_after_lore() {
    let wikis = wiki_of(&[(
        "Élan",
        0,
        "{{Infobox moon|ruler=Kang the elder}}\nÉlan is a moon. Kang the elder ruled it from a tower of ice, and nobody came.\n== Trivia ==\nThe tower of ice is a model.\n== Gallery ==\nIts builder was Mogh.",
    )]);
    report(&wikis, "elan");
    let library = wikis.open();
    assert_eq!(best(&ask(&library, "tower of ice")).section, [""; 0]);
    assert_eq!(best(&ask(&library, "kang the elder ruler")).kind, PassageKind::Fact);
    assert_eq!(best(&ask(&library, "mogh builder")).section, ["Gallery"]);
}
