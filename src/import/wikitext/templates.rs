//! The templates of a wiki: those its export holds, and what stands in for those it does not or that only call a program.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, HashMap};

use super::links::LinkSpaces;
use super::names::normal_title;
use super::pieces::{Pieces, Side, pieces_of};
use crate::import::Profile;
use crate::import::patterns::is_among;
use crate::import::redirect::redirect_of;
use crate::lore::ContinuityRule;

/// The numbers of namespaces (<https://www.mediawiki.org/wiki/Manual:Namespace>).
pub(in crate::import) const TEMPLATE: i32 = 10;
const FILE: i32 = 6;
const CATEGORY: i32 = 14;

/// Most redirects from one template to another that are followed.
const MAX_HOPS: usize = 3;

/// The templates of a wiki, by name.
#[derive(Debug, Default)]
pub struct Templates {
    pages: HashMap<String, Template>,
    /// What the profile writes for a template; used where the wiki's own cannot be expanded.
    stand_ins: HashMap<String, Template>,
    /// The wiki's own names of the namespace of templates, in lower case.
    namespaces: Vec<String>,
    links: LinkSpaces,
    roles: Vec<(Role, Vec<String>)>,
    /// Banners that name a continuity: the template, the argument it must have, and the continuity's name.
    banners: Vec<(String, Option<String>, String)>,
    /// The role by the name as it was called.
    known_roles: RefCell<HashMap<String, Role>>,
    unexpanded: RefCell<BTreeMap<String, Unexpanded>>,
}

/// A template's wikitext, cut into pieces when it is first called.
#[derive(Debug, Default)]
pub(super) struct Template {
    source: String,
    pieces: OnceCell<Pieces>,
}

/// How often a template could not be expanded, and how much text stood in its calls.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Unexpanded {
    /// The calls.
    pub calls: usize,
    /// The bytes of their arguments that are not shown.
    pub bytes: usize,
}

/// What a template is for, as the profile tells it by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Its words are the article's.
    Text,
    /// Its words are a quotation.
    Quote,
    /// It lists facts.
    Infobox,
    /// It leads to other pages or speaks to editors.
    Furniture,
    /// It says that the page is about the real world.
    RealWorld,
    /// It says that the page only leads to pages of one name.
    Disambiguation,
}

impl Templates {
    /// The templates of a wiki of which no page is known yet.
    pub fn new(profile: &Profile) -> Templates {
        let habits = &profile.page;
        // The first that fits counts: a "disambiguation notice" says what the page is, and is a message besides.
        let roles = [
            (Role::Disambiguation, &habits.disambiguation),
            (Role::RealWorld, &habits.real_world),
            (Role::Furniture, &habits.messages),
            (Role::Furniture, &habits.navigation),
            (Role::Infobox, &habits.infoboxes),
            (Role::Quote, &habits.quotes),
        ];
        let stand_in = |(name, source): (&String, &String)| (normal_title(name), Template::of(source.clone()));
        Templates {
            stand_ins: profile.templates.iter().map(stand_in).collect(),
            banners: banners_of(&profile.wiki.continuities),
            roles: roles.into_iter().map(|(role, names)| (role, names.clone())).collect(),
            ..Templates::default()
        }
    }

    /// Adds the page of a template; `name` is its title without the namespace.
    pub fn add(&mut self, name: &str, wikitext: String) {
        self.pages.insert(normal_title(name), Template::of(wikitext));
    }

    /// Adds the name by which the wiki calls one of its namespaces, such as `Vorlage` for templates.
    pub fn add_namespace(&mut self, number: i32, name: &str) {
        let name = name.to_lowercase();
        match number {
            TEMPLATE => self.namespaces.push(name),
            FILE => self.links.files.push(name),
            CATEGORY => self.links.categories.push(name),
            _ => {}
        }
    }

    /// The namespaces whose links show nothing.
    pub(super) fn links(&self) -> &LinkSpaces {
        &self.links
    }

    pub(super) fn is_template_namespace(&self, name: &str) -> bool {
        let name = name.trim().to_lowercase();
        name == "template" || self.namespaces.contains(&name)
    }

    /// Whether there is a template of this normal name, stand-ins aside.
    pub(super) fn has(&self, name: &str) -> bool {
        self.pages.contains_key(name)
    }

    /// What could not be expanded so far, by the template's name.
    pub fn unexpanded(&self) -> BTreeMap<String, Unexpanded> {
        self.unexpanded.borrow().clone()
    }

