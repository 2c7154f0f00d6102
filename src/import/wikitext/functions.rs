//! Variables and parser functions: what `{{...}}` means where it names no template.
//!
//! The commonest of `MediaWiki` and of its extensions `ParserFunctions`, `StringFunctions`, `Variables` and `Cite`
//! (<https://www.mediawiki.org/wiki/Help:Magic_words>,
//! <https://www.mediawiki.org/wiki/Help:Extension:ParserFunctions>). What asks for the time, for the wiki's state or for
//! a program gives nothing: the same export must always give the same text.

use super::expand::{Call, Expander, Frame, Part};
use super::expr::{Value, evaluate, written};
use super::names::normal_title;
use super::tags::extension_tag;
use crate::import::draft::NoteMarkup;

/// What a fault in an expression gives; `#iferror` looks for it, and it is not shown.
const FAULT: &str = "<strong class=\"error\"></strong>";

/// Most letters that `padleft` and its like make.
const MAX_PADDING: usize = 500;

impl Expander<'_> {
    /// A variable such as `{{PAGENAME}}`; whether it is one.
    pub(super) fn variable(&self, name: &str, call: &Call<'_>, out: &mut String) -> bool {
        if call.parts.len() > 1 {
            return false;
        }
        let (name, argument) =
            name.split_once(':').map_or((name, None), |(name, argument)| (name, Some(argument.trim())));
        let title = argument.filter(|argument| !argument.is_empty()).unwrap_or(self.place.title);
        let value = match (name, argument) {
            ("!", None) => "|",
            ("=", None) => "=",
            ("(", None) => "{",
            (")", None) => "}",
            ("!!", None) => "||",
            ("SITENAME", None) => self.place.site,
            ("PAGENAME" | "PAGENAMEE", _) => page_name(title),
            ("FULLPAGENAME" | "FULLPAGENAMEE" | "SUBJECTPAGENAME" | "ARTICLEPAGENAME", _) => title,
            ("BASEPAGENAME" | "BASEPAGENAMEE", _) => {
                page_name(title).rsplit_once('/').map_or(page_name(title), |(base, _)| base)
            }
            ("ROOTPAGENAME" | "ROOTPAGENAMEE", _) => page_name(title).split('/').next().unwrap_or_default(),
            ("SUBPAGENAME" | "SUBPAGENAMEE", _) => page_name(title).rsplit('/').next().unwrap_or_default(),
            ("TALKPAGENAME" | "TALKPAGENAMEE", _) => {
                out.push_str("Talk:");
                title
            }
            ("NAMESPACE" | "NAMESPACEE" | "SUBJECTSPACE", _) => namespace(title),
            ("NAMESPACENUMBER", _) => {
                if namespace(title).is_empty() {
                    "0"
                } else {
                    "1"
                }
            }
            ("CONTENTLANGUAGE" | "CONTENTLANG" | "PAGELANGUAGE", None) => "en",
            ("SERVER" | "SERVERNAME" | "SCRIPTPATH" | "STYLEPATH" | "DIRECTIONMARK" | "DIRMARK", None) => "",
            (name, None) if is_of_the_moment(name) => "",
            _ => return false,
        };
        out.push_str(value);
        true
    }

    /// A parser function such as `{{#if:...}}` or `{{lc:...}}`; whether it is one.
    pub(super) fn function(&mut self, name: &str, call: &Call<'_>, frame: &Frame<'_>, out: &mut String) -> bool {
        let Some((function, first)) = name.split_once(':') else { return false };
        let function = function.trim().to_lowercase();
        let mut parts = Arguments { expander: self, call, frame, first: first.trim() };
        match function.as_str() {
            "#if" => {
                let chosen = if parts.first.is_empty() { 2 } else { 1 };
                out.push_str(&parts.at(chosen));
            }
            "#ifeq" => {
                let chosen = if are_equal(parts.first, &parts.at(1)) { 2 } else { 3 };
                out.push_str(&parts.at(chosen));
            }
            "#ifexpr" => match evaluate(parts.first) {
                Value::Fault => out.push_str(FAULT),
                Value::Number(value) if value != 0.0 => out.push_str(&parts.at(1)),
                Value::Number(_) | Value::Nothing => out.push_str(&parts.at(2)),
            },
            "#iferror" => parts.if_error(out),
            "#ifexist" => {
                let chosen = if parts.exists() { 1 } else { 2 };
                out.push_str(&parts.at(chosen));
            }
            "#switch" => out.push_str(&parts.switch()),
            "#expr" => match evaluate(parts.first) {
                Value::Fault => out.push_str(FAULT),
                Value::Number(value) => out.push_str(&written(value)),
                Value::Nothing => {}
            },
            "#tag" => parts.tag(out),
            "#vardefine" => parts.define(),
            "#vardefineecho" => {
                parts.define();
                out.push_str(&parts.at(1));
            }
            "#var" => out.push_str(&parts.variable()),
            "#varexists" => {
                let chosen = if parts.expander.variables.contains_key(parts.first) { 1 } else { 2 };
                out.push_str(&parts.at(chosen));
            }
            "#invoke" => {}
            "ns" | "nse" => out.push_str(namespace_name(parts.first)),
            "plural" => {
                let chosen = if parts.first.trim().parse() == Ok(1.0) || parts.call.parts.len() == 2 { 1 } else { 2 };
                out.push_str(&parts.at(chosen));
            }
            "gender" | "grammar" => out.push_str(&parts.at(1)),
            _ => return self.string_function(&function, call, frame, first.trim(), out),
        }
        true
    }

    /// A function on letters alone.
    fn string_function(
        &mut self,
        function: &str,
        call: &Call<'_>,
        frame: &Frame<'_>,
        first: &str,
        out: &mut String,
    ) -> bool {
        let mut parts = Arguments { expander: self, call, frame, first };
        match function {
            "lc" => out.push_str(&first.to_lowercase()),
            "uc" => out.push_str(&first.to_uppercase()),
            "ucfirst" => out.push_str(&with_first(first, |letter| letter.to_uppercase().collect())),
            "lcfirst" => out.push_str(&with_first(first, |letter| letter.to_lowercase().collect())),
            "formatnum" => out.push_str(&format_number(first, parts.at(1).trim())),
            "padleft" => {
                let padding = parts.padding();
                out.push_str(&padding);
                out.push_str(first);
            }
            "padright" => {
                let padding = parts.padding();
                out.push_str(first);
                out.push_str(&padding);
            }
            "#titleparts" => {
                let (count, from) = (parts.number(1).unwrap_or(0), parts.number(2).unwrap_or(1));
                out.push_str(&title_parts(first, count, from));
            }
            "#len" => out.push_str(&first.chars().count().to_string()),
            "#pos" => {
                let wanted = parts.at(1);
                if let Some(at) = first.find(&wanted).filter(|_| !wanted.is_empty()) {
                    out.push_str(&first[..at].chars().count().to_string());
                }
            }
            "#sub" => {
                let (from, length) = (parts.number(1).unwrap_or(0), parts.number(2).unwrap_or(0));
                out.push_str(&part_of(first, from, length));
            }
            "#replace" => {
                let (wanted, instead) = (parts.at(1), parts.at(2));
                let replaced = if wanted.is_empty() { first.to_owned() } else { first.replace(&wanted, &instead) };
                out.push_str(if replaced.len() > MAX_PADDING + first.len() * 4 { first } else { &replaced });
            }
            "#explode" => {
                let (mark, number) = (parts.at(1), parts.number(2).unwrap_or(0));
                let mark = if mark.is_empty() { " " } else { mark.as_str() };
                let found = usize::try_from(number).ok().and_then(|number| first.split(mark).nth(number));
                out.push_str(found.unwrap_or_default());
            }
            "urlencode" | "anchorencode" | "#urlencode" | "#urldecode" | "int" => out.push_str(first),
            "fullurl" | "localurl" | "canonicalurl" | "filepath" | "fullurle" | "localurle" => {
                out.push_str("http://wiki/");
                out.push_str(&first.replace(char::is_whitespace, "_"));
            }
            "defaultsort"
            | "defaultsortkey"
            | "defaultcategorysort"
            | "displaytitle"
            | "#language"
            | "noexternallanglinks"
            | "pagesincategory"
            | "pagesincat"
            | "pagesize"
            | "protectionlevel"
            | "numberingroup"
            | "pagesinns" => {}
            // Any other function is an extension's: a query, a form, a widget. It gives nothing, and is counted.
            _ if function.starts_with('#') => self.templates.miss(function, 0),
            _ => return false,
        }
        true
    }
}

