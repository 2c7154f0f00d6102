//! What a wiki writes, and what an asker types, is shown as it is: no mark in it is at work, and nobody is notified.
//!
//! A small wiki is built for some marks at a time, with these marks in everything a wiki says of itself: titles, headings,
//! passages, sources, continuities, its own name, its licence, redirects. Every command is asked in it, every control of
//! every reply pressed, as cards and as plain text, and each text is read by a second reader of Discord's markdown.

use std::collections::HashSet;
use std::sync::Arc;

use lorebot::answer::Library;
use lorebot::discord::{Asked, Done, Incoming, Inquiry, Message, Tongue, respond, respond_to_message};
use lorebot::index::build_in_memory;
use lorebot::lore::{
    Article, ArticleKind, Attribution, Citation, ContinuityRule, Licence, Lookup, Passage, PassageKind, Redirect,
    Scope, Section, Standing, Wiki, Work, YearRules, read_years,
};
use lorebot::metrics::Metrics;
use lorebot::servers::{Choices, CommandName, Day, Label, Pin, Reason, Server, Unanswered, VoteCount};
use lorebot::terminal::{comparison_to_text, timeline_to_text, to_text};
use serde_json::{Value, json};

use crate::fake_discord::interactions::{SOMEONE, admin, choice, command, look_up, press_under, typing, typing_into};
use crate::limits_checker::{check_posted, check_reply};
use crate::markup::{Kind, Mark, check_marks, read, texts_of};

/// A mark, and the word in it by which it is found again. Neither may be shown without the other.
type Hostile = (&'static str, &'static str);

/// The marks, three to a wiki: those that work at the beginning of a line come first in theirs.
const HOSTILE: [[Hostile; 3]; 11] = [
    [("# zqheading", "zqheading"), ("**zqbold**", "zqbold"), ("[zqmasked](https://evil.example)", "zqmasked")],
    [("-# zqsmall", "zqsmall"), ("__zqunder__", "zqunder"), ("https://a.example/**zqpath**", "zqpath")],
    [("> zqquote", "zqquote"), ("*zqstar*", "zqstar"), ("https://a.example/||zqbars||", "zqbars")],
    [(">>> zqquotes", "zqquotes"), ("_zqline_", "zqline"), ("<@1> zqperson", "zqperson")],
    [("- zqentry", "zqentry"), ("~~zqstrike~~", "zqstrike"), ("<@&1> zqrole", "zqrole")],
    [("1. zqnumber", "zqnumber"), ("||zqblur||", "zqblur"), ("<#1> zqchannel", "zqchannel")],
    [("\u{200B}# zqnothing\u{200D}", "zqnothing"), ("`zqcode`", "zqcode"), ("<t:1:R> zqtime", "zqtime")],
    [("```zqblock```", "zqblock"), ("@everyone zqall", "zqall"), ("</zqcommand:1>", "zqcommand")],
    [
        ("https://a.example](https://evil.example/zqlabel)", "zqlabel"),
        ("@here zqhere", "zqhere"),
        ("<:zqown:1>", "zqown"),
    ],
    [
        ("https://a.example/\u{FEFF}**zqmarked**", "zqmarked"),
        (":zqemoji:", "zqemoji"),
        ("<id:customize> zqplace", "zqplace"),
    ],
    [("<https://evil.example/zqangle>", "zqangle"), ("\\zqback\\", "zqback"), ("<zqmail@evil.example>", "zqmail")],
];

/// All marks for one wiki, one after another.
fn joined(marks: &[Hostile]) -> String {
    marks.iter().map(|(mark, _)| *mark).collect::<Vec<_>>().join(" ")
}

/// The address of the wiki, which is all that links may lead to.
const WIKI: &str = "https://wiki.example/";

/// What turns round the direction of what follows: to be shown in a passage of its own alone.
const TURN: char = '\u{202E}';

fn citation(mark: &str) -> Citation {
    let work = Work { medium: format!("{mark} tale"), title: mark.to_owned() };
    Citation { written: format!("{mark} of Osa"), series: None, works: vec![work] }
}

fn passage(text: String, mark: &str) -> Passage {
    let years = read_years(&text, &[], None, &YearRules::default(), false).0;
    Passage {
        kind: PassageKind::Paragraph,
        standing: Standing::Lore,
        text,
        asides: Vec::new(),
        years,
        continuity: mark.to_owned(),
        citations: vec![citation(mark)],
        attribution: Attribution::Direct,
    }
}

