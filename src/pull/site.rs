//! What a wiki says of itself: its name, its namespaces, its licence, where its pages stand.

use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::Error;
use super::api::Api;

/// The namespaces whose pages are fetched on every wiki: articles, templates and modules
/// (<https://www.mediawiki.org/wiki/Help:Namespaces>, <https://www.mediawiki.org/wiki/Extension:Scribunto>).
const ALWAYS_WANTED: [i32; 3] = [0, 10, 828];

/// What a wiki says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Site {
    /// Its name for people.
    pub name: String,
    /// The name of its database.
    pub database: String,
    /// The address of its main page.
    pub base: String,
    /// The program it runs on.
    pub generator: String,
    /// The language of its text, such as `en` or `pt-br`.
    pub language: String,
    /// Whether titles begin with a capital letter, however they are written.
    pub capital_links: bool,
    /// Its namespaces in the order of their numbers.
    pub namespaces: Vec<Namespace>,
    /// Scheme and host of its pages; the scheme may be missing.
    pub server: String,
    /// The path of its pages, with `$1` for the title.
    pub article_path: String,
    /// The path of its `index.php`.
    pub script: String,
    /// The name of its licence, and where that stands; either may be empty.
    pub rights: (String, String),
    /// The pages there are, of all namespaces.
    pub pages: u64,
}

/// A namespace of a wiki.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Namespace {
    /// Its number.
    pub number: i32,
    /// Its name in the wiki's language; empty for articles.
    pub name: String,
    /// Its other names.
    pub aliases: Vec<String>,
    /// Whether titles in it begin with a capital letter, however they are written.
    pub capital_links: bool,
    /// Whether the wiki counts its pages as content.
    pub is_content: bool,
}

impl Site {
    /// Asks the wiki. What it leaves out stays empty.
    ///
    /// # Errors
    /// When the wiki does not answer.
    pub fn ask(api: &mut Api) -> Result<Site, Error> {
        let parts = "general|namespaces|namespacealiases|rightsinfo|statistics";
        Ok(Site::read(&api.ask(&[("meta", "siteinfo"), ("siprop", parts)])?["query"]))
    }

    fn read(query: &Value) -> Site {
        let (general, rights) = (&query["general"], &query["rightsinfo"]);
        Site {
            name: text(&general["sitename"]),
            database: text(&general["wikiid"]),
            base: text(&general["base"]),
            generator: text(&general["generator"]),
            language: text(&general["lang"]),
            capital_links: is_capital(general),
            namespaces: namespaces(query),
            server: text(&general["server"]),
            article_path: text(&general["articlepath"]),
            script: text(&general["script"]),
            rights: (text(&rights["text"]), text(&rights["url"])),
            pages: query["statistics"]["pages"].as_u64().unwrap_or_default(),
        }
    }

    /// The numbers of the namespaces whose pages are fetched, in order: articles, templates, modules, and what else the
    /// wiki counts as content.
    pub fn wanted(&self) -> Vec<i32> {
        let is_wanted = |namespace: &&Namespace| {
            ALWAYS_WANTED.contains(&namespace.number) || (namespace.is_content && namespace.number > 0)
        };
        let mut wanted: Vec<i32> = self.namespaces.iter().filter(is_wanted).map(|namespace| namespace.number).collect();
        if wanted.is_empty() {
            wanted.push(0);
        }
        wanted
    }

    /// A title as the wiki would list it, from how an author may write it in a link: `_ template:worf` is
    /// `Template:Worf`.
    pub fn title(&self, written: &str) -> String {
        let decoded = percent_decode_str(written).decode_utf8_lossy();
        let spaced = decoded.replace('_', " ").split_whitespace().collect::<Vec<_>>().join(" ");
        let spaced = spaced.trim_start_matches(':').trim_start();
        let named =
            spaced.split_once(':').and_then(|(prefix, rest)| Some((self.namespace(prefix)?, rest.trim_start())));
        match named {
            Some((namespace, rest)) => format!("{}:{}", namespace.name, capital(rest, namespace.capital_links)),
            None => capital(spaced, self.capital_links),
        }
    }

