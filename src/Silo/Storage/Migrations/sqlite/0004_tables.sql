-- Read tables are made and removed by the builds that fill them, under names of their own; what lists have been read from is followed again.
DROP TABLE tasks;
DROP TABLE task_checkpoint;

-- How far the tables of a build have followed a plan's journal; it moves in the same transaction as their rows.
CREATE TABLE table_checkpoint (
  build TEXT NOT NULL,
  plan TEXT NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (build, plan)
) STRICT, WITHOUT ROWID;
