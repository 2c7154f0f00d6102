//! What admins see, whatever wikis, continuities, works and people are called.
//!
//! 1. Panels, reports and completions of `/lore-admin` are within Discord's limits in every language, as cards and as plain
//!    text, whatever a server chose.
//! 2. A panel leaves nothing out: what it has no room for is counted, and plain text keeps every control.

use std::collections::BTreeMap;
use std::sync::Arc;

use lorebot::answer::Library;
use lorebot::discord::{Done, Incoming, respond};
use lorebot::index::build_in_memory;
use lorebot::lore::{ContinuityRule, Wiki, YearRules};
use lorebot::metrics::Metrics;
use lorebot::servers::{
    Aliases, Audience, ChannelId, Choices, CommandName, Day, Favoured, Label, Language, Pin, Reason, Server,
    Unanswered, VoteCount,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use crate::fake_discord::interactions::{admin, admin_typing, chosen};
use crate::limits_checker::check_reply;
use crate::messages::read_in;
use crate::replies::{custom_ids, texts};
use crate::wikis::starter;

/// The channel that is asked about.
const CHANNEL: &str = "4444444444444444444";
/// A locale of each language.
const LOCALES: [&str; 6] = ["en-US", "de", "fr", "es-419", "pt-BR", "ja"];

/// Names with marks, line breaks, wide letters and any length, and those that the lists use for themselves.
fn any_name() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "\\PC{0,12}",
        "[-*_~`|<>#+\\[\\]()! \n0-9.@=]{0,12}",
        "(👩‍👩‍👧|e\u{301}|𝕏){0,9}",
        "[A-Z][a-z]{1,9}'[a-zé]{1,9}( [a-z]{1,9}){0,3}",
        "[=*]",
        "starter|mirror",
    ];
    (vec(piece, 0..4), prop_oneof![8 => 1usize..3, 1 => 20usize..60])
        .prop_map(|(pieces, times)| pieces.concat().repeat(times))
}

/// Names that can be kept: cut to their bytes where they are longer.
fn any_label() -> impl Strategy<Value = Label> {
    any_name().prop_filter_map("nothing is left of it", |mut name| {
        name.retain(|letter| !letter.is_control());
        let end = name.char_indices().map(|(at, letter)| at + letter.len_utf8()).take_while(|end| *end <= 255).last();
        name.truncate(end.unwrap_or(0));
        Label::new(&name).ok()
    })
}

fn any_choices() -> impl Strategy<Value = Choices> {
    let continuity = prop_oneof![Just(Favoured::Any), any_label().prop_map(Favoured::Named)];
    let audience = select(&[Audience::Everyone, Audience::Asker][..]);
    let language = select(&["de", "ko", "pt-BR", "zh-CN", "en-US"][..]).prop_map(|name| Language::new(name).unwrap());
    let names = || prop_oneof![4 => vec(any_label(), 0..5), 1 => vec(any_label(), 60..=100)];
    let yes_or_no = || option::of(any::<bool>());
    let chosen = (option::of(names()), option::of(continuity), option::of(audience), option::of(names()));
    (chosen, yes_or_no(), option::of(language), yes_or_no(), option::of(any::<u16>())).prop_map(
        |((wikis, continuity, audience, spoilers), inline_links, language, plain_text, stale_after_days)| Choices {
            wikis,
            continuity,
            audience,
            spoilers,
            inline_links,
            language,
            plain_text,
            stale_after_days,
        },
    )
}

/// A server that chose anything that can be kept.
fn any_server() -> impl Strategy<Value = Server> {
    let pin = || {
        let named = ("[a-zé'_-]{1,32}", any_label(), any_label());
        named.prop_map(|(name, article, wiki)| Pin { command: CommandName::new(&name).unwrap(), article, wiki })
    };
    let pins = prop_oneof![4 => vec(pin(), 0..4), 1 => vec(pin(), 60..=100)];
    let alias = || (any_label(), any_label());
    let aliases = prop_oneof![4 => vec(alias(), 0..4), 1 => vec(alias(), 60..200)];
    let here = option::of(any_choices());
    (any_choices(), here, 0..500_u64, pins, aliases).prop_map(|(choices, here, channels, mut pins, names)| {
        let mut aliases = Aliases::default();
        for (name, title) in names {
            // A name of signs alone cannot be kept.
            let _ = aliases.set(name, title);
        }
        pins.sort_by(|one, other| one.command.cmp(&other.command));
        pins.dedup_by(|one, other| one.command == other.command);
        let quiet = || Choices { audience: Some(Audience::Asker), ..Choices::default() };
        let mut channels: BTreeMap<ChannelId, Choices> =
            (0..channels).map(|id| (ChannelId(u64::MAX - id), quiet())).collect();
        channels.extend(here.map(|own| (ChannelId(CHANNEL.parse().unwrap()), own)));
        let server = Server { choices, channels, pins, aliases };
        assert_eq!(server.check(), Ok(()));
        server
    })
}

