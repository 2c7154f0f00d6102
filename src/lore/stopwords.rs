//! Words that say nothing of what is asked for, and words that anybody uses.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Words that bind others together or make a sentence a question. They are never searched for. Folded, sorted.
const STOP_WORDS: &[&str] = &[
    "a", "about", "after", "again", "all", "also", "am", "among", "an", "and", "any", "are", "arent", "as", "at", "be",
    "because", "been", "before", "being", "between", "both", "but", "by", "can", "cant", "could", "couldnt", "did",
    "didnt", "do", "does", "doesnt", "doing", "dont", "during", "each", "else", "ever", "few", "for", "from",
    "further", "get", "give", "given", "had", "hadnt", "has", "hasnt", "have", "havent", "having", "he", "her", "here",
    "hers", "him", "his", "how", "hows", "i", "if", "im", "in", "into", "is", "isnt", "it", "its", "ive", "just",
    "know", "let", "like", "many", "may", "me", "might", "more", "most", "much", "must", "my", "no", "nor", "not",
    "of", "off", "on", "once", "one", "only", "or", "other", "our", "out", "over", "own", "please", "same", "shall",
    "she", "should", "so", "some", "such", "tell", "than", "that", "thats", "the", "their", "them", "then", "there",
    "these", "they", "this", "those", "through", "to", "too", "under", "until", "up", "us", "very", "was", "wasnt",
    "we", "were", "werent", "what", "whats", "when", "whens", "where", "wheres", "which", "while", "who", "whom",
    "whos", "whose", "why", "will", "with", "wont", "would", "you", "your",
];

/// Words a question may hold without asking for them: they name the kind of answer wanted, or are verbs and numerals that
/// the wiki will have put otherwise. They are searched for, but no passage is missed for lacking them. Folded, sorted.
const NOISE_WORDS: &[&str] = &[
    "ad",
    "article",
    "became",
    "become",
    "becomes",
    "began",
    "begin",
    "begins",
    "bring",
    "brings",
    "brought",
    "build",
    "builds",
    "built",
    "called",
    "came",
    "ce",
    "century",
    "come",
    "comes",
    "date",
    "decade",
    "describe",
    "done",
    "early",
    "end",
    "ended",
    "ends",
    "event",
    "events",
    "exactly",
    "explain",
    "fact",
    "facts",
    "find",
    "first",
    "go",
    "goes",
    "going",
    "gone",
    "got",
    "happen",
    "happened",
    "happening",
    "happens",
    "held",
    "history",
    "hold",
    "holds",
    "info",
    "information",
    "keep",
    "kept",
    "kind",
    "last",
    "late",
    "left",
    "list",
    "live",
    "lived",
    "lives",
    "living",
    "long",
    "look",
    "looked",
    "looks",
    "lore",
    "made",
    "make",
    "makes",
    "mean",
    "meaning",
    "meet",
    "met",
    "mid",
    "name",
    "named",
    "names",
    "need",
    "needed",
    "needs",
    "next",
    "number",
    "occur",
    "occurred",
    "page",
    "part",
    "passage",
    "percent",
    "place",
    "places",
    "post",
    "pre",
    "prior",
    "put",
    "puts",
    "said",
    "say",
    "search",
    "second",
    "see",
    "seen",
    "set",
    "show",
    "shows",
    "signed",
    "since",
    "somebody",
    "someone",
    "something",
    "sort",
    "stand",
    "stardate",
    "start",
    "started",
    "starts",
    "stay",
    "stayed",
    "stood",
    "stop",
    "stopped",
    "story",
    "summary",
    "take",
    "taken",
    "takes",
    "taking",
    "thing",
    "things",
    "third",
    "thought",
    "timeframe",
    "timeline",
    "took",
    "tried",
    "tries",
    "try",
    "turn",
    "turned",
    "type",
    "universe",
    "use",
    "used",
    "uses",
    "want",
    "wanted",
    "wants",
    "went",
    "wiki",
    "work",
    "works",
    "year",
    "years",
];

/// Whether a folded word binds others or makes a sentence a question.
pub fn is_stop_word(word: &str) -> bool {
    STOP_WORDS.binary_search(&word).is_ok()
}

/// Whether a folded word only names the kind of answer wanted.
pub fn is_noise_word(word: &str) -> bool {
    NOISE_WORDS.binary_search(&word).is_ok()
}

/// Ordinary words of English of four to twelve letters: those of the spell checker lists SCOWL, American and British, in
/// their small size (`ordinary_words.LICENCE`), and some that stand in lower case in at least five articles of an
/// encyclopaedia and of old tales. Whoever types one means it, whether the wiki has it or not.
static ORDINARY_WORDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("ordinary_words.txt").split_whitespace().collect());

/// Whether a folded word is an ordinary one of English, and so no misspelt name.
pub fn is_ordinary_word(word: &str) -> bool {
    ORDINARY_WORDS.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted_and_apart() {
        assert!(STOP_WORDS.is_sorted() && NOISE_WORDS.is_sorted());
        assert!(!NOISE_WORDS.iter().any(|word| is_stop_word(word)));
    }
}
