//! Wikitext as wikis write it.
//!
//! 1. Lines become the blocks a reader of the page sees, under their headings.
//! 2. Templates give what their pages give; those that cannot be expanded cost as little as possible.
//! 3. Notes keep their labels, facts their labels, quotations their speakers.
//! 4. What is no part of the article is left out.
//! 5. Any text is read, in time proportional to its length.

use super::*;
use crate::import::Profile;
use crate::lore::ContinuityRule;

fn draft(text: &str, templates: &[(&str, &str)]) -> Draft {
    let profile = Profile::generic("élan");
    let mut known = Templates::new(&profile);
    for (name, source) in templates {
        known.add(name, (*source).to_owned());
    }
    read_wikitext(&Page { body: text, name: "Élan", title: Some("Élan (moon)"), profile: &profile }, &known)
}

/// One line a block: its heading, its kind and its text.
fn read_with(text: &str, templates: &[(&str, &str)]) -> Vec<String> {
    let sections = draft(text, templates).sections;
    let shown = sections.iter().flat_map(|section| {
        let heading = section.heading.join(" / ");
        section
            .blocks
            .iter()
            .map(move |block| format!("{heading}> {:?}: {}", block.kind, block.text.replace('\n', "⏎")))
    });
    shown.collect()
}

fn read(text: &str) -> Vec<String> {
    read_with(text, &[])
}

/// The text of a page of one paragraph.
fn words_with(text: &str, templates: &[(&str, &str)]) -> String {
    let blocks = read_with(text, templates);
    blocks.iter().map(|line| line.trim_start_matches("> Paragraph: ")).collect::<Vec<_>>().join(" ¶ ")
}

fn words(text: &str) -> String {
    words_with(text, &[])
}

#[test]
fn lines_are_paragraphs_lists_and_headings() {
    assert_eq!(
        read(
            "'''Élan''' was\na [[moon]].\n\nIt burst.<br>Twice.\n== Raids ==\n=== Kor's ''raids'' ===\n* one\n** two\n# three\n:He said no.\n----\nEnd\n== Later ==\nIt thawed."
        ),
        [
            "> Paragraph: Élan was a moon.",
            "> Paragraph: It burst.⏎Twice.",
            "Raids / Kor's raids> List: one⏎two⏎three",
            "Raids / Kor's raids> Paragraph: He said no.",
            "Raids / Kor's raids> Paragraph: End",
            "Later> Paragraph: It thawed."
        ]
    );
}

#[test]
fn html_parts_blocks_as_a_browser_would() {
    assert_eq!(
        read(
            "<p class=\"MsoNormal\"><span style=\"x\">Élan</span> fell.</p><p>It rose.</p>\n<ul><li>a</li><li>b</ul>\n<h2>Kor</h2>\n<div>He <i>fled</i>.</div>"
        ),
        ["> Paragraph: Élan fell.", "> Paragraph: It rose.", "> List: a⏎b", "Kor> Paragraph: He fled."]
    );
}

#[test]
fn tables_of_data_are_tables_and_tables_of_text_are_text() {
    let long = "The moon burst and fell. ".repeat(12);
    assert_eq!(
        read(&format!(
            "{{| class=\"wikitable\"\n|+ caption\n! Ship !! Year\n|-\n| ''Élan'' || style=\"x\" | 2340\n|-\n|\n{long}\n|}}\nAfter."
        )),
        [
            "> Table: Ship | Year⏎Élan | 2340".to_owned(),
            format!("> Paragraph: {}", long.trim()),
            "> Paragraph: After.".to_owned()
        ]
    );
    assert_eq!(read("{|\n| a || <center>b</center>\n|}"), ["> Table: a | b"]);
    assert_eq!(read("<table><tr><th>Ship</th><td>Élan</td></tr></table>"), ["> Table: Ship | Élan"]);
}

#[test]
fn a_heading_in_a_table_that_lays_out_the_page_begins_a_section() {
    assert_eq!(
        read("{|\n|\n== Cast ==\n* Kor\n|\n== Crew ==\n* K'mpec\n|}\nEnd."),
        ["Cast> List: Kor", "Crew> List: K'mpec", "Crew> Paragraph: End."]
    );
}

