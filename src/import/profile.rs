//! The profile: what is known of a wiki's name, its citations, its continuities, its pages and its templates.
//!
//! It is made of layers. Topmost lies the wiki's own `wiki.toml`; beneath it the profile of its family, which
//! `wiki.toml` names or which the wiki is recognised by; at the bottom the generic one. What an upper layer says stands:
//! a single value or list in place of those beneath, a table merged key by key; only the lists of `[page]` are added to
//! each other. Unknown keys are refused with file and line, so that a slip of the pen never silently turns something
//! off.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;

use super::eras::EraLayer;
use super::profile_layer::{Layer, Namespace, line_of};
use super::profiles::{self, GENERIC, Site};
use super::{Trouble, trouble};
use crate::lore::{Wiki, YearRules};

/// What is known of a wiki.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// What answers need to know; kept inside the index.
    pub wiki: Wiki,
    /// The words the wiki cites with, beside the names of its series.
    pub citations: CitationHabits,
    /// What its pages look like around the text.
    pub page: PageHabits,
    /// Wikitext by the name of the template it stands for, its first letter a capital, where the wiki's own page of that
    /// name is not at hand or cannot be expanded. It uses parameters, `#if`, `#ifeq` and `#switch`, and no other template.
    pub templates: BTreeMap<String, String>,
    /// The names or numbers of the namespaces, beside the main one, whose pages are articles.
    pub lore_namespaces: Vec<String>,
}

/// The words a wiki cites with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitationHabits {
    /// Kinds of works in the singular, such as `video game`; plurals are understood.
    pub kinds: Vec<String>,
    /// Verbs that follow a source at the beginning of a note, such as `states`.
    pub stating_verbs: Vec<String>,
}

/// What a wiki's pages look like around the text. All comparisons ignore case; the names of templates are patterns as
/// [`is_among`](super::is_among) reads them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageHabits {
    /// How hatnotes begin. One that begins with `…` may stand anywhere in the line.
    pub hatnote_openers: Vec<String>,
    /// Whole lines that are no part of an article.
    pub debris: Vec<String>,
    /// Headings over numbered notes.
    pub footnote_headings: Vec<String>,
    /// Headings of sections that only point elsewhere: references, links, galleries.
    pub boilerplate: Vec<String>,
    /// Headings of sections that speak of the real world: how it was made, what is said of it.
    pub real_world_headings: Vec<String>,
    /// Templates that make a box of facts about the article's subject.
    pub infoboxes: Vec<String>,
    /// Templates that make lists of links to other pages.
    pub navigation: Vec<String>,
    /// Templates that say something about the page, not its subject.
    pub messages: Vec<String>,
    /// Templates that make a quotation of what is given to them.
    pub quotes: Vec<String>,
    /// Templates that say the page speaks of the real world.
    pub real_world: Vec<String>,
    /// Templates that say the page only lists others.
    pub disambiguation: Vec<String>,
}

impl Profile {
    /// The profile of a wiki of which nothing is known: named like its folder, without address, licence, series and
    /// continuities, citing plain kinds of works only.
    pub fn generic(id: &str) -> Profile {
        Profile::guessed(id, &Site::default())
    }

    /// The profile of a wiki that has no `wiki.toml`, by what it says of itself. Where it has no name, it is named like
    /// its folder.
    pub fn guessed(id: &str, site: &Site) -> Profile {
        let below = layer_beneath(profiles::recognised(site), &[site]);
        let name = name_of(None, &below, site).unwrap_or_else(|| id.to_owned());
        Profile::of(below, id, name)
    }

