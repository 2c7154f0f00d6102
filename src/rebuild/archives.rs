//! ZIM archives in a wiki's folder. Without the cargo feature `zim` they are only told of.

use std::path::Path;

use super::Error;
#[cfg(feature = "zim")]
use crate::import::Prepared;
use crate::import::{Profile, Site};
use crate::lore::Article;

/// Whether a file of this name may be an archive.
pub(super) fn is_archive_file(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zim")) && !name.starts_with('.')
}

/// What an archive says of its wiki; `None` where it cannot be read.
#[cfg(feature = "zim")]
pub(super) fn site_of(path: &Path) -> Option<Site> {
    crate::import::zim::Archive::open(path).ok().map(|archive| Site::from(archive.site()))
}

/// Gives each article of an archive to `each`; what cannot be read is told in the sentences that are returned.
#[cfg(feature = "zim")]
pub(super) fn articles_of(
    path: &Path,
    profile: &Profile,
    each: &mut dyn FnMut(Article) -> Result<(), Error>,
) -> Result<Vec<String>, Error> {
    let archive = match crate::import::zim::Archive::open(path) {
        Ok(archive) => archive,
        Err(error) => return Ok(vec![error.to_string()]),
    };
    let pages = match archive.pages() {
        Ok(pages) => pages,
        Err(error) => return Ok(vec![error.to_string()]),
    };
    let (mut told, prepared) = (Vec::new(), Prepared::of(profile));
    for page in pages {
        match page.and_then(|page| page.article(&prepared)) {
            Ok(Some(article)) => each(article)?,
            Ok(None) => {}
            Err(error) => told.push(error.to_string()),
        }
    }
    Ok(told)
}

#[cfg(not(feature = "zim"))]
pub(super) fn site_of(_: &Path) -> Option<Site> {
    None
}

#[cfg(not(feature = "zim"))]
#[expect(clippy::unnecessary_wraps, reason = "with the feature it may fail")]
pub(super) fn articles_of(
    _: &Path,
    _: &Profile,
    _: &mut dyn FnMut(Article) -> Result<(), Error>,
) -> Result<Vec<String>, Error> {
    Ok(vec!["ZIM archives are read by a lorebot that was built with `--features zim`; this one was not".to_owned()])
}
