-- Beside the position how far the plan's own stream is, so that an append that was decided on older facts is refused where its position is given out.
ALTER TABLE plan_head ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
UPDATE plan_head SET version = coalesce((SELECT max(version) FROM journal WHERE stream = plan_head.plan || '/plan'), 0);