    /// The template to expand for a call of this normal name. A page that calls a program gives way to a stand-in; of a
    /// page that is a redirect the target counts.
    pub(super) fn find(&self, name: &str) -> Option<&Template> {
        let mut name = name.to_owned();
        for _ in 0..=MAX_HOPS {
            let page = self.pages.get(&name);
            if page.is_none_or(Template::calls_program)
                && let Some(stand_in) = self.stand_ins.get(&name).or_else(|| self.stand_in_of_any_case(&name))
            {
                return Some(stand_in);
            }
            match page.and_then(|page| redirect_of(&page.source)) {
                Some(target) => name = normal_title(without_namespace(target)),
                None => return page,
            }
        }
        None
    }

    /// Stand-ins are written by hand, in the letter case their writer thought of.
    fn stand_in_of_any_case(&self, name: &str) -> Option<&Template> {
        let lower = name.to_lowercase();
        let is_named = |(known, _): &(&String, &Template)| known.to_lowercase() == lower;
        (!self.stand_ins.contains_key(name))
            .then(|| self.stand_ins.iter().find(is_named))?
            .map(|(_, template)| template)
    }

    /// What a template of this normal name is for, by its own name or by that of the page it leads to.
    pub(super) fn role_of(&self, name: &str) -> Role {
        if let Some(role) = self.known_roles.borrow().get(name) {
            return *role;
        }
        let target = self
            .pages
            .get(name)
            .and_then(|page| redirect_of(&page.source))
            .map(|target| normal_title(without_namespace(target)));
        let fits =
            |names: &[String]| is_among(names, name) || target.as_deref().is_some_and(|name| is_among(names, name));
        let role = self.roles.iter().find(|(_, patterns)| fits(patterns)).map_or(Role::Text, |(role, _)| *role);
        self.known_roles.borrow_mut().insert(name.to_owned(), role);
        role
    }

    /// Whether a template of this normal name may name the continuity of a page.
    pub(super) fn may_name_continuity(&self, name: &str) -> bool {
        self.banners.iter().any(|(banner, _, _)| banner.eq_ignore_ascii_case(name))
    }

    /// The continuity that a template of this normal name names with these arguments.
    pub(super) fn continuity_named_by(&self, name: &str, arguments: &[&str]) -> Option<&str> {
        let names = |(banner, wanted, _): &&(String, Option<String>, String)| {
            banner.eq_ignore_ascii_case(name)
                && wanted.as_ref().is_none_or(|wanted| arguments.iter().any(|given| given.eq_ignore_ascii_case(wanted)))
        };
        self.banners.iter().find(names).map(|(_, _, continuity)| continuity.as_str())
    }

    /// Notes that a call could not be expanded and how many bytes of it are not shown.
    pub(super) fn miss(&self, name: &str, bytes: usize) {
        let mut unexpanded = self.unexpanded.borrow_mut();
        let entry = unexpanded.entry(name.to_owned()).or_default();
        entry.calls += 1;
        entry.bytes += bytes;
    }
}

impl Template {
    fn of(source: String) -> Template {
        Template { source, pieces: OnceCell::new() }
    }

    pub(super) fn pieces(&self) -> &Pieces {
        self.pieces.get_or_init(|| pieces_of(&super::marks::without_controls(&self.source), Side::Included))
    }

    /// Whether it calls a program of the wiki, which is not run here.
    pub(super) fn calls_program(&self) -> bool {
        self.source.contains("#invoke:")
    }
}

/// The banners of all continuities, those that ask for an argument first.
fn banners_of(rules: &[ContinuityRule]) -> Vec<(String, Option<String>, String)> {
    let of_rule = |rule: &ContinuityRule| {
        let banner = |template: &String| {
            let (name, argument) =
                template.split_once('|').map_or((template.as_str(), None), |(name, argument)| (name, Some(argument)));
            (normal_title(name), argument.map(|argument| argument.trim().to_owned()), rule.name.clone())
        };
        rule.templates.iter().map(banner).collect::<Vec<_>>()
    };
    let mut banners: Vec<_> = rules.iter().flat_map(of_rule).collect();
    banners.sort_by_key(|(_, argument, _)| argument.is_none());
    banners
}

/// A title without a namespace in front.
fn without_namespace(title: &str) -> &str {
    title.split_once(':').map_or(title, |(_, name)| name)
}