    fn of(layer: Layer, id: &str, name: String) -> Profile {
        let usual = YearRules::default();
        let years = layer.years.map(Spanned::into_inner).unwrap_or_default();
        let wiki = Wiki {
            id: id.to_owned(),
            name,
            base_url: layer.base_url.map(Spanned::into_inner),
            licence: layer.licence,
            language: layer.language.unwrap_or_else(|| "en".to_owned()),
            continuities: layer.continuity.unwrap_or_default(),
            pins: layer.pins.unwrap_or_default(),
            years: YearRules {
                earliest: years.earliest.unwrap_or(usual.earliest),
                latest: years.latest.unwrap_or(usual.latest),
                bare: years.bare.unwrap_or(usual.bare),
                eras: layer.era.unwrap_or_default().into_iter().map(EraLayer::era).collect(),
            },
            series: layer.citations.series,
        };
        let page = layer.page;
        Profile {
            wiki,
            citations: CitationHabits {
                kinds: layer.citations.kinds.unwrap_or_default(),
                stating_verbs: layer.citations.stating_verbs.unwrap_or_default(),
            },
            page: PageHabits {
                hatnote_openers: page.hatnote_openers,
                debris: page.debris,
                footnote_headings: page.footnote_headings,
                boilerplate: page.boilerplate,
                real_world_headings: page.real_world_headings,
                infoboxes: page.infoboxes,
                navigation: page.navigation,
                messages: page.messages,
                quotes: page.quotes,
                real_world: page.real_world,
                disambiguation: page.disambiguation,
            },
            templates: layer.templates,
            lore_namespaces: layer.namespaces.lore.unwrap_or_default().iter().map(Namespace::to_string).collect(),
        }
    }
}

/// Reads a `wiki.toml`. `file` names it in troubles; `id` is the wiki's folder name; `site` is what the wiki says of
/// itself, where an export or a live wiki is at hand.
///
/// # Errors
/// When it is no TOML, has a key that is not known, names a profile that there is not, or an address is none; when
/// neither it nor the wiki says the wiki's name.
pub fn read_profile(text: &str, file: &str, id: &str, site: Option<&Site>) -> Result<Profile, Trouble> {
    let fault = |span: Option<Range<usize>>, what: String| trouble(file, line_of(text, span.as_ref()), what);
    let mut own = Layer::read(text, file)?;
    if let Some(by) = own.recognised_by {
        let what = "`recognised_by` is for the profiles that come with the program; name one with `profile`";
        return Err(fault(Some(by.span()), what.to_owned()));
    }
    let site = site.cloned().unwrap_or_default();
    let addressed = Site { base: own.base_url.as_ref().map(|url| url.get_ref().clone()), ..Site::default() };
    let known = [&site, &addressed];
    let below = match &own.profile {
        Some(name) if profiles::layers_of(name.get_ref()).is_none() => {
            let (name, span, there) = (name.get_ref(), name.span(), profiles::names().join(", "));
            return Err(fault(Some(span), format!("there is no profile `{name}`; there are {there}")));
        }
        Some(name) => layer_beneath(name.get_ref(), &known),
        None => layer_beneath(recognised_among(&known), &known),
    };
    let name = name_of(own.name.take().map(Spanned::into_inner), &below, &site)
        .ok_or_else(|| fault(None, "`name` is missing; write the wiki's name for people".to_owned()))?;
    let years_stand = own.years.as_ref().map(Spanned::span);
    let profile = Profile::of(own.over(below), id, name);
    if profile.wiki.years.earliest > profile.wiki.years.latest {
        return Err(fault(years_stand, "`earliest` is after `latest`; swap them".to_owned()));
    }
    Ok(profile)
}

/// The family that any of what is known of a wiki is recognised by.
fn recognised_among(known: &[&Site]) -> &'static str {
    known.iter().map(|site| profiles::recognised(site)).find(|family| *family != GENERIC).unwrap_or(GENERIC)
}

