-- The public corner: what its addresses are sealed with, and what readers sent through it.

CREATE TABLE corner_key (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    secret BLOB NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;

CREATE TABLE corner_hook (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE
) STRICT;

-- kind: what the address was for; 'malformed' is kept aside as it came. address: SHA-256, as in `suppression`.
CREATE TABLE corner_entry (
    id INTEGER PRIMARY KEY,
    dedupe_key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('unsubscribe', 'preferences', 'confirm', 'form', 'webhook', 'malformed')),
    address BLOB,
    subject INTEGER,
    at INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE INDEX corner_entry_address ON corner_entry (address, kind) WHERE address IS NOT NULL;

-- The copy of a run's email that is viewed in a browser; name: 32 random hex digits.
CREATE TABLE corner_copy (
    run INTEGER PRIMARY KEY REFERENCES run (id),
    name TEXT NOT NULL,
    published_at INTEGER NOT NULL
) STRICT;
