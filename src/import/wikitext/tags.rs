//! Tags: those that an extension of `MediaWiki` reads for itself, and HTML as it stands in wikitext.

/// The longest tag that is read, in bytes; a longer one is text, so that reading stays linear.
const MAX_TAG_BYTES: usize = 4000;

/// A tag whose content is not plain wikitext.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TagName {
    NoWiki,
    Pre,
    Ref,
    References,
    Poem,
    Tabber,
    Infobox,
    NoInclude,
    IncludeOnly,
    OnlyInclude,
    /// One whose content is no text of the article, such as `gallery`.
    Dropped(&'static str),
}

const KEPT: &[(&str, TagName)] = &[
    ("nowiki", TagName::NoWiki),
    ("pre", TagName::Pre),
    ("syntaxhighlight", TagName::Pre),
    ("source", TagName::Pre),
    ("ref", TagName::Ref),
    ("references", TagName::References),
    ("poem", TagName::Poem),
    ("tabber", TagName::Tabber),
    ("infobox", TagName::Infobox),
    ("noinclude", TagName::NoInclude),
    ("includeonly", TagName::IncludeOnly),
    ("onlyinclude", TagName::OnlyInclude),
];

/// Tags of common extensions, of Fandom's and of `MediaWiki` itself, that show pictures, forms, code or nothing.
const DROPPED: &[&str] = &[
    "gallery",
    "math",
    "chem",
    "score",
    "timeline",
    "hiero",
    "graph",
    "templatedata",
    "templatestyles",
    "imagemap",
    "inputbox",
    "rss",
    "dpl",
    "dynamicpagelist",
    "forum",
    "poll",
    "youtube",
    "ytplayer",
    "videogallery",
    "slideshow",
    "verbatim",
    "html",
    "style",
    "script",
    "mapframe",
    "maplink",
    "map",
    "googlemap",
    "indicator",
    "categorytree",
    "charinsert",
    "section",
    "choose",
    "randomimage",
    "spotify",
    "soundcloud",
    "aovideo",
    "video",
    "bloglist",
    "activityfeed",
    "staff",
    "rail",
    "flash",
    "swf",
    "widget",
    "ce",
    "mainpage-rightcolumn-start",
    "mainpage-leftcolumn-start",
    "mainpage-endcolumn",
    "social",
    "discord",
    "discussions",
    "createbox",
    "loginbox",
    "display_map",
    "seo",
    "twitter",
    "gallerypopup",
    "fb",
    "languages",
    "translate",
];

impl TagName {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            TagName::Dropped(name) => name,
            kept => KEPT.iter().find(|(_, name)| *name == kept).map_or("", |(written, _)| written),
        }
    }

    /// Whether it only says what is shown on the page and what where the page is included.
    pub(super) fn is_inclusion(self) -> bool {
        matches!(self, TagName::NoInclude | TagName::IncludeOnly | TagName::OnlyInclude)
    }
}

/// The extension tag that a text beginning with `<` begins with, and whether it is a closing one.
pub(super) fn extension_tag(text: &str) -> Option<(TagName, bool)> {
    let (name, is_closing) = name_of_tag(text)?;
    let kept = KEPT.iter().find(|(written, _)| name.eq_ignore_ascii_case(written)).map(|(_, tag)| *tag);
    let dropped =
        || DROPPED.iter().find(|written| name.eq_ignore_ascii_case(written)).map(|name| TagName::Dropped(name));
    kept.or_else(dropped).map(|tag| (tag, is_closing))
}

/// The name in a tag, and whether the tag is a closing one; `None` where a `<` begins none.
fn name_of_tag(text: &str) -> Option<(&str, bool)> {
    let rest = text.strip_prefix('<')?;
    let (rest, is_closing) = rest.strip_prefix('/').map_or((rest, false), |rest| (rest, true));
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    let end = rest.bytes().position(|byte| !is_name(byte)).unwrap_or(rest.len());
    rest.starts_with(|letter: char| letter.is_ascii_alphabetic()).then_some((&rest[..end], is_closing))
}

/// The place of the `>` that ends the attributes of a tag.
pub(super) fn attributes_end(text: &str) -> Option<usize> {
    text.find('>')
}

/// The first place of `wanted`, which is ASCII, in any letter case.
pub(super) fn find_ignoring_case(text: &str, wanted: &str) -> Option<usize> {
    let (text, wanted) = (text.as_bytes(), wanted.as_bytes());
    let first = *wanted.first()?;
    let mut at = 0;
    while let Some(step) = text.get(at..)?.iter().position(|byte| byte.eq_ignore_ascii_case(&first)) {
        at += step;
        if text.get(at..at + wanted.len())?.eq_ignore_ascii_case(wanted) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// An HTML tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tag<'text> {
    pub(super) name: &'text str,
    pub(super) is_closing: bool,
    /// What stands between the name and the end of the tag.
    pub(super) attributes: &'text str,
    /// How many bytes it has.
    pub(super) len: usize,
}

/// The tag that a text beginning with `<` begins with; `None` where it begins none, or one that does not end.
pub(super) fn tag_at(text: &str) -> Option<Tag<'_>> {
    let (name, is_closing) = name_of_tag(text)?;
    let from = 1 + usize::from(is_closing) + name.len();
    let near = &text.as_bytes()[from..text.len().min(from + MAX_TAG_BYTES)];
    let end = from + near.iter().position(|byte| matches!(byte, b'>' | b'<')).filter(|&at| near[at] == b'>')?;
    Some(Tag { name, is_closing, attributes: text[from..end].trim_end_matches('/'), len: end + 1 })
}

/// The value of an attribute, without its quotation marks.
pub(super) fn attribute<'text>(attributes: &'text str, name: &str) -> Option<&'text str> {
    let mut from = 0;
    loop {
        let start = from + find_ignoring_case(&attributes[from..], name)?;
        from = start + name.len();
        let begins_word =
            attributes[..start].ends_with(|letter: char| !letter.is_alphanumeric() && letter != '-') || start == 0;
        let Some(value) = attributes[from..].trim_start().strip_prefix('=') else { continue };
        if begins_word {
            return Some(unquoted(value.trim_start()));
        }
    }
}

/// The value that a text begins with: between quotation marks, or up to the next white space.
fn unquoted(value: &str) -> &str {
    match value.chars().next() {
        Some(quote @ ('"' | '\'')) => value[1..].split(quote).next().unwrap_or_default(),
        _ => value.split(char::is_whitespace).next().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_with_their_attributes() {
        let tag = tag_at("<Div class=\"a b\" id=c>É").unwrap();
        assert_eq!((tag.name, tag.is_closing, tag.len), ("Div", false, 22));
        assert_eq!(attribute(tag.attributes, "class"), Some("a b"));
        assert_eq!(attribute(tag.attributes, "id"), Some("c"));
        assert_eq!(attribute(" data-id='é' ID = 'x y'", "id"), Some("x y"));
        assert_eq!(attribute(" class", "class"), None);
        assert!(tag_at("</p>").unwrap().is_closing);
        assert_eq!(tag_at("< 3"), None);
        assert_eq!(tag_at("<a <b>"), None);
        assert_eq!(tag_at("<br/>").unwrap().attributes, "");
    }

    #[test]
    fn letter_case_does_not_matter() {
        assert_eq!(find_ignoring_case("É </REF>", "</ref"), Some(3));
        assert_eq!(find_ignoring_case("</re", "</ref"), None);
        assert_eq!(extension_tag("<NoWiki>"), Some((TagName::NoWiki, false)));
        assert_eq!(extension_tag("<nowikis>"), None);
    }
}
