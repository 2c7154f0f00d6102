//! What the operator typed to the places where the wiki's `api.php` may stand.

use std::net::IpAddr;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use ureq::http::Uri;

use super::Error;

/// What an address must not hold as it is; letters beyond ASCII are always encoded.
const UNSAFE: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`').add(b'{').add(b'}').add(b'|');

/// Folders that wikis often keep their scripts in (<https://www.mediawiki.org/wiki/Manual:$wgScriptPath>).
const USUAL_FOLDERS: [&str; 3] = ["/w", "/wiki", "/mediawiki"];

/// How many folders of an address are tried; a page title may hold any number of slashes.
const MAX_FOLDERS: usize = 4;

/// Endings of host names that never leave the local network (RFC 6761, RFC 6762, RFC 8375, and ICANN's `.internal`).
const LOCAL_ENDINGS: [&str; 4] = [".localhost", ".local", ".home.arpa", ".internal"];

/// An address of a wiki: of its front page, of any page, or of `api.php` itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Scheme, host and port, such as `https://wiki.example.org`.
    origin: String,
    /// The path, beginning with a slash; what follows a `?` or `#` is left away.
    path: String,
    is_local: bool,
}

impl Address {
    /// Reads an address. One without a scheme is taken to be `https`, or `http` where it is local.
    ///
    /// # Errors
    /// When it is no address, or one on the public network without encryption: what is fetched over it could be changed
    /// on its way, and answers would quote it.
    pub fn read(typed: &str) -> Result<Address, Error> {
        let no_address = || Error::Address(typed.to_owned());
        let trimmed = typed.trim().split('#').next().unwrap_or_default();
        let (scheme, rest) = match trimmed.split_once("://") {
            Some((scheme, rest)) => (Some(scheme.to_ascii_lowercase()), rest),
            None => (None, trimmed.trim_start_matches('/')),
        };
        let encoded = utf8_percent_encode(rest, UNSAFE).to_string();
        let uri: Uri = format!("http://{encoded}").parse().map_err(|_| no_address())?;
        let host = uri.host().filter(|host| !host.is_empty()).ok_or_else(no_address)?;
        let authority = uri.authority().map(ureq::http::uri::Authority::as_str).unwrap_or_default();
        if authority.contains(['@', '%']) || authority.ends_with(':') {
            return Err(no_address());
        }
        let is_local = is_local(host);
        let scheme = match scheme.as_deref() {
            Some("http") if !is_local => return Err(Error::Insecure(typed.to_owned())),
            Some("http") => "http",
            None if is_local => "http",
            Some("https") | None => "https",
            Some(_) => return Err(no_address()),
        };
        Ok(Address { origin: format!("{scheme}://{authority}"), path: uri.path().to_owned(), is_local })
    }

    /// The address itself, for people and for fetching the page.
    pub fn url(&self) -> String {
        format!("{}{}", self.origin, self.path)
    }

    /// Whether the wiki stands on this machine or network, where encryption is not to be had.
    pub fn is_local(&self) -> bool {
        self.is_local
    }

    /// Whether this is the address of an `api.php`.
    pub fn is_api(&self) -> bool {
        self.path.ends_with("/api.php")
    }

    /// Where `api.php` may stand, the likeliest first: in the folders of the address, then in the usual ones.
    pub fn candidates(&self) -> Vec<String> {
        if self.is_api() {
            return vec![self.url()];
        }
        let slashes = self.path.match_indices('/').map(|(at, _)| &self.path[..at]).take(MAX_FOLDERS);
        let mut folders: Vec<&str> = slashes.collect();
        folders.reverse();
        for folder in USUAL_FOLDERS {
            if !folders.contains(&folder) {
                folders.push(folder);
            }
        }
        folders.into_iter().map(|folder| format!("{}{folder}/api.php", self.origin)).collect()
    }

    /// The address that a link on the page at this address leads to, without its query. `None` where that is no place
    /// to fetch from.
    pub fn follow(&self, link: &str) -> Option<Address> {
        let link = link.split(['?', '#']).next().unwrap_or_default();
        let scheme = self.origin.split("://").next().unwrap_or_default();
        let whole = if link.starts_with("//") {
            format!("{scheme}:{link}")
        } else if link.starts_with('/') {
            format!("{}{link}", self.origin)
        } else if link.contains("://") {
            // An old wiki behind a new certificate still calls itself by its old scheme.
            if scheme == "https" { link.replacen("http://", "https://", 1) } else { link.to_owned() }
        } else {
            let folder = self.path.rfind('/').map_or("", |at| &self.path[..at]);
            format!("{}{folder}/{link}", self.origin)
        };
        Address::read(&whole).ok()
    }
}

