-- Datasets: a catalog and, per dataset, immutable chunks of columns. Times are microseconds since 1970.
CREATE TABLE dataset(
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    definition TEXT NOT NULL,
    generation INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

-- The one import in progress. Whoever holds the row may stage chunks; a row whose owner is gone is swept.
CREATE TABLE import_stage(
    id INTEGER PRIMARY KEY CHECK (id = 1),
    token TEXT NOT NULL,
    dataset TEXT NOT NULL,
    host TEXT NOT NULL,
    process INTEGER NOT NULL,
    heartbeat INTEGER NOT NULL
) STRICT;

-- Dataset 0 is the identity: which text (a key, an email) belongs to which ordinal. A chunk is live from
-- generation_from up to before generation_to; staged chunks are seen by nobody. valid_to is set where
-- the rows are a superseded version that "as of" questions may still ask for. AUTOINCREMENT: an id that
-- was purged never comes back with other contents.
CREATE TABLE chunk(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    dataset INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    packed INTEGER NOT NULL,
    staged INTEGER NOT NULL,
    generation_from INTEGER NOT NULL,
    generation_to INTEGER,
    valid_from INTEGER NOT NULL,
    valid_to INTEGER,
    retired_at INTEGER,
    names TEXT
) STRICT;
CREATE INDEX chunk_of_dataset ON chunk(dataset, generation_to);
CREATE INDEX chunk_staged ON chunk(id) WHERE staged = 1;
CREATE INDEX chunk_kept ON chunk(dataset) WHERE staged = 2;
CREATE INDEX chunk_dropped ON chunk(id) WHERE staged = 3;

-- A load that replaces a dataset and did not come to its end: its chunks (staged = 2) wait to be continued, seen by nobody;
-- those of one that was dropped (staged = 3) are swept.
-- generation and shape: of the dataset when it began; body: whose it is and where it goes on.
CREATE TABLE kept_load(
    dataset INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    generation INTEGER NOT NULL,
    shape TEXT NOT NULL,
    began_at INTEGER NOT NULL,
    kept_at INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;

-- id = chunk * 65536 + column.
CREATE TABLE chunk_blob(
    id INTEGER PRIMARY KEY,
    data BLOB NOT NULL
) STRICT;

CREATE TABLE chunk_stats(
    chunk INTEGER NOT NULL,
    column INTEGER NOT NULL,
    nulls INTEGER NOT NULL,
    low ANY,
    high ANY,
    distinct_values INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    PRIMARY KEY(chunk, column)
) STRICT, WITHOUT ROWID;

-- Rows of a chunk superseded by a generation, with the time until which each was valid.
CREATE TABLE chunk_dead(
    chunk INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    positions BLOB NOT NULL,
    valid_to BLOB NOT NULL,
    PRIMARY KEY(chunk, generation)
) STRICT, WITHOUT ROWID;
