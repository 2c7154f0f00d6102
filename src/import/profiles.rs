//! The profiles that come with the program: one file a family of wikis, and how a wiki's own is told from them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use include_dir::{Dir, include_dir};
use serde::Deserialize;

use super::patterns::is_among;
use super::profile_layer::Layer;

/// The profile beneath all others.
pub(super) const GENERIC: &str = "generic";

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/import/profiles");

static LAYERS: LazyLock<BTreeMap<String, Layer>> = LazyLock::new(|| {
    let files = FILES.files().filter_map(|file| Some((file.path().file_stem()?.to_str()?, file.contents_utf8()?)));
    let read = |(name, text): (&str, &str)| {
        let layer = Layer::read(text, &format!("{name}.toml"));
        (name.to_owned(), layer.expect("the tests read every file of the folder"))
    };
    files.map(read).collect()
});

/// What an export or a live wiki says of itself; whatever it leaves out is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Site {
    /// Its name, `sitename` in an export.
    pub name: Option<String>,
    /// The name of its database, `dbname` in an export.
    pub database: Option<String>,
    /// The address of one of its pages. It serves to recognise the wiki, never to link to it: many exports name a host
    /// that only their makers can reach.
    pub base: Option<String>,
    /// Its language as a two-letter code, `xml:lang` in an export.
    pub language: Option<String>,
}

/// By what a family of wikis is recognised: any one of these is enough. Patterns as [`is_among`] reads them.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RecognisedBy {
    names: Vec<String>,
    databases: Vec<String>,
    hosts: Vec<String>,
}

impl RecognisedBy {
    pub(super) fn fits(&self, site: &Site) -> bool {
        let says = |said: Option<&str>, patterns: &[String]| said.is_some_and(|said| is_among(patterns, said));
        says(site.name.as_deref(), &self.names)
            || says(site.database.as_deref(), &self.databases)
            || says(site.base.as_deref().and_then(host_of), &self.hosts)
    }
}

/// The names of the profiles that come with the program, in order.
pub(super) fn names() -> Vec<&'static str> {
    LAYERS.keys().map(String::as_str).collect()
}

/// The profile of a name, with its layers from the topmost down to the generic one. `None` where there is none.
pub(super) fn layers_of(name: &str) -> Option<Vec<&'static Layer>> {
    let mut layers = vec![LAYERS.get(name)?];
    while let Some(below) = layers.last().and_then(|layer| layer.profile.as_ref()) {
        layers.extend(LAYERS.get(below.get_ref()));
    }
    if name != GENERIC {
        layers.extend(LAYERS.get(GENERIC));
    }
    Some(layers)
}

/// The name of the first profile that recognises a wiki; the generic one where none does.
pub(super) fn recognised(site: &Site) -> &'static str {
    let fits = |layer: &Layer| layer.recognised_by.as_ref().is_some_and(|by| by.get_ref().fits(site));
    LAYERS.iter().find(|(_, layer)| fits(layer)).map_or(GENERIC, |(name, _)| name)
}

/// The host of a web address, without a port.
fn host_of(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("//")?;
    let host = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?.split(':').next()?;
    (!host.is_empty()).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(name: &str, database: &str, base: &str) -> Site {
        let said = |said: &str| Some(said.to_owned()).filter(|said| !said.is_empty());
        Site { name: said(name), database: said(database), base: said(base), language: None }
    }

    /// What exports say of themselves, each with the profile that fits.
    fn known() -> Vec<(Site, &'static str)> {
        vec![
            (site("Memory Beta, non-canon Star Trek Wiki", "", ""), "memory-beta"),
            (site("", "enmemorybeta", ""), "memory-beta"),
            (site("", "", "http://memory-beta.wikia.com/wiki/Main_Page"), "memory-beta"),
            (site("Memory Alpha, das Star-Trek-Wiki", "", ""), "memory-alpha"),
            (site("", "enmemoryalpha", "http:///geo-db-c-slave.query.consul/wiki/Portal:Main"), "memory-alpha"),
            (site("", "", "https://memory-alpha.fandom.com/de/wiki/Hauptseite"), "memory-alpha"),
            (site("Wookieepedia", "starwars", "https://starwars.fandom.com/wiki/Main_Page"), "wookieepedia"),
            (site("A Wiki of Ice and Fire", "wiki", "http://example.org/wiki/Main_Page"), "awoiaf"),
            (site("Warhammer 40k - Lexicanum", "", ""), "lexicanum"),
            (site("", "", "https://wh40k.lexicanum.com/wiki/Main_Page"), "lexicanum"),
            (site("UESPWiki", "uesp_net_wiki5", "https://en.uesp.net/wiki/Main_Page"), "uesp"),
            (site("Tolkien Gateway", "", "http://tolkiengateway.net/wiki/Main_Page"), "tolkien-gateway"),
            (site("Wikipedia", "dewiki", "https://de.wikipedia.org/wiki/Hauptseite"), "wikipedia"),
            (site("Qo'noS Wiki", "qonos", "https://qonos.example/wiki/Main_Page"), GENERIC),
            (site("", "", "geen adres"), GENERIC),
            (Site::default(), GENERIC),
        ]
    }

    #[test]
    fn every_profile_is_recognised_by_what_its_wiki_says_of_itself() {
        for (site, profile) in known() {
            assert_eq!(recognised(&site), profile, "{site:?}");
        }
        let met: Vec<&str> = known().iter().map(|(_, profile)| *profile).collect();
        let unmet = names().into_iter().filter(|name| !met.contains(name));
        assert_eq!(unmet.collect::<Vec<_>>(), ["star-trek"], "it lies beneath two others and is no wiki's own");
    }

    #[test]
    fn no_profile_recognises_the_wiki_of_another() {
        for (site, profile) in known() {
            let fits = |layer: &Layer| layer.recognised_by.as_ref().is_some_and(|by| by.get_ref().fits(&site));
            let fitting: Vec<&String> = LAYERS.iter().filter(|(_, layer)| fits(layer)).map(|(name, _)| name).collect();
            assert!(fitting.iter().all(|name| *name == profile), "{site:?}: {fitting:?}");
        }
    }

    #[test]
    fn every_profile_lies_on_the_generic_one() {
        let bottom = &layers_of(GENERIC).unwrap()[0].citations.kinds;
        for name in names() {
            let layers = layers_of(name).unwrap();
            assert_eq!(&layers.last().unwrap().citations.kinds, bottom, "{name}");
            assert!(layers.len() <= 3 && (layers.len() > 1 || name == GENERIC), "{name}");
        }
        assert!(layers_of("qonos").is_none());
    }

    #[test]
    fn the_texts_of_templates_are_closed_and_call_no_other_template() {
        for (name, layer) in LAYERS.iter() {
            for (template, text) in &layer.templates {
                let calls =
                    text.replace("{{{", "").replace("{{#if:", "").replace("{{#ifeq:", "").replace("{{#switch:", "");
                assert!(!calls.contains("{{") && !text.contains("{{{0}}}"), "{name}: {template}");
                let (opened, closed) = (text.matches('{').count(), text.matches('}').count());
                assert!(opened == closed && text.trim() == text, "{name}: {template}");
            }
        }
    }
}
