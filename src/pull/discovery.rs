//! From an address of a wiki to its `api.php`.

use scraper::{Html, Selector};

use super::Error;
use super::address::Address;
use super::api::Api;

/// How much of a page is read for its head, in characters; the heads of real wikis are a tenth of it.
const MAX_HEAD_CHARS: usize = 100_000;

/// Finds the API of the wiki at an address and has `api` ask there. The page itself is asked first: `MediaWiki` names its
/// API in the head of every page, as a link to its `action=rsd`. Where there is none, or pages are kept from programs, the
/// usual places are tried.
///
/// # Errors
/// When it is nowhere; the error tells what was tried.
pub fn find(api: &mut Api, address: &Address) -> Result<(), Error> {
    let mut tried = Vec::new();
    for candidate in named_on_page(api, address, &mut tried).into_iter().chain(address.candidates()) {
        match api.knock(&candidate) {
            Ok(()) => return Ok(()),
            Err(error @ (Error::MembersOnly | Error::ComeBack { .. })) => return Err(error),
            // The operator knows where it is; that it does not answer is another matter.
            Err(error @ (Error::Refused { .. } | Error::GivenUp { attempts: 2.., .. })) if address.is_api() => {
                return Err(error);
            }
            Err(error) => note(&mut tried, &candidate, &error),
        }
    }
    Err(Error::NoApi { address: address.url(), tried: tried.join(", ") })
}

/// The API that the page at the address names in its head.
fn named_on_page(api: &mut Api, address: &Address, tried: &mut Vec<String>) -> Option<String> {
    if address.is_api() {
        return None;
    }
    match api.page(&address.url()) {
        Ok(page) => Some(address.follow(&edit_uri(&page)?)?.url()),
        Err(error) => {
            note(tried, &address.url(), &error);
            None
        }
    }
}

/// Where a page says that it can be edited by programs: the description beside `api.php`. Only its beginning is read.
fn edit_uri(page: &str) -> Option<String> {
    let links = Selector::parse("link[rel=EditURI]").ok()?;
    let beginning = page.split("</head").next().unwrap_or_default();
    let beginning: String = beginning.chars().take(MAX_HEAD_CHARS).collect();
    let page = Html::parse_document(&beginning);
    page.select(&links).find_map(|link| link.value().attr("href")).map(|link| link.trim().to_owned())
}

/// Notes what came of one address, in a few words.
fn note(tried: &mut Vec<String>, url: &str, error: &Error) {
    let what = match error {
        Error::Refused { status, .. } | Error::Status { status, .. } => format!("status {status}"),
        Error::GivenUp { what, .. } => what.clone(),
        error => error.to_string(),
    };
    tried.push(format!("{url} ({what})"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_of_a_page_names_the_api() {
        let page = "<!DOCTYPE html><html><head><title>Mogh</title>\
                    <link rel=\"EditURI\" type=\"application/rsd+xml\" href=\"//lore.example.org/w/api.php?action=rsd\"/>";
        assert_eq!(edit_uri(page).as_deref(), Some("//lore.example.org/w/api.php?action=rsd"));
        assert_eq!(edit_uri("<p>A page of something else"), None);
        assert_eq!(edit_uri(&"<b>".repeat(1_000_000)), None);
    }
}
