//! A layer of a profile: one file as it is written, and how it lies over another.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use super::eras::EraLayer;
use super::profiles::RecognisedBy;
use super::{Trouble, eras, trouble};
use crate::lore::{ContinuityRule, Licence};

/// What one file of a profile says; whatever it leaves out is left to the layers beneath.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Layer {
    /// The profile beneath it, by name.
    pub(super) profile: Option<Spanned<String>>,
    pub(super) recognised_by: Option<Spanned<RecognisedBy>>,
    pub(super) name: Option<Spanned<String>>,
    pub(super) base_url: Option<Spanned<String>>,
    pub(super) language: Option<String>,
    pub(super) licence: Option<Licence>,
    pub(super) pins: Option<Vec<String>>,
    pub(super) citations: CitationsLayer,
    pub(super) years: Option<Spanned<YearsLayer>>,
    pub(super) era: Option<Vec<EraLayer>>,
    pub(super) continuity: Option<Vec<ContinuityRule>>,
    pub(super) page: PageLayer,
    pub(super) templates: BTreeMap<String, String>,
    pub(super) namespaces: NamespacesLayer,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct CitationsLayer {
    pub(super) kinds: Option<Vec<String>>,
    pub(super) stating_verbs: Option<Vec<String>>,
    pub(super) series: BTreeMap<String, String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct YearsLayer {
    pub(super) earliest: Option<i32>,
    pub(super) latest: Option<i32>,
    pub(super) bare: Option<bool>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct PageLayer {
    pub(super) hatnote_openers: Vec<String>,
    pub(super) debris: Vec<String>,
    pub(super) footnote_headings: Vec<String>,
    pub(super) boilerplate: Vec<String>,
    pub(super) real_world_headings: Vec<String>,
    pub(super) infoboxes: Vec<String>,
    pub(super) navigation: Vec<String>,
    pub(super) messages: Vec<String>,
    pub(super) quotes: Vec<String>,
    pub(super) real_world: Vec<String>,
    pub(super) disambiguation: Vec<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct NamespacesLayer {
    pub(super) lore: Option<Vec<Namespace>>,
}

/// A namespace, by its number or its name.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged, expecting = "a namespace is a number or a name")]
pub(super) enum Namespace {
    Number(i32),
    Name(String),
}

impl Layer {
    /// Reads one file. `file` names it in troubles.
    ///
    /// # Errors
    /// When it is no TOML, has a key that is not known, an empty name, an address that is none, or eras that cannot be told
    /// apart.
    pub(super) fn read(text: &str, file: &str) -> Result<Layer, Trouble> {
        let fault = |span: Option<Range<usize>>, what: &str| trouble(file, line_of(text, span.as_ref()), what);
        let mut layer: Layer =
            toml::from_str(text).map_err(|error| fault(error.span(), &error.message().replace('\n', "; ")))?;
        if let Some(name) = layer.name.as_ref().filter(|name| name.get_ref().trim().is_empty()) {
            return Err(fault(Some(name.span()), "`name` is empty; write the wiki's name for people"));
        }
        if let Some(url) = &mut layer.base_url {
            let Some(address) = address(url.get_ref()) else {
                let what = "`base_url` is no web address; it begins with `https://` or `http://`";
                return Err(fault(Some(url.span()), what));
            };
            *url.get_mut() = address;
        }
        eras::check(layer.era.as_deref().unwrap_or_default()).map_err(|(span, what)| fault(Some(span), &what))?;
        layer.templates = layer.templates.iter().flat_map(|(names, text)| each_named(names, text)).collect();
        Ok(layer)
    }

    /// This layer over another one: single values and lists stand in place of those beneath, tables are merged key by
    /// key, and what `[page]` lists is added to what is listed there.
    pub(super) fn over(self, below: Layer) -> Layer {
        Layer {
            profile: self.profile.or(below.profile),
            recognised_by: self.recognised_by.or(below.recognised_by),
            name: self.name.or(below.name),
            base_url: self.base_url.or(below.base_url),
            language: self.language.or(below.language),
            licence: self.licence.or(below.licence),
            pins: self.pins.or(below.pins),
            citations: self.citations.over(below.citations),
            years: over_years(self.years, below.years),
            era: self.era.or(below.era),
            continuity: self.continuity.or(below.continuity),
            page: self.page.over(below.page),
            templates: merged(below.templates, self.templates),
            namespaces: NamespacesLayer { lore: self.namespaces.lore.or(below.namespaces.lore) },
        }
    }
}

impl fmt::Display for Namespace {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Namespace::Number(number) => write!(out, "{number}"),
            Namespace::Name(name) => out.write_str(name),
        }
    }
}

impl CitationsLayer {
    fn over(self, below: CitationsLayer) -> CitationsLayer {
        CitationsLayer {
            kinds: self.kinds.or(below.kinds),
            stating_verbs: self.stating_verbs.or(below.stating_verbs),
            series: merged(below.series, self.series),
        }
    }
}

impl PageLayer {
    fn over(self, below: PageLayer) -> PageLayer {
        PageLayer {
            hatnote_openers: added(below.hatnote_openers, self.hatnote_openers),
            debris: added(below.debris, self.debris),
            footnote_headings: added(below.footnote_headings, self.footnote_headings),
            boilerplate: added(below.boilerplate, self.boilerplate),
            real_world_headings: added(below.real_world_headings, self.real_world_headings),
            infoboxes: added(below.infoboxes, self.infoboxes),
            navigation: added(below.navigation, self.navigation),
            messages: added(below.messages, self.messages),
            quotes: added(below.quotes, self.quotes),
            real_world: added(below.real_world, self.real_world),
            disambiguation: added(below.disambiguation, self.disambiguation),
        }
    }
}

/// Merges the years of two layers. The place of the upper one stays, for faults that only show when both are known.
fn over_years(own: Option<Spanned<YearsLayer>>, below: Option<Spanned<YearsLayer>>) -> Option<Spanned<YearsLayer>> {
    match (own, below) {
        (Some(mut own), Some(below)) => {
            let (years, below) = (own.get_mut(), below.into_inner());
            years.earliest = years.earliest.or(below.earliest);
            years.latest = years.latest.or(below.latest);
            years.bare = years.bare.or(below.bare);
            Some(own)
        }
        (own, below) => own.or(below),
    }
}

/// The templates of several names parted by bars, which share a text in which `{{{0}}}` is the name. A bar cannot stand
/// in the name of a page.
fn each_named(names: &str, text: &str) -> Vec<(String, String)> {
    let names = names.split('|').map(str::trim);
    names.map(|name| (page_name(name), text.replace("{{{0}}}", name))).collect()
}

/// The name of a page as `MediaWiki` keeps it: the first letter is a capital, and spaces are no underscores
/// (<https://www.mediawiki.org/wiki/Manual:Page_title>).
fn page_name(name: &str) -> String {
    let mut letters = name.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    (first + letters.as_str()).replace('_', " ")
}

fn merged(mut below: BTreeMap<String, String>, own: BTreeMap<String, String>) -> BTreeMap<String, String> {
    below.extend(own);
    below
}

fn added(mut below: Vec<String>, own: Vec<String>) -> Vec<String> {
    below.extend(own);
    below
}

/// A web address that titles can be appended to.
fn address(url: &str) -> Option<String> {
    let url = url.trim();
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let host = rest.split('/').next().unwrap_or_default();
    if host.is_empty() || url.contains(char::is_whitespace) {
        return None;
    }
    Some(if url.ends_with('/') { url.to_owned() } else { format!("{url}/") })
}

/// The line, counted from 1, in which a byte range begins.
pub(super) fn line_of(text: &str, span: Option<&Range<usize>>) -> usize {
    let start = span.map_or(0, |span| span.start.min(text.len()));
    1 + text.bytes().take(start).filter(|&byte| byte == b'\n').count()
}
