-- What the Orleans ADO.NET providers ask of a database: their tables, and the statements that they look up by key.
-- Each statement is one statement, autocommitted: a frozen client holds no lock. An empty answer of a storage statement means a lost race.

CREATE TABLE OrleansQuery (QueryKey text PRIMARY KEY, QueryText text NOT NULL);

-- The extension is never null here, so that the key can be unique: two rows for one grain would keep it from ever activating again.
CREATE TABLE OrleansStorage (
  GrainIdHash int NOT NULL,
  GrainIdN0 bigint NOT NULL,
  GrainIdN1 bigint NOT NULL,
  GrainTypeHash int NOT NULL,
  GrainTypeString text NOT NULL,
  GrainIdExtensionString text NOT NULL DEFAULT '',
  ServiceId text NOT NULL,
  PayloadBinary bytea,
  ModifiedOn timestamptz NOT NULL,
  Version int NOT NULL,
  PRIMARY KEY (GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainTypeString, GrainIdExtensionString, ServiceId)
);

CREATE TABLE OrleansRemindersTable (
  ServiceId text NOT NULL,
  GrainId text NOT NULL,
  ReminderName text NOT NULL,
  StartTime timestamptz NOT NULL,
  Period bigint NOT NULL,
  GrainHash int NOT NULL,
  Version int NOT NULL,
  PRIMARY KEY (ServiceId, GrainId, ReminderName)
);

CREATE TABLE OrleansMembershipVersionTable (
  DeploymentId text PRIMARY KEY,
  Timestamp timestamptz NOT NULL,
  Version int NOT NULL DEFAULT 0
);

CREATE TABLE OrleansMembershipTable (
  DeploymentId text NOT NULL REFERENCES OrleansMembershipVersionTable,
  Address text NOT NULL,
  Port int NOT NULL,
  Generation int NOT NULL,
  SiloName text NOT NULL,
  HostName text NOT NULL,
  Status int NOT NULL,
  ProxyPort int,
  SuspectTimes text,
  StartTime timestamptz NOT NULL,
  IAmAliveTime timestamptz NOT NULL,
  PRIMARY KEY (DeploymentId, Address, Port, Generation)
);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('ReadFromStorageKey', '
  SELECT PayloadBinary, Version FROM OrleansStorage
  WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
    AND GrainTypeString = @GrainTypeString AND GrainIdExtensionString = coalesce(@GrainIdExtensionString, '''') AND ServiceId = @ServiceId;'),
('WriteToStorageKey', '
  INSERT INTO OrleansStorage AS stored
    (GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString, GrainIdExtensionString, ServiceId, PayloadBinary, ModifiedOn, Version)
  SELECT @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString, coalesce(@GrainIdExtensionString, ''''), @ServiceId,
    @PayloadBinary, now(), 1
  WHERE @GrainStateVersion::int IS NULL OR EXISTS (
    SELECT 1 FROM OrleansStorage
    WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
      AND GrainTypeString = @GrainTypeString AND GrainIdExtensionString = coalesce(@GrainIdExtensionString, '''') AND ServiceId = @ServiceId)
  ON CONFLICT (GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainTypeString, GrainIdExtensionString, ServiceId) DO UPDATE
  SET PayloadBinary = excluded.PayloadBinary, ModifiedOn = excluded.ModifiedOn, Version = stored.Version + 1
  WHERE stored.Version = @GrainStateVersion::int
  RETURNING Version AS NewGrainStateVersion;'),
('ClearStorageKey', '
  UPDATE OrleansStorage SET PayloadBinary = NULL, ModifiedOn = now(), Version = Version + 1
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
  INSERT INTO OrleansRemindersTable AS stored (ServiceId, GrainId, ReminderName, StartTime, Period, GrainHash, Version)
  VALUES (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
  ON CONFLICT (ServiceId, GrainId, ReminderName) DO UPDATE
  SET StartTime = excluded.StartTime, Period = excluded.Period, GrainHash = excluded.GrainHash, Version = stored.Version + 1
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
  WITH gone AS (
    DELETE FROM OrleansRemindersTable
    WHERE ServiceId = @ServiceId AND GrainId = @GrainId AND ReminderName = @ReminderName AND Version = @Version RETURNING 1)
  SELECT count(*) > 0 FROM gone;'),
('DeleteReminderRowsKey', '
  DELETE FROM OrleansRemindersTable WHERE ServiceId = @ServiceId;'),
('InsertMembershipVersionKey', '
  WITH added AS (
    INSERT INTO OrleansMembershipVersionTable (DeploymentId, Timestamp) VALUES (@DeploymentId, now()) ON CONFLICT DO NOTHING RETURNING 1)
  SELECT count(*) > 0 FROM added;'),
('InsertMembershipKey', '
  WITH moved AS (
    UPDATE OrleansMembershipVersionTable SET Timestamp = now(), Version = Version + 1
    WHERE DeploymentId = @DeploymentId AND Version = @Version AND NOT EXISTS (
      SELECT 1 FROM OrleansMembershipTable
      WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation)
    RETURNING 1),
  added AS (
    INSERT INTO OrleansMembershipTable
      (DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
    SELECT @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM moved
    RETURNING 1)
  SELECT count(*) > 0 FROM added;'),
('UpdateMembershipKey', '
  WITH moved AS (
    UPDATE OrleansMembershipVersionTable SET Timestamp = now(), Version = Version + 1
    WHERE DeploymentId = @DeploymentId AND Version = @Version RETURNING 1),
  changed AS (
    UPDATE OrleansMembershipTable SET Status = @Status, SuspectTimes = @SuspectTimes, IAmAliveTime = @IAmAliveTime FROM moved
    WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation RETURNING 1)
  SELECT count(*) > 0 FROM changed;'),
('UpdateIAmAlivetimeKey', '
  UPDATE OrleansMembershipTable SET IAmAliveTime = @IAmAliveTime
  WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation;'),
('MembershipReadRowKey', '
  SELECT v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes, m.StartTime, m.IAmAliveTime, v.Version
  FROM OrleansMembershipVersionTable v LEFT JOIN OrleansMembershipTable m
    ON m.DeploymentId = v.DeploymentId AND m.Address = @Address AND m.Port = @Port AND m.Generation = @Generation
  WHERE v.DeploymentId = @DeploymentId;'),
('MembershipReadAllKey', '
  SELECT v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes, m.StartTime, m.IAmAliveTime, v.Version
  FROM OrleansMembershipVersionTable v LEFT JOIN OrleansMembershipTable m ON m.DeploymentId = v.DeploymentId
  WHERE v.DeploymentId = @DeploymentId;'),
('GatewaysQueryKey', '
  SELECT Address, ProxyPort, Generation FROM OrleansMembershipTable
  WHERE DeploymentId = @DeploymentId AND Status = @Status AND ProxyPort > 0;'),
('CleanupDefunctSiloEntriesKey', '
  DELETE FROM OrleansMembershipTable WHERE DeploymentId = @DeploymentId AND IAmAliveTime < @IAmAliveTime AND Status <> 3;'),
('DeleteMembershipTableEntriesKey', '
  DELETE FROM OrleansMembershipTable WHERE DeploymentId = @DeploymentId;
  DELETE FROM OrleansMembershipVersionTable WHERE DeploymentId = @DeploymentId;');
