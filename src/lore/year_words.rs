//! The English words by which a number is known to be a year, or not to be one. In lower case.

/// Words that stand between a preposition and its year: "prior to late 2375", "between August of 2381".
pub(super) const BETWEEN_PREPOSITION_AND_YEAR: &[&str] = &[
    "of",
    "the",
    "year",
    "years",
    "early",
    "late",
    "mid",
    "middle",
    "end",
    "beginning",
    "start",
    "spring",
    "summer",
    "autumn",
    "fall",
    "winter",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "stardate",
    "in",
    "time",
];

/// Words before a number that make it a name: "starbase 1234", "deck 1100".
pub(super) const NAMING: &[&str] = &[
    "starbase",
    "deck",
    "section",
    "number",
    "no",
    "room",
    "sector",
    "flight",
    "model",
    "mark",
    "unit",
    "type",
    "chapter",
    "page",
    "pages",
    "pp",
    "warp",
    "ncc",
    "nx",
    "outpost",
    "bearing",
    "grid",
    "frequency",
    "vol",
    "volume",
    "issue",
    "platform",
    "relay",
    "regula",
    "experiment",
    "code",
    "regiment",
    "order",
];

/// Words after a number that make it a count or a measure: "2000 warriors", "1500 metres".
pub(super) const COUNTED: &[&str] = &[
    "people",
    "persons",
    "men",
    "women",
    "children",
    "ships",
    "vessels",
    "starships",
    "crew",
    "crewmembers",
    "troops",
    "soldiers",
    "warriors",
    "inhabitants",
    "colonists",
    "kilometers",
    "kilometres",
    "km",
    "meters",
    "metres",
    "m",
    "miles",
    "feet",
    "tons",
    "tonnes",
    "years",
    "days",
    "hours",
    "minutes",
    "seconds",
    "times",
    "casualties",
    "dead",
    "credits",
    "bars",
    "members",
    "officers",
    "planets",
    "systems",
    "worlds",
    "species",
    "personnel",
    "survivors",
    "lives",
    "degrees",
    "percent",
    "points",
    "pounds",
    "dollars",
    "copies",
    "episodes",
    "pages",
    "light",
    "klingons",
    "romulans",
    "humans",
    "vulcans",
    "prisoners",
    "refugees",
    "settlers",
    "colonies",
    "civilians",
];

/// Words that a hyphen joins to a year: "mid-2375", "pre-2293".
pub(super) const BEFORE_HYPHEN: &[&str] = &["mid", "pre", "post", "early", "late", "circa"];

/// Words in "s" that are no plural of something counted.
pub(super) const NO_PLURAL: &[&str] =
    &["was", "does", "this", "thus", "plus", "perhaps", "always", "sees", "saw", "marks", "begins", "ends"];

/// Words before a number after which it is a year whatever it seems to count: "in 2409 ships met there".
pub(super) const YEAR_PREPOSITIONS: &[&str] =
    &["in", "since", "until", "till", "during", "circa", "year", "before", "after", "from"];

/// Words before a year that is not quite known. "C." and "ca." are written with a full stop.
pub(super) const ABOUT: &[&str] = &["around", "about", "circa", "ca", "c", "approximately", "roughly", "near"];

/// Words between a number and the name of its era: "3019 of the Third Age", "19 years before the Battle of Yavin".
pub(super) const JOINING: &[&str] = &["of", "the", "year", "years"];

/// Words that the mark of an era in small letters would be, such as that of the Merethic Era, "ME".
pub(super) const LIKE_MARKS: &[&str] = &["me", "am", "be", "no", "so", "as", "at", "in", "it", "is", "or", "of"];
