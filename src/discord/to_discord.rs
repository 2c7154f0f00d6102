//! Answers to messages: a card for what was found, plain words for what was not.

use serde_json::{Value, json};

use super::button::{Press, Question};
use super::card::{self, Preview, lines_within, linked, place_of};
use super::limits::{BUTTON_LABEL, CHOICE_NAME, CHOICE_VALUE, CHOICES, CONTENT, ROW_BUTTONS, length, truncate};
use super::markdown::escape;
use super::reply::Reply;
use crate::answer::Completion;
use crate::lore::{Answer, Choice, Hit, Nearest, Outcome, Scope};

/// Room for words of the asker or the wiki inside a sentence of ours, in UTF-16 code units.
const WORDS_ROOM: usize = 200;
/// Room for the opening of an article in a list of choices, in UTF-16 code units.
const OPENING_ROOM: usize = 160;

/// The message for an answer: public where something was found, for the asker alone where not.
pub fn message(answer: &Answer, question: &Question) -> Reply {
    match &answer.outcome {
        Outcome::Found { best, others, .. } => {
            let more = others.iter().take(ROW_BUTTONS).enumerate().map(|(at, other)| {
                let label = format!("{}: {}", at + 2, place_of(other, &best.article));
                (label, Press { question: question.clone(), rank: at + 1 })
            });
            let mut data = json!({ "embeds": [card::embed(answer, best, others)] });
            add_content(&mut data, &notes(answer));
            add_buttons(&mut data, more);
            Reply::message(data)
        }
        Outcome::Ambiguous { choices } => {
            let topics = choices.iter().map(|choice| {
                let scope = Scope::Topic(choice.title.clone());
                (choice.title.clone(), Press { question: Question { scope, ..question.clone() }, rank: 0 })
            });
            refusal(&ambiguous(answer, choices), topics)
        }
        Outcome::DidYouMean { suggestions } => {
            let mut lines = vec![format!("{} Did you mean:", nothing_on(answer))];
            lines.extend(listed(suggestions));
            refusal(&lines, questions(suggestions, question))
        }
        Outcome::Nothing { nearest } => refusal(&nothing(answer, nearest), questions(&nearest.questions, question)),
    }
}

/// The message for one passage of an answer, for the asker alone.
pub fn passage(answer: &Answer, hit: &Hit) -> Reply {
    Reply::message(json!({ "embeds": [card::embed(answer, hit, &[])] })).private()
}

/// A sentence of ours, for the asker alone.
pub fn note(text: &str) -> Reply {
    Reply::message(json!({ "content": truncate(text, CONTENT) })).private()
}

/// Completions as choices. One whose title Discord cannot carry whole is left out, and so is one that looks or means
/// the same as one before it.
pub fn choices(completions: &[Completion]) -> Reply {
    let mut choices: Vec<(String, String)> = Vec::new();
    for completion in completions {
        let (name, value) = (truncate(completion.label.trim(), CHOICE_NAME), completion.title.clone());
        let fits = !name.is_empty() && !value.trim().is_empty() && length(&value) <= CHOICE_VALUE;
        if fits && !choices.iter().any(|taken| taken.0 == name || taken.1 == value) {
            choices.push((name, value));
        }
    }
    choices.truncate(CHOICES);
    Reply::choices(&choices)
}

/// What must be said beside a passage: that it is no certain answer, words read as others, words it does not hold.
fn notes(answer: &Answer) -> Vec<String> {
    let mended = answer.mended.iter().map(|word| {
        let (read_as, typed) = (quoted(&word.read_as), quoted(&word.typed));
        format!("Showing {read_as} (you typed {typed}).")
    });
    let unmatched: Vec<String> = answer.unmatched.iter().map(|word| format!("“{}”", quoted(word))).collect();
    let missing = truncate(&format!("Not in this passage: {}.", unmatched.join(", ")), CONTENT);
    let uncertain = answer.is_uncertain().then(|| "Nothing certain; this is the nearest there is.".to_owned());
    uncertain.into_iter().chain(mended).chain((!unmatched.is_empty()).then_some(missing)).collect()
}