/// Whether a variable asks for the time, the wiki's numbers or the revision.
fn is_of_the_moment(name: &str) -> bool {
    ["CURRENT", "LOCAL", "REVISION", "NUMBEROF"].iter().any(|beginning| name.starts_with(beginning))
}

/// The parts of a function's call; the first stands after its colon and is expanded already.
struct Arguments<'expander, 'site, 'call> {
    expander: &'expander mut Expander<'site>,
    call: &'call Call<'call>,
    frame: &'call Frame<'call>,
    first: &'call str,
}

impl Arguments<'_, '_, '_> {
    fn part(&self, number: usize) -> Option<Part> {
        self.call.parts.get(number).cloned()
    }

    /// A part as a whole, without the white space around it; empty where there is none.
    fn at(&mut self, number: usize) -> String {
        match self.part(number) {
            Some(part) => trimmed(self.expander.value(self.call.pieces, part.whole(), self.frame)),
            None => String::new(),
        }
    }

    fn number(&mut self, number: usize) -> Option<i64> {
        self.at(number).trim().parse().ok()
    }

    fn if_error(&mut self, out: &mut String) {
        match (self.first.contains("class=\"error\""), self.call.parts.len()) {
            (true, _) => out.push_str(&self.at(1)),
            (false, ..=2) => out.push_str(self.first),
            (false, _) => out.push_str(&self.at(2)),
        }
    }

    /// Pages other than templates are taken to exist: which do is not known while a page is read.
    fn exists(&self) -> bool {
        match self.first.split_once(':') {
            Some((space, name)) if self.expander.templates.is_template_namespace(space) => {
                self.expander.templates.has(&normal_title(name))
            }
            Some((space, _)) if ["file", "image", "media"].contains(&space.trim().to_lowercase().as_str()) => false,
            _ => !self.first.is_empty(),
        }
    }

    /// The value of the first case that equals; of cases without a value the next one's that has one; else the default,
    /// which is named `#default` or is the last, alone.
    fn switch(&mut self) -> String {
        let (mut falls_through, mut default) = (false, None);
        for number in 1..self.call.parts.len() {
            let Some(part) = self.part(number) else { break };
            let Some(name) = part.name.clone() else {
                let case = self.at(number);
                if number + 1 == self.call.parts.len() {
                    return case;
                }
                falls_through |= are_equal(self.first, &case);
                continue;
            };
            let case = trimmed(self.expander.value(self.call.pieces, name, self.frame));
            if falls_through || are_equal(self.first, &case) {
                return trimmed(self.expander.value(self.call.pieces, part.value, self.frame));
            }
            if case == "#default" {
                default = Some(part.value);
            }
        }
        default.map_or_else(String::new, |value| trimmed(self.expander.value(self.call.pieces, value, self.frame)))
    }

    /// `{{#tag:ref|words|name=x}}`.
    fn tag(&mut self, out: &mut String) {
        let Some((name, _)) = extension_tag(&format!("<{}>", self.first)) else { return };
        let inner = self.part(1).filter(|part| part.name.is_none()).map(|_| self.at(1)).unwrap_or_default();
        let mut attributes = String::new();
        for number in 1..self.call.parts.len() {
            if let Some(Part { name: Some(name), value }) = self.part(number) {
                let name = trimmed(self.expander.value(self.call.pieces, name, self.frame));
                let value = trimmed(self.expander.value(self.call.pieces, value, self.frame));
                let value = value.trim_matches(['"', '\'']).replace('"', "");
                attributes.extend([" ", &name, "=\"", &value, "\""]);
            }
        }
        match name {
            super::tags::TagName::Ref => self.expander.note(&attributes, inner, NoteMarkup::Words, self.frame, out),
            super::tags::TagName::References => self.expander.list_notes(&inner),
            _ => self.expander.tag(name, &attributes, Some(&inner), self.frame, out),
        }
    }

    fn define(&mut self) {
        let value = self.at(1);
        if value.len() <= MAX_PADDING * 20 {
            self.expander.variables.insert(self.first.to_owned(), value);
        }
    }

    fn variable(&mut self) -> String {
        match self.expander.variables.get(self.first) {
            Some(value) if !value.is_empty() => value.clone(),
            _ => self.at(1),
        }
    }

    /// What `padleft` and `padright` add: the padding, zeros where none is named, up to the length wanted.
    fn padding(&mut self) -> String {
        let wanted = self.number(1).and_then(|length| usize::try_from(length).ok()).unwrap_or(0).min(MAX_PADDING);
        let padding = self.at(2);
        let padding = if padding.is_empty() { "0" } else { padding.as_str() };
        padding.chars().cycle().take(wanted.saturating_sub(self.first.chars().count())).collect()
    }
}

