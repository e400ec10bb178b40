-- The pictures of emails, under the first 32 hexadecimal digits of the SHA-256 of their bytes. One that was removed stays
-- for what shows it, and to come back. `address`: where everybody can see it, as far as is known.
CREATE TABLE asset(
    hash TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    alt TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('png', 'jpeg', 'gif')),
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    animated INTEGER NOT NULL,
    added_at INTEGER NOT NULL,
    removed_at INTEGER NOT NULL,
    address TEXT NOT NULL
) STRICT;

-- Apart, so that a list of pictures reads none. `small`: a copy to look at; empty where the picture is small itself.
CREATE TABLE asset_content(
    hash TEXT PRIMARY KEY NOT NULL REFERENCES asset(hash),
    content BLOB NOT NULL,
    small BLOB NOT NULL
) STRICT;