/// Whether a host is this machine or one on its own network.
fn is_local(host: &str) -> bool {
    match host.trim_matches(['[', ']']).parse() {
        Ok(IpAddr::V4(ip)) => ip.is_loopback() || ip.is_private() || ip.is_link_local(),
        Ok(IpAddr::V6(ip)) => ip.is_loopback() || ip.is_unique_local() || ip.is_unicast_link_local(),
        Err(_) => {
            let host = host.to_ascii_lowercase();
            !host.contains('.') || LOCAL_ENDINGS.iter().any(|ending| host.ends_with(ending))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(typed: &str) -> String {
        Address::read(typed).unwrap().url()
    }

    #[test]
    fn an_address_is_read_as_people_write_it() {
        assert_eq!(url("https://wiki.example.org"), "https://wiki.example.org/");
        assert_eq!(url(" wiki.example.org/wiki/Bêlle d'Or#Life "), "https://wiki.example.org/wiki/B%C3%AAlle%20d'Or");
        assert_eq!(url("HTTPS://wiki.example.org/w/api.php?action=query"), "https://wiki.example.org/w/api.php");
        assert_eq!(url("127.0.0.1:8080/api.php"), "http://127.0.0.1:8080/api.php");
        assert_eq!(url("http://[::1]:8080/"), "http://[::1]:8080/");
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for typed in ["", "https://", "ftp://wiki.example.org", "https://me:word@wiki.example.org/", "a b", "x:y:z"] {
            assert!(matches!(Address::read(typed), Err(Error::Address(_))), "{typed}");
        }
    }

    #[test]
    fn only_the_own_network_needs_no_encryption() {
        for typed in ["http://wiki.example.org", "http://8.8.8.8/api.php", "http://[2001:db8::1]/"] {
            assert!(matches!(Address::read(typed), Err(Error::Insecure(_))), "{typed}");
        }
        for typed in ["http://localhost", "http://mediawiki:8080", "http://192.168.1.7", "http://lore.local/wiki/"] {
            assert!(Address::read(typed).is_ok(), "{typed}");
        }
    }

    #[test]
    fn folders_of_the_address_come_before_the_usual_ones() {
        let address = Address::read("https://lore.example.org/de/wiki/Qo'noS").unwrap();
        let expected = ["/de/wiki", "/de", "", "/w", "/wiki", "/mediawiki"];
        let expected: Vec<_> =
            expected.iter().map(|folder| format!("https://lore.example.org{folder}/api.php")).collect();
        assert_eq!(address.candidates(), expected);
        let api = Address::read("https://lore.example.org/de/api.php").unwrap();
        assert_eq!(api.candidates(), ["https://lore.example.org/de/api.php"]);
        let deep = Address::read(&format!("lore.example.org{}", "/a".repeat(50))).unwrap();
        assert_eq!(deep.candidates().len(), MAX_FOLDERS + USUAL_FOLDERS.len());
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_an_address_or_none(typed in "\\PC*", link in "\\PC*", path in "(https?://)?[a-z.:0-9]{0,9}(/\\PC{0,5}){0,9}") {
            for text in [&typed, &path] {
                if let Ok(address) = Address::read(text) {
                    proptest::prop_assert!(address.candidates().iter().all(|url| url.ends_with("/api.php")));
                    proptest::prop_assert!(address.follow(&link).is_none_or(|address| !address.url().contains('?')));
                }
            }
        }
    }

    #[test]
    fn links_of_a_page_are_followed() {
        let page = Address::read("https://lore.example.org/wiki/Worf").unwrap();
        let api = |link: &str| page.follow(link).map(|address| address.url());
        let there = |url: &str| Some(url.to_owned());
        assert_eq!(api("//lore.example.org/w/api.php?action=rsd"), there("https://lore.example.org/w/api.php"));
        assert_eq!(api("http://lore.example.org/api.php"), there("https://lore.example.org/api.php"));
        assert_eq!(api("/api.php"), there("https://lore.example.org/api.php"));
        assert_eq!(api("api.php"), there("https://lore.example.org/wiki/api.php"));
        assert_eq!(api("javascript:alert(1)"), there("https://lore.example.org/wiki/javascript:alert(1)"));
        assert_eq!(api("ftp://lore.example.org/api.php"), None);
    }
}
