//! One run from its beginning to its end: what is there, what is missing, what is written.
//!
//! Whatever moment a run is ended at, the next one does no harm by doing a step again: the journal is read over the export
//! that is there, whether what it holds came into that already or not, and changes are looked up from the same mark.

use std::fs;

use super::api::Api;
use super::feed::Mark;
use super::fetch::Fetch;
use super::folder::Folder;
use super::holding::Holding;
use super::journal::{Journal, Purpose};
use super::merge::{Base, Merged};
use super::site::Site;
use super::state::State;
use super::{Doing, Error, Progress, Report, export, profile, walk};

/// How many titles a note names.
const NAMED: usize = 3;

/// What a run works with.
pub struct Run<'run, 'api> {
    /// Whom to ask.
    pub api: &'run mut Api<'api>,
    /// The wiki.
    pub site: Site,
    /// Where it is put.
    pub folder: Folder,
    /// Told how far it is.
    pub progress: &'run mut dyn FnMut(Progress),
    /// What the operator should know.
    pub notes: Vec<String>,
}

impl Run<'_, '_> {
    /// Fetches what is missing and writes the export, if anything has changed.
    ///
    /// # Errors
    /// When the wiki does not answer, or the disk does not take what it says. What was fetched is kept for the next run.
    pub fn run(mut self) -> Result<Report, Error> {
        let (state, base) = self.earlier();
        let mut holding = self.begin(state.as_ref(), base)?;
        if holding.journal.purpose().whole {
            self.fetch_all(&mut holding)?;
        }
        let mark = Mark::set(self.api)?;
        let differing = self.differing(&holding, state.as_ref())?;
        Fetch { api: self.api, site: &self.site, holding: &mut holding, progress: self.progress }.titles(differing)?;
        self.finish(holding, mark)
    }

    /// What an earlier run has left, if it can be built upon.
    fn earlier(&mut self) -> (Option<State>, Option<Base>) {
        let Some(state) = self.folder.state() else { return (None, None) };
        match Base::read(&self.folder.export()) {
            Ok(base) => (Some(state), Some(base)),
            Err(error) => {
                self.notes.push(format!("{}: {error}; all is fetched anew", self.folder.export().display()));
                (Some(state), None)
            }
        }
    }

    /// Goes on with the journal of a run that was ended, or begins one.
    fn begin(&mut self, state: Option<&State>, base: Option<Base>) -> Result<Holding, Error> {
        let path = self.folder.journal();
        if let Some(journal) = Journal::resume(&path)? {
            let purpose = journal.purpose();
            self.folder.expect(Some(&purpose.api), self.api.url())?;
            if purpose.whole || base.is_some() {
                return Ok(Holding { base: base.filter(|_| !journal.purpose().whole), journal });
            }
        }
        let since = state.filter(|_| base.is_some()).map(|state| state.mark.clone());
        let (whole, since) = match since {
            Some(since) => (false, since),
            None => (true, Mark::set(self.api)?),
        };
        let purpose = Purpose { api: self.api.url().to_owned(), whole, since };
        Ok(Holding { base, journal: Journal::begin(&path, purpose)? })
    }

    fn fetch_all(&mut self, holding: &mut Holding) -> Result<(), Error> {
        match walk::fetch_all(self.api, &self.site, holding, self.progress)? {
            0 => {}
            repeated => self.notes.push(format!("the wiki listed {repeated} pages more than once; each is kept once")),
        }
        Ok(())
    }

    /// The titles whose pages may differ from those that are there.
    fn differing(&mut self, holding: &Holding, state: Option<&State>) -> Result<Vec<String>, Error> {
        let mut titles: Vec<String> = holding.journal.textless().cloned().collect();
        titles.extend(state.into_iter().flat_map(|state| state.textless.iter().cloned()));
        let touched = if self.outdated(holding, state) {
            None
        } else {
            holding.journal.purpose().since.touched_since(self.api, &self.site.wanted())?
        };
        if let Some(touched) = touched {
            let is_there = |title: &str, revision: Option<u64>| revision.is_some_and(|it| holding.has(title, it));
            titles.extend(touched.into_iter().filter(|(title, it)| !is_there(title, *it)).map(|(title, _)| title));
        } else {
            self.notes
                .push("the list of changes does not tell all that is missing; every page was compared".to_owned());
            titles.extend(walk::compare(self.api, &self.site, holding, self.progress)?);
        }
        titles.sort();
        titles.dedup();
        Ok(titles)
    }

    /// Whether the export is another than the one remembered, or other namespaces are wanted now: then no list of changes
    /// tells what is missing.
    fn outdated(&self, holding: &Holding, state: Option<&State>) -> bool {
        let bytes = fs::metadata(self.folder.export()).map_or(0, |metadata| metadata.len());
        holding.base.is_some()
            && state.is_none_or(|state| state.bytes != bytes || state.namespaces != self.site.wanted())
    }

    /// Writes the export where anything has changed, then what is remembered, and only then lets go of the journal.
    fn finish(mut self, mut holding: Holding, mark: Mark) -> Result<Report, Error> {
        let at = self.folder.export();
        (self.progress)(Progress { doing: Doing::Writing, done: holding.len(), of: holding.len() });
        let merged = match &holding.base {
            Some(base) if holding.journal.is_empty() && export::begins_alike(&at, &self.site) => {
                let bytes = fs::metadata(&at).map_err(|source| Error::Io { at: at.clone(), source })?.len();
                Merged { pages: base.len() as u64, bytes, ..Merged::default() }
            }
            _ => holding.write(&self.site, &at)?,
        };
        self.note_textless(&holding.journal);
        self.note_other_exports();
        let state = State {
            api: self.api.url().to_owned(),
            mark,
            namespaces: self.site.wanted(),
            pages: merged.pages,
            bytes: merged.bytes,
            textless: holding.journal.textless().cloned().collect(),
        };
        state.write(&self.folder.state_path())?;
        let name = self.folder.name();
        let has_new_profile = profile::write_where_missing(&self.folder.profile(), &self.site, &name, self.api.url())?;
        let (whole, fetched) = (holding.journal.purpose().whole, holding.journal.len() as u64);
        holding.journal.remove()?;
        Ok(Report {
            wiki: name,
            export: at,
            new_profile: has_new_profile.then(|| self.folder.profile()),
            licence: profile::licence(&self.site).map(str::to_owned),
            whole,
            pages: merged.pages,
            fetched,
            changed: merged.changed,
            deleted: merged.deleted,
            asked: self.api.tally(),
            notes: self.notes,
        })
    }

    fn note_other_exports(&mut self) {
        let others = self.folder.other_exports().join(", ");
        if !others.is_empty() {
            self.notes.push(format!("beside the pulled export lies {others}; keep one of them, or pages come twice"));
        }
    }

    fn note_textless(&mut self, journal: &Journal) {
        let titles: Vec<&str> = journal.textless().map(String::as_str).collect();
        if !titles.is_empty() {
            let named = titles.iter().take(NAMED).map(|title| format!("{title:?}")).collect::<Vec<_>>().join(", ");
            let more = if titles.len() > NAMED { ", ..." } else { "" };
            let count = titles.len();
            self.notes.push(format!("{count} pages cannot be had ({named}{more}); they are asked for again next time"));
        }
    }
}
