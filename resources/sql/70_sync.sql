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

-- What names a row that was not taken, as it stands at the source, which can be asked for it again.
CREATE TABLE sync_reject_key(
    run INTEGER NOT NULL,
    row INTEGER NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY(run, row),
    FOREIGN KEY(run, row) REFERENCES sync_reject(run, row) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX sync_reject_key_of ON sync_reject_key(key);

-- What a run has to say beside its figures: ids of sentences with their arguments as JSON.
CREATE TABLE sync_note(
    run INTEGER NOT NULL REFERENCES sync_run(id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    id TEXT NOT NULL,
    args TEXT NOT NULL,
    PRIMARY KEY(run, at)
) STRICT, WITHOUT ROWID;

-- What a run took over from one that was interrupted, or why it began anew although there was something to continue.
CREATE TABLE sync_continuation(
    run INTEGER PRIMARY KEY REFERENCES sync_run(id) ON DELETE CASCADE,
    former INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    reason TEXT NOT NULL
) STRICT;

-- What reading a whole table would be, as its source estimated it last; credits where the service counts in its own.
CREATE TABLE source_estimate(
    sync INTEGER PRIMARY KEY,
    rows INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    credits REAL,
    estimated_at INTEGER NOT NULL
) STRICT;

-- Questions answered from synced rows instead of at the source, by month (its first day) and dataset. bytes and credits: of
-- those whose table had an estimate then, which were `estimated`.
CREATE TABLE local_answer(
    month INTEGER NOT NULL,
    dataset TEXT NOT NULL,
    answers INTEGER NOT NULL,
    estimated INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    credits REAL NOT NULL,
    PRIMARY KEY(month, dataset)
) STRICT, WITHOUT ROWID;
