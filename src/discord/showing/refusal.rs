//! What is said where no passage answers: several articles to choose from, a question spelt nearly so, what is nearest.

use super::components::Component;
use super::controls::View;
use super::offers::{Offer, choices};
use super::wording::{lines_within, linked, quoted, told};
use crate::discord::asking::{Question, Wish};
use crate::discord::limits::{ROW_BUTTONS, SELECT_OPTIONS, TEXT_TOTAL};
use crate::discord::speech::Tongue;
use crate::lore::{Answer, Choice, Nearest, Outcome};

/// Room for the opening of an article in a list of choices, in UTF-16 code units.
const OPENING_ROOM: usize = 160;

/// What is said to the asker alone for an answer without a passage; an answer with one has nothing to say here.
pub fn refusal(answer: &Answer, question: &Question, view: View) -> Vec<Component> {
    let view = view.alone();
    let (lines, offers) = said(answer, question, view.tongue());
    shown(lines_within(&lines, TEXT_TOTAL), offers, view)
}

/// The same in its first line, with what can be asked instead: for everyone to see.
pub fn in_brief(answer: &Answer, question: &Question, view: View) -> Vec<Component> {
    let (lines, offers) = said(answer, question, view.tongue());
    shown(lines.into_iter().next().unwrap_or_default(), offers, view)
}

/// What is said, line by line, and what can be asked instead.
fn said(answer: &Answer, question: &Question, tongue: Tongue) -> (Vec<String>, Vec<Offer>) {
    match &answer.outcome {
        Outcome::Found { .. } => (Vec::new(), Vec::new()),
        Outcome::Ambiguous { choices } => (ambiguous(answer, choices, tongue), articles(choices, question)),
        Outcome::DidYouMean { suggestions } => {
            let mut lines =
                vec![format!("{} {}", nothing_on(answer, question, tongue), tongue.say("refusal-did-you-mean"))];
            lines.extend(listed(suggestions));
            (lines, questions(suggestions, question))
        }
        Outcome::Nothing { nearest } => {
            (nothing(answer, question, nearest, tongue), questions(&nearest.questions, question))
        }
    }
}

fn shown(text: String, offers: Vec<Offer>, view: View) -> Vec<Component> {
    let text = (!text.trim().is_empty()).then(|| Component::text(text));
    text.into_iter().chain(choices(offers, view)).collect()
}

/// The articles that a question may mean.
fn articles(choices: &[Choice], question: &Question) -> Vec<Offer> {
    let offer = |choice: &Choice| {
        let wish = Wish::Answer(question.about(&choice.title), 0);
        Offer { name: choice.title.clone(), about: choice.opening.clone(), wish }
    };
    choices.iter().map(offer).collect()
}

/// Questions that can be asked instead, as many as there may be buttons.
fn questions(asked: &[String], question: &Question) -> Vec<Offer> {
    let offer = |asked: &String| {
        let wish = Wish::Answer(question.instead(asked), 0);
        Offer { name: asked.clone(), about: String::new(), wish }
    };
    asked.iter().take(ROW_BUTTONS).map(offer).collect()
}

/// The list of articles that a question may mean, each with its opening.
fn ambiguous(answer: &Answer, choices: &[Choice], tongue: Tongue) -> Vec<String> {
    let heading = tongue.say_with("refusal-several", [("asked", quoted(&named(answer, tongue)))]);
    let lines = choices.iter().take(SELECT_OPTIONS).map(|choice| {
        let title = quoted(&choice.title);
        let title = format!("- **{}**", linked(&title, choice.url.as_deref()));
        let opening = told(&choice.opening, OPENING_ROOM);
        if opening.is_empty() { title } else { format!("{title}: {opening}") }
    });
    std::iter::once(heading).chain(lines).collect()
}

/// Says that there is nothing, what was searched, and what there is instead.
fn nothing(answer: &Answer, question: &Question, nearest: &Nearest, tongue: Tongue) -> Vec<String> {
    let mut lines = vec![nothing_on(answer, question, tongue)];
    if let Some(page) = &nearest.not_indexed {
        lines.push(tongue.say_with("refusal-not-indexed", [("page", quoted(page))]));
    }
    if !nearest.year_names.is_empty() {
        let years: Vec<String> = nearest.year_names.iter().take(10).map(|year| quoted(year)).collect();
        lines.push(tongue.say_with("refusal-nearest-years", [("years", tongue.list(&years))]));
    }
    if !nearest.questions.is_empty() {
        lines.push(tongue.say("refusal-could-ask"));
        lines.extend(listed(&nearest.questions));
    }
    lines
}

/// The sentence that names the question and what was searched for it.
fn nothing_on(answer: &Answer, question: &Question, tongue: Tongue) -> String {
    let asked = named(answer, tongue);
    let wiki = if answer.wiki.is_empty() { tongue.say("refusal-all-wikis") } else { quoted(&answer.wiki) };
    let wiki = match question.filter.continuity.as_str() {
        "" => wiki,
        name => tongue.say_with("refusal-continuity", [("wiki", wiki), ("continuity", quoted(name))]),
    };
    let words = [("asked", quoted(&asked)), ("wiki", wiki)];
    match answer.topic.as_ref().filter(|topic| asked != **topic) {
        None => tongue.say_with("refusal-nothing", words),
        Some(topic) => {
            tongue.say_with("refusal-nothing-in-article", words.into_iter().chain([("article", quoted(topic))]))
        }
    }
}

/// What was asked, or the topic where nothing else was.
fn named(answer: &Answer, tongue: Tongue) -> String {
    match (&answer.topic, answer.asked.trim()) {
        (Some(topic), "") => topic.clone(),
        (None, "") => tongue.say("refusal-this-topic"),
        (_, asked) => asked.to_owned(),
    }
}

/// Questions as a list, as many as there may be buttons.
fn listed(questions: &[String]) -> impl Iterator<Item = String> {
    questions.iter().take(ROW_BUTTONS).map(|question| format!("- {}", quoted(question)))
}
