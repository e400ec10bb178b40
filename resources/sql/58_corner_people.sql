-- What became of what came in through the public corner; what has no row here waits. reason: an error as JSON, '' for none.
CREATE TABLE corner_outcome (
    entry INTEGER PRIMARY KEY REFERENCES corner_entry (id),
    state TEXT NOT NULL CHECK (state IN ('taken', 'aside', 'expired')),
    reason TEXT NOT NULL,
    person INTEGER,
    at INTEGER NOT NULL
) STRICT;

-- Emails that ask somebody to confirm an address: written before they leave, so that none leaves twice.
CREATE TABLE corner_request (
    id INTEGER PRIMARY KEY,
    entry INTEGER NOT NULL REFERENCES corner_entry (id),
    address BLOB NOT NULL,
    topic INTEGER NOT NULL,
    tag TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('intent', 'accepted', 'refused', 'in_doubt')),
    code TEXT NOT NULL,
    message_id TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX corner_request_address ON corner_request (address, topic);