/// The layers of a family as one. Its name, address and licence are those of the one wiki it is recognised by: another
/// that is only written like it keeps its own.
fn layer_beneath(family: &str, sites: &[&Site]) -> Layer {
    let layers = profiles::layers_of(family).unwrap_or_default();
    let mut beneath = layers.into_iter().rev().fold(Layer::default(), |below, layer| layer.clone().over(below));
    let known: Vec<_> = sites.iter().filter(|site| ***site != Site::default()).collect();
    let is_itself = beneath.recognised_by.as_ref().is_some_and(|by| known.iter().any(|site| by.get_ref().fits(site)));
    if !known.is_empty() && !is_itself {
        (beneath.name, beneath.base_url, beneath.licence) = (None, None, None);
    }
    let language = known.iter().find_map(|site| primary_language(site.language.as_deref()?));
    if let Some(language) = language.filter(|language| beneath.language.as_ref() != Some(language)) {
        // The same wiki in another language has another address.
        (beneath.language, beneath.base_url) = (Some(language), None);
    }
    beneath
}

/// The wiki's name: its own word first, then the family's, then what the wiki says of itself.
fn name_of(own: Option<String>, below: &Layer, site: &Site) -> Option<String> {
    let of_family = || below.name.as_ref().map(|name| name.get_ref().clone());
    let name = own.or_else(of_family).or_else(|| site.name.clone())?;
    Some(name.trim().to_owned()).filter(|name| !name.is_empty())
}