    /// The namespace of this name, whatever its case.
    fn namespace(&self, name: &str) -> Option<&Namespace> {
        let name = name.trim().to_lowercase();
        let is_it = |known: &String| !known.is_empty() && known.to_lowercase() == name;
        self.namespaces.iter().find(|namespace| is_it(&namespace.name) || namespace.aliases.iter().any(is_it))
    }
}

fn namespaces(query: &Value) -> Vec<Namespace> {
    let Some(listed) = query["namespaces"].as_object() else { return Vec::new() };
    let mut namespaces: Vec<Namespace> = listed.values().filter_map(namespace).collect();
    namespaces.sort_by_key(|namespace| namespace.number);
    for alias in query["namespacealiases"].as_array().into_iter().flatten() {
        let of = namespaces.iter_mut().find(|namespace| Some(i64::from(namespace.number)) == alias["id"].as_i64());
        if let Some(namespace) = of {
            namespace.aliases.push(named(alias, "alias"));
        }
    }
    namespaces
}

fn namespace(value: &Value) -> Option<Namespace> {
    Some(Namespace {
        number: i32::try_from(value["id"].as_i64()?).ok()?,
        name: named(value, "name"),
        aliases: value["canonical"].as_str().map(str::to_owned).into_iter().collect(),
        capital_links: is_capital(value),
        is_content: is_set(&value["content"]),
    })
}

/// A name under its key, or under the one that `MediaWiki` before 1.25 uses for texts.
fn named(value: &Value, key: &str) -> String {
    value[key].as_str().or(value["*"].as_str()).unwrap_or_default().to_owned()
}

/// Whether a flag is set: `true`, or, before `MediaWiki` 1.25, present at all.
pub fn is_set(flag: &Value) -> bool {
    !matches!(flag, Value::Null | Value::Bool(false))
}

fn is_capital(value: &Value) -> bool {
    value["case"] != "case-sensitive"
}

fn capital(title: &str, wanted: bool) -> String {
    let mut letters = title.chars();
    match letters.next() {
        // A letter whose capital is two, such as `ß`, stays small in titles.
        Some(first) if wanted && first.to_uppercase().len() == 1 => first.to_uppercase().chain(letters).collect(),
        _ => title.to_owned(),
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn site() -> Site {
        Site::read(&json!({
            "general": { "sitename": "Qo'noS Wiki", "case": "first-letter", "lang": "de" },
            "namespaces": {
                "-1": { "id": -1, "name": "Spezial", "canonical": "Special" },
                "0": { "id": 0, "name": "", "content": true },
                "1": { "id": 1, "name": "Diskussion", "canonical": "Talk" },
                "10": { "id": 10, "name": "Vorlage", "canonical": "Template" },
                "112": { "id": 112, "*": "Sagen", "content": "" },
                "114": { "id": 114, "name": "pIqaD", "case": "case-sensitive", "content": false },
                "828": { "id": 828, "name": "Modul", "canonical": "Module" },
            },
            "namespacealiases": [{ "id": 10, "alias": "V" }, { "id": 99, "alias": "nowhere" }],
        }))
    }

    #[test]
    fn articles_templates_modules_and_other_content_are_wanted() {
        assert_eq!(site().wanted(), [0, 10, 112, 828]);
        assert_eq!(Site::read(&Value::Null).wanted(), [0]);
    }

    #[test]
    fn titles_are_written_as_the_wiki_lists_them() {
        let site = site();
        assert_eq!(site.title("qo'noS_ (Stadt) "), "Qo'noS (Stadt)");
        assert_eq!(site.title(":template:_élan"), "Vorlage:Élan");
        assert_eq!(site.title("v:worf"), "Vorlage:Worf");
        assert_eq!(site.title("piqad:tlh"), "pIqaD:tlh");
        assert_eq!(site.title("Star Trek: Phönix"), "Star Trek: Phönix");
        assert_eq!(site.title("B%C3%AAlle"), "Bêlle");
        assert_eq!(site.title("ßa"), "ßa");
        assert_eq!(site.title(""), "");
    }
}
