//! Texts far longer than anyone writes are answered by their beginning, so that they take no longer than others.
//!
//! 1. Of a question, a topic, years or what is being typed, 400 characters are read; what lies behind changes nothing.
//! 2. So it is with each option of each command, and of a message its first 4,000 characters.
//! 3. A control that carries more than Discord lets it is none of ours.
//! 4. The console and `lorebot ask` read no more than the bot.

use lorebot::answer::Library;
use lorebot::lore::{Filter, Query, Scope, first_chars, readable};
use lorebot::terminal::ask_lines;

use crate::wikis::starter;

/// How long each text is, in characters.
const LENGTH: usize = 1_000_000;

/// What the texts are made of: names, years, marks that are understood, marks of sections, and letters that fold oddly.
const PIECES: [&str; 6] = ["khitomer 2409 ", "#", "Khitomer#", "\"worf\" ", "\u{E9}\u{301}'", "klingon-romulan "];

fn long(piece: &str) -> String {
    piece.chars().cycle().take(LENGTH).collect()
}

/// Checks that a million characters are answered as their beginning is.
fn check<T: PartialEq + std::fmt::Debug>(answered: impl Fn(&Library, &str) -> T) {
    let library = starter();
    for piece in PIECES {
        let long = long(piece);
        let whole = answered(&library, &long);
        assert!(whole == answered(&library, first_chars(&long, Query::MAX_CHARS)), "{piece:?}: {whole:?}");
    }
}

#[test]
fn a_million_characters_are_answered_as_their_beginning_is() {
    check(|library, text| library.answer(text, &Scope::Wiki, None).unwrap());
    check(|library, text| library.answer("2409", &Scope::Topic(text.to_owned()), None).unwrap());
    check(|library, text| {
        let filter = Filter { when: text.to_owned(), continuity: String::new() };
        library.answer_within("summit", &Scope::Wiki, None, &filter).unwrap()
    });
    check(|library, text| {
        let filter = Filter { when: String::new(), continuity: text.to_owned() };
        library.answer_within("summit", &Scope::Wiki, None, &filter).unwrap()
    });
    check(|library, text| library.timeline(text, None, None, None).unwrap());
    check(|library, text| library.timeline("khitomer", Some(text), Some(text), None).unwrap());
    check(|library, text| library.compare(text, "khitomer", None).unwrap());
    check(|library, text| library.random(7, Some(text), None).unwrap());
    check(|library, text| library.complete(text, 25).unwrap());
    check(|library, text| library.complete_articles(text, 25).unwrap());
    check(|library, text| library.years_told(text).unwrap());
    check(|library, text| (library.reads_years(text), library.has_topic(text)));
}

#[test]
fn blanks_before_a_text_are_none_of_its_beginning() {
    let late = format!("{}khitomer 2409", " ".repeat(LENGTH));
    assert_eq!(readable(&late), "khitomer 2409");
    let library = starter();
    let answer = |asked: &str| library.answer(asked, &Scope::Wiki, None).unwrap();
    assert_eq!(answer(&late), answer("khitomer 2409"));
}

#[test]
fn a_line_for_ask_is_answered_as_its_beginning_is() {
    let library = starter();
    for piece in PIECES {
        let mut told = Vec::new();
        ask_lines(&library, &mut format!("{}\n", long(piece)).as_bytes(), None, &mut told).unwrap();
        let told: serde_json::Value = serde_json::from_slice(&told).unwrap();
        assert!(told["question"].as_str().unwrap().chars().count() <= Query::MAX_CHARS, "{piece:?}");
    }
}

#[cfg(feature = "discord")]
mod in_discord {
    use lorebot::discord::{Asked, Message};
    use serde_json::{Value, json};

    use super::*;
    use crate::fake_discord::interactions::{
        SOMEONE, admin, admin_typing, choice, chosen, command, look_up, press, press_under, typing, typing_into,
    };
    use crate::replies::reply_to;

    /// Checks that the reply to a million characters is the one to their beginning, of so many.
    fn check(most_chars: usize, asked: impl Fn(&str) -> Value) {
        for piece in PIECES {
            let long = long(piece);
            let (whole, _) = reply_to(&asked(&long));
            assert_eq!(whole, reply_to(&asked(first_chars(&long, most_chars))).0, "{piece:?}");
            assert!(whole.to_string().len() < 30_000, "{piece:?} is shown at length");
        }
    }

    #[test]
    fn each_option_is_read_so_far_and_no_further() {
        let option = |name: &'static str, option: &'static str| {
            check(Query::MAX_CHARS, move |text| command(name, &[("topic", "khitomer"), (option, text)]));
        };
        for name in ["question", "when", "continuity"] {
            option("lore", name);
        }
        option("timeline", "from");
        option("timeline", "to");
        check(Query::MAX_CHARS, |text| command("lore", &[("topic", text)]));
        check(Query::MAX_CHARS, |text| command("khitomer", &[("what", text), ("when", text)]));
        check(Query::MAX_CHARS, |text| command("timeline", &[("topic", text)]));
        check(Query::MAX_CHARS, |text| command("compare", &[("one", text), ("other", text)]));
    }

    #[test]
    fn what_is_being_typed_is_read_so_far_and_no_further() {
        check(Query::MAX_CHARS, typing);
        for option in ["when", "continuity", "one"] {
            check(Query::MAX_CHARS, |text| typing_into(option, text));
        }
        check(Query::MAX_CHARS, |text| admin_typing("blur", "work", text));
    }

    #[test]
    fn what_an_admin_types_is_read_so_far_and_no_further() {
        for (subcommand, option) in [("alias", "name"), ("blur", "work"), ("unblur", "work"), ("unpin", "name")] {
            check(Query::MAX_CHARS, |text| {
                let topic = json!({ "type": 3, "name": "topic", "value": text });
                admin(subcommand, &json!([{ "type": 3, "name": option, "value": text }, topic]))
            });
        }
    }

    #[test]
    fn a_message_is_read_so_far_and_no_further() {
        check(4_000, look_up);
        let asked = |content: &str| {
            let message = json!({
                "id": "11", "channel_id": "12", "type": 0, "author": { "id": "14" }, "mentions": [], "content": content,
            });
            Asked::of(&Message::read(&message).unwrap(), 15, true)
        };
        for piece in PIECES {
            assert_eq!(asked(&long(piece)), asked(first_chars(&long(piece), 4_000)), "{piece:?}");
        }
    }

    #[test]
    fn a_control_that_carries_more_than_it_can_is_none_of_ours() {
        let unknown = reply_to(&press("0|old")).0;
        for begun in
            ["2q|0||||", "2q|0||||khitomer|", "2t|0||||", "2r|", "2l|0|starter|", "2p|0|starter|", "a1|w|", "1|0|||"]
        {
            let id = format!("{begun}{}", "0.1.abcd,".repeat(LENGTH / 9));
            for interaction in [press(&id), press_under(&id, SOMEONE, 0)] {
                assert_eq!(reply_to(&interaction).0, unknown, "{begun}");
            }
            assert_eq!(reply_to(&choice(&id)).0["data"]["components"], unknown["data"]["components"], "{begun}");
        }
        let wikis = reply_to(&chosen("a1|w|", &[&long("x")])).0;
        assert!(wikis.to_string().len() < 30_000);
    }
}
