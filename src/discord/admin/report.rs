//! The report: questions that found nothing, and answers that were called wrong.

use crate::discord::limits::{TEXT_TOTAL, truncate};
use crate::discord::showing::{Component, Reply, lines_within, message_of, named, place_of};
use crate::discord::speech::{Tongue, Word};
use crate::servers::{KEPT_DAYS, Unanswered, VoteCount};

/// Room for one line, in UTF-16 code units.
const LINE_ROOM: usize = 250;

/// The report, as far as it fits.
pub fn report(unanswered: &[Unanswered], votes: &[VoteCount], tongue: Tongue) -> Reply {
    let nothing = |lines: Vec<String>| if lines.is_empty() { vec![tongue.say("report-nothing")] } else { lines };
    let unanswered = nothing(unanswered.iter().map(|question| asked_line(question, tongue)).collect());
    let votes = nothing(votes.iter().map(|vote| vote_line(vote, tongue)).collect());
    let kept = tongue.say_with("report-kept", [("days", KEPT_DAYS)]);
    let part = |heading: &str, lines: Vec<String>| {
        let lines: Vec<String> = std::iter::once(format!("### {}", tongue.say(heading))).chain(lines).collect();
        Component::text(lines_within(&lines, (TEXT_TOTAL - LINE_ROOM) / 2))
    };
    let parts = vec![
        part("report-unanswered", unanswered),
        part("report-wrong", votes),
        Component::text(format!("-# {}", truncate(&kept, LINE_ROOM - 10))),
    ];
    Reply::components(&[Component::container(parts, false)]).private()
}

fn asked_line(asked: &Unanswered, tongue: Tongue) -> String {
    let words = [
        ("question", Word::from(named(&asked.question, LINE_ROOM - 100))),
        ("times", Word::from(asked.times)),
        ("day", Word::from(asked.day.to_string())),
    ];
    format!("- {}", truncate(&tongue.say_with("report-asked", words), LINE_ROOM - 10))
}

fn vote_line(vote: &VoteCount, tongue: Tongue) -> String {
    let words = [
        ("place", Word::from(named(place_of(&vote.passage), LINE_ROOM - 120))),
        ("reason", Word::from(tongue.say(message_of(vote.reason)))),
        ("votes", Word::from(vote.votes)),
    ];
    format!("- {}", truncate(&tongue.say_with("report-vote", words), LINE_ROOM - 10))
}
