//! Question sets: what is read of them, what comes of them, and what is said of a faulty one.

use std::path::PathBuf;

use lorebot::bench::{Comparison, Measures, Run, Set};
use lorebot::terminal::{self, BenchOrder};

use crate::wikis::Wikis;

/// A folder with two articles, their passages, and three questions.
fn herons() -> (Wikis, PathBuf) {
    let wikis = Wikis::none();
    wikis.write("herons/articles/one.md", "# Ardea\n\nArdea was crowned at the black weir in a year of floods.\n");
    wikis.write("herons/articles/two.md", "# Egret\n\nEgret sold the reed boats to the cranes of the south.\n");
    wikis.write(
        "herons/corpus.jsonl",
        "{\"id\":\"a\",\"text\":\"Ardea was crowned at the black weir in a year of floods.\"}\n\
         {\"id\":\"b\",\"text\":\"Egret sold the reed boats to the cranes of the south.\"}\n",
    );
    let list = "1\twhere was ardea crowned\ta\n2\twho bought the reed boats\tb\n3\twho was crowned at the weir\tb\n";
    wikis.write("herons/herons.queries.tsv", list);
    let folder = wikis.data().join("herons");
    (wikis, folder)
}

#[test]
fn a_set_is_asked_against_an_index_of_the_articles_beside_it() {
    let (_wikis, folder) = herons();
    let [list] = &Set::files(&folder).unwrap()[..] else { panic!("one list") };
    let set = Set::read(list, None).unwrap();
    assert_eq!((set.name.as_str(), set.len()), ("herons", 3));
    let run = Run::of(&set, &Set::library_beside(list).unwrap()).unwrap();
    let ranks: Vec<Option<usize>> = run.told.iter().map(|told| told.rank).collect();
    assert_eq!(ranks, [Some(1), Some(1), None]);
    assert!((Measures::of(&run).success_at_1.value - 2.0 / 3.0).abs() < 1e-9);
    let same = Comparison::of(&run, &run.ranks_in(&run.to_tsv()));
    assert_eq!((same.won, same.lost), (0, 0));
    assert_eq!(Set::read(list, Some(2)).unwrap().len(), 2);
}

#[test]
fn what_is_wrong_in_a_set_is_named_with_its_line() {
    let (wikis, folder) = herons();
    let list = folder.join("herons.queries.tsv");
    wikis.write("herons/herons.queries.tsv", "1\twhere\ta\n2\tno passage\n");
    assert!(Set::read(&list, None).unwrap_err().to_string().contains("herons.queries.tsv:2: not a name, a question"));
    wikis.write("herons/herons.queries.tsv", "1\twhere\tz\n");
    assert!(Set::read(&list, None).unwrap_err().to_string().contains("herons.queries.tsv:1: no passage z"));
    wikis.write("herons/corpus.jsonl", "{\"id\":1}\n");
    assert!(Set::read(&list, None).unwrap_err().to_string().contains("corpus.jsonl:1:"));
    assert!(Set::files(&wikis.data()).unwrap_err().to_string().starts_with("no question set at"));
}

#[test]
fn the_table_compares_with_a_run_that_was_kept() {
    let (wikis, folder) = herons();
    let (kept, weights) = (wikis.data().join("kept.tsv"), wikis.data().join("weights.toml"));
    let sets = [folder];
    let order = BenchOrder { sets: &sets, first: None, save: Some(&kept), against: None, weights: None, parts: None };
    let none = || Err("no library is needed".into());
    let printed = |order: &BenchOrder| {
        let mut out = Vec::new();
        terminal::bench(order, none, &mut out).map(|()| String::from_utf8(out).unwrap())
    };
    assert!(printed(&order).unwrap().contains("66.7"));
    let again = printed(&BenchOrder { against: Some(&kept), save: None, ..order }).unwrap();
    assert!(again.contains("0 won, 0 lost"), "{again}");
    wikis.write("weights.toml", "[parts]\npairs = 1.0\nsmell = 2.0\n");
    let fault = printed(&BenchOrder { weights: Some(&weights), save: None, ..order }).unwrap_err().to_string();
    assert!(fault.contains("weights.toml:3: unknown field `smell`"), "{fault}");
}
