-- What a chat with many people needs: private books, forms to mend, polls, room for moderators to look.

-- A private book is shown to its owner only.
ALTER TABLE sessions ADD COLUMN private INTEGER NOT NULL DEFAULT 0 CHECK (private IN (0, 1));

-- A request that was refused, so that its form can be shown again with everything still filled in.
CREATE TABLE drafts (
    draft_id   INTEGER PRIMARY KEY AUTOINCREMENT,
    user_key   TEXT NOT NULL,
    request    TEXT NOT NULL CHECK (json_valid(request)),
    sha256     TEXT CHECK (length(sha256) = 64),  -- of a picture that was handed in with it
    size       INTEGER,
    expires_at REAL NOT NULL
) STRICT;
CREATE INDEX drafts_of_user ON drafts (user_key);
CREATE INDEX drafts_by_content ON drafts (sha256);

-- A poll is a job of the kind "compare"; it has a row here once it is closed. One vote a person.
CREATE TABLE closed_polls (
    poll_id   INTEGER PRIMARY KEY REFERENCES jobs (job_id),
    closed_by TEXT NOT NULL,
    closed_at REAL NOT NULL
) STRICT;
CREATE TABLE votes (
    poll_id  INTEGER NOT NULL REFERENCES jobs (job_id),
    user_key TEXT NOT NULL,
    choice   INTEGER NOT NULL CHECK (choice BETWEEN 1 AND 4),
    voted_at REAL NOT NULL,
    PRIMARY KEY (poll_id, user_key)
) STRICT, WITHOUT ROWID;

-- Messages beside those of jobs that show a book to all, so that they can be taken away with it.
CREATE TABLE shown (
    platform   TEXT NOT NULL,
    channel_id TEXT NOT NULL,
    message_id TEXT NOT NULL,
    session_id INTEGER NOT NULL REFERENCES sessions (session_id),
    PRIMARY KEY (platform, message_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX shown_of_session ON shown (session_id);

-- Moderators look at what was asked on their server, newest first.
CREATE INDEX jobs_of_server ON jobs (server_key, job_id);
