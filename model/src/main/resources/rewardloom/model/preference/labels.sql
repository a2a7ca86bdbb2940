-- Pairs, queues and labels of a project. Applied when a project first needs them.
-- Labels are never changed or deleted: undoing an answer adds an event, and so does changing one's mind.

CREATE TABLE IF NOT EXISTS pair_queue (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    uid       TEXT    NOT NULL UNIQUE,        -- the same in every copy of the project
    name      TEXT    NOT NULL UNIQUE,
    kind      TEXT    NOT NULL CHECK (kind IN ('segments', 'responses', 'pairs')),
    seed      INTEGER NOT NULL,
    sampler   TEXT    NOT NULL,               -- how the pairs were chosen, with all settings
    created   INTEGER NOT NULL,               -- milliseconds since 1970, as all times here
    pairs     INTEGER NOT NULL,               -- grows when more pairs are drawn
    questions TEXT    NOT NULL                -- what is asked about each of them, as JSON
);

CREATE TABLE IF NOT EXISTS pair_item (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    hash       TEXT NOT NULL UNIQUE,          -- what it is, the same in every project
    kind       TEXT NOT NULL CHECK (kind IN ('segment', 'response', 'pair-text')),
    table_id   TEXT NOT NULL,
    run        TEXT,                          -- segment
    episode    INTEGER,                       -- segment
    first_step INTEGER,                       -- segment: index inside the episode
    end_step   INTEGER,                       -- segment: index after the last step
    table_row  INTEGER,                       -- response, pair-text
    prompt_id  TEXT,                          -- response
    sample     INTEGER,                       -- response
    column_name TEXT                          -- pair-text
);

CREATE TABLE IF NOT EXISTS pair (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    queue_id   INTEGER NOT NULL REFERENCES pair_queue (id),
    position   INTEGER NOT NULL,
    item_a     INTEGER NOT NULL REFERENCES pair_item (id),
    item_b     INTEGER NOT NULL REFERENCES pair_item (id),
    sampler    TEXT    NOT NULL DEFAULT '',   -- the sampler that chose it
    score      REAL,                          -- what that sampler gave it
    check_kind TEXT    NOT NULL DEFAULT 'none',
    expected   TEXT,                          -- the answer of a check that passes
    check_of   INTEGER,                       -- position of the pair that it repeats
    UNIQUE (queue_id, position),
    CHECK (item_a <> item_b)
);

-- The third item and those after it, where more than two are ranked.
CREATE TABLE IF NOT EXISTS pair_member (
    pair_id INTEGER NOT NULL REFERENCES pair (id),
    place   INTEGER NOT NULL CHECK (place >= 2),
    item_id INTEGER NOT NULL REFERENCES pair_item (id),
    PRIMARY KEY (pair_id, place)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS label_event (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    queue_id      INTEGER NOT NULL REFERENCES pair_queue (id),
    pair_id       INTEGER NOT NULL REFERENCES pair (id),
    position      INTEGER NOT NULL,           -- of the pair in its queue
    annotator     TEXT    NOT NULL,
    action        TEXT    NOT NULL CHECK (action IN ('answer', 'import', 'undo', 'redo')),
    target        INTEGER REFERENCES label_event (id),  -- the answer that is undone or redone
    answer        TEXT CHECK (answer IN ('a', 'b', 'tie', 'skip', 'incomparable', 'ranking')),
    strength      INTEGER CHECK (strength BETWEEN 0 AND 3),
    ranking       TEXT,                       -- 2>0=1: item 2 is best, the others are equal
    criteria      TEXT,                       -- JSON: criterion to answer, such as a2
    confidence    INTEGER CHECK (confidence BETWEEN 0 AND 5),
    reasons       TEXT,                       -- JSON
    note          TEXT,
    sides         TEXT,                       -- the item on the left, a or b; all items from left to right, 2,0,1
    plays         TEXT,                       -- how often each item was played, 1,2
    speed         REAL,
    revealed      TEXT,                       -- what was visible that is hidden otherwise, reward,policy
    shown_at      INTEGER,
    first_play_at INTEGER,
    viewed_at     INTEGER,
    answered_at   INTEGER,                    -- for undo and redo: when that was done
    active_ms     INTEGER,
    edits         TEXT,                       -- JSON: changes of mind before an imported answer
    tool          TEXT NOT NULL,
    origin        TEXT NOT NULL               -- empty, or the file it was imported from
);

CREATE INDEX IF NOT EXISTS label_event_by_annotator ON label_event (queue_id, annotator, id);

CREATE TRIGGER IF NOT EXISTS label_event_keeps BEFORE UPDATE ON label_event
BEGIN SELECT RAISE(ABORT, 'labels are never changed'); END;

CREATE TRIGGER IF NOT EXISTS label_event_stays BEFORE DELETE ON label_event
BEGIN SELECT RAISE(ABORT, 'labels are never deleted'); END;