#[test]
fn templates_give_what_their_pages_give() {
    let templates = [
        (
            "Ship",
            "<includeonly>''{{{1}}}'' {{#if:{{{2|}}}|(NX-{{{2}}})}}</includeonly><noinclude>How to use it</noinclude>",
        ),
        ("Vessel", "#REDIRECT [[Template:Ship]]"),
        ("Kind", "{{#switch:{{lc:{{{1}}}}}|a|b=first|c=second|#default={{PAGENAME}}}}"),
        ("Twice", "{{Ship|{{{name}}}}} and {{Ship|{{{name}}}|2}}"),
        ("List", "* one\n* two"),
        ("Loop", "x{{Loop}}"),
        ("Sum", "{{#expr:{{{1}}} * 2 round 1}}"),
    ];
    let read = |text| words_with(text, &templates);
    assert_eq!(read("The {{ship|Élan}} met the {{Vessel | Kor | 7 }}."), "The Élan met the Kor (NX- 7 ).");
    assert_eq!(read("{{Kind|B}} {{Kind|C}} {{Kind|x}}"), "first second Élan (moon)");
    assert_eq!(read("{{Twice|name = K'mpec }}"), "K'mpec and K'mpec (NX-2)");
    assert_eq!(read("Ships: {{List}}"), "Ships: ¶ > List: one⏎two");
    assert_eq!(read("{{Loop}}"), "x");
    assert_eq!(read("{{Sum|3.14}} {{Template:Sum|1}} {{:template:Sum|2}}"), "6.3 2 4");
}

#[test]
fn a_template_that_is_not_known_shows_its_first_words_within_a_line_only() {
    assert_eq!(words("The {{Nope|Élan|x}} fell."), "The Élan fell.");
    assert_eq!(words("{{Nope|Élan}} fell."), "Élan fell.");
    assert_eq!(words("{{Nope|a=b}}\nIt fell."), "It fell.");
    assert_eq!(words("{{Nope|Élan}}\nIt fell."), "It fell.");
    let known = Templates::new(&Profile::generic("x"));
    let profile = Profile::generic("x");
    read_wikitext(&Page { body: "a {{Nope|Élan|more}}", name: "x", title: None, profile: &profile }, &known);
    assert_eq!(known.unexpanded()["Nope"], Unexpanded { calls: 1, bytes: 4 });
}

#[test]
fn a_template_that_calls_a_program_gives_way_to_what_the_profile_says() {
    let mut profile = Profile::generic("x");
    profile.templates.insert("Ship".into(), "''{{{1}}}''".into());
    let mut templates = Templates::new(&profile);
    templates.add("Ship", "{{#invoke:Ship|main}}".to_owned());
    let draft =
        read_wikitext(&Page { body: "The {{Ship|Élan}} fell.", name: "x", title: None, profile: &profile }, &templates);
    assert_eq!(draft.sections[0].blocks[0].text, "The Élan fell.");
}

#[test]
fn a_banner_names_the_continuity_of_its_page() {
    let mut profile = Profile::generic("x");
    let rule = |name: &str, template: &str| ContinuityRule {
        name: name.into(),
        templates: vec![template.into()],
        ..ContinuityRule::default()
    };
    profile.wiki.continuities = vec![rule("canon", "Top|can"), rule("legends", "Top|leg"), rule("mirror", "Mirror")];
    let templates = Templates::new(&profile);
    let continuity = |text: &str| {
        let page = Page { body: text, name: "x", title: None, profile: &profile };
        read_wikitext(&page, &templates).continuity
    };
    assert_eq!(continuity("{{top|real|leg}}\nIt fell.").as_deref(), Some("legends"));
    assert_eq!(continuity("{{Mirror}}It fell.").as_deref(), Some("mirror"));
    assert_eq!(continuity("{{Top|x}}It fell."), None);
}

#[test]
fn notes_are_numbered_by_group_and_named_ones_shared() {
    let draft = draft(
        "Élan fell.<ref name=\"a\">Kor's ''log''</ref> It rose.<ref name=a /><ref group=nb>See {{PAGENAME}}.</ref>\n\nAgain.<ref name=b/>\n<references><ref name=b>The list</ref></references>",
        &[],
    );
    let blocks = &draft.sections[0].blocks;
    assert_eq!(blocks[0].text, "Élan fell. It rose.");
    assert_eq!(blocks[0].notes, ["1", "1", "nb 1"]);
    assert_eq!(blocks[1].notes, ["2"]);
    let notes: Vec<String> = draft.notes.iter().map(|note| format!("{}: {}", note.label, note.block.text)).collect();
    assert_eq!(notes, ["1: Kor's log", "nb 1: See Élan (moon).", "2: The list"]);
}

