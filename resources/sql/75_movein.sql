-- A move from another tool, from the first step on: a program that was killed goes on at `step`. options and report are JSON.
CREATE TABLE movein_run(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tool TEXT NOT NULL,
    label TEXT NOT NULL,
    digest TEXT NOT NULL,
    options TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('running', 'done')),
    step INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    finished_at INTEGER,
    report TEXT NOT NULL
) STRICT;

-- Emails that another tool sent before the move. They are no part of the send ledger: nothing here is ever sent, counted into
-- a run or looked at by a limit. person: the ordinal.
CREATE TABLE past_mailing(
    id INTEGER PRIMARY KEY,
    tool TEXT NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (tool, name)
) STRICT;

-- label: the tool's own id of the email; empty where it gave none.
CREATE TABLE past_message(
    id INTEGER PRIMARY KEY,
    mailing INTEGER NOT NULL REFERENCES past_mailing(id),
    person INTEGER NOT NULL,
    label TEXT NOT NULL,
    UNIQUE (mailing, person, label)
) STRICT;
CREATE INDEX past_message_person ON past_message(person);

-- The key makes an event that comes twice one.
CREATE TABLE past_message_event(
    message INTEGER NOT NULL REFERENCES past_message(id),
    kind TEXT NOT NULL CHECK (kind IN ('sent', 'delivered', 'opened', 'clicked', 'bounced', 'complained', 'unsubscribed')),
    at INTEGER NOT NULL,
    link TEXT NOT NULL,
    hard INTEGER NOT NULL,
    machine INTEGER NOT NULL,
    PRIMARY KEY (message, kind, at, link)
) STRICT, WITHOUT ROWID;
CREATE INDEX past_message_event_kind ON past_message_event(kind);
