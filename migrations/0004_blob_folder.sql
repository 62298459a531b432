-- Which blob folder this database was last used with (the token stands in that folder, too), and since when, in the
-- time of its file system. Files that are older may belong to a database that this one replaced: they are kept.
CREATE TABLE blob_folder (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    token    TEXT NOT NULL,
    since    REAL NOT NULL
) STRICT;
INSERT INTO blob_folder VALUES (1, '', 0);
