-- The bounces of one address, for the rule about those that pass.
CREATE INDEX message_event_bounce ON message_event (recipient_key, at) WHERE kind = 'bounce';