/// An article with the mark in all that it says.
fn article(name: &str, mark: &str) -> Article {
    let fact = Passage { kind: PassageKind::Fact, ..passage(format!("Home: {mark} weir"), mark) };
    let opening = passage(format!("{mark} {name} is a mill. {mark}\n{mark} stood beside it."), mark);
    let fire = passage(format!("{mark} burned {name} in 2301, and {mark} fled."), mark);
    let later = passage(format!("In 2305 {mark} came back to {name}.\n\n{mark}"), mark);
    let section = |heading: Vec<String>, passages| Section { heading, passages };
    Article {
        title: format!("{mark} {name}"),
        url: None,
        revision: Some(format!("{mark} day")),
        redirects: vec![Redirect { title: format!("{mark} old {name}"), section: None }],
        also_known_as: Vec::new(),
        calls: Vec::new(),
        hatnotes: Vec::new(),
        kind: ArticleKind::Lore,
        sections: vec![
            section(Vec::new(), vec![fact, opening]),
            section(vec![format!("{mark} fire")], vec![fire, later]),
        ],
        footnotes: Vec::new(),
    }
}

/// A wiki with the mark everywhere: two articles alike, and two that share a name.
fn library(mark: &str) -> Library {
    let wiki = Wiki {
        id: "coast".to_owned(),
        name: format!("{mark} wiki"),
        base_url: Some(WIKI.to_owned()),
        licence: Some(Licence { name: format!("{mark} licence"), url: Some(format!("{WIKI}licence")) }),
        language: "en".to_owned(),
        continuities: vec![ContinuityRule { name: mark.to_owned(), ..ContinuityRule::default() }],
        pins: vec![format!("{mark} Orla")],
        years: YearRules::default(),
        series: [(mark.to_owned(), format!("{mark} series"))].into(),
    };
    let articles = ["Orla", "Bertl", "Finn (ship)", "Finn (sailor)"].map(|name| article(name, mark));
    Library::of(vec![build_in_memory(wiki, &articles).unwrap()])
}

/// What is asked in each wiki, with the mark in what is typed, too.
fn questions(mark: &str) -> Vec<Value> {
    let (orla, bertl) = (format!("{mark} Orla"), format!("{mark} Bertl"));
    let (fire, gone) = (format!("{mark} fire"), format!("{mark} xylophone"));
    let ask = |options: &[(&str, &str)]| command("lore", options);
    vec![
        ask(&[("question", &orla)]),
        ask(&[("question", &fire)]),
        ask(&[("question", &gone)]),
        ask(&[("question", mark)]),
        ask(&[("question", "Finn")]),
        ask(&[("question", "Orlla burned")]),
        ask(&[("topic", &orla)]),
        ask(&[("topic", &orla), ("question", "2301")]),
        ask(&[("topic", &orla), ("question", "2399")]),
        ask(&[("topic", &orla), ("question", &gone), ("private", "true")]),
        ask(&[("topic", &orla), ("when", &gone)]),
        ask(&[("topic", &orla), ("continuity", &gone)]),
        ask(&[("topic", &orla), ("continuity", mark), ("question", "2399")]),
        ask(&[("topic", &orla), ("question", "burned"), ("spoiler", "true")]),
        ask(&[("topic", &format!("{mark} old Orla"))]),
        command("timeline", &[("topic", &orla)]),
        command("timeline", &[("topic", &orla), ("from", mark), ("to", "2302")]),
        command("timeline", &[("topic", &orla), ("from", "2350")]),
        command("timeline", &[("topic", &gone)]),
        command("compare", &[("one", &orla), ("other", &bertl)]),
        command("compare", &[("one", &orla), ("other", &orla)]),
        command("compare", &[("one", &orla), ("other", &gone)]),
        command("random", &[]),
        command("random", &[("topic", &orla)]),
        command("random", &[("topic", &gone)]),
        command("about", &[]),
        command("privacy", &[]),
        look_up(&format!("{orla} met {bertl} in 2301")),
        look_up(mark),
        typing(mark),
        typing(""),
        typing_into("when", "23"),
        typing_into("continuity", ""),
        admin("settings", &json!([])),
        admin(
            "alias",
            &json!([{ "type": 3, "name": "name", "value": gone }, { "type": 3, "name": "topic", "value": gone }]),
        ),
        admin("unalias", &json!([{ "type": 3, "name": "name", "value": gone }])),
        admin("pin", &json!([{ "type": 3, "name": "topic", "value": gone }])),
        admin("unpin", &json!([{ "type": 3, "name": "name", "value": gone }])),
        admin("unblur", &json!([{ "type": 3, "name": "work", "value": gone }])),
    ]
}

