//! An answer as one JSON object: a contract that scripts rely on, described in the README.

use std::ops::Range;

use serde::Serialize;

use crate::lore::{
    Answer, Attribution, Bound, Citation, Differing, Hit, Mending, Outcome, PassageKind, Rung, YearSpan,
};

/// An answer as a JSON object on one line. `took_us` is the time the answer took, in microseconds.
///
/// # Panics
/// Never: an answer holds only text and numbers.
pub fn to_json(answer: &Answer, took_us: u64) -> String {
    let reply = Reply::of(answer, took_us);
    serde_json::to_string(&reply).expect("an answer holds only text and numbers")
}

#[derive(Serialize)]
struct Reply<'answer> {
    question: &'answer str,
    outcome: &'static str,
    rung: Option<&'static str>,
    topic: Option<&'answer str>,
    mended: Vec<JsonMending<'answer>>,
    unmatched: &'answer [String],
    /// All keys are there in a refusal, too, with nothing in them.
    #[serde(flatten)]
    best: JsonHit<'answer>,
    others: Vec<JsonHit<'answer>>,
    differing: Vec<JsonDiffering<'answer>>,
    suggestions: Vec<String>,
    nearest_years: &'answer [i32],
    not_indexed: Option<&'answer str>,
    took_us: u64,
}

#[derive(Default, Serialize)]
pub(super) struct JsonHit<'answer> {
    wiki: Option<&'answer str>,
    article: Option<&'answer str>,
    section: &'answer [String],
    kind: Option<PassageKind>,
    passage: Option<&'answer str>,
    excerpt: Option<&'answer str>,
    highlights: Vec<[usize; 2]>,
    years: Vec<JsonYears<'answer>>,
    continuity: Option<&'answer str>,
    citations: &'answer [Citation],
    attribution: Option<Attribution>,
    url: Option<&'answer str>,
    licence: Option<&'answer str>,
    licence_url: Option<&'answer str>,
    revision: Option<&'answer str>,
    score: Option<f32>,
}

/// Another account: in what it differs, the sentence of the best passage, and the passage that gives it.
#[derive(Serialize)]
struct JsonDiffering<'answer> {
    how: &'static str,
    said: &'answer str,
    otherwise: JsonHit<'answer>,
}

#[derive(Serialize)]
pub(super) struct JsonMending<'answer> {
    typed: &'answer str,
    read_as: &'answer str,
}

/// A stretch of years; an end that the text leaves open is null.
#[derive(Serialize)]
pub(super) struct JsonYears<'answer> {
    name: &'answer str,
    from: Option<i32>,
    to: Option<i32>,
    bound: Bound,
    borrowed: bool,
}

impl<'answer> Reply<'answer> {
    fn of(answer: &'answer Answer, took_us: u64) -> Self {
        let (outcome, rung, best, others) = match &answer.outcome {
            Outcome::Found { best, others, rung: rung @ Rung::Uncertain } => {
                ("uncertain", Some(rung.name()), Some(best.as_ref()), others.as_slice())
            }
            Outcome::Found { best, others, rung } => {
                ("found", Some(rung.name()), Some(best.as_ref()), others.as_slice())
            }
            Outcome::Ambiguous { .. } => ("ambiguous", None, None, &[][..]),
            Outcome::DidYouMean { .. } => ("did_you_mean", None, None, &[][..]),
            Outcome::Nothing { .. } => ("nothing", None, None, &[][..]),
        };
        let nearest = match &answer.outcome {
            Outcome::Nothing { nearest } => Some(nearest),
            _ => None,
        };
        Reply {
            question: &answer.asked,
            outcome,
            rung,
            topic: answer.topic.as_deref(),
            mended: answer.mended.iter().map(JsonMending::of).collect(),
            unmatched: &answer.unmatched,
            best: best.map(JsonHit::of).unwrap_or_default(),
            others: others.iter().map(JsonHit::of).collect(),
            differing: answer.differing.iter().map(JsonDiffering::of).collect(),
            suggestions: answer.suggestions(),
            nearest_years: nearest.map_or(&[], |nearest| &nearest.years),
            not_indexed: nearest.and_then(|nearest| nearest.not_indexed.as_deref()),
            took_us,
        }
    }
}

impl<'answer> JsonDiffering<'answer> {
    fn of(differing: &'answer Differing) -> Self {
        let Differing { how, said, otherwise } = differing;
        JsonDiffering { how: how.name(), said: said.excerpt_text(), otherwise: JsonHit::of(otherwise) }
    }
}

impl<'answer> JsonMending<'answer> {
    pub(super) fn of(mending: &'answer Mending) -> Self {
        JsonMending { typed: &mending.typed, read_as: &mending.read_as }
    }
}

impl<'answer> JsonHit<'answer> {
    pub(super) fn of(hit: &'answer Hit) -> Self {
        let range = |range: Range<usize>| [range.start, range.end];
        JsonHit {
            wiki: Some(&hit.wiki),
            article: Some(&hit.article),
            section: &hit.section,
            kind: Some(hit.kind),
            passage: Some(&hit.passage),
            excerpt: Some(hit.excerpt_text()),
            highlights: hit.excerpt_highlights().into_iter().map(range).collect(),
            years: hit.years.iter().zip(&hit.year_names).map(|(span, name)| JsonYears::of(span, name)).collect(),
            continuity: Some(&hit.continuity),
            citations: &hit.citations,
            attribution: Some(hit.attribution),
            url: hit.url.as_deref(),
            licence: hit.licence.as_ref().map(|licence| licence.name.as_str()),
            licence_url: hit.licence.as_ref().and_then(|licence| licence.url.as_deref()),
            revision: hit.revision.as_deref(),
            score: Some(hit.score),
        }
    }
}

impl<'answer> JsonYears<'answer> {
    pub(super) fn of(span: &YearSpan, name: &'answer str) -> Self {
        let from = (!matches!(span.bound, Bound::Before | Bound::UpTo)).then_some(span.first);
        let to = (!matches!(span.bound, Bound::From | Bound::After)).then_some(span.last);
        JsonYears { name, from, to, bound: span.bound, borrowed: span.borrowed }
    }
}
