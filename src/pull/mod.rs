//! A wiki's `api.php` to an export under `data/`: everything once, afterwards what has changed.
//!
//! It promises three things. The wiki is asked politely: one request at a time, a pause before each, longer ones when it
//! is busy or asks for them. The export is always whole: it is written beside its place and put there in one step. And
//! nothing is asked for twice: a run that was ended, at whatever moment, is gone on with by the next.
//!
//! It never reads what pages say, but for where redirects lead; that is [`crate::import`]'s. It keeps no names of authors.
//!
//! In reading order: `address` and `discovery` find the API. `client` sends one request, `verdict` judges its reply,
//! `patience` says how long to wait, and `api` asks until it is answered. `site`, `batch` and `feed` understand answers,
//! with `moment` and `circles`. `folder`, `journal`, `export`, `merge`, `state` and `profile` keep things on disk;
//! `holding` is all that is there. `walk` and `fetch` bring pages, and `run` is one run from beginning to end.

mod address;
mod api;
mod batch;
mod circles;
mod client;
mod discovery;
mod export;
mod feed;
mod fetch;
mod folder;
mod holding;
mod journal;
mod merge;
mod moment;
mod patience;
mod profile;
mod run;
mod site;
mod state;
mod verdict;
mod walk;

use std::path::{Path, PathBuf};
use std::time::Duration;

pub use api::Tally;

use address::Address;
use api::Api;
use client::{Client, user_agent};
use folder::Folder;
use run::Run;
use site::Site;

/// The pause before each request, unless the operator sets another.
pub const USUAL_PAUSE: Duration = Duration::from_secs(1);

/// Why a wiki could not be fetched. What was fetched is kept, and the next run goes on from there.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The address is none.
    #[error("{0:?} is no web address; write the address of the wiki's front page, such as https://lore.example.org/")]
    Address(String),
    /// The address is not encrypted.
    #[error("{0} would be fetched without encryption; write it with https:// (without is for your own network only)")]
    Insecure(String),
    /// The contact cannot be sent.
    #[error("{0:?} cannot be sent as a contact; write an e-mail or web address, without brackets or accents")]
    Contact(String),
    /// The name of the folder is none.
    #[error("{0:?} is no name for a folder; choose a plain one, such as --wiki memory-beta")]
    Name(String),
    /// No API was found.
    #[error(
        "no MediaWiki was found at {address}; tried {tried}; \
         name the address of its api.php, which the wiki's page Special:Version shows"
    )]
    NoApi {
        /// The address that was given.
        address: String,
        /// What was tried, and what came of it.
        tried: String,
    },
    /// The server refuses to be asked.
    #[error(
        "{url} refuses programs (status {status}); say who you are with --contact, or ask the wiki's keepers for leave"
    )]
    Refused {
        /// What was asked.
        url: String,
        /// 401 or 403.
        status: u16,
    },
    /// The server answers with a status that will not change.
    #[error("{url} answers with status {status}; look whether the wiki has moved, and name its new address")]
    Status {
        /// What was asked.
        url: String,
        /// The status.
        status: u16,
    },
    /// The wiki is private.
    #[error(
        "the wiki shows its pages to members only; ask its keepers for an export, and put that into the data folder"
    )]
    MembersOnly,
    /// The API answers with an error that will not change.
    #[error(
        "the wiki does not take the question ({code}: {info}); it may be too old or limited; an export of it will do"
    )]
    Api {
        /// The error's code.
        code: String,
        /// What the wiki says of it.
        info: String,
    },
    /// There was no usable reply.
    #[error(
        "{url} gave no usable reply in {attempts} attempts, at last: {what}; try again later, it goes on from here"
    )]
    GivenUp {
        /// What was asked.
        url: String,
        /// How often.
        attempts: u32,
        /// What happened the last time.
        what: String,
    },
    /// The wiki asks to be left alone for long.
    #[error("the wiki asks to be left alone for {minutes} minutes; try again then, it goes on from here")]
    ComeBack {
        /// How long, rounded up.
        minutes: u64,
    },
    /// The wiki's answers do not end.
    #[error("the wiki's {list} goes round in circles; try again later, and tell the wiki's keepers if it stays so")]
    Circles {
        /// What does not end.
        list: &'static str,
    },
    /// The folder holds another wiki.
    #[error(
        "{} holds the wiki of {holds}; choose another folder with --wiki, or delete its `.pull` if the wiki has moved",
        .folder.display()
    )]
    OtherWiki {
        /// The folder.
        folder: PathBuf,
        /// The API of the wiki in it.
        holds: String,
    },
    /// Another run is at work.
    #[error("another `lorebot pull` is at work in {}; wait for its end", .0.display())]
    Busy(PathBuf),
    /// The old export has become unreadable.
    #[error("{}: {what}; delete it to fetch the wiki anew", .at.display())]
    Export {
        /// The export.
        at: PathBuf,
        /// What is wrong with it.
        what: String,
    },
    /// A file or folder cannot be read or written.
    #[error("{}: {source}", .at.display())]
    Io {
        /// The file or folder.
        at: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

/// What to fetch, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// The address of the wiki: of its front page, of any page, or of its `api.php`.
    pub address: String,
    /// The name of its folder; one is found where none is named.
    pub wiki: Option<String>,
    /// Whom the wiki's keepers can write to.
    pub contact: Option<String>,
    /// The pause before each request.
    pub pause: Duration,
}

/// How far a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What it is doing.
    pub doing: Doing,
    /// The pages done.
    pub done: u64,
    /// The pages there are; while fetching and comparing, those of all namespaces, of which not all are wanted.
    pub of: u64,
}

/// What a run is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// Fetching every page.
    Fetching,
    /// Comparing the revision of every page.
    Comparing,
    /// Fetching pages that have changed.
    Updating,
    /// Writing the export.
    Writing,
}

/// What came of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The name of the wiki's folder.
    pub wiki: String,
    /// The export.
    pub export: PathBuf,
    /// The profile, where this run has begun one.
    pub new_profile: Option<PathBuf>,
    /// The licence that the wiki tells of.
    pub licence: Option<String>,
    /// Whether everything was fetched, not only what has changed.
    pub whole: bool,
    /// The pages of the export.
    pub pages: u64,
    /// The pages fetched, also by a run before this one that was ended.
    pub fetched: u64,
    /// The pages that are new or other than in the export before.
    pub changed: u64,
    /// The pages of the export before that are there no more.
    pub deleted: u64,
    /// What asking has cost this run.
    pub asked: Tally,
    /// What the operator should know, a sentence each.
    pub notes: Vec<String>,
}

/// Fetches a wiki into its folder in the data folder: all of it, or what has changed since the last time. `wait` is
/// called for every pause; `progress` after every batch of pages.
///
/// # Errors
/// When the wiki cannot be found or does not answer, or the disk does not take what it says.
pub fn pull(
    data: &Path,
    order: &Order,
    wait: &mut dyn FnMut(Duration),
    progress: &mut dyn FnMut(Progress),
) -> Result<Report, Error> {
    let address = Address::read(&order.address)?;
    let client = Client::new(&user_agent(order.contact.as_deref())?, address.is_local());
    let mut api = Api::new(client, order.pause, wait);
    discovery::find(&mut api, &address)?;
    let site = Site::ask(&mut api)?;
    let folder = Folder::open(data, order.wiki.as_deref(), &site, api.url())?;
    Run { api: &mut api, site, folder, progress, notes: Vec::new() }.run()
}
