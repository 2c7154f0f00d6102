//! The reading of the export alone, without an index: what any index of a wiki takes first.

use std::fs::File;
use std::hint::black_box;
use std::path::Path;

use lorebot::import::dump::{Export, Page};
use lorebot::import::{Profile, Survey};

use crate::figures::Figures;
use crate::{Outcome, process, wiki};

/// Reads the articles of the export in a data folder, as a rebuild does: one walk for templates and redirects, one for texts.
pub fn run(data: &Path) -> Outcome<Figures> {
    let used = process::seconds_used();
    let file = data.join(wiki::NAME).join(wiki::EXPORT);
    let open = || Ok::<_, Box<dyn std::error::Error>>(Export::open(File::open(&file)?)?);
    let mut export = open()?;
    let mut survey = Survey::begin(export.site(), &Profile::generic(wiki::NAME));
    let mut page = Page::default();
    while export.read_page(&mut page)? {
        survey.note(&page);
    }
    survey.settle();
    let mut export = open()?;
    while export.read_page(&mut page)? {
        black_box(survey.read(&page));
    }
    let mut figures = Figures::default();
    figures.set("processor seconds", process::seconds_used() - used);
    Ok(figures)
}
