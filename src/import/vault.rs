//! What Obsidian adds to Markdown and no Markdown parser knows: comments, tags, callouts, highlights, names of blocks
//! (<https://help.obsidian.md/obsidian-flavored-markdown>). It is taken off before the text is parsed, so that only the
//! words that a reader of the note sees are left. Code keeps it all.

use std::borrow::Cow;

/// The text without what only Obsidian understands. Links and embeds stay; the parser knows them.
pub(super) fn plain_markdown(text: &str) -> Cow<'_, str> {
    if !["%%", "==", "#", "^", "[!"].iter().any(|mark| text.contains(mark)) {
        return Cow::Borrowed(text);
    }
    let text = without_comments(text);
    let mut plain = String::with_capacity(text.len());
    let mut fence = Fence::default();
    for line in text.split_inclusive('\n') {
        if fence.holds(line) {
            plain.push_str(line);
        } else if !is_of_tags(line) {
            push_plain_line(&mut plain, line);
        } else if line.ends_with('\n') {
            plain.push('\n');
        }
    }
    Cow::Owned(plain)
}

/// Whether a note has sections of the first level, rather than a heading of that level for a title.
pub(super) fn has_sections_of_first_level(text: &str) -> bool {
    let mut fence = Fence::default();
    text.lines().filter(|line| !fence.holds(line) && line.starts_with("# ")).nth(1).is_some()
}

/// The fence around a block of code, line by line.
#[derive(Default)]
struct Fence {
    /// The fence that the open block began with.
    open: Option<String>,
}

impl Fence {
    /// Whether a line is code or the fence around it.
    fn holds(&mut self, line: &str) -> bool {
        let line = line.trim();
        let mark = line.chars().next().filter(|mark| matches!(mark, '`' | '~'));
        let rest = mark.map_or(line, |mark| line.trim_start_matches(mark));
        let fence = &line[..line.len() - rest.len()];
        match &self.open {
            Some(open) => {
                if rest.is_empty() && fence.starts_with(open.as_str()) {
                    self.open = None;
                }
                true
            }
            None if fence.len() >= 3 && !rest.contains('`') => {
                self.open = Some(fence.to_owned());
                true
            }
            None => false,
        }
    }
}

/// A piece of a text and whether it is code.
type Piece<'text> = (&'text str, bool);

/// Cuts a text into what is code and what is not.
fn pieces_of(text: &str) -> Vec<Piece<'_>> {
    let mut fence = Fence::default();
    let mut pieces = Vec::new();
    for line in text.split_inclusive('\n') {
        if fence.holds(line) { pieces.push((line, true)) } else { push_pieces_of_line(line, &mut pieces) }
    }
    pieces
}

/// Cuts a line at its backticks. Code that is never closed goes to the end of its line.
fn push_pieces_of_line<'text>(line: &'text str, pieces: &mut Vec<Piece<'text>>) {
    let (mut from, mut at, mut open) = (0, 0, 0);
    while let Some(found) = line[at..].find('`') {
        let start = at + found;
        let ticks = line[start..].bytes().take_while(|&byte| byte == b'`').count();
        at = start + ticks;
        if open == 0 {
            pieces.push((&line[from..start], false));
            (from, open) = (start, ticks);
        } else if open == ticks {
            pieces.push((&line[from..at], true));
            (from, open) = (at, 0);
        }
    }
    pieces.push((&line[from..], open > 0));
}

/// The text without what stands between two `%%`. One that is left over is text.
fn without_comments(text: &str) -> Cow<'_, str> {
    const MARK: &str = "%%";
    if !text.contains(MARK) {
        return Cow::Borrowed(text);
    }
    let pieces = pieces_of(text);
    let mut marks: usize =
        pieces.iter().filter(|(_, is_code)| !is_code).map(|(text, _)| text.matches(MARK).count()).sum();
    let (mut kept, mut in_comment) = (String::with_capacity(text.len()), false);
    for (piece, is_code) in pieces {
        let parts = if is_code { vec![piece] } else { piece.split(MARK).collect() };
        for (place, part) in parts.into_iter().enumerate() {
            if place > 0 && (in_comment || marks > 1) {
                in_comment = !in_comment;
                marks -= 1;
            } else if place > 0 {
                kept.push_str(MARK);
            }
            if !in_comment {
                // The space before a comment is enough between the words around it.
                let part = if place > 0 && kept.ends_with(' ') { part.trim_start_matches(' ') } else { part };
                kept.push_str(part);
            }
        }
    }
    Cow::Owned(kept)
}

/// Whether a line has only tags, as `#moon #klingon/élan` or "Tags: #moon".
fn is_of_tags(line: &str) -> bool {
    let line = line.trim();
    let tags = match line.split_once(':') {
        Some((label, tags)) if label.trim_matches('*').eq_ignore_ascii_case("tags") => tags.trim_start_matches('*'),
        _ => line,
    };
    let mut tags = tags.split_whitespace().peekable();
    tags.peek().is_some() && tags.all(|tag| tag.trim_end_matches(',').strip_prefix('#').is_some_and(is_tag))
}

