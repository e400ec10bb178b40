-- What is taken from which table: the plan as JSON. Ids are never given twice.
CREATE TABLE sync_plan(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL,
    revision INTEGER NOT NULL,
    saved_at INTEGER NOT NULL
) STRICT;

-- Where each sync stands: behind which position of the source it goes on, and whether everything is to be
-- read anew.
CREATE TABLE sync_state(
    sync INTEGER PRIMARY KEY,
    position TEXT NOT NULL,
    reload INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;

-- One row per run. One that was killed stays 'running' until the next begins. month_bytes limits ask for bytes by time.
CREATE TABLE sync_run(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sync INTEGER NOT NULL,
    mode TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed', 'cancelled', 'interrupted')),
    started_at INTEGER NOT NULL,
    finished_at INTEGER,
    rows INTEGER NOT NULL,
    kept INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    added INTEGER NOT NULL,
    replaced INTEGER NOT NULL,
    removed INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    estimated_rows INTEGER NOT NULL,
    estimated_bytes INTEGER NOT NULL,
    parts INTEGER NOT NULL,
    reconnects INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    fault TEXT NOT NULL
) STRICT;
CREATE INDEX sync_run_of ON sync_run(sync, id);

-- The first 10,000 rows of a run that were not taken. row: counted from 1 over what the run read.
CREATE TABLE sync_reject(
    run INTEGER NOT NULL REFERENCES sync_run(id) ON DELETE CASCADE,
    row INTEGER NOT NULL,
    reason TEXT NOT NULL,
    column TEXT NOT NULL,
    raw TEXT NOT NULL,
    PRIMARY KEY(run, row)
) STRICT, WITHOUT ROWID;
