//! Words that say nothing of what is asked for.

/// Words that bind others together or make a sentence a question. They are never searched for, unless a question has no
/// others. Folded, sorted.
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

/// Words a question may hold without asking for them: they name the kind of answer wanted. They are searched for, but no
/// passage is missed for lacking them. Folded, sorted.
const NOISE_WORDS: &[&str] = &[
    "article",
    "called",
    "century",
    "date",
    "decade",
    "describe",
    "early",
    "event",
    "events",
    "explain",
    "fact",
    "facts",
    "find",
    "happen",
    "happened",
    "happening",
    "happens",
    "history",
    "info",
    "information",
    "kind",
    "late",
    "list",
    "lore",
    "mean",
    "meaning",
    "mid",
    "name",
    "named",
    "names",
    "occur",
    "occurred",
    "page",
    "passage",
    "prior",
    "said",
    "say",
    "search",
    "since",
    "somebody",
    "someone",
    "something",
    "sort",
    "stardate",
    "story",
    "summary",
    "thing",
    "things",
    "timeframe",
    "timeline",
    "took",
    "type",
    "universe",
    "wiki",
    "year",
    "years",
];

/// Whether a folded word binds others or makes a sentence a question.
pub(super) fn is_stop_word(word: &str) -> bool {
    STOP_WORDS.binary_search(&word).is_ok()
}

/// Whether a folded word only names the kind of answer wanted.
pub(super) fn is_noise_word(word: &str) -> bool {
    NOISE_WORDS.binary_search(&word).is_ok()
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
