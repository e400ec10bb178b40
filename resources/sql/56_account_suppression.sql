-- The suppression list of each connection's account as it was last read. spelling: how the service writes the address,
-- empty where that is the normalised one; round: the reading that saw it last.
CREATE TABLE account_suppression (
    connection TEXT NOT NULL,
    hash BLOB NOT NULL,
    spelling TEXT NOT NULL,
    reason TEXT NOT NULL,
    at INTEGER NOT NULL,
    round INTEGER NOT NULL,
    PRIMARY KEY (connection, hash, spelling)
) STRICT, WITHOUT ROWID;

-- How far a reading is, to go on after a break; token is empty between readings.
CREATE TABLE account_suppression_round (
    connection TEXT PRIMARY KEY,
    round INTEGER NOT NULL,
    token TEXT NOT NULL,
    started_at INTEGER NOT NULL
) STRICT;
