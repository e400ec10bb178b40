-- Lists of keys that rules name; `content` numbers the pieces of what is in one. `former` is the content before
-- the last change, with its count, to go back to; a list that was removed stays until its name is wanted.
CREATE TABLE key_list(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    content INTEGER NOT NULL,
    keys INTEGER NOT NULL,
    source TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    removed INTEGER NOT NULL,
    former_content INTEGER,
    former_keys INTEGER,
    former_source TEXT,
    former_changed_at INTEGER
) STRICT;

-- keys: a column of texts as in a chunk.
CREATE TABLE key_list_part(
    content INTEGER NOT NULL,
    part INTEGER NOT NULL,
    keys BLOB NOT NULL,
    PRIMARY KEY(content, part)
) STRICT;
