//! Through all pages of the wiki in the order of its lists: with their texts, to have everything, or with the numbers of
//! their revisions alone, to know what differs.

use std::collections::HashSet;

use super::api::{Api, Continuation, continuation};
use super::batch::{self, Batch, Found, WHOLE_PAGES};
use super::circles::Circles;
use super::fetch::Fetch;
use super::holding::Holding;
use super::journal::Record;
use super::site::Site;
use super::{Doing, Error, Progress};

/// The name of the list, for people.
const LIST: &str = "list of pages";

/// Fetches every page of the namespaces wanted, each batch into the journal with the place where the list goes on; begins
/// where an earlier run has stopped. Returns how many pages the wiki listed more than once.
///
/// # Errors
/// When the wiki does not answer or lists without end, or the journal cannot be written.
pub fn fetch_all(
    api: &mut Api,
    site: &Site,
    holding: &mut Holding,
    progress: &mut dyn FnMut(Progress),
) -> Result<u64, Error> {
    let mut repeated = 0;
    for namespace in site.wanted() {
        let from = match holding.journal.walked(namespace) {
            Some(None) => continue,
            Some(Some(next)) => next.clone(),
            None => Continuation::new(),
        };
        match fetch_namespace(api, site, holding, progress, namespace, from) {
            Ok(more) => repeated += more,
            Err(error @ (Error::Circles { .. } | Error::Api { .. })) => {
                // The places of a list that went wrong lead nowhere: the next run begins it anew.
                holding.journal.add(&[Record::Walked(namespace, Some(Continuation::new()))])?;
                return Err(error);
            }
            Err(error) => return Err(error),
        }
    }
    Ok(repeated)
}

fn fetch_namespace(
    api: &mut Api,
    site: &Site,
    holding: &mut Holding,
    progress: &mut dyn FnMut(Progress),
    namespace: i32,
    mut from: Continuation,
) -> Result<u64, Error> {
    let (mut circles, mut seen, mut repeated) = (Circles::in_list(LIST), HashSet::new(), 0);
    let number = namespace.to_string();
    let list = [("generator", "allpages"), ("gapnamespace", number.as_str()), ("gaplimit", "50")];
    let question = [list.as_slice(), &WHOLE_PAGES].concat();
    loop {
        let batch = batch::ask(api, site, &question, &from)?;
        let new = batch.found.iter().filter(|found| seen.insert(found.title().to_owned())).count();
        repeated += (batch.found.len() - new) as u64;
        let next = batch.next.clone();
        keep(api, site, holding, namespace, batch)?;
        progress(Progress { doing: Doing::Fetching, done: holding.journal.len() as u64, of: site.pages });
        let Some(next) = next else { return Ok(repeated) };
        circles.visit(&next)?;
        circles.brought(new > 0)?;
        from = next;
    }
}

/// Puts a batch into the journal, and then that the walk has come past it.
fn keep(api: &mut Api, site: &Site, holding: &mut Holding, namespace: i32, batch: Batch) -> Result<(), Error> {
    let (mut records, mut textless) = (Vec::new(), Vec::new());
    for found in batch.found {
        match found {
            Found::Page(page) => records.push(Record::Page((*page).into())),
            Found::Textless(title) => textless.push(title),
            // Deleted between being listed and being looked up.
            Found::Gone(_) => {}
        }
    }
    holding.journal.add(&records)?;
    Fetch { api, site, holding, progress: &mut |_| {} }.titles(textless)?;
    holding.journal.add(&[Record::Walked(namespace, batch.next)])
}

/// The titles that are there in another revision than the wiki has, or not there at all, or there and not on the wiki.
///
/// # Errors
/// When the wiki does not answer, or lists without end.
pub fn compare(
    api: &mut Api,
    site: &Site,
    holding: &Holding,
    progress: &mut dyn FnMut(Progress),
) -> Result<Vec<String>, Error> {
    let (mut listed, mut differing) = (HashSet::new(), Vec::new());
    for namespace in site.wanted() {
        let number = namespace.to_string();
        let question =
            [("generator", "allpages"), ("gapnamespace", number.as_str()), ("gaplimit", "max"), ("prop", "info")];
        let (mut from, mut circles) = (Continuation::new(), Circles::in_list(LIST));
        loop {
            let answer = api.ask_on(&question, &from)?;
            let before = listed.len();
            for (title, revision) in batch::revisions(&answer) {
                let is_same = holding.page(&title).is_some_and(|known| {
                    known.namespace == namespace && (revision.is_none() || known.revision == revision)
                });
                if listed.insert(title.clone()) && !is_same {
                    differing.push(title);
                }
            }
            progress(Progress { doing: Doing::Comparing, done: listed.len() as u64, of: site.pages });
            let Some(next) = continuation(&answer) else { break };
            circles.visit(&next)?;
            circles.brought(listed.len() > before)?;
            from = next;
        }
    }
    differing.extend(holding.titles().filter(|title| !listed.contains(*title)).map(str::to_owned));
    Ok(differing)
}