fn trimmed(value: String) -> String {
    if value.starts_with(char::is_whitespace) || value.ends_with(char::is_whitespace) {
        value.trim().to_owned()
    } else {
        value
    }
}

/// Whether two values are equal: as numbers, where both are.
fn are_equal(left: &str, right: &str) -> bool {
    let number = |value: &str| value.parse::<f64>().ok().filter(|number| number.is_finite());
    match (number(left), number(right)) {
        #[expect(clippy::float_cmp, reason = "both are as written")]
        (Some(left), Some(right)) => left == right,
        _ => left == right,
    }
}

fn with_first(text: &str, change: impl Fn(char) -> String) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| change(first) + letters.as_str())
}

fn page_name(title: &str) -> &str {
    let space = namespace(title);
    if space.is_empty() { title } else { title[space.len() + 1..].trim_start() }
}

/// The namespace in a title: what stands before a colon without a space after it.
fn namespace(title: &str) -> &str {
    match title.split_once(':') {
        Some((space, name))
            if !space.is_empty() && !name.is_empty() && !name.starts_with(' ') && !space.contains(' ') =>
        {
            space
        }
        _ => "",
    }
}

/// The canonical name of a namespace by its number (<https://www.mediawiki.org/wiki/Manual:Namespace>).
fn namespace_name(number: &str) -> &str {
    match number.trim() {
        "0" => "",
        "1" => "Talk",
        "2" => "User",
        "4" => "Project",
        "6" => "File",
        "8" => "MediaWiki",
        "10" => "Template",
        "12" => "Help",
        "14" => "Category",
        name => name,
    }
}