/// A server that chose all that it can name, in cards or in plain text.
fn server(mark: &str, plain: bool) -> Server {
    let label = |text: &str| Label::new(text).unwrap();
    let choices = Choices {
        plain_text: Some(plain),
        inline_links: Some(true),
        spoilers: plain.then(|| vec![label(mark)]),
        ..Choices::default()
    };
    let article = label(&format!("{mark} Orla"));
    let pin = Pin { command: CommandName::new("mill").unwrap(), article: article.clone(), wiki: label("coast") };
    let mut server = Server { choices, pins: vec![pin], ..Server::default() };
    server.aliases.set(label(&format!("{mark} mill")), article).unwrap();
    server
}

/// What the controls of a message carry: buttons by `custom_id`, entries of lists by their value.
fn carried(value: &Value, found: &mut Vec<Value>) {
    match value {
        Value::Object(fields) => {
            let text = |name: &str| fields.get(name).and_then(Value::as_str).unwrap_or_default();
            match fields.get("type").and_then(Value::as_u64) {
                Some(2) if !text("custom_id").is_empty() => found.push(press_under(text("custom_id"), SOMEONE, 0)),
                Some(3) if text("custom_id") == "2choose" => {
                    let options = fields["options"].as_array().into_iter().flatten();
                    found.extend(options.filter_map(|option| option["value"].as_str()).map(choice));
                }
                _ => fields.values().for_each(|value| carried(value, found)),
            }
        }
        Value::Array(values) => values.iter().for_each(|value| carried(value, found)),
        _ => {}
    }
}

/// Checks one text: what stands in it of the wiki's and the asker's is shown whole, and no mark of theirs is at work. An
/// address in a passage can be followed, and leads where it says.
fn check_text(text: &str, mark: &str, word: &str) {
    let shown = read(text);
    for Mark { kind, inside } in &shown.marks {
        let is_ours = match kind {
            Kind::Link => inside.starts_with(WIKI),
            Kind::Code => !inside.contains("zq"),
            _ => true,
        };
        assert!(is_ours, "{mark:?} has {kind:?} of {inside:?} at work in {text:?}");
    }
    // Where a plain text is blurred, an address in it is written otherwise, so that it does not end the blur.
    let visible = shown.visible.replace("%7C", "|");
    let cuts = visible.matches('…').count();
    let (words, whole) = (visible.matches(word).count(), visible.matches(mark).count());
    assert!(words <= whole + cuts, "{mark:?} is shown {whole} times of {words} in {visible:?}, written {text:?}");
}

fn check_all(message: &Value, marks: &[Hostile]) {
    check_marks(message);
    for text in texts_of(message) {
        for (mark, word) in marks {
            check_text(text, mark, word);
        }
    }
}

/// The replies to everything that can be asked in a wiki with this mark, and as cards to every control of theirs: a plain text
/// is made of the same parts.
fn replies(library: &Library, server: &Arc<Server>, mark: &str) -> Vec<Value> {
    let (mut waiting, mut seen, mut replies) = (questions(mark), HashSet::new(), Vec::new());
    while let Some(interaction) = waiting.pop() {
        let incoming = Incoming { server: Arc::clone(server), ..Incoming::read(interaction).unwrap() };
        let reply = respond(&incoming, library, &Metrics::default()).body();
        check_reply(&reply);
        let mut controls = Vec::new();
        if reply["data"]["content"].is_null() {
            carried(&reply["data"]["components"], &mut controls);
        }
        waiting.extend(controls.into_iter().filter(|control| seen.insert(control["data"].to_string())));
        replies.push(reply);
    }
    replies
}