/// Whether these letters after a `#` make a tag: not all of them are digits (<https://help.obsidian.md/tags>).
fn is_tag(letters: &str) -> bool {
    letters.chars().all(|letter| letter.is_alphanumeric() || "_-/".contains(letter))
        && letters.contains(|letter: char| !letter.is_ascii_digit())
}

/// Adds a line without the marks in it.
fn push_plain_line(plain: &mut String, line: &str) {
    let (words, end) = line.strip_suffix('\n').map_or((line, ""), |words| (words, "\n"));
    let words = without_block_name(words);
    match callout(words) {
        Some((quote, title)) => {
            plain.push_str(quote);
            push_without_highlights(plain, title);
            // The title keeps its line.
            plain.push_str(if title.is_empty() { "" } else { "  " });
        }
        None => push_without_highlights(plain, words),
    }
    plain.push_str(end);
}

/// A line without the name of the block that ends with it: "Élan fell. ^siege".
fn without_block_name(line: &str) -> &str {
    let trimmed = line.trim_end();
    let Some((before, name)) = trimmed.rsplit_once('^') else { return line };
    let is_name = !name.is_empty() && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
    let stands_apart = before.is_empty() || before.ends_with(char::is_whitespace);
    if is_name && stands_apart { before.trim_end() } else { line }
}

/// The marks of quotation and the title of a callout's first line: `> ` and "Kor" of `> [!quote]- Kor`.
fn callout(line: &str) -> Option<(&str, &str)> {
    let rest = line.trim_start_matches(['>', ' ', '\t']);
    let quote = &line[..line.len() - rest.len()];
    let (_, title) = rest.strip_prefix("[!")?.split_once(']')?;
    quote.contains('>').then(|| (quote, title.trim_start_matches(['+', '-']).trim()))
}

/// Adds words without the marks of a highlight: `==so==`. Code has none, nor has "a == b".
fn push_without_highlights(plain: &mut String, line: &str) {
    const MARK: &str = "==";
    let mut pieces = Vec::new();
    push_pieces_of_line(line, &mut pieces);
    for (piece, is_code) in pieces {
        let mut rest = piece;
        while let Some((before, marked)) = rest.split_once(MARK).filter(|_| !is_code) {
            plain.push_str(before);
            let inside = marked.split_once(MARK).filter(|(words, _)| is_highlighted(words));
            let Some((words, after)) = inside else {
                plain.push_str(MARK);
                rest = marked;
                continue;
            };
            plain.push_str(words);
            rest = after;
        }
        plain.push_str(rest);
    }
}

fn is_highlighted(words: &str) -> bool {
    let touches = |letter: Option<char>| letter.is_some_and(|letter| !letter.is_whitespace() && letter != '=');
    touches(words.chars().next()) && touches(words.chars().next_back())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_dropped_wherever_they_begin_and_end() {
        assert_eq!(plain_markdown("Élan %%really?%% fell.%%a\n\nb%%\nSo."), "Élan fell.\nSo.");
        assert_eq!(plain_markdown("%%a `%%` b%%Kor"), "Kor");
        assert_eq!(plain_markdown("Kor is 100%% sure."), "Kor is 100%% sure.");
        assert_eq!(
            plain_markdown("`%%` and ``a ` %%`` %% \n```\n%%\n```\n"),
            "`%%` and ``a ` %%`` %% \n```\n%%\n```\n"
        );
    }

    #[test]
    fn lines_of_tags_are_dropped_and_headings_are_none() {
        assert_eq!(plain_markdown("#moon #klingon/élan\nÉlan fell."), "\nÉlan fell.");
        assert_eq!(plain_markdown("**Tags:** #moon, #war-torn\n"), "\n");
        for line in
            ["# Élan", "## Élan", "#1", "The #moon fell.", "#moon fell", "```\n#moon\n```", "Tags: none", "Tags:"]
        {
            assert_eq!(plain_markdown(line), line);
        }
    }

    #[test]
    fn a_callout_is_a_quotation_with_its_title_on_top() {
        assert_eq!(plain_markdown("> [!quote] Kor\n> Qapla'!"), "> Kor  \n> Qapla'!");
        assert_eq!(plain_markdown("> > [!note]-\n> > Qapla'!"), "> > \n> > Qapla'!");
        assert_eq!(plain_markdown("[!quote] Kor"), "[!quote] Kor");
    }

    #[test]
    fn names_of_blocks_and_marks_of_highlights_go() {
        assert_eq!(plain_markdown("Élan ==fell==. ^siege-1 \n^list\n"), "Élan fell.\n\n");
        for line in
            ["E=mc^2", "x ^ 2", "a == b and b == c", "Title\n=====", "`==a==`", "=== so ===", "==a", "====", "a ^é"]
        {
            assert_eq!(plain_markdown(line), line);
        }
    }

    #[test]
    fn two_headings_of_the_first_level_are_sections() {
        assert!(has_sections_of_first_level("# Youth\nKor.\n# Age\n"));
        assert!(!has_sections_of_first_level("# Kor\n## Youth\n```\n# Age\n```"));
    }

    proptest::proptest! {
        #[test]
        fn any_note_is_read(text in "(%%|==|#|\\^|`|```|~~~~|> |\\[!a\\]|\n| |Tags:|\\PC{0,3}){0,24}") {
            plain_markdown(&text);
            has_sections_of_first_level(&text);
        }
    }
}