/// A wiki without articles.
fn wiki(number: usize, name: String, continuities: Vec<String>, works: Vec<String>) -> Wiki {
    let rule = |name| ContinuityRule { name, ..ContinuityRule::default() };
    Wiki {
        // Some are among the names that servers choose at random.
        id: if number == 0 { "starter".to_owned() } else { format!("{number}-{}", name.replace('\n', " ")) },
        name,
        base_url: None,
        licence: None,
        language: "en".to_owned(),
        continuities: continuities.into_iter().map(rule).collect(),
        pins: Vec::new(),
        years: YearRules::default(),
        series: works.into_iter().enumerate().map(|(number, work)| (number.to_string(), work)).collect(),
    }
}

fn any_library() -> impl Strategy<Value = Library> {
    let names = || vec(any_name(), 0..4);
    let some = || (any_name(), names(), names());
    let many = vec(any_name(), 30).prop_map(|names| (String::new(), names.clone(), names));
    let wikis = prop_oneof![8 => vec(some(), 0..4), 1 => vec(some(), 27), 1 => vec(many, 1..3)];
    wikis.prop_map(|wikis| {
        let wikis = wikis.into_iter().enumerate();
        let wikis = wikis.map(|(number, (name, continuities, works))| wiki(number, name, continuities, works));
        Library::of(wikis.map(|wiki| build_in_memory(wiki, []).unwrap()).collect())
    })
}

/// The reply to an admin who reads a language, within Discord's limits.
fn told(library: &Library, server: &Arc<Server>, interaction: Value, locale: &str, done: Option<Done>) -> Value {
    let incoming = Incoming::read(read_in(interaction, locale, None)).unwrap();
    let incoming = Incoming { server: Arc::clone(server), done, ..incoming };
    let reply = respond(&incoming, library, &Metrics::default()).body();
    check_reply(&reply);
    reply
}

fn of_this_channel() -> Value {
    json!([{ "type": 7, "name": "channel", "value": CHANNEL }])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn panels_and_completions_are_legal_whatever_a_server_chose(library in any_library(), server in any_server(), locale in select(&LOCALES[..]), typed in "|[a-z]|\\PC{0,9}") {
        let server = Arc::new(server);
        let is_plain = server.in_channel(CHANNEL.parse().unwrap()).plain_text;
        for options in [json!([]), of_this_channel()] {
            let panel = told(&library, &server, admin("settings", &options), locale, None);
            prop_assert!(texts(&panel).join("\n").contains("`/lore-admin`") || is_plain, "{}", panel);
            prop_assert!(custom_ids(&panel).iter().any(|id| id.starts_with("a1|u|")), "no way back: {}", panel);
            prop_assert!(custom_ids(&panel).iter().any(|id| id.starts_with("a1|s|")), "no switches: {}", panel);
        }
        let changed = chosen("a1|s|", &["pon"]);
        told(&library, &server, changed, locale, Some(Done::Changed));
        for (subcommand, option) in [("unpin", "name"), ("unalias", "name"), ("unblur", "work"), ("blur", "work"), ("pin", "topic")] {
            told(&library, &server, admin_typing(subcommand, option, &typed), locale, None);
        }
    }

    #[test]
    fn reports_are_legal_whatever_was_asked(questions in vec((any_name(), any::<u64>(), any::<i32>()), 0..50), passages in vec((any_label(), select(&Reason::ALL[..]), any::<u64>()), 0..50), locale in select(&LOCALES[..]), plain in any::<bool>()) {
        let unanswered = questions.into_iter().map(|(question, times, day)| Unanswered { question, times, day: Day(day.into()) });
        let votes = passages.into_iter().map(|(passage, reason, votes)| VoteCount { passage, reason, votes });
        let done = Done::Reported(unanswered.collect(), votes.collect());
        let choices = Choices { plain_text: Some(plain), ..Choices::default() };
        let server = Arc::new(Server { choices, ..Server::default() });
        told(&Library::of(Vec::new()), &server, admin("report", &json!([])), locale, Some(done));
    }
}

#[test]
fn a_panel_counts_what_it_has_no_room_for_and_keeps_its_controls_as_plain_text() {
    let library = starter();
    for (locale, plain) in LOCALES.into_iter().flat_map(|locale| [(locale, false), (locale, true)]) {
        let label = |name: &str| Label::new(name).unwrap();
        let pin = |number: usize| Pin {
            command: CommandName::new(&format!("kel'varré-{number}")).unwrap(),
            article: label("Kel'Varré"),
            wiki: label("starter"),
        };
        let choices = Choices {
            plain_text: Some(plain),
            spoilers: Some(vec![label("The *Song* of Kel'Varré")]),
            wikis: Some(vec![label("starter")]),
            ..Choices::default()
        };
        let server = Arc::new(Server { choices, pins: (0..90).map(pin).collect(), ..Server::default() });
        let panel = told(&library, &server, admin("settings", &json!([])), locale, None);
        let said = panel["data"]["content"].as_str().map_or_else(|| texts(&panel).join("\n"), ToOwned::to_owned);
        assert!(said.contains("/kel'varré-0") && !said.contains("/kel'varré-89"), "{said}");
        assert!(said.contains("79") && said.contains("\\*Song\\*"), "{said}");
        assert_eq!(custom_ids(&panel), ["a1|w|", "a1|c|", "a1|l|", "a1|s|", "a1|u|"], "{panel}");
    }
}
