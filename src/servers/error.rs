//! What can go wrong with the database and with what people choose.

use std::fmt;

/// Why what a server chose cannot be read or kept. Databases are named without their passwords.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The address of the database is none.
    #[error(
        "DATABASE_URL is not understood; write sqlite:FILE, such as sqlite:lorebot.db, \
         or postgres://USER:PASSWORD@HOST/DATABASE"
    )]
    Address,
    /// The database does not answer, or cannot be made.
    #[error(
        "{database} cannot be opened ({cause}); check that DATABASE_URL is right, that the database runs, \
         and that its folder can be written to"
    )]
    Closed {
        /// The database.
        database: String,
        /// What it said.
        cause: String,
    },
    /// The file holds something else, or is broken.
    #[error(
        "{database} is damaged or no database ({cause}); put a copy in its place, \
         or move it away and lorebot begins a new one"
    )]
    Damaged {
        /// The database.
        database: String,
        /// What the engine said.
        cause: String,
    },
    /// Something else is kept there.
    #[error("{database} holds tables that are not lorebot's; give lorebot a database of its own in DATABASE_URL")]
    NotOurs {
        /// The database.
        database: String,
    },
    /// A newer program has changed the form of what is kept, or one of its own making.
    #[error(
        "{database} has a form that this lorebot does not know, as a newer one gives it; update lorebot, \
         or name another database in DATABASE_URL"
    )]
    Newer {
        /// The database.
        database: String,
    },
    /// The database said no in the middle of something.
    #[error("{database} failed while {doing} ({cause}); nothing was changed, try again")]
    Failed {
        /// The database.
        database: String,
        /// What was tried.
        doing: &'static str,
        /// What it said.
        cause: String,
    },
    /// What is kept of a server cannot be read.
    #[error(
        "what {database} holds of server {guild} cannot be read ({cause}); \
         run `lorebot servers forget {guild}`, and import what was exported if there is such a file"
    )]
    Unreadable {
        /// The database.
        database: String,
        /// The server.
        guild: u64,
        /// What is wrong.
        cause: String,
    },
    /// A file of choices has a fault.
    #[error("line {line}: {cause}; mend the file, or export one to see how it is written")]
    File {
        /// The line, counted from 1.
        line: usize,
        /// What is wrong there.
        cause: String,
    },
    /// A file of choices comes from a newer program.
    #[error("the file has version {0}, which this lorebot does not know; update lorebot")]
    NewerFile(u32),
    /// What was wished cannot be kept.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

/// Why what someone wished cannot be kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A name is empty, too long, or runs over several lines.
    #[error("a name must be one line of 1 to 255 bytes")]
    Label,
    /// A language is not named as Discord names it.
    #[error("a language is named as Discord names it, such as de or pt-BR")]
    Language,
    /// A command has a name that Discord would not have.
    #[error("a command's name has 1 to 32 letters or digits in lower case, also - _ and '")]
    Command,
    /// A command has the name of one of the bot's own.
    #[error("the command /{0} is the bot's own; choose another name")]
    Taken(String),
    /// An alias has nothing to find it by.
    #[error("an alias needs a letter or a digit")]
    Alias,
    /// A channel's id is no number.
    #[error("a channel is named by its id, a number")]
    Channel,
    /// There is too much of something.
    #[error("a server has at most {most} {what}; remove one first")]
    TooMany {
        /// What there is too much of.
        what: Listed,
        /// How much there may be.
        most: usize,
    },
    /// What is to go is not there.
    #[error("there is no {0} here")]
    Absent(Named),
    /// A name comes twice where each must be one.
    #[error("the {0} is there twice; remove one of the two")]
    Twice(Named),
}

/// One of the things that a server names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// A pin, by its command.
    Pin(String),
    /// A name of the server's own for an article.
    Alias(String),
    /// A spoiler rule, by its work or series.
    Rule(String),
}

impl Named {
    /// Its name.
    pub fn name(&self) -> &str {
        let (Named::Pin(name) | Named::Alias(name) | Named::Rule(name)) = self;
        name
    }
}

impl fmt::Display for Named {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Named::Pin(name) => write!(out, "pin /{name}"),
            Named::Alias(name) => write!(out, "alias {name}"),
            Named::Rule(name) => write!(out, "spoiler rule for {name}"),
        }
    }
}

/// What a server may have many of, but not any number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// Pinned topics.
    Pins,
    /// Channels with choices of their own.
    Channels,
    /// Names of the server's own for articles.
    Aliases,
    /// Wikis that are asked, of the server or of one channel.
    Wikis,
    /// Spoiler rules, of the server or of one channel.
    Rules,
}

impl fmt::Display for Listed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Listed::Pins => "pins",
            Listed::Channels => "channels with choices of their own",
            Listed::Aliases => "aliases",
            Listed::Wikis => "wikis in one place",
            Listed::Rules => "spoiler rules in one place",
        })
    }
}
