-- Read tables are made and removed by the builds that fill them, under names of their own; what lists have been read from is followed again.
DROP TABLE tasks;
DROP TABLE task_checkpoint;

-- How far the tables of a build have followed a plan's journal; it moves in the same transaction as their rows.
CREATE TABLE table_checkpoint (
  build text COLLATE "C" NOT NULL,
  plan text COLLATE "C" NOT NULL,
  position bigint NOT NULL,
  PRIMARY KEY (build, plan)
);
