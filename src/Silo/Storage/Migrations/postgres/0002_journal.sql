-- The truth. The three unique keys are what makes it safe, and their names are what an append is refused by. Text is compared byte by byte, so
-- that the order is the same in every database and on every machine.
CREATE TABLE journal (
  plan text COLLATE "C" NOT NULL,
  position bigint NOT NULL,
  stream text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  type text COLLATE "C" NOT NULL,
  recorded_at text COLLATE "C" NOT NULL,
  happened_at text COLLATE "C" NOT NULL,
  actor text COLLATE "C" NOT NULL,
  command_id text COLLATE "C" NOT NULL,
  ordinal integer NOT NULL,
  request_hash text COLLATE "C" NOT NULL,
  cause text COLLATE "C" NOT NULL,
  classification text COLLATE "C" NOT NULL,
  payload text COLLATE "C" NOT NULL,
  hash text COLLATE "C" NOT NULL,
  CONSTRAINT journal_version PRIMARY KEY (stream, version),
  CONSTRAINT journal_command UNIQUE (stream, command_id, ordinal),
  CONSTRAINT journal_position UNIQUE (plan, position)
);

-- The few entries that seal a day, found without reading all the others.
CREATE INDEX journal_seals ON journal (plan, position) WHERE type = 'plan.day-sealed';

-- The last position given out in a plan; it moves in the same statement as the rows. Room on the page for the new versions of a row that
-- moves with every batch.
CREATE TABLE plan_head (
  plan text COLLATE "C" PRIMARY KEY,
  position bigint NOT NULL
) WITH (fillfactor = 10);
