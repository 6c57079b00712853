-- Beside the position how far the plan's own stream is, so that an append that was decided on older facts is refused where its position is given out.
ALTER TABLE plan_head ADD COLUMN version integer NOT NULL DEFAULT 0;
UPDATE plan_head SET version = coalesce((SELECT max(j.version) FROM journal j WHERE j.stream = plan_head.plan || '/plan'), 0);

-- What is large is packed quickly, where the server was built to.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_settings WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)) THEN
    ALTER TABLE journal ALTER COLUMN payload SET COMPRESSION lz4;
    ALTER TABLE OrleansStorage ALTER COLUMN PayloadBinary SET COMPRESSION lz4;
  END IF;
END
$$;