#[test]
fn notes_in_a_list_are_defined_there() {
    let draft = draft("Élan fell.<ref name=a />\n{{Reflist|refs=<ref name=a>Kor's log</ref>}}", &[]);
    assert_eq!(draft.sections[0].blocks[0].notes, ["1"]);
    assert_eq!(draft.notes[0].block.text, "Kor's log");
    assert_eq!(draft.notes.len(), 1);
}

#[test]
fn a_box_of_facts_gives_facts_behind_the_text() {
    let portable = "<infobox><title source=\"name\"/><data source=\"captain\"><label>Commanding officer</label></data><data source=\"fate\"><default>unknown</default></data><data source=\"none\"/></infobox>";
    let table = "{| class=\"infobox\"\n! Captain\n| {{{captain}}}\n|}";
    let facts = ["> Paragraph: It fell.", "> Fact: Commanding officer: Kang, Kor", "> Fact: fate: unknown"];
    assert_eq!(
        read_with("{{Ship infobox|name=Élan|captain=[[Kang]]<br>Kor}}\nIt fell.", &[("Ship infobox", portable)]),
        facts
    );
    assert_eq!(
        read_with("{{Infobox ship|captain=Kang}}\nIt fell.", &[("Infobox ship", table)]),
        ["> Paragraph: It fell.", "> Fact: Captain: Kang"]
    );
    assert_eq!(
        read("{{Infobox ship|name=Élan|birth_date=2340|image=x.jpg}}\nIt fell."),
        ["> Paragraph: It fell.", "> Fact: Birth date: 2340"]
    );
}

#[test]
fn a_box_above_all_words_is_one_of_facts_whatever_it_is_called() {
    let table = [("Soldier", "{| style=\"float:right\"\n| '''{{{name}}}'''\n|-\n! Rank\n| {{{rank}}}\n|}")];
    let call = "{{Soldier|name=Kor|rank=captain|age=40}}";
    assert_eq!(read_with(&format!("{call}\nHe fled."), &table), ["> Paragraph: He fled.", "> Fact: Rank: captain"]);
    assert_eq!(
        read_with(&format!("He fled.\n{call}"), &table),
        ["> Paragraph: He fled.", "> Table: Kor⏎Rank | captain"]
    );
}

#[test]
fn quotations_are_blocks_of_their_own() {
    let quote = [("Quote", "<blockquote>{{{1}}}<br>— {{{2}}}</blockquote>")];
    assert_eq!(
        read_with("He said:\n{{Quote|No.|Kor}}\nand fled.", &quote),
        ["> Paragraph: He said:", "> Quote: No.⏎— Kor", "> Paragraph: and fled."]
    );
    assert_eq!(read("{{Quote|It is a good day.|Kor}}\nEnd."), ["> Quote: It is a good day.⏎Kor", "> Paragraph: End."]);
}

#[test]
fn what_is_no_part_of_the_article_is_left_out() {
    for text in [
        "[[File:Élan.jpg|thumb|The [[moon]] in ''2340'']]It fell.",
        "It fell.\n[[Category:Moons]]\n[[de:Élan]]",
        "<gallery>\nÉlan.jpg|The moon\n</gallery>\nIt fell.",
        "<!-- draft -->It fell.__NOTOC__",
        "{{DEFAULTSORT:Elan}}It {{#invoke:x|y}}fell.",
        "<div class=\"navbox\"><div>a</div>\n* [[b]]\n</div>It fell.",
        "{| class=\"toc\"\n| {|\n| a\n|}\n|}\nIt fell.",
        "It fell.<sup class=\"noprint\">[src]</sup>",
        "<span style=\"display: none\">x</span>It fell.",
        "It {{{1}}}fell.",
        "{{Navbox moons}}{{Stub}}It fell.",
        "<templatestyles src=\"x\" />It fell.<unknown>",
    ] {
        assert_eq!(words(text), "It fell.", "{text}");
    }
}

#[test]
fn what_looks_like_markup_and_is_none_stays() {
    assert_eq!(words("<nowiki>''a'' [[b]] {{c}} &amp;</nowiki> 3 < 4 & R&D"), "''a'' [[b]] {{c}} & 3 < 4 & R&D");
    assert_eq!(words("[1] and [sic], Qo'noS' {x}"), "[1] and [sic], Qo'noS' {x}");
    assert_eq!(read("<pre>a  b\n''c''</pre>"), ["> Paragraph: a b⏎''c''"]);
}

