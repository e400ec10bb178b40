-- kind: 1 opt-in, 2 opt-out, 3 required.
CREATE TABLE topic(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    kind INTEGER NOT NULL
) STRICT;

-- Where a statement came from and what it said, shared by all who made it.
CREATE TABLE consent_note(
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    wording TEXT NOT NULL,
    UNIQUE (source, wording)
) STRICT;

-- Statements by single people; one of them stands above every bulk statement. state: 1 granted, 2 withdrawn; of a bulk also 0, no consent.
CREATE TABLE consent(
    topic INTEGER NOT NULL REFERENCES topic(id),
    person INTEGER NOT NULL,
    state INTEGER NOT NULL,
    at INTEGER NOT NULL,
    note INTEGER NOT NULL REFERENCES consent_note(id),
    PRIMARY KEY (topic, person)
) STRICT, WITHOUT ROWID;

-- The same statement by many: people as 64-bit little-endian words, bit = ordinal. A person is in at most
-- one of a topic's.
CREATE TABLE consent_bulk(
    id INTEGER PRIMARY KEY,
    topic INTEGER NOT NULL REFERENCES topic(id),
    state INTEGER NOT NULL,
    at INTEGER NOT NULL,
    note INTEGER NOT NULL REFERENCES consent_note(id),
    people BLOB NOT NULL
) STRICT;
CREATE INDEX consent_bulk_topic ON consent_bulk(topic);

-- Why people may be written to where the data carry no consent; the newest id of a subject stands.
CREATE TABLE legal_basis(
    id INTEGER PRIMARY KEY,
    subject TEXT NOT NULL,
    basis TEXT NOT NULL,
    statement TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX legal_basis_subject ON legal_basis(subject);

-- hash: SHA-256 of the normalised address.
CREATE TABLE suppression(
    hash BLOB PRIMARY KEY,
    reason INTEGER NOT NULL,
    at INTEGER NOT NULL,
    source TEXT NOT NULL
) STRICT, WITHOUT ROWID;
