-- entry is canonical JSON; leaf is SHA-256(0x00 || entry). Numbers rise by one from 1.
CREATE TABLE audit_entry(
    number INTEGER PRIMARY KEY,
    entry TEXT NOT NULL,
    leaf BLOB NOT NULL
) STRICT;

-- The personal part of an entry, which the entry holds only as SHA-256(salt || payload).
CREATE TABLE audit_personal(
    number INTEGER PRIMARY KEY REFERENCES audit_entry(number),
    person INTEGER NOT NULL,
    payload TEXT NOT NULL
) STRICT;
CREATE INDEX audit_personal_person ON audit_personal(person);

CREATE TABLE audit_salt(
    person INTEGER PRIMARY KEY,
    salt BLOB NOT NULL
) STRICT;

-- Signed tree heads. peaks: the roots of the full subtrees, largest first, from which the tree goes on.
CREATE TABLE audit_head(
    size INTEGER PRIMARY KEY,
    root BLOB NOT NULL,
    at INTEGER NOT NULL,
    public_key TEXT NOT NULL,
    signature TEXT NOT NULL,
    peaks BLOB NOT NULL
) STRICT;
