-- The send ledger: runs, the messages frozen at their start, every attempt, and what came back.
-- Times are UTC microseconds. A row of `message` is in exactly one state; `message_event` holds facts.

CREATE TABLE runner (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    epoch INTEGER NOT NULL,
    instance TEXT NOT NULL,
    host TEXT NOT NULL,
    holds_lock INTEGER NOT NULL,
    taken_at INTEGER NOT NULL,
    heartbeat_at INTEGER NOT NULL
) STRICT;

CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    campaign INTEGER NOT NULL,
    name TEXT NOT NULL,
    transport TEXT NOT NULL CHECK (transport IN ('ses', 'smtp', 'practice')),
    connection TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('running', 'paused', 'blocked', 'stopped', 'finished')),
    reason TEXT NOT NULL,
    topics TEXT NOT NULL,
    permission TEXT NOT NULL CHECK (permission IN ('consent', 'legal_basis', 'missing')),
    legal_basis TEXT NOT NULL,
    resend TEXT NOT NULL CHECK (resend IN ('never', 'after_wait')),
    wait_seconds INTEGER NOT NULL,
    cap_messages INTEGER NOT NULL,
    cap_seconds INTEGER NOT NULL,
    plan TEXT NOT NULL DEFAULT '{}',
    audience INTEGER NOT NULL,
    breaker_accepted INTEGER NOT NULL DEFAULT 0,
    breaker_bounced INTEGER NOT NULL DEFAULT 0,
    breaker_complained INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE message (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES run (id),
    step TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    address TEXT NOT NULL,
    address_key TEXT NOT NULL,
    unique_key TEXT,
    variant TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('planned', 'intent', 'accepted', 'refused', 'retry_at',
        'skipped', 'in_doubt', 'not_sent', 'unknown')),
    reason TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    resends INTEGER NOT NULL,
    message_id TEXT,
    changed_at INTEGER NOT NULL,
    UNIQUE (run, step, ordinal),
    UNIQUE (run, step, unique_key),
    CHECK ((state = 'accepted') = (message_id IS NOT NULL))
) STRICT;
CREATE INDEX message_due ON message (run, due_at, id) WHERE state IN ('planned', 'retry_at');
CREATE INDEX message_open ON message (state, changed_at) WHERE state IN ('intent', 'in_doubt');
CREATE INDEX message_person ON message (address_key);

-- Only where a campaign says that a late email is worth nothing.
CREATE TABLE message_expiry (
    message INTEGER PRIMARY KEY REFERENCES message (id),
    at INTEGER NOT NULL
) STRICT;

CREATE TABLE attempt (
    id INTEGER PRIMARY KEY,
    tag TEXT NOT NULL UNIQUE,
    message INTEGER NOT NULL REFERENCES message (id),
    number INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    content_hash TEXT NOT NULL,
    intent_at INTEGER NOT NULL,
    outcome TEXT CHECK (outcome IN ('accepted', 'refused', 'not_sent', 'throttled', 'in_doubt')),
    doubt TEXT CHECK (doubt IN ('outcome', 'takeover', 'journal')),
    code TEXT NOT NULL,
    detail TEXT NOT NULL,
    message_id TEXT,
    finished_at INTEGER,
    UNIQUE (message, number)
) STRICT;
CREATE INDEX attempt_message_id ON attempt (message_id) WHERE message_id IS NOT NULL;

CREATE TABLE message_event (
    id INTEGER PRIMARY KEY,
    dedupe_key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    subtype TEXT NOT NULL,
    run INTEGER REFERENCES run (id),
    message INTEGER REFERENCES message (id),
    message_id TEXT NOT NULL,
    tag TEXT NOT NULL,
    recipient_key TEXT NOT NULL,
    link TEXT NOT NULL,
    machine INTEGER NOT NULL,
    at INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX message_event_message ON message_event (message, kind);
CREATE INDEX message_event_run ON message_event (run, kind, subtype, message);
CREATE INDEX message_event_unmatched ON message_event (message_id) WHERE message IS NULL;
CREATE INDEX message_event_untagged ON message_event (tag) WHERE message IS NULL AND tag <> '';

CREATE TABLE event_malformed (
    id INTEGER PRIMARY KEY,
    dedupe_key TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    reason TEXT NOT NULL,
    body BLOB NOT NULL
) STRICT;

CREATE TABLE event_counter (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT;

CREATE TABLE feed (
    name TEXT PRIMARY KEY,
    completed_at INTEGER NOT NULL,
    failed_at INTEGER NOT NULL,
    failure TEXT NOT NULL
) STRICT;

CREATE TABLE incident (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    run INTEGER REFERENCES run (id),
    message INTEGER REFERENCES message (id),
    detail TEXT NOT NULL
) STRICT;