/// The replies to messages that ask, or link.
fn posted(library: &Library, server: &Arc<Server>, mark: &str) -> Vec<Value> {
    let says = |text: String, bot: &str| {
        let message = json!({
            "id": "11", "channel_id": "12", "guild_id": "13", "type": 0, "author": { "id": "14" },
            "mentions": [{ "id": bot }], "content": text,
        });
        let message = Message::read(&message).unwrap();
        let inquiry = Inquiry {
            asked: Asked::of(&message, 15, true)?,
            caller: message.caller(),
            spoiler_channel: None,
            server: Arc::clone(server),
            spoken: Tongue::default(),
            today: Day(20_000),
            as_plain: None,
        };
        let mut body = respond_to_message(&inquiry, library, &Metrics::default())?.edit();
        body["allowed_mentions"] = json!({ "parse": [], "replied_user": false });
        check_posted(&body);
        Some(body)
    };
    // What Discord marks in a message is no part of what it asks.
    let typed = if mark.contains('<') { "" } else { mark };
    let asked = ["Orla burned", "xylophone", "Orla 2399", "Finn", ""];
    let asked = asked.into_iter().filter_map(|what| says(format!("<@15> {typed} {what}"), "15"));
    let linked = says(format!("[[Orla|{typed}]] [[Finn]] [[Bertl|2301]]"), "99");
    asked.chain(linked).collect()
}

#[test]
fn the_marks_of_a_wiki_and_of_an_asker_are_shown_and_do_nothing() {
    for marks in HOSTILE {
        let all = joined(&marks);
        let library = library(&all);
        for plain in [false, true] {
            let server = Arc::new(server(&all, plain));
            let replies = replies(&library, &server, &all);
            for (mark, word) in marks {
                let shown = replies.iter().filter(|reply| reply.to_string().contains(word)).count();
                assert!(shown > if plain { 20 } else { 60 }, "{mark:?} is hardly shown: {shown} of {}", replies.len());
            }
            replies.iter().chain(&posted(&library, &server, &all)).for_each(|reply| check_all(reply, &marks));
        }
    }
}

#[test]
fn the_marks_in_a_report_are_shown_and_do_nothing() {
    for marks in HOSTILE {
        let all = joined(&marks);
        let asked = Unanswered { question: all.clone(), times: 2, day: Day(20_000) };
        let passage = Label::new(&format!("coast|0.0.abcd|{all}")).unwrap();
        let done = Some(Done::Reported(vec![asked], vec![VoteCount { passage, reason: Reason::Text, votes: 3 }]));
        let incoming = Incoming { done, ..Incoming::read(admin("report", &json!([]))).unwrap() };
        let reply = respond(&incoming, &library(&all), &Metrics::default()).body();
        check_reply(&reply);
        assert!(reply.to_string().contains(marks[0].1));
        check_all(&reply, &marks);
    }
}

#[test]
fn no_control_character_of_a_wiki_or_an_asker_reaches_a_terminal() {
    let bell = '\u{7}';
    let mark = format!("zqbell{bell}");
    let library = library(&mark);
    let (orla, bertl) = (format!("{mark} Orla"), format!("{mark} Bertl"));
    let mut printed = String::new();
    for asked in
        [&orla, &format!("{orla} 2301"), &format!("{orla} 2399"), &format!("{mark} xylophone"), "Finn", "Orlla burned"]
    {
        printed += &to_text(&library.answer(asked, &Scope::Wiki, None).unwrap(), Some(80));
    }
    match library.timeline(&orla, None, None, None).unwrap() {
        Lookup::Told(told) => printed += &timeline_to_text(&told, Some(80)),
        Lookup::Unclear(answer) => panic!("{answer:?}"),
    }
    match library.compare(&orla, &bertl, None).unwrap() {
        Lookup::Told(told) => printed += &comparison_to_text(&told, Some(80)),
        Lookup::Unclear(answer) => panic!("{answer:?}"),
    }
    assert!(printed.matches("zqbell").count() > 30, "{printed}");
    let around = printed.lines().filter(|line| line.contains(bell)).collect::<Vec<_>>();
    assert!(around.is_empty(), "{around:#?}");
}

#[test]
fn what_turns_the_direction_of_letters_turns_nothing_of_ours() {
    let mark = format!("zqturn{TURN}");
    let library = library(&mark);
    for plain in [false, true] {
        let server = Arc::new(server(&mark, plain));
        for reply in replies(&library, &server, &mark).iter().chain(&posted(&library, &server, &mark)) {
            for line in texts_of(reply).into_iter().flat_map(str::lines) {
                let is_passage = ["is a mill", "stood beside", "burned", "came back", "Home:"].iter();
                let is_passage = is_passage.copied().any(|words| line.contains(words)) || line == mark;
                let has_ours = line.contains("](") || line.contains(" · ") || line.starts_with("- ");
                assert!(!line.contains(TURN) || is_passage && !has_ours, "{line:?}");
            }
        }
    }
}
