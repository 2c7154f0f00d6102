//! What the bot says, in every language.
//!
//! 1. Every language has the messages of English, in the same order and with the same words to fill in.
//! 2. Every message is said somewhere, and none is asked for that is not there.
//! 3. Labels are short enough for a phone, and commands within Discord's limits.
//! 4. What everybody sees is in the server's language, what one person sees in theirs, also where something goes wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::Arc;

use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};
use lorebot::discord::{Incoming, Reply, Tongue, respond};
use lorebot::metrics::Metrics;
use lorebot::servers::{Choices, Language, Server};
use serde_json::{Value, json};

use crate::bot::{Bot, desk, settings};
use crate::fake_discord::FakeDiscord;
use crate::fake_discord::interactions::{SOMEONE, choice, command, in_a_server, look_up, press_under, typing};
use crate::replies::{PRIVATE, PUBLIC, button, custom_ids, reply_to, texts};
use crate::rooms::files_below;
use crate::wikis::{project, starter};

/// Messages that are said in English until someone translates them. A message new in `en.ftl` may stand here for a while.
const AWAITING_TRANSLATION: &[&str] = &[];

/// The files of the other languages.
const TRANSLATIONS: [&str; 5] = ["de", "fr", "es", "pt-BR", "ja"];

/// A message or a part of one (`message.part`), with the names of what is filled in.
type Messages = Vec<(String, BTreeSet<String>)>;

/// The messages of a language, in the order of its file.
fn messages(language: &str) -> Messages {
    let path = project().join(format!("src/discord/speech/messages/{language}.ftl"));
    let text = fs::read_to_string(&path).unwrap();
    let resource = fluent_syntax::parser::parse(text.as_str()).unwrap_or_else(|(_, errors)| panic!("{errors:?}"));
    let mut messages = Messages::new();
    for entry in &resource.body {
        let Entry::Message(message) = entry else { continue };
        let name = message.id.name;
        messages.extend(message.value.as_ref().map(|value| (name.to_owned(), words_of(value))));
        let parts = message.attributes.iter();
        messages.extend(parts.map(|part| (format!("{name}.{}", part.id.name), words_of(&part.value))));
    }
    messages
}

/// What a pattern asks to be filled in.
fn words_of(pattern: &Pattern<&str>) -> BTreeSet<String> {
    let placed = pattern.elements.iter().filter_map(|element| match element {
        PatternElement::Placeable { expression } => Some(words_in(expression)),
        PatternElement::TextElement { .. } => None,
    });
    placed.flatten().collect()
}

fn words_in(expression: &Expression<&str>) -> BTreeSet<String> {
    match expression {
        Expression::Inline(inline) => words_inline(inline),
        Expression::Select { selector, variants } => {
            let variants = variants.iter().flat_map(|variant| words_of(&variant.value));
            words_inline(selector).into_iter().chain(variants).collect()
        }
    }
}

fn words_inline(inline: &InlineExpression<&str>) -> BTreeSet<String> {
    match inline {
        InlineExpression::VariableReference { id } => BTreeSet::from([id.name.to_owned()]),
        InlineExpression::Placeable { expression } => words_in(expression),
        InlineExpression::FunctionReference { arguments: CallArguments { positional, .. }, .. } => {
            positional.iter().flat_map(words_inline).collect()
        }
        _ => BTreeSet::new(),
    }
}

