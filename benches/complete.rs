//! How long completion takes while someone types, in a wiki of a hundred thousand invented titles.
//!
//! `cargo bench --bench complete` prints the median, the 99th percentile and the longest time of each kind of beginning, for
//! articles alone and for articles and their sections.

use std::time::Instant;

use lorebot::answer::{Completion, Error, Library};
use lorebot::import::{Profile, read_article};
use lorebot::index::build_in_memory;
use lorebot::lore::{Article, Redirect};

/// How many titles the wiki has.
const TITLES: usize = 100_000;
/// How many sections each article has, beside its opening.
const SECTIONS: usize = 4;
/// How often each kind of beginning is typed.
const ROUNDS: usize = 1_000;
/// How many topics are offered.
const OFFERED: usize = 25;

fn main() {
    let mut draw = fastrand::Rng::with_seed(1);
    let syllables = ["ka", "mor", "thu", "el", "ri", "san", "dro", "vex", "il", "ba", "zen", "ost", "qua", "len"];
    let mut word = |most: usize| {
        let long = draw.usize(1..=most);
        (0..long).map(|_| syllables[draw.usize(..syllables.len())]).collect::<String>()
    };
    let profile = Profile::generic("bench");
    let article = |number: usize| {
        let mut text = format!("# {} {} {number}\n\nA place of that name.\n", word(4), word(3));
        text.extend((0..SECTIONS).map(|section| {
            let heading = if section == 0 { "History".to_owned() } else { format!("{} {}", word(3), word(3)) };
            format!("\n## {heading}\n\nIn {} it was so.\n", 2000 + (number * 7 + section * 31) % 500)
        }));
        let mut article = read_article("a.md", &text, &profile).0.expect("an article with a title");
        article.redirects.push(Redirect { title: format!("{} of {}", word(3), word(4)), section: None });
        article
    };
    let articles: Vec<Article> = (0..TITLES).map(article).collect();
    let index = build_in_memory(profile.wiki.clone(), &articles).expect("articles can be indexed");
    let library = Library::of(vec![index]);
    let titles: Vec<String> = articles.iter().step_by(997).map(|article| article.title.to_lowercase()).collect();
    let of_titles = |change: fn(&str) -> String| titles.iter().map(|title| change(title)).collect::<Vec<_>>();
    let typed = |typed: &[&str]| typed.iter().map(|typed| (*typed).to_owned()).collect::<Vec<_>>();
    for (kind, typed) in [
        ("a letter", typed(&["k", "m", "t", "e", "r", "s"])),
        ("a syllable", typed(&["ka", "mor", "thu", "san", "vex"])),
        ("two words", typed(&["kamor th", "elri san", "of ka"])),
        ("a typo", typed(&["kamorthx", "elrissan", "vexdrob"])),
        ("nothing", typed(&[""])),
        ("a title", of_titles(str::to_owned)),
        ("and a year", of_titles(|title| format!("{title} 2101"))),
        ("and a heading", of_titles(|title| format!("{title} histo"))),
        ("and a typo", of_titles(|title| format!("{title} hsitory"))),
        ("a heading", typed(&["histo", "history", "kamor thu", "history 2101", "elkamor san", "sanri morthx"])),
    ] {
        println!("{kind:<14} articles {}", times(&typed, |typed| library.complete_articles(typed, OFFERED)));
        println!("{kind:<14} sections {}", times(&typed, |typed| library.complete(typed, OFFERED)));
    }
}

/// How long completion takes for texts in turn.
fn times(typed: &[String], complete: impl Fn(&str) -> Result<Vec<Completion>, Error>) -> String {
    let mut times: Vec<u128> = (0..ROUNDS)
        .map(|round| {
            let start = Instant::now();
            let offered = complete(&typed[round % typed.len()]).expect("the index is whole");
            assert!(offered.len() <= OFFERED);
            start.elapsed().as_micros()
        })
        .collect();
    times.sort_unstable();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100];
    format!("median {:>6} us, p99 {:>6} us, longest {:>6} us", at(50), at(99), at(100))
}