/// A number with commas between its thousands, or, reversed, without.
fn format_number(number: &str, how: &str) -> String {
    if how.eq_ignore_ascii_case("r") || how.eq_ignore_ascii_case("nosep") {
        return number.replace(',', "");
    }
    let (whole, rest) = number.split_once('.').map_or((number, None), |(whole, rest)| (whole, Some(rest)));
    let digits = whole.trim_start_matches('-');
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return number.to_owned();
    }
    let mut parted = whole[..whole.len() - digits.len()].to_owned();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            parted.push(',');
        }
        parted.push(digit);
    }
    match rest {
        Some(rest) => format!("{parted}.{rest}"),
        None => parted,
    }
}

/// So many of the parts of a title between slashes, from the given one on; negative numbers count from the end.
fn title_parts(title: &str, count: i64, from: i64) -> String {
    let parts: Vec<&str> = title.split('/').collect();
    let all = i64::try_from(parts.len()).unwrap_or(i64::MAX);
    let start = if from < 0 { all + from } else { (from - 1).max(0) }.clamp(0, all);
    let end = if count > 0 { start.saturating_add(count) } else { all + count }.clamp(start, all);
    let at = |place: i64| usize::try_from(place).unwrap_or(0);
    parts[at(start)..at(end)].join("/")
}

/// The letters of a text from a place on; negative places and lengths count from the end.
fn part_of(text: &str, from: i64, length: i64) -> String {
    let all = i64::try_from(text.chars().count()).unwrap_or(i64::MAX);
    let start = if from < 0 { all + from } else { from }.clamp(0, all);
    let end = if length > 0 { start.saturating_add(length) } else { all + length }.clamp(start, all);
    let at = |place: i64| usize::try_from(place).unwrap_or(0);
    text.chars().skip(at(start)).take(at(end) - at(start)).collect()
}