/// The code of the Discord room, without its tests.
fn code() -> String {
    let files = files_below(&project().join("src/discord")).into_iter();
    let sources = files.filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    let without_tests = |text: String| text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
    sources.map(|path| without_tests(fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn every_language_has_the_messages_of_english() {
    let english = messages("en");
    let mut lacking: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for language in TRANSLATIONS {
        let translated = messages(language);
        for (name, _) in &english {
            let is_there = translated.iter().any(|(other, _)| other == name);
            let awaited = AWAITING_TRANSLATION.contains(&name.as_str());
            if !is_there && !awaited {
                lacking.entry(language).or_default().push(name);
            }
        }
    }
    assert!(lacking.is_empty(), "translate these, or name them in AWAITING_TRANSLATION for a while: {lacking:#?}");
    for awaited in AWAITING_TRANSLATION {
        assert!(
            english.iter().any(|(name, _)| name == awaited),
            "{awaited} is awaited, but English has no such message"
        );
        let everywhere = TRANSLATIONS.iter().all(|language| messages(language).iter().any(|(name, _)| name == awaited));
        assert!(!everywhere, "{awaited} is translated; take it out of AWAITING_TRANSLATION");
    }
}

#[test]
fn translations_say_nothing_else_than_english_and_in_the_same_order() {
    let english = messages("en");
    for language in TRANSLATIONS {
        let translated = messages(language);
        for (name, words) in &translated {
            let (_, wanted) = english
                .iter()
                .find(|(other, _)| other == name)
                .unwrap_or_else(|| panic!("{language}.ftl has {name}, which en.ftl has not"));
            assert_eq!(words, wanted, "{name} in {language}.ftl fills in other words than in en.ftl");
        }
        let names: Vec<&String> = translated.iter().map(|(name, _)| name).collect();
        let in_order: Vec<&String> = english.iter().map(|(name, _)| name).filter(|name| names.contains(name)).collect();
        let pairs = names.iter().zip(&in_order).find(|(name, wanted)| name != wanted);
        assert!(names.len() == in_order.len() && pairs.is_none(), "{language}.ftl: here {pairs:?} differ in order");
    }
}

#[test]
fn every_message_is_said_somewhere() {
    let code = code();
    for (name, _) in messages("en") {
        let (message, part) = name.split_once('.').unwrap_or((&name, ""));
        let whole = code.contains(&format!("\"{message}\""));
        let said = match part {
            // What a command is called and how it is described go by one name in the code.
            "" => whole || code.contains(&format!("\"{message}.")),
            "description" => whole || code.contains(&format!("\"{name}\"")),
            _ => code.contains(&format!("\"{name}\"")),
        };
        assert!(said, "nobody says {name}");
    }
}

#[test]
fn no_message_is_asked_for_that_is_not_there() {
    let english: BTreeSet<String> = messages("en").into_iter().map(|(name, _)| name).collect();
    let beginning = |name: &str| name.split('-').next().unwrap_or_default().to_owned();
    let beginnings: BTreeSet<String> =
        english.iter().filter(|name| name.contains('-')).map(|name| beginning(name)).collect();
    for literal in code().split('"') {
        let is_name =
            literal.contains('-') && literal.bytes().all(|byte| byte.is_ascii_lowercase() || b"-.".contains(&byte));
        if is_name && beginnings.contains(&beginning(literal)) {
            assert!(english.contains(literal), "{literal} is no message");
        }
    }
}

#[test]
fn labels_are_short_in_every_language() {
    for (name, _) in messages("en").into_iter().filter(|(name, _)| name.starts_with("button-")) {
        for tongue in Tongue::ALL {
            let label = tongue.say_with(&name, [("number", "999"), ("topic", "Vel'Aré")]);
            assert!((1..=24).contains(&label.encode_utf16().count()), "{name} in {tongue:?}: {label}");
        }
    }
    for tongue in Tongue::ALL {
        assert!(tongue.say("choose").encode_utf16().count() <= 150);
    }
}

#[test]
fn sentences_that_name_an_option_or_a_command_call_it_what_discord_does() {
    for tongue in Tongue::ALL {
        let (hint, when) = (tongue.say("hint-ask-something"), tongue.say("option-when"));
        assert!(hint.contains(&format!("`{when}`")), "{tongue:?}: {hint}");
        for (sentence, command) in [
            ("hint-no-wikis-left", vec!["command-lore-admin"]),
            ("message-asks-nothing", vec!["command-lore"]),
            ("message-private-here", vec!["command-lore"]),
            ("about-privacy", vec!["command-privacy"]),
            ("admin-option-file.description", vec!["command-lore-admin", "admin-export"]),
        ] {
            let (said, names) = (tongue.say(sentence), command.into_iter().map(|name| tongue.say(name)));
            let command = format!("/{}", names.collect::<Vec<_>>().join(" "));
            assert!(said.contains(&command), "{tongue:?}: {said} names no {command}");
        }
    }
}

/// The same interaction, from someone who reads one language in a server that reads another, where there is a server.
pub fn read_in(mut interaction: Value, user: &str, server: Option<&str>) -> Value {
    interaction["locale"] = json!(user);
    if let Some(server) = server {
        interaction = in_a_server(interaction, 0);
        interaction["guild_locale"] = json!(server);
    }
    interaction
}

fn reply(interaction: Value, user: &str, server: Option<&str>) -> Value {
    reply_to(&read_in(interaction, user, server)).0
}

fn khitomer(options: &[(&str, &str)]) -> Value {
    command("khitomer", &[&[("what", "2409")], options].concat())
}

#[test]
fn everybody_is_answered_in_the_servers_language_and_one_person_in_theirs() {
    let public = reply(khitomer(&[]), "ja", Some("de"));
    assert!(public["data"]["flags"] == PUBLIC && button(&public, "Löschen").is_some(), "{public}");
    let private = reply(khitomer(&[("private", "true")]), "ja", Some("de"));
    assert!(private["data"]["flags"] == PRIVATE && button(&private, "共有").is_some(), "{private}");
    let alone = reply(khitomer(&[]), "es-419", None);
    assert!(button(&alone, "Eliminar").is_some(), "without a server: {alone}");
    let unknown = reply(khitomer(&[]), "tlh", Some("ko"));
    assert!(button(&unknown, "Delete").is_some(), "{unknown}");
}

#[test]
fn what_a_server_chose_goes_before_the_language_that_discord_names() {
    let spanish = Choices { language: Some(Language::new("es-419").unwrap()), ..Choices::default() };
    let server = Arc::new(Server { choices: spanish, ..Server::default() });
    let label_in = |options: &[(&str, &str)], label: &str| {
        let incoming = Incoming::read(read_in(khitomer(options), "ja", Some("de"))).unwrap();
        let incoming = Incoming { server: Arc::clone(&server), ..incoming };
        let reply = respond(&incoming, &starter(), &Metrics::default()).body();
        assert!(button(&reply, label).is_some(), "{reply}");
    };
    label_in(&[], "Eliminar");
    label_in(&[("private", "true")], "共有");
}

#[tokio::test]
async fn where_something_goes_wrong_the_asker_understands_why() {
    let fake = FakeDiscord::start().await;
    let panics = || -> Reply { std::panic::resume_unwind(Box::new("the answer panics")) };
    let bot = Bot::with(settings(&fake), desk(panics));
    fake.until_identified(1).await;
    let asked = read_in(khitomer(&[]), "pt-BR", Some("de"));
    let mut unreadable = read_in(khitomer(&[]), "ja", Some("de"));
    unreadable["data"] = json!(7);
    for (interaction, message, tongue) in
        [(&asked, "hint-failed", Tongue::Portuguese), (&unreadable, "hint-unreadable", Tongue::Japanese)]
    {
        fake.interact(interaction);
        let reply = fake.reply_to(interaction).await;
        assert_eq!(texts(&reply), [tongue.say(message)]);
    }
    bot.stop().await;
}

#[tokio::test]
async fn an_interaction_that_lacks_fields_is_answered_in_its_language() {
    let fake = FakeDiscord::start().await;
    let bot = Bot::start(&fake);
    fake.until_identified(1).await;
    let mut asked = read_in(khitomer(&[]), "ja", Some("fr"));
    asked["member"] = json!("nobody");
    fake.interact(&asked);
    let reply = fake.reply_to(&asked).await;
    assert!(button(&reply, "Supprimer").is_some(), "{reply}");
    bot.stop().await;
}

#[test]
fn passages_stay_in_the_wikis_language() {
    let (german, english) = (reply(khitomer(&[]), "de", None), reply(khitomer(&[]), "en-US", None));
    assert_eq!(texts(&german)[..2], texts(&english)[..2]);
    assert_ne!(texts(&german)[2], texts(&english)[2]);
}

#[test]
fn refusals_and_hints_are_in_the_askers_language() {
    for (asked, said) in [
        (command("lore", &[("question", "zzzzqqq")]), "Rien sur «\u{a0}zzzzqqq\u{a0}»"),
        (command("lore", &[]), "Que dois-je chercher"),
        (command("lore", &[("topic", "Khitomer"), ("when", "someday")]), "Je ne reconnais aucune année"),
        (command("lore", &[("topic", "Khitomer"), ("continuity", "Tuesday")]), "Pas de continuité"),
        (command("timeline", &[("topic", "khitomer"), ("from", "2600")]), "Années les plus proches"),
        (command("random", &[("topic", "zzzzqqq")]), "aucun passage à tirer"),
        (command("about", &[]), "### Lorebot"),
        (look_up("lol same"), "Je ne connais aucun"),
        (look_up("Worf's people never forgave Ja'Rod for Khitomer, 2346."), "Noms trouvés dans ce message"),
        (press_under("2p|0|gone|0.0.0", SOMEONE, PUBLIC), "L’index a changé depuis"),
        (press_under("2d|", "9999999999999999999", PUBLIC), "Seule la personne"),
        (press_under("0|old", SOMEONE, PUBLIC), "Cela vient d’une autre version"),
    ] {
        let reply = reply(asked, "fr", Some("pt-BR"));
        assert_eq!(reply["data"]["flags"], PRIVATE, "{reply}");
        assert!(texts(&reply)[0].contains(said), "{said}: {reply}");
    }
}

#[test]
fn a_message_that_changes_in_place_keeps_its_language() {
    let card = reply(khitomer(&[]), "fr", Some("pt-BR"));
    let next = button(&card, "Próximo").unwrap_or_else(|| panic!("no button: {card}"));
    let turned = reply(press_under(next, SOMEONE, PUBLIC), "fr", Some("pt-BR"));
    assert!(turned["type"] == 7 && button(&turned, "Anterior").is_some(), "{turned}");
    let aside = reply(press_under(next, "9999999999999999999", PUBLIC), "ja", Some("pt-BR"));
    assert!(aside["type"] == 4 && button(&aside, "前の記述").is_some(), "to somebody else: {aside}");
    let share = button(&aside, "共有").unwrap();
    let shared = reply(press_under(share, "9999999999999999999", PRIVATE), "ja", Some("pt-BR"));
    assert!(shared["data"]["flags"] == PUBLIC && button(&shared, "Excluir").is_some(), "{shared}");
    let private = reply(press_under(next, SOMEONE, PRIVATE), "fr", Some("pt-BR"));
    assert!(private["type"] == 7 && button(&private, "Précédent").is_some(), "{private}");
}

#[test]
fn several_articles_are_offered_in_the_askers_language() {
    let several = reply(command("lore", &[("question", "ja'rod")]), "de", Some("en-US"));
    assert!(texts(&several)[0].contains("kann mehrere Artikel meinen:"), "{several}");
    let id = custom_ids(&several)[0].to_owned();
    let card = reply(choice(&id), "de", Some("en-US"));
    assert!(button(&card, "Teilen").is_some(), "{card}");
    assert_eq!(
        reply(typing("khi"), "de", None),
        reply(typing("khi"), "en-US", None),
        "completions are the wiki's words"
    );
}
