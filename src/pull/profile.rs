//! A first `wiki.toml`, from what the wiki says of itself.

use std::fmt::Write as _;
use std::path::Path;

use super::Error;
use super::export::write_whole;
use super::site::Site;

/// Writes a profile where there is none. Tells whether it did; one that is there is the operator's, whatever it says.
///
/// # Errors
/// When it cannot be written.
pub fn write_where_missing(at: &Path, site: &Site, folder: &str, api: &str) -> Result<bool, Error> {
    if at.exists() {
        return Ok(false);
    }
    write_whole(at, text(site, folder, api).as_bytes())?;
    Ok(true)
}

/// The name of the wiki's licence, where it tells one.
pub fn licence(site: &Site) -> Option<&str> {
    let (name, url) = (site.rights.0.trim(), site.rights.1.trim());
    [name, url].into_iter().find(|text| !text.is_empty())
}

fn text(site: &Site, folder: &str, api: &str) -> String {
    let name = if site.name.trim().is_empty() { folder } else { site.name.trim() };
    let mut toml = format!(
        "# The profile of this wiki, begun by `lorebot pull` with what {api} says of it.\n\
         # It is yours: it is never written over. What else it may say (how sources are cited, timelines, topics with\n\
         # commands of their own) stands in the profile of the starter wiki.\n\n\
         # The name shown under every answer.\nname = {}\n",
        quoted(name)
    );
    toml.push_str("# Links are this address followed by the title of the article.\n");
    let _ = match base_url(site, api) {
        Some(url) => writeln!(toml, "base_url = {}", quoted(&url)),
        None => writeln!(toml, "# base_url = \"https://...\""),
    };
    let language = site.language.split('-').next().filter(|code| !code.is_empty()).unwrap_or("en");
    let _ = writeln!(toml, "# The language of the articles, a two-letter code.\nlanguage = {}\n", quoted(language));
    toml.push_str("# The licence under which passages may be quoted; shown with each of them.\n");
    match licence(site) {
        Some(licence) => {
            let _ = writeln!(toml, "[licence]\nname = {}", quoted(licence));
            if is_web_address(site.rights.1.trim()) {
                let _ = writeln!(toml, "url = {}", quoted(site.rights.1.trim()));
            }
        }
        None => toml.push_str("# The wiki names none: find out which it is, for answers without one say so.\n# [licence]\n# name = \"CC BY-SA 3.0\"\n"),
    }
    toml
}

/// The address that titles are appended to. `None` where the wiki tells none that ends in a title.
fn base_url(site: &Site, api: &str) -> Option<String> {
    let server = match site.server.trim_end_matches('/') {
        // The scheme readers come by: <https://www.mediawiki.org/wiki/Manual:$wgServer>.
        server if server.starts_with("//") => format!("{}:{server}", api.split("://").next().unwrap_or("https")),
        server => server.to_owned(),
    };
    let path = match site.article_path.strip_suffix("$1") {
        Some(path) if path.ends_with('/') => path.to_owned(),
        // `index.php?title=Worf` is also to be had as `index.php/Worf`, to which a title can be appended.
        _ if !site.script.is_empty() => format!("{}/", site.script),
        _ => return None,
    };
    Some(format!("{server}{path}")).filter(|url| is_web_address(url))
}

fn is_web_address(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split('/').next());
    host.is_some_and(|host| !host.is_empty()) && !url.contains(char::is_whitespace)
}

/// A text as TOML writes it: as JSON does, where no control characters are left.
fn quoted(text: &str) -> String {
    let plain: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    serde_json::Value::from(plain).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{Profile, read_profile};

    const API: &str = "https://lore.example.org/w/api.php";

    fn site() -> Site {
        let text = |text: &str| text.to_owned();
        Site {
            name: text("Qo'noS \"Wiki\"\n\\"),
            language: text("pt-br"),
            server: text("//lore.example.org"),
            article_path: text("/wiki/$1"),
            script: text("/w/index.php"),
            rights: (text("CC BY-SA"), text("https://lore.example.org/licence")),
            ..Site::default()
        }
    }

    fn profile(site: &Site) -> Profile {
        read_profile(&text(site, "qonos", API), "wiki.toml", "qonos", None).unwrap()
    }

    #[test]
    fn what_the_wiki_says_of_itself_can_be_read_as_a_profile() {
        let wiki = profile(&site()).wiki;
        assert_eq!(wiki.name, "Qo'noS \"Wiki\" \\");
        assert_eq!(wiki.base_url.as_deref(), Some("https://lore.example.org/wiki/"));
        assert_eq!(wiki.language, "pt");
        let licence = wiki.licence.unwrap();
        assert_eq!(
            (licence.name.as_str(), licence.url.as_deref()),
            ("CC BY-SA", Some("https://lore.example.org/licence"))
        );
    }

    #[test]
    fn what_the_wiki_leaves_out_is_left_out() {
        let wiki = profile(&Site::default()).wiki;
        assert_eq!((wiki.name.as_str(), wiki.base_url, wiki.licence), ("qonos", None, None));
        assert_eq!(wiki.language, "en");
        let only_address = Site { rights: (String::new(), "https://a.example.org/l".to_owned()), ..site() };
        assert_eq!(profile(&only_address).wiki.licence.unwrap().name, "https://a.example.org/l");
        let odd = Site { server: "javascript:".to_owned(), ..site() };
        assert_eq!(profile(&odd).wiki.base_url, None);
    }

    #[test]
    fn titles_can_be_appended_to_any_address_that_is_written() {
        let base = |server: &str, article_path: &str| {
            base_url(&Site { server: server.to_owned(), article_path: article_path.to_owned(), ..site() }, API)
        };
        let there = |url: &str| Some(url.to_owned());
        assert_eq!(base("https://lore.example.org", "/$1"), there("https://lore.example.org/"));
        let script = there("https://lore.example.org/w/index.php/");
        assert_eq!(base("https://lore.example.org", "/w/index.php?title=$1"), script);
        assert_eq!(base("", "/wiki/$1"), None);
    }

    #[test]
    fn a_profile_that_is_there_stays() {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path().join("wiki.toml");
        assert!(write_where_missing(&at, &site(), "qonos", API).unwrap());
        std::fs::write(&at, "mine").unwrap();
        assert!(!write_where_missing(&at, &site(), "qonos", API).unwrap());
        assert_eq!(std::fs::read(&at).unwrap(), b"mine");
    }
}
