//! The library in use, and what has another take its place when the index changes: whoever asks meanwhile is answered from
//! the one or the other, and nobody waits.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use serde_json::Value;
use tokio::sync::mpsc::UnboundedSender;
use tokio::task::spawn_blocking;
use tokio::time::sleep;

use super::gateway::Happening;
use super::speech::commands::definitions;
use crate::answer::{Error, Library, in_use};
use crate::lore::Scope;
use crate::metrics::{Metrics, WikiFigures};

/// How often the index folder is looked at.
const LOOK_EVERY: Duration = Duration::from_secs(2);
/// After how long an index that could not be opened is tried again, though nothing in its folder has changed.
const TRY_AGAIN: Duration = Duration::from_mins(1);
/// How many topics a wiki is asked for before anyone else asks it: the first answers read the most from disk.
const WARMING: usize = 5;

/// The library in use.
#[derive(Debug)]
pub struct Shelf {
    library: RwLock<Arc<Library>>,
    /// Where it is told what the library holds.
    metrics: Arc<Metrics>,
}

impl Shelf {
    /// A shelf with a library on it.
    pub fn of(library: Arc<Library>, metrics: Arc<Metrics>) -> Shelf {
        metrics.now_has(figures(&library));
        Shelf { library: RwLock::new(library), metrics }
    }

    /// The library in use. Whoever has it keeps it, whatever takes its place.
    pub fn library(&self) -> Arc<Library> {
        Arc::clone(&self.library.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn replace(&self, library: Library) {
        self.metrics.now_has(figures(&library));
        *self.library.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(library);
    }
}

/// What there is to tell of the wikis of a library.
fn figures(library: &Library) -> Vec<WikiFigures> {
    let figures = library.indexes().iter().map(|index| WikiFigures {
        id: index.wiki().id.clone(),
        passages: index.stamp().counts.passages,
        written: index.written(),
    });
    figures.collect()
}

/// Which generation of each wiki is in use, by the wiki's folder name.
type InUse = Vec<(String, String)>;

/// The index folder that a shelf follows.
#[derive(Debug, Clone)]
pub struct Watch {
    shelf: Arc<Shelf>,
    index: PathBuf,
    /// What was in use when the shelf's library was opened.
    opened: InUse,
}

impl Watch {
    /// Follows an index folder, of which this was in use just before the shelf's library was opened.
    pub fn of(shelf: Arc<Shelf>, index: &Path, opened: Vec<(String, String)>) -> Watch {
        Watch { shelf, index: index.to_owned(), opened }
    }

    /// Looks after the folder as long as it is waited for; tells which commands there are whenever they have changed.
    pub async fn go_on(self, mut commands: Vec<Value>, happenings: UnboundedSender<Happening>) {
        let Watch { shelf, index, mut opened } = self;
        prove(&shelf).await;
        let mut failed: Option<(InUse, Instant)> = None;
        loop {
            sleep(LOOK_EVERY).await;
            let Some(now) = looked_at(&index).await.filter(|now| *now != opened && !now.is_empty()) else { continue };
            if failed.as_ref().is_some_and(|(state, since)| *state == now && since.elapsed() < TRY_AGAIN) {
                continue;
            }
            match open(&index).await {
                Ok(library) => {
                    let own = definitions(library.wikis());
                    shelf.replace(library);
                    tracing::info!(wikis = now.len(), "the index has changed; the new one answers");
                    (opened, failed) = (now, None);
                    if own != commands {
                        commands.clone_from(&own);
                        let _ = happenings.send(Happening::Commands(own));
                    }
                }
                Err(reason) => {
                    tracing::error!(
                        reason,
                        "the index has changed and cannot be opened; the one before goes on answering"
                    );
                    failed = Some((now, Instant::now()));
                }
            }
        }
    }
}

/// Reads every byte of the library in use, now that nobody waits for it to open, and tells where it is damaged.
async fn prove(shelf: &Shelf) {
    let library = shelf.library();
    if let Ok(Err(error)) = spawn_blocking(move || library.prove()).await {
        shelf.metrics.errors.bump();
        tracing::error!(%error, "the index in use is damaged; it answers as far as it can");
    }
}

/// What is in use in an index folder; `None` where that cannot be told now.
async fn looked_at(index: &Path) -> Option<InUse> {
    let index = index.to_owned();
    spawn_blocking(move || in_use(&index).ok()).await.ok().flatten()
}

/// Opens a library, every byte of which has been read, and warms it, on a thread that may be busy with it.
async fn open(index: &Path) -> Result<Library, String> {
    let index = index.to_owned();
    let opened = spawn_blocking(move || {
        let library = Library::open_proven(&index, None)?;
        warm(&library)?;
        Ok::<_, Error>(library)
    });
    match opened.await {
        Ok(opened) => opened.map_err(|error| error.to_string()),
        Err(error) => Err(error.to_string()),
    }
}

/// Asks what people are likely to ask first.
fn warm(library: &Library) -> Result<(), Error> {
    for topic in library.complete("", WARMING)? {
        library.answer(&topic.title, &Scope::Wiki, None)?;
    }
    Ok(())
}
