-- Users and servers are "platform:id" keys; times are seconds since 1970 UTC and are shown, never sorted by:
-- order comes from ids. JSON columns are opaque to the store.

CREATE TABLE servers (
    server_key TEXT PRIMARY KEY,
    settings   TEXT NOT NULL CHECK (json_valid(settings)),
    updated_at REAL NOT NULL
) STRICT, WITHOUT ROWID;

-- What a platform sent and we accepted. The primary key makes a second delivery a repetition, not a second job.
CREATE TABLE interactions (
    platform         TEXT NOT NULL,
    interaction_id   TEXT NOT NULL,
    user_key         TEXT NOT NULL,
    channel_id       TEXT NOT NULL,
    token            TEXT NOT NULL,  -- erased once it has expired
    token_expires_at REAL NOT NULL,
    message_id       TEXT,           -- of the deferred answer, known a moment after the row
    accepted_at      REAL NOT NULL,
    PRIMARY KEY (platform, interaction_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
    session_id         INTEGER PRIMARY KEY AUTOINCREMENT,
    platform           TEXT NOT NULL,
    server_key         TEXT NOT NULL,
    channel_id         TEXT NOT NULL,
    user_key           TEXT NOT NULL,
    brief              TEXT NOT NULL CHECK (json_valid(brief)),
    current_version_id INTEGER REFERENCES versions (version_id),
    created_at         REAL NOT NULL,
    deleted_at         REAL
) STRICT;
CREATE INDEX sessions_of_user ON sessions (user_key);

CREATE TABLE jobs (
    job_id         INTEGER PRIMARY KEY AUTOINCREMENT,
    session_id     INTEGER NOT NULL REFERENCES sessions (session_id),
    user_key       TEXT NOT NULL,
    server_key     TEXT NOT NULL,
    platform       TEXT NOT NULL,
    interaction_id TEXT NOT NULL,
    kind           TEXT NOT NULL,
    payload        TEXT NOT NULL CHECK (json_valid(payload)),
    parent_id      INTEGER REFERENCES versions (version_id),
    state          TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
    attempt        INTEGER NOT NULL DEFAULT 1,  -- grows each time a start is given up; fences late results
    crashes        INTEGER NOT NULL DEFAULT 0,  -- of the worker
    recoveries     INTEGER NOT NULL DEFAULT 0,  -- of the bot while this job ran
    error          TEXT,
    queued_at      REAL NOT NULL,
    started_at     REAL,
    ended_at       REAL,
    UNIQUE (platform, interaction_id),
    FOREIGN KEY (platform, interaction_id) REFERENCES interactions (platform, interaction_id)
) STRICT;
CREATE INDEX jobs_open ON jobs (state, user_key, job_id) WHERE state IN ('queued', 'running');
CREATE INDEX jobs_of_session ON jobs (session_id);

CREATE TRIGGER jobs_end_once BEFORE UPDATE OF state ON jobs
WHEN OLD.state IN ('done', 'failed', 'cancelled') AND NEW.state <> OLD.state
BEGIN
    SELECT RAISE(ABORT, 'a job that has ended stays ended');
END;

-- Files a job reads, an uploaded picture for one; they live as long as the job.
CREATE TABLE job_files (
    job_id INTEGER NOT NULL REFERENCES jobs (job_id),
    name   TEXT NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    size   INTEGER NOT NULL,
    PRIMARY KEY (job_id, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX job_files_by_content ON job_files (sha256);

-- The round robin: users with queued jobs are served in order of position and then go to the end.
CREATE TABLE turns (
    user_key TEXT PRIMARY KEY,
    position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE versions (
    version_id INTEGER PRIMARY KEY AUTOINCREMENT,
    session_id INTEGER NOT NULL REFERENCES sessions (session_id),
    number     INTEGER NOT NULL,
    parent_id  INTEGER REFERENCES versions (version_id),
    action     TEXT NOT NULL,
    data       TEXT NOT NULL CHECK (json_valid(data)),
    job_id     INTEGER NOT NULL REFERENCES jobs (job_id),
    ordinal    INTEGER NOT NULL,
    created_at REAL NOT NULL,
    UNIQUE (session_id, number),
    UNIQUE (job_id, ordinal)
) STRICT;

CREATE TABLE version_files (
    version_id INTEGER NOT NULL REFERENCES versions (version_id),
    name       TEXT NOT NULL,
    sha256     TEXT NOT NULL CHECK (length(sha256) = 64),
    size       INTEGER NOT NULL,
    PRIMARY KEY (version_id, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX version_files_by_content ON version_files (sha256);

CREATE TRIGGER versions_never_change BEFORE UPDATE ON versions
BEGIN
    SELECT RAISE(ABORT, 'a version is never changed');
END;
CREATE TRIGGER version_files_never_change BEFORE UPDATE ON version_files
BEGIN
    SELECT RAISE(ABORT, 'a version is never changed');
END;
-- Versions leave only together with a session that its owner deleted.
CREATE TRIGGER versions_stay BEFORE DELETE ON versions
WHEN (SELECT deleted_at FROM sessions WHERE session_id = OLD.session_id) IS NULL
BEGIN
    SELECT RAISE(ABORT, 'a version stays as long as its session');
END;
CREATE TRIGGER version_files_stay BEFORE DELETE ON version_files
WHEN (SELECT s.deleted_at FROM sessions s JOIN versions v USING (session_id) WHERE v.version_id = OLD.version_id) IS NULL
BEGIN
    SELECT RAISE(ABORT, 'a version stays as long as its session');
END;

-- Files that can be made again from their version. Evicting one keeps the row, so that history can say so.
CREATE TABLE print_files (
    version_id INTEGER NOT NULL REFERENCES versions (version_id),
    name       TEXT NOT NULL,
    sha256     TEXT NOT NULL CHECK (length(sha256) = 64),
    size       INTEGER NOT NULL,
    job_id     INTEGER NOT NULL REFERENCES jobs (job_id),
    evicted_at REAL,
    PRIMARY KEY (version_id, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX print_files_by_content ON print_files (sha256);

-- What must still be said. `mode` is chosen when the first try begins and only ever goes from edit to post.
CREATE TABLE outbox (
    outbox_id      INTEGER PRIMARY KEY AUTOINCREMENT,
    key            TEXT NOT NULL UNIQUE,
    nonce          TEXT NOT NULL UNIQUE,
    lane           TEXT NOT NULL,  -- messages of one lane are said in order
    platform       TEXT NOT NULL,
    channel_id     TEXT NOT NULL,
    interaction_id TEXT,
    version_id     INTEGER,
    body           TEXT NOT NULL CHECK (json_valid(body)),
    state          TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'saying', 'said', 'dropped')),
    mode           TEXT CHECK (mode IN ('edit', 'post')),
    tries          INTEGER NOT NULL DEFAULT 0,
    uncertain      INTEGER NOT NULL DEFAULT 0,  -- a try ended without an answer, so it may have been said
    tried_at       REAL,
    next_try_at    REAL NOT NULL,
    message_id     TEXT,
    error          TEXT,
    created_at     REAL NOT NULL,
    ended_at       REAL
) STRICT;
CREATE INDEX outbox_unsaid ON outbox (lane, outbox_id) WHERE state IN ('waiting', 'saying');
CREATE TRIGGER outbox_said_once BEFORE UPDATE OF state ON outbox
WHEN OLD.state IN ('said', 'dropped') AND NEW.state <> OLD.state
BEGIN
    SELECT RAISE(ABORT, 'what was said stays said');
END;

CREATE TABLE usage (
    user_key TEXT NOT NULL,
    day      TEXT NOT NULL,
    jobs     INTEGER NOT NULL DEFAULT 0,
    work_s   REAL NOT NULL DEFAULT 0,
    PRIMARY KEY (user_key, day)
) STRICT, WITHOUT ROWID;

-- Blocked words and users; server_key '' is everywhere.
CREATE TABLE blocks (
    server_key TEXT NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('user', 'word')),
    value      TEXT NOT NULL,
    reason     TEXT NOT NULL,
    blocked_by TEXT NOT NULL,
    blocked_at REAL NOT NULL,
    PRIMARY KEY (server_key, kind, value)
) STRICT, WITHOUT ROWID;

CREATE TABLE reports (
    report_id   INTEGER PRIMARY KEY AUTOINCREMENT,
    version_id  INTEGER NOT NULL REFERENCES versions (version_id),
    server_key  TEXT NOT NULL,
    reported_by TEXT NOT NULL,
    reason      TEXT NOT NULL,
    reported_at REAL NOT NULL,
    resolved_at REAL,
    resolved_by TEXT,
    UNIQUE (version_id, reported_by)
) STRICT;
