-- One row: what this file is. `opens` rises whenever the file is opened, closed, copied or begins to
-- send; `machine` is where that happened last. Both tell a restored or foreign file from the real one.
CREATE TABLE workspace(
    id INTEGER PRIMARY KEY CHECK (id = 1),
    uuid TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    opens INTEGER NOT NULL,
    machine TEXT NOT NULL,
    accepted_at INTEGER NOT NULL
) STRICT;

CREATE TABLE setting(
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
