-- The task list across initiatives: disposable, rebuilt from the journal. Percentages and weights are whole hundredths; 1 is yes.
CREATE TABLE tasks (
  plan text COLLATE "C" NOT NULL,
  initiative_order integer NOT NULL,
  number integer NOT NULL,
  due text COLLATE "C" NOT NULL,
  stage text COLLATE "C" NOT NULL,
  open integer NOT NULL,
  has_light integer NOT NULL,
  blue integer NOT NULL,
  yellow_from text COLLATE "C",
  red_from text COLLATE "C",
  kind text COLLATE "C" NOT NULL,
  department text COLLATE "C",
  verified integer NOT NULL,
  title_key bytea NOT NULL,
  people text COLLATE "C" NOT NULL,
  search_text text COLLATE "C" NOT NULL,
  initiative text COLLATE "C" NOT NULL,
  initiative_name text COLLATE "C" NOT NULL,
  title text COLLATE "C" NOT NULL,
  task_kind text COLLATE "C" NOT NULL,
  department_name text COLLATE "C",
  start text COLLATE "C" NOT NULL,
  weight integer NOT NULL,
  reported integer NOT NULL,
  PRIMARY KEY (plan, initiative_order, number)
);

-- How far the table has followed the plan's journal; it moves in the same transaction as the rows.
CREATE TABLE task_checkpoint (
  plan text COLLATE "C" PRIMARY KEY,
  position bigint NOT NULL
);
