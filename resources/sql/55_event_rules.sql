-- Which rule took an opening or a click out of what people did; see docs/formats/events.md.
CREATE TABLE event_verdict (
    event INTEGER PRIMARY KEY REFERENCES message_event (id),
    rule TEXT NOT NULL
) STRICT;

-- How far the rules have been applied to the past. rules: their hash; the events from next to last are still to be looked at.
CREATE TABLE event_rule_pass (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    rules TEXT NOT NULL,
    next INTEGER NOT NULL,
    last INTEGER NOT NULL,
    before TEXT NOT NULL,
    opens_out INTEGER NOT NULL,
    opens_back INTEGER NOT NULL,
    clicks_out INTEGER NOT NULL,
    clicks_back INTEGER NOT NULL
) STRICT;
