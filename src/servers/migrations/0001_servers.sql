-- What servers chose. Types and statements are those that SQLite and PostgreSQL share.

-- One row: how many changes there have been, which each counts up first, so that changes wait for each other; and what
-- voters are hashed with, which the first process fills in.
CREATE TABLE lorebot (
    changes BIGINT NOT NULL,
    salt TEXT NOT NULL
);
INSERT INTO lorebot (changes, salt) VALUES (0, '');

-- What holds in each server that chose anything, as JSON, and the change that made it so.
CREATE TABLE servers (
    guild BIGINT NOT NULL PRIMARY KEY,
    revision BIGINT NOT NULL,
    chosen TEXT NOT NULL
);

-- What held before each of the last changes, for undo.
CREATE TABLE earlier (
    guild BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    day BIGINT NOT NULL,
    chosen TEXT NOT NULL,
    PRIMARY KEY (guild, revision)
);

-- Questions that found nothing, folded, and how often.
CREATE TABLE unanswered (
    guild BIGINT NOT NULL,
    question TEXT NOT NULL,
    times BIGINT NOT NULL,
    day BIGINT NOT NULL,
    PRIMARY KEY (guild, question)
);

-- Answers called wrong. A voter is a salted hash, of use only to tell a second vote.
CREATE TABLE votes (
    guild BIGINT NOT NULL,
    passage TEXT NOT NULL,
    voter TEXT NOT NULL,
    reason TEXT NOT NULL,
    day BIGINT NOT NULL,
    PRIMARY KEY (guild, passage, voter)
);
