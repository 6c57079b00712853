-- The task list across initiatives: disposable, rebuilt from the journal. Percentages and weights are whole hundredths.
-- What filters and sorts stands first, because a column costs what stands before it.
CREATE TABLE tasks (
  plan TEXT NOT NULL,
  initiative_order INTEGER NOT NULL,
  number INTEGER NOT NULL,
  due TEXT NOT NULL,
  stage TEXT NOT NULL,
  open INTEGER NOT NULL,
  has_light INTEGER NOT NULL,
  blue INTEGER NOT NULL,
  yellow_from TEXT,
  red_from TEXT,
  kind TEXT NOT NULL,
  department TEXT,
  verified INTEGER NOT NULL,
  title_key BLOB NOT NULL,
  people TEXT NOT NULL,
  search_text TEXT NOT NULL,
  initiative TEXT NOT NULL,
  initiative_name TEXT NOT NULL,
  title TEXT NOT NULL,
  task_kind TEXT NOT NULL,
  department_name TEXT,
  start TEXT NOT NULL,
  weight INTEGER NOT NULL,
  reported INTEGER NOT NULL,
  PRIMARY KEY (plan, initiative_order, number)
) STRICT, WITHOUT ROWID;

-- All that questions filter and sort by, without the long texts: narrow enough to be read whole for each of them.
CREATE INDEX tasks_filter ON tasks (plan, stage, due, open, has_light, blue, yellow_from, red_from, kind, department, verified, people);

-- How far the table has followed the plan's journal; it moves in the same transaction as the rows.
CREATE TABLE task_checkpoint (
  plan TEXT NOT NULL PRIMARY KEY,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
