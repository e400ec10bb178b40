-- kind: 1 segment, 2 template, 3 campaign, 4 connection. Ids are never given twice.
CREATE TABLE definition(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    revision INTEGER NOT NULL,
    body TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    UNIQUE (kind, name_key)
) STRICT;

-- Every revision that was ever saved, the current one included; kept when the definition is removed.
CREATE TABLE definition_revision(
    id INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    name TEXT NOT NULL,
    body TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    PRIMARY KEY (id, revision)
) STRICT, WITHOUT ROWID;