/// The two letters that a language tag such as `en-GB` begins with.
fn primary_language(tag: &str) -> Option<String> {
    let primary = tag.split(['-', '_']).next().unwrap_or_default().trim().to_lowercase();
    (primary.len() == 2 && primary.bytes().all(|byte| byte.is_ascii_lowercase())).then_some(primary)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lore::read_years;

    fn fault(text: &str) -> Trouble {
        read_profile(text, "data/x/wiki.toml", "x", None).unwrap_err()
    }

    #[test]
    fn every_key_of_a_full_profile_is_read() {
        let text = r#"
            name = "Qo'noS Wiki"
            base_url = "https://example.org/wiki"
            pins = ["Qo'noS"]
            [licence]
            name = "CC BY-SA 3.0"
            url = "https://example.org/licence"
            [citations]
            kinds = ["saga"]
            stating_verbs = ["sings"]
            [citations.series]
            KS = "The Klingon Sagas"
            [years]
            earliest = 800
            latest = 1400
            [[continuity]]
            name = "told"
            [[continuity]]
            name = "untold"
            headings = ["Other songs"]
            unspecific = true
            [page]
            debris = ["Sing along"]
        "#;
        let profile = read_profile(text, "wiki.toml", "qonos", None).unwrap();
        assert_eq!(profile.wiki.id, "qonos");
        assert_eq!(profile.wiki.base_url.as_deref(), Some("https://example.org/wiki/"));
        assert_eq!(profile.wiki.language, "en");
        assert_eq!(profile.wiki.years, YearRules { earliest: 800, latest: 1400, ..YearRules::default() });
        assert_eq!(profile.wiki.series["KS"], "The Klingon Sagas");
        assert_eq!(profile.wiki.default_continuity(), "told");
        assert_eq!(profile.citations.kinds, ["saga"]);
        assert!(profile.page.debris.contains(&"Sing along".to_owned()));
        assert!(profile.page.debris.contains(&"Jump to search".to_owned()), "the usual debris stays");
    }

    #[test]
    fn a_name_is_enough() {
        let profile = read_profile("name = \"Mogh\"", "wiki.toml", "mogh", None).unwrap();
        assert_eq!(Profile { wiki: Wiki { name: "mogh".into(), ..profile.wiki.clone() }, ..profile.clone() }, {
            Profile::generic("mogh")
        });
    }

    #[test]
    fn a_fault_is_told_with_its_line() {
        let unknown = fault("name = \"x\"\n\n[citations]\nkind = [\"novel\"]\n");
        assert_eq!((unknown.line, unknown.file.as_str()), (4, "data/x/wiki.toml"));
        assert!(unknown.what.contains("unknown field `kind`"), "{unknown}");
        assert_eq!(fault("name = \"x\"\nbase_url = \"example.org\"").line, 2);
        assert_eq!(fault("name = \"x\"\nbase_url = \"https:///wiki\"").line, 2);
        assert_eq!(fault("name = \"x\"\n[years]\nearliest = 3\nlatest = 2").line, 2);
        assert_eq!(fault("name = \" \"").line, 1);
        assert!(fault("pins = []").what.contains("name"));
        assert_eq!(fault("name = \"x\"\nname = ").line, 2);
        assert_eq!(fault("name = \"x\"\n[[continuity]]\nname = \"a\"\ntitle = []").line, 4);
    }

    fn read(text: &str) -> Profile {
        read_profile(text, "wiki.toml", "x", None).unwrap()
    }

    fn site(name: &str) -> Site {
        Site { name: Some(name.to_owned()), ..Site::default() }
    }

    #[test]
    fn every_profile_that_comes_with_the_program_makes_a_whole_one() {
        for name in profiles::names() {
            let profile = read(&format!("profile = \"{name}\"\nname = \"Élan\""));
            assert!(!profile.citations.kinds.is_empty() && !profile.page.boilerplate.is_empty(), "{name}");
            assert!(profile.wiki.years.earliest <= profile.wiki.years.latest, "{name}");
        }
    }

    #[test]
    fn a_wiki_takes_from_its_family_what_it_does_not_say_itself() {
        let profile = read("profile = \"memory-beta\"");
        assert_eq!(profile.wiki.name, "Memory Beta");
        assert_eq!(profile.wiki.base_url.as_deref(), Some("https://memory-beta.fandom.com/wiki/"));
        assert_eq!(profile.wiki.series["KE"], "Star Trek: Klingon Empire");
        let own = read(
            "profile = \"memory-beta\"\ncontinuity = []\n[years]\nlatest = 2999\n\
             [citations]\nkinds = [\"saga\"]\n[citations.series]\nKE = \"Kor's Epic\"\n\
             [page]\nboilerplate = [\"Sung by\"]\n[templates]\nUSS = \"a ship\"",
        );
        assert_eq!(own.wiki.years, YearRules { latest: 2999, ..YearRules::default() });
        assert_eq!(own.citations.kinds, ["saga"]);
        assert_eq!((own.wiki.series["KE"].as_str(), own.wiki.series["TNG"].as_str()), {
            ("Kor's Epic", "Star Trek: The Next Generation")
        });
        assert!(own.wiki.continuities.is_empty());
        assert_eq!(own.page.boilerplate, [profile.page.boilerplate.as_slice(), &["Sung by".to_owned()]].concat());
        assert_eq!(
            (own.templates["USS"].as_str(), own.templates["IKS"].as_str()),
            ("a ship", "IKS ''{{{1}}}''{{{3|}}}")
        );
    }

    #[test]
    fn a_family_is_recognised_by_what_the_wiki_says_or_by_its_address() {
        let guessed = Profile::guessed("tg", &site("Tolkien Gateway"));
        assert_eq!((guessed.wiki.id.as_str(), guessed.wiki.name.as_str()), ("tg", "Tolkien Gateway"));
        let named = read_profile("name = \"Lore\"", "wiki.toml", "x", Some(&site("UESPWiki"))).unwrap();
        assert_eq!((named.wiki.name.as_str(), named.lore_namespaces), ("Lore", vec!["Lore".to_owned()]));
        let addressed = read("base_url = \"https://memory-alpha.fandom.com/de/wiki\"");
        assert_eq!(addressed.wiki.licence.unwrap().name, "CC BY-NC 4.0");
        assert_eq!(addressed.wiki.base_url.as_deref(), Some("https://memory-alpha.fandom.com/de/wiki/"));
    }

    #[test]
    fn a_wiki_that_is_only_written_like_another_does_not_pass_for_it() {
        let like = read_profile("profile = \"memory-alpha\"", "wiki.toml", "x", Some(&site("Élan's Trek"))).unwrap();
        assert_eq!((like.wiki.name.as_str(), &like.wiki.base_url, &like.wiki.licence), ("Élan's Trek", &None, &None));
        assert!(like.wiki.series.contains_key("TNG"));
        let german = Site { language: Some("de-DE".into()), ..site("Memory Alpha, das Star-Trek-Wiki") };
        let german = Profile::guessed("ma", &german).wiki;
        assert_eq!((german.name.as_str(), german.language.as_str(), german.base_url), ("Memory Alpha", "de", None));
    }

    #[test]
    fn a_fault_over_a_family_is_told_where_it_stands() {
        assert_eq!(fault("profile = \"memory-beta\"\n[page]\nboiler = []").line, 3);
        let unknown = fault("name = \"x\"\nprofile = \"memory-gamma\"");
        assert_eq!(unknown.line, 2);
        assert!(unknown.what.contains("memory-alpha, memory-beta"), "{unknown}");
        assert_eq!(fault("profile = \"memory-beta\"\n[years]\nearliest = 4000").line, 2);
        assert_eq!(fault("name = \"x\"\n[recognised_by]\nnames = []").line, 2);
        assert!(fault("name = \"x\"\n[namespaces]\nlore = [1.5]").what.contains("a number or a name"));
    }

    #[test]
    fn templates_are_known_by_the_names_of_their_pages() {
        let profile = read("name = \"x\"\n[templates]\n\"nowrap|old_hand\" = \"{{{0}}}: {{{1}}}\"");
        assert_eq!(profile.templates["Old hand"], "old_hand: {{{1}}}");
        assert_eq!(profile.templates["Nowrap"], "nowrap: {{{1}}}", "it stands in place of the generic one");
        assert!(profile.templates.contains_key("Cite web") && !profile.templates.contains_key("nowrap"));
    }

    #[test]
    fn every_world_has_its_years_in_their_order() {
        for (family, in_order) in [
            ("wookieepedia", "25,000 BBY, 3640 BBY, 22–19 BBY, 0 ABY, 4 ABY"),
            ("awoiaf", "2 BC, 1 BC, 1 AC, 299 AC"),
            ("uesp", "ME 2500, ME 1, 1E 0, 1E 2920, 2E 1, 2E 582, 3E 1, 3E 433, 4E 1, 4E 201"),
            ("lexicanum", "M30, 000.M30, 001.M31, 998.M41, 999.M41, 000.M41, 001.M42"),
            ("tolkien-gateway", "Y.T. 1500, F.A. 1, F.A. 590, S.A. 1, S.A. 3441, T.A. 1, TA 3019, 3021 T.A., Fo.A. 1"),
        ] {
            let years = read(&format!("profile = \"{family}\"")).wiki.years;
            let (spans, _) = read_years(in_order, &[], None, &years, false);
            let written = in_order.split(", ").count();
            assert!(spans.len() == written && spans.is_sorted_by(|a, b| a.first < b.first), "{family}: {spans:?}");
            let named: Vec<String> = spans.iter().map(|span| years.name_of_span(span)).collect();
            let (again, _) = read_years(&named.join(", "), &[], None, &years, false);
            assert!(spans.iter().map(|span| span.first).eq(again.iter().map(|span| span.first)), "{named:?}");
        }
    }

    #[test]
    fn the_same_year_has_several_names() {
        let read_in = |family: &str, text: &str| {
            let years = read(&format!("profile = \"{family}\"")).wiki.years;
            read_years(text, &[], None, &years, false)
                .0
                .into_iter()
                .map(|span| (span.first, span.last))
                .collect::<Vec<_>>()
        };
        let shire = read_in("tolkien-gateway", "S.R. 1420, T.A. 3020");
        assert_eq!(shire[0], shire[1]);
        assert_eq!(read_in("lexicanum", "M41, 999.M41"), [(40_001, 41_000), (40_999, 40_999)]);
        assert_eq!(read_in("uesp", "CE 864, 2E 864")[0], read_in("uesp", "2E 864")[0]);
        assert_eq!(read_in("awoiaf", "In 1996 it was published"), []);
    }

    #[test]
    fn namespaces_are_named_or_numbered() {
        assert_eq!(read("name = \"x\"\n[namespaces]\nlore = [\"Lore\", 120]").lore_namespaces, ["Lore", "120"]);
    }
}
