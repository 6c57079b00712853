-- States that folds came to, kept beside the journal: disposable. What was kept before lay in the grain storage.
CREATE TABLE kept_states (
  fold text COLLATE "C" NOT NULL,
  stream text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  position bigint NOT NULL,
  recorded_at text COLLATE "C" NOT NULL,
  hash text COLLATE "C" NOT NULL,
  state bytea NOT NULL,
  PRIMARY KEY (fold, stream, version)
);

-- They are compressed already.
ALTER TABLE kept_states ALTER COLUMN state SET STORAGE EXTERNAL;

DELETE FROM OrleansStorage WHERE GrainTypeString LIKE 'snapshot-%';
