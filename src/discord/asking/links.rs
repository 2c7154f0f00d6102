//! `[[Topic]]` and `[[Topic|what or year]]` in what people write, read as Discord shows it: not in code, in quotes or behind
//! a backslash.
//!
//! Source of Discord's marks: its "Markdown Text 101". Reading takes time in proportion to the text.

use crate::lore::fold;

/// The most links of one message that are answered.
const MOST: usize = 3;
/// The longest topic, in characters: wikis' titles have at most 255 bytes
/// (<https://www.mediawiki.org/wiki/Manual:Page_title>).
const LONGEST: usize = 255;
/// What stands before the colon of links that lead to no article, folded
/// (<https://www.mediawiki.org/wiki/Manual:Namespace#Built-in_namespaces>).
const NAMESPACES: [&str; 12] = [
    "category",
    "file",
    "help",
    "image",
    "media",
    "mediawiki",
    "module",
    "project",
    "special",
    "talk",
    "template",
    "user",
];

/// A link.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Link {
    /// The article it leads to, as typed.
    pub topic: String,
    /// What is wanted of it; may be empty.
    pub what: String,
}

impl Link {
    /// Reads what stands between the brackets. `None` where that leads to no article.
    fn read(inside: &str) -> Option<Link> {
        let (topic, what) = inside.split_once('|').unwrap_or((inside, ""));
        let (topic, what) = (topic.trim(), what.trim());
        let namespace = topic.split_once(':').map(|(before, _)| fold(before));
        let leads_elsewhere = namespace.is_some_and(|before| {
            before.is_empty() || before.ends_with(" talk") || NAMESPACES.contains(&before.as_str())
        });
        let is_topic = topic.contains(char::is_alphanumeric) && topic.chars().count() <= LONGEST && !leads_elsewhere;
        is_topic.then(|| Link { topic: topic.to_owned(), what: what.to_owned() })
    }

    /// Whether another link asks for the same.
    fn is_like(&self, other: &Link) -> bool {
        fold(&self.topic) == fold(&other.topic) && fold(&self.what) == fold(&other.what)
    }
}

/// The first links of a text, each once.
pub fn links(text: &str) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    let mut reader = Reader { text, at: 0, line_start: true, fences: Fences::of(text) };
    while let Some(inside) = reader.next_link() {
        if let Some(link) = Link::read(inside).filter(|link| !links.iter().any(|known| known.is_like(link))) {
            links.push(link);
        }
        if links.len() == MOST {
            break;
        }
    }
    links
}

/// A place in a text that is read from its beginning to its end, never back.
struct Reader<'text> {
    text: &'text str,
    /// The byte offset of what is read next.
    at: usize,
    /// Whether only blanks stand before it in its line.
    line_start: bool,
    fences: Fences,
}

impl<'text> Reader<'text> {
    /// What stands between the next `[[` and `]]`.
    fn next_link(&mut self) -> Option<&'text str> {
        loop {
            let rest = &self.text[self.at..];
            let letter = rest.chars().next()?;
            if self.line_start && rest.starts_with(">>> ") {
                return None;
            }
            let step = match letter {
                '>' if self.line_start && rest.starts_with("> ") => rest.find('\n').unwrap_or(rest.len()),
                '\\' => 1 + rest[1..].chars().next().filter(char::is_ascii_punctuation).map_or(0, char::len_utf8),
                '`' => self.code(rest),
                '[' if rest.starts_with("[[") && !rest.starts_with("[[[") => {
                    let inside = &rest[2..];
                    let end = inside.find(['[', ']', '\n', '`', '\\']).unwrap_or(inside.len());
                    if inside[end..].starts_with("]]") {
                        self.go_on(2 + end + 2);
                        return Some(&inside[..end]);
                    }
                    2 + end
                }
                other => other.len_utf8(),
            };
            self.go_on(step);
        }
    }

    /// The length of the code that begins here; of its backticks alone where it never ends.
    fn code(&mut self, rest: &str) -> usize {
        let ticks = rest.bytes().take_while(|byte| *byte == b'`').count();
        let end = self.fences.closing(ticks, self.at + ticks);
        end.map_or(ticks, |end| end - self.at)
    }

    fn go_on(&mut self, step: usize) {
        let passed = &self.text[self.at..self.at + step];
        let line = passed.rfind('\n').map(|at| &passed[at + 1..]);
        self.line_start = (line.is_some() || self.line_start) && line.unwrap_or(passed).trim().is_empty();
        self.at += step;
    }
}

/// The runs of backticks in a text: one and two enclose code within a line, three and more a block.
struct Fences {
    /// The start and the length of each run of one, of two, and of more, in order.
    runs: [Vec<(usize, usize)>; 3],
    /// How many of each have been passed.
    passed: [usize; 3],
}

impl Fences {
    fn of(text: &str) -> Fences {
        let mut runs: [Vec<(usize, usize)>; 3] = Default::default();
        let mut at = 0;
        while let Some(start) = text[at..].find('`').map(|found| at + found) {
            let ticks = text[start..].bytes().take_while(|byte| *byte == b'`').count();
            runs[ticks.min(3) - 1].push((start, ticks));
            at = start + ticks;
        }
        Fences { runs, passed: [0; 3] }
    }