/// The list of articles that a question may mean, each with its opening.
fn ambiguous(answer: &Answer, choices: &[Choice]) -> Vec<String> {
    let heading = format!("“{}” may mean several articles:", quoted(&named(answer)));
    let lines = choices.iter().map(|choice| {
        let title = quoted(&choice.title);
        let title = linked(&title, choice.url.as_deref(), Preview::Off).unwrap_or_else(|| format!("**{title}**"));
        let opening = truncate(&escape(&one_line(&choice.opening)), OPENING_ROOM);
        if opening.is_empty() { title } else { format!("{title}: {opening}") }
    });
    std::iter::once(heading).chain(lines).collect()
}

/// Says that there is nothing, what was searched, and what there is instead.
fn nothing(answer: &Answer, nearest: &Nearest) -> Vec<String> {
    let mut lines = vec![nothing_on(answer)];
    if let Some(page) = &nearest.not_indexed {
        lines.push(format!("The wiki has a page “{}”, but it is not in this index.", quoted(page)));
    }
    if !nearest.year_names.is_empty() {
        let years: Vec<String> = nearest.year_names.iter().take(10).cloned().collect();
        lines.push(format!("The nearest years it tells of: {}.", years.join(", ")));
    }
    if !nearest.questions.is_empty() {
        lines.push("You could ask:".to_owned());
        lines.extend(listed(&nearest.questions));
    }
    lines
}

/// The sentence that names the question and what was searched for it.
fn nothing_on(answer: &Answer) -> String {
    let wiki = if answer.wiki.is_empty() { "the index".to_owned() } else { quoted(&answer.wiki) };
    match &answer.topic {
        Some(topic) if named(answer) != *topic => {
            format!("Nothing on “{}” in the article {} of {wiki}.", quoted(&named(answer)), quoted(topic))
        }
        _ => format!("Nothing on “{}” in {wiki}.", quoted(&named(answer))),
    }
}

/// What was asked, or the topic where nothing else was.
fn named(answer: &Answer) -> String {
    match (&answer.topic, answer.asked.trim()) {
        (Some(topic), "") => topic.clone(),
        (None, "") => "this topic".to_owned(),
        (_, asked) => asked.to_owned(),
    }
}

/// Questions as a list, as many as there may be buttons.
fn listed(questions: &[String]) -> impl Iterator<Item = String> {
    questions.iter().take(ROW_BUTTONS).map(|question| format!("- {}", quoted(question)))
}

/// A button for each question, put to the whole wiki: it names its article itself.
fn questions(asked: &[String], question: &Question) -> impl Iterator<Item = (String, Press)> {
    asked.iter().map(move |asked| {
        let question = Question { asked: asked.clone(), scope: Scope::Wiki, wiki: question.wiki.clone() };
        (asked.clone(), Press { question, rank: 0 })
    })
}

/// A message for the asker alone.
fn refusal(lines: &[String], buttons: impl Iterator<Item = (String, Press)>) -> Reply {
    let mut data = json!({});
    add_content(&mut data, lines);
    add_buttons(&mut data, buttons);
    Reply::message(data).private()
}

/// Puts lines above everything else, as many as fit.
fn add_content(data: &mut Value, lines: &[String]) {
    let content = lines_within(lines, CONTENT);
    if !content.trim().is_empty() {
        data["content"] = json!(content);
    }
}

/// Puts a row of buttons below a message; one whose question does not fit is left out, and so is a second alike.
fn add_buttons(data: &mut Value, buttons: impl Iterator<Item = (String, Press)>) {
    let mut row: Vec<Value> = Vec::new();
    for (label, press) in buttons {
        let label = truncate(one_line(&label).trim(), BUTTON_LABEL);
        let id = press.to_custom_id().filter(|id| !row.iter().any(|button| button["custom_id"] == **id));
        if let Some(id) = id.filter(|_| !label.is_empty()) {
            row.push(json!({ "type": 2, "style": 2, "label": label, "custom_id": id }));
        }
    }
    row.truncate(ROW_BUTTONS);
    if !row.is_empty() {
        data["components"] = json!([{ "type": 1, "components": row }]);
    }
}

/// Words of others inside a sentence of ours: escaped, on one line, cut, and without the marks that would turn round the
/// direction of what follows.
fn quoted(words: &str) -> String {
    let turns = |letter: char| matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    truncate(&escape(one_line(&words.replace(turns, "")).trim()), WORDS_ROOM)
}

/// A text with its line breaks as spaces.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
