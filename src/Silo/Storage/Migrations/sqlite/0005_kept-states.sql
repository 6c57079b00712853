-- States that folds came to, kept beside the journal: disposable. What was kept before lay in the grain storage.
CREATE TABLE kept_states (
  fold TEXT NOT NULL,
  stream TEXT NOT NULL,
  version INTEGER NOT NULL,
  position INTEGER NOT NULL,
  recorded_at TEXT NOT NULL,
  hash TEXT NOT NULL,
  state BLOB NOT NULL,
  PRIMARY KEY (fold, stream, version)
) STRICT;

DELETE FROM OrleansStorage WHERE GrainTypeString LIKE 'snapshot-%';
