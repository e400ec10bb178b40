-- What must hold of the rows of datasets: the check as JSON. Ids are never given twice.
CREATE TABLE quality_check(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    dataset TEXT NOT NULL COLLATE NOCASE,
    body TEXT NOT NULL,
    saved_at INTEGER NOT NULL
) STRICT;
CREATE INDEX quality_check_of ON quality_check(dataset);

-- Suggestions that somebody does not want to see again, by what they demand.
CREATE TABLE quality_declined(
    dataset TEXT NOT NULL COLLATE NOCASE,
    fingerprint TEXT NOT NULL,
    PRIMARY KEY(dataset, fingerprint)
) STRICT, WITHOUT ROWID;

-- One row per run of the checks of a dataset. stopped: the rows did not come in, and generation is the one they would have
-- become. accepted: somebody said that this is how the data are now, whatever drifted.
CREATE TABLE quality_run(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    dataset TEXT NOT NULL COLLATE NOCASE,
    generation INTEGER NOT NULL,
    cause TEXT NOT NULL CHECK (cause IN ('import', 'sync', 'asked')),
    started_at INTEGER NOT NULL,
    finished_at INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    stopped INTEGER NOT NULL,
    accepted INTEGER NOT NULL
) STRICT;
CREATE INDEX quality_run_of ON quality_run(dataset, id);

-- measure: of drift the index or the change in percent, of freshness the hours. fault: JSON, why it did not run. sample: JSON,
-- the first failing rows with their keys.
CREATE TABLE quality_result(
    run INTEGER NOT NULL REFERENCES quality_run(id) ON DELETE CASCADE,
    check_id INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('passed', 'failed', 'not_run')),
    checked INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    measure REAL NOT NULL,
    fault TEXT NOT NULL,
    sample TEXT NOT NULL,
    PRIMARY KEY(run, check_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX quality_result_of ON quality_result(check_id, run);

-- How the values of a column were spread, to tell later whether they still are: JSON.
CREATE TABLE quality_shape(
    run INTEGER NOT NULL REFERENCES quality_run(id) ON DELETE CASCADE,
    column TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY(run, column)
) STRICT, WITHOUT ROWID;

-- How the days of a column were written in the file they came from.
CREATE TABLE quality_notation(
    dataset TEXT NOT NULL COLLATE NOCASE,
    column TEXT NOT NULL,
    notation TEXT NOT NULL,
    PRIMARY KEY(dataset, column)
) STRICT, WITHOUT ROWID;