    /// Where code ends that was opened by so many backticks and begins at `from`, which grows from call to call.
    fn closing(&mut self, ticks: usize, from: usize) -> Option<usize> {
        let kind = ticks.clamp(1, 3) - 1;
        let (runs, passed) = (&self.runs[kind], &mut self.passed[kind]);
        while runs.get(*passed).is_some_and(|(start, _)| *start < from) {
            *passed += 1;
        }
        runs.get(*passed).map(|(start, ticks)| start + ticks)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The links of a text, written `topic` or `topic|what`.
    fn read(text: &str) -> Vec<String> {
        let written = |link: &Link| [link.topic.as_str(), &link.what].join("|").trim_end_matches('|').to_owned();
        links(text).iter().map(written).collect()
    }

    #[test]
    fn links_are_read_where_they_stand_in_plain_text() {
        assert_eq!(read("When was [[Qo'noS]] built, and [[ Vel'Aré | 2409 ]]?"), ["Qo'noS", "Vel'Aré|2409"]);
        assert_eq!(read("[[Osa|a|b]] *[[The Mill: Dawn]]* ||[[Tides]]||"), ["Osa|a|b", "The Mill: Dawn", "Tides"]);
        assert_eq!(read("a > b [[Osa]]\n>not a quote [[Tides]]"), ["Osa", "Tides"]);
    }

    #[test]
    fn no_more_than_three_are_read_and_each_once() {
        assert_eq!(read("[[Osa]] [[osa]] [[Ósa]] [[Osa|2409]] [[b]] [[c]] [[d]]"), ["Osa", "Osa|2409", "b"]);
    }

    #[test]
    fn code_is_no_link() {
        assert!(read("`[[Osa]]` ``[[Osa]] ` x`` ```\n[[Osa]]\n``` ```rust\n`[[Osa]]`\n````").is_empty());
        assert_eq!(read("`a` [[Osa]] `b`"), ["Osa"]);
        assert_eq!(read("an open ` is no code: [[Osa]] ``"), ["Osa"]);
        assert_eq!(read("```a``` [[Osa]] ```"), ["Osa"]);
        assert_eq!(read(r"\`[[Osa]]\`"), ["Osa"]);
        assert_eq!(read("[[a`b]] c`"), Vec::<String>::new());
    }

    #[test]
    fn quotes_are_no_link() {
        assert_eq!(read("> [[Osa]]\n  > [[Osa]]\n[[Tides]]"), ["Tides"]);
        assert_eq!(read("[[Tides]]\n>>> [[Osa]]\n\n[[Osa]]"), ["Tides"]);
        assert!(read("> ```\n> [[Osa]]\n> ```").is_empty());
    }

    #[test]
    fn escaped_brackets_are_no_link() {
        assert!(read(r"\[[Osa]] [\[Osa]] [[Osa]\] [[Osa\]]").is_empty());
        assert_eq!(read(r"\\[[Osa]]"), ["Osa"]);
    }

    #[test]
    fn what_leads_to_no_article_is_no_link() {
        assert!(read("[[]] [[ ]] [[|2409]] [[?]] [[Osa]\n] [[Osa\n]] [Osa] [[Osa").is_empty());
        assert!(read("[[File:Osa.png]] [[ category: Mills]] [[:Osa]] [[User talk:Osa]]").is_empty());
        assert!(read(&format!("[[{}]]", "a".repeat(300))).is_empty());
        assert_eq!(read("[[[Osa]]] [[a[[Tides]]"), ["Osa", "Tides"]);
    }

    #[test]
    fn a_million_brackets_and_backticks_are_read() {
        for piece in ["[[[[", "[[a", "[[a]", "]][[", "`[[", "``` ` `` ", "[[`", "\\[", "> ", "\n> [[", ">>>", "``\n```"]
        {
            links(&piece.repeat(1_000_000 / piece.len()));
        }
        let ever_longer = (1..1_400).map(|length| "`".repeat(length)).collect::<Vec<_>>().join(" [[a ");
        links(&ever_longer);
    }

    proptest! {
        #[test]
        fn any_text_has_three_links_at_most_and_each_stands_in_it(text in "(\\PC|[\\[\\]|`>\\\\ \n:]|\\[\\[|\\]\\]){0,60}") {
            let links = links(&text);
            prop_assert!(links.len() <= 3);
            for Link { topic, what } in links {
                prop_assert!(text.contains(&topic) && text.contains(&what) && !topic.trim().is_empty());
            }
        }

        #[test]
        fn a_link_is_read_behind_any_closed_code(code in "[a-z\\[\\] ]{1,12}", ticks in 1usize..6, topic in "[a-zé][a-zé']{0,8}") {
            let ticks = "`".repeat(ticks);
            prop_assert_eq!(read(&format!("{ticks}{code}{ticks} [[{topic}]]")), [topic]);
        }
    }
}
