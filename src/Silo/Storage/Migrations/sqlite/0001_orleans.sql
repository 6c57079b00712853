-- What the Orleans ADO.NET providers ask of a database: their tables, and the statements that they look up by key.
-- A storage statement is one statement: nothing can be left half done on a pooled connection. Its empty answer means a lost race.

CREATE TABLE OrleansQuery (QueryKey TEXT NOT NULL PRIMARY KEY, QueryText TEXT NOT NULL) WITHOUT ROWID;

-- The extension is never null here, so that the key can be unique: two rows for one grain would keep it from ever activating again.
CREATE TABLE OrleansStorage (
  GrainIdHash INTEGER NOT NULL,
  GrainIdN0 INTEGER NOT NULL,
  GrainIdN1 INTEGER NOT NULL,
  GrainTypeHash INTEGER NOT NULL,
  GrainTypeString TEXT NOT NULL,
  GrainIdExtensionString TEXT NOT NULL DEFAULT '',
  ServiceId TEXT NOT NULL,
  PayloadBinary BLOB,
  ModifiedOn TEXT NOT NULL,
  Version INTEGER NOT NULL,
  PRIMARY KEY (GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainTypeString, GrainIdExtensionString, ServiceId)
);

CREATE TABLE OrleansRemindersTable (
  ServiceId TEXT NOT NULL,
  GrainId TEXT NOT NULL,
  ReminderName TEXT NOT NULL,
  StartTime TEXT NOT NULL,
  Period INTEGER NOT NULL,
  GrainHash INTEGER NOT NULL,
  Version INTEGER NOT NULL,
  PRIMARY KEY (ServiceId, GrainId, ReminderName)
) WITHOUT ROWID;

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('ReadFromStorageKey', '
  SELECT PayloadBinary, Version FROM OrleansStorage
  WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
    AND GrainTypeString = @GrainTypeString AND GrainIdExtensionString = coalesce(@GrainIdExtensionString, '''') AND ServiceId = @ServiceId;'),
('WriteToStorageKey', '
  INSERT INTO OrleansStorage
    (GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString, GrainIdExtensionString, ServiceId, PayloadBinary, ModifiedOn, Version)
  SELECT @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString, coalesce(@GrainIdExtensionString, ''''), @ServiceId,
    @PayloadBinary, strftime(''%Y-%m-%dT%H:%M:%fZ'', ''now''), 1
  WHERE @GrainStateVersion IS NULL OR EXISTS (
    SELECT 1 FROM OrleansStorage
    WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
      AND GrainTypeString = @GrainTypeString AND GrainIdExtensionString = coalesce(@GrainIdExtensionString, '''') AND ServiceId = @ServiceId)
  ON CONFLICT DO UPDATE
  SET PayloadBinary = excluded.PayloadBinary, ModifiedOn = excluded.ModifiedOn, Version = Version + 1
  WHERE Version = @GrainStateVersion
  RETURNING Version AS NewGrainStateVersion;'),
('ClearStorageKey', '
  UPDATE OrleansStorage SET PayloadBinary = NULL, ModifiedOn = strftime(''%Y-%m-%dT%H:%M:%fZ'', ''now''), Version = Version + 1
  WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
    AND GrainTypeString = @GrainTypeString AND GrainIdExtensionString = coalesce(@GrainIdExtensionString, '''') AND ServiceId = @ServiceId
    AND Version = @GrainStateVersion
  RETURNING Version AS NewGrainStateVersion;'),
('DeleteStorageKey', '
  DELETE FROM OrleansStorage
  WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
    AND GrainTypeString = @GrainTypeString AND GrainIdExtensionString = coalesce(@GrainIdExtensionString, '''') AND ServiceId = @ServiceId
    AND Version = @GrainStateVersion
  RETURNING Version + 1 AS NewGrainStateVersion;'),
('UpsertReminderRowKey', '
  INSERT INTO OrleansRemindersTable (ServiceId, GrainId, ReminderName, StartTime, Period, GrainHash, Version)
  VALUES (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
  ON CONFLICT (ServiceId, GrainId, ReminderName) DO UPDATE
  SET StartTime = excluded.StartTime, Period = excluded.Period, GrainHash = excluded.GrainHash, Version = Version + 1
  RETURNING Version;'),
('ReadReminderRowKey', '
  SELECT GrainId, ReminderName, StartTime, Period, Version FROM OrleansRemindersTable
  WHERE ServiceId = @ServiceId AND GrainId = @GrainId AND ReminderName = @ReminderName;'),
('ReadReminderRowsKey', '
  SELECT GrainId, ReminderName, StartTime, Period, Version FROM OrleansRemindersTable
  WHERE ServiceId = @ServiceId AND GrainId = @GrainId;'),
('ReadRangeRows1Key', '
  SELECT GrainId, ReminderName, StartTime, Period, Version FROM OrleansRemindersTable
  WHERE ServiceId = @ServiceId AND GrainHash > @BeginHash AND GrainHash <= @EndHash;'),
('ReadRangeRows2Key', '
  SELECT GrainId, ReminderName, StartTime, Period, Version FROM OrleansRemindersTable
  WHERE ServiceId = @ServiceId AND (GrainHash > @BeginHash OR GrainHash <= @EndHash);'),
('DeleteReminderRowKey', '
  DELETE FROM OrleansRemindersTable
  WHERE ServiceId = @ServiceId AND GrainId = @GrainId AND ReminderName = @ReminderName AND Version = @Version;
  SELECT changes();'),
('DeleteReminderRowsKey', '
  DELETE FROM OrleansRemindersTable WHERE ServiceId = @ServiceId;');
