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
) STRICT;

CREATE INDEX tasks_due ON tasks (plan, due, initiative_order, number);
CREATE INDEX tasks_percent ON tasks (plan, verified, initiative_order, number);
CREATE INDEX tasks_title ON tasks (plan, title_key, initiative_order, number);
CREATE INDEX tasks_department ON tasks (plan, department);

-- How far the table has followed the plan's journal; it moves in the same transaction as the rows.
CREATE TABLE task_checkpoint (
  plan TEXT NOT NULL PRIMARY KEY,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
