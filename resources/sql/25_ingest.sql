-- One row per import into a dataset. finished_at is NULL while it runs; what a dead import left goes when
-- the next one starts. sha256: which bytes the file held (today "xxh128:" and the digits of
-- XXH3), so that the same file is noticed when it comes again.
CREATE TABLE import_run(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    dataset TEXT NOT NULL COLLATE NOCASE,
    path TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    mode INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    finished_at INTEGER,
    rows INTEGER NOT NULL,
    kept INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    duplicates INTEGER NOT NULL,
    replaced_bytes INTEGER NOT NULL,
    generation INTEGER NOT NULL
) STRICT;
CREATE INDEX import_run_file ON import_run(sha256);

-- The first 10,000 rows of a run that were not taken, with the place in the file and the reason.
CREATE TABLE import_reject(
    run INTEGER NOT NULL REFERENCES import_run(id) ON DELETE CASCADE,
    row INTEGER NOT NULL,
    byte INTEGER NOT NULL,
    reason TEXT NOT NULL,
    column TEXT NOT NULL,
    raw TEXT NOT NULL,
    PRIMARY KEY(run, row)
) STRICT, WITHOUT ROWID;
