//! How long completion takes while someone types, in a wiki of a hundred thousand invented titles.
//!
//! `cargo bench --bench complete` prints the median and the longest time of each kind of beginning.

use std::time::Instant;

use lorebot::answer::Library;
use lorebot::import::{Profile, read_article};
use lorebot::index::build_in_memory;
use lorebot::lore::{Article, Redirect};

/// How many titles the wiki has.
const TITLES: usize = 100_000;
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
        let text = format!("# {} {} {number}\n\nA place of that name.\n", word(4), word(3));
        let mut article = read_article("a.md", &text, &profile).0.expect("an article with a title");
        article.redirects.push(Redirect { title: format!("{} of {}", word(3), word(4)), section: None });
        article
    };
    let articles: Vec<Article> = (0..TITLES).map(article).collect();
    let index = build_in_memory(profile.wiki.clone(), &articles).expect("articles can be indexed");
    let library = Library::of(vec![index]);
    for (kind, typed) in [
        ("a letter", vec!["k", "m", "t", "e", "r", "s"]),
        ("a syllable", vec!["ka", "mor", "thu", "san", "vex"]),
        ("two words", vec!["kamor th", "elri san", "of ka"]),
        ("a typo", vec!["kamorthx", "elrissan", "vexdrob"]),
        ("nothing", vec![""]),
    ] {
        let mut times: Vec<u128> = (0..200)
            .map(|round| {
                let start = Instant::now();
                let offered = library.complete(typed[round % typed.len()], OFFERED).expect("the index is whole");
                assert!(offered.len() <= OFFERED);
                start.elapsed().as_micros()
            })
            .collect();
        times.sort_unstable();
        println!("{kind:<12} median {:>6} us, longest {:>6} us", times[times.len() / 2], times[times.len() - 1]);
    }
}