#[test]
fn hatnotes_lead_elsewhere_and_are_no_text() {
    let draft = draft(
        ":''For the ship, see [[IKS Élan]].''\n<div class=\"dablink\">[[Kor|The son]] is another.</div>\nIt fell.",
        &[],
    );
    let targets: Vec<&str> = draft.hatnotes.iter().flat_map(|note| &note.targets).map(String::as_str).collect();
    assert_eq!(targets, ["IKS Élan", "Kor"]);
    assert_eq!(draft.sections[0].blocks.len(), 1);
    assert_eq!(
        read("It fell.\n== Raids ==\n:''Main article: [[Kor]]''\nThey came."),
        ["> Paragraph: It fell.", "Raids> Paragraph: They came."]
    );
}

#[test]
fn italics_and_links_keep_their_places() {
    let draft = draft("The ''[[IKS Élan|Élan]]'' of &Eacute;lan.", &[]);
    let block = &draft.sections[0].blocks[0];
    assert_eq!(block.text, "The Élan of Élan.");
    assert_eq!(&block.text[block.italics[0].clone()], "Élan");
    assert_eq!((block.links[0].at, block.links[0].title.as_str()), (4, "IKS Élan"));
}

/// How often each hostile piece is repeated: enough that anything quadratic would take minutes, even optimised.
const MANY: usize = 100_000;

#[test]
fn hostile_texts_are_read_in_linear_time() {
    for piece in [
        "{{",
        "}}",
        "{{{",
        "{",
        "[[",
        "]]",
        "[http://x ",
        "[",
        "{|",
        "{|\n",
        "|}\n",
        "|-\n",
        "<ref>",
        "<ref name=",
        "<",
        "</",
        "<!--",
        "''",
        "'''''",
        "<div>",
        "<div class=\"navbox\">",
        "</div>",
        "<blockquote>",
        "<nowiki>",
        "&",
        "&#",
        "__A",
        "*",
        "=",
        "==x==\n",
        "[[File:x|",
        "{{x|",
        "{{#if:",
        "{{{1|",
        "<table><tr><td>",
        "{{Quote|",
        "{{Infobox|a=",
        "<infobox><data source=\"a\">",
        "\u{1}",
        "\u{1}n0\u{2}",
        "[[de:",
        "{{Nope|a}} ",
        "<ref>a</ref>",
        "{{#switch:a|",
        "{{#tag:ref|",
    ] {
        read(&piece.repeat(MANY / piece.len().max(4) * 4));
    }
    let nested = |open: &str, close: &str| format!("{}x{}", open.repeat(MANY / 4), close.repeat(MANY / 4));
    for (open, close) in [
        ("{{a|", "}}"),
        ("{{{a|", "}}}"),
        ("[[a|", "]]"),
        ("<div>", "</div>"),
        ("{|\n|\n", "\n|}\n"),
        ("<ref>", "</ref>"),
        ("''", "''"),
        ("{{#if:a|", "}}"),
        ("<blockquote>", "</blockquote>"),
    ] {
        read(&nested(open, close));
    }
}

#[test]
fn templates_that_call_one_another_without_end_stop() {
    let doubling: Vec<(String, String)> =
        (0..40).map(|level| (format!("T{level}"), format!("{{{{T{0}}}}}{{{{T{0}}}}}", level + 1))).collect();
    let doubling: Vec<(&str, &str)> = doubling.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    read_with("{{T0}}", &doubling);
    let long = "x".repeat(10_000);
    let big = [
        ("A", "{{B|{{{1}}}{{{1}}}}}"),
        ("B", "{{C|{{{1}}}{{{1}}}}}"),
        ("C", "{{D|{{{1}}}{{{1}}}}}"),
        ("D", "{{A|{{{1}}}{{{1}}}}}"),
    ];
    read_with(&format!("{{{{A|{long}}}}}").repeat(50), &big);
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_with_marks_on_character_borders(
        text in "(\\{\\{|\\}\\}|\\{\\{\\{|\\}\\}\\}|\\[\\[|\\]\\]|\\||=|\n|==|''|'''|<ref>|</ref>|<div>|</div>|<br>|\\{\\||\\|\\}|\\|-|\\*|:|&amp;|File:|É|\\PC{0,3}| ){0,40}"
    ) {
        for section in draft(&text, &[("A", "{{{1}}}"), ("É", "''{{{1|x}}}''")]).sections {
            for block in section.blocks {
                for span in &block.italics {
                    proptest::prop_assert!(block.text.get(span.clone()).is_some());
                }
                for link in &block.links {
                    proptest::prop_assert!(block.text.is_char_boundary(link.at));
                }
            }
        }
    }
}
