-- The truth. Rows lie in commit order, so a follower reads them in sequence; the three unique keys are what makes it safe.
CREATE TABLE journal (
  plan TEXT NOT NULL,
  position INTEGER NOT NULL,
  stream TEXT NOT NULL,
  version INTEGER NOT NULL,
  type TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  happened_at TEXT NOT NULL,
  actor TEXT NOT NULL,
  command_id TEXT NOT NULL,
  ordinal INTEGER NOT NULL,
  request_hash TEXT NOT NULL,
  cause TEXT NOT NULL,
  classification TEXT NOT NULL,
  payload TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (stream, version),
  UNIQUE (stream, command_id, ordinal),
  UNIQUE (plan, position)
) STRICT;

-- The few entries that seal a day, found without reading all the others.
CREATE INDEX journal_seals ON journal (plan, position) WHERE type = 'plan.day-sealed';

-- The last position given out in a plan; it moves in the same transaction as the rows.
CREATE TABLE plan_head (
  plan TEXT NOT NULL PRIMARY KEY,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
