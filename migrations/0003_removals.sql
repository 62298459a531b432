-- Messages that must go from the chat because what they showed was deleted; a row stays until its message is gone.
-- Without a message_id it was being said just then: it may stand there as the message of `outbox_id`.
CREATE TABLE removals (
    removal_id  INTEGER PRIMARY KEY AUTOINCREMENT,
    platform    TEXT NOT NULL,
    channel_id  TEXT NOT NULL,
    message_id  TEXT,
    outbox_id   INTEGER,
    nonce       TEXT,
    tried_at    REAL,
    tries       INTEGER NOT NULL DEFAULT 0,
    next_try_at REAL NOT NULL,
    CHECK (message_id IS NOT NULL OR (outbox_id IS NOT NULL AND nonce IS NOT NULL AND tried_at IS NOT NULL))
) STRICT;
CREATE INDEX removals_due ON removals (platform, next_try_at);
