-- Which chains have recorded a lead of an investor, by the hash of its name as their entries have it: found without asking any of them.
CREATE INDEX journal_investors ON journal (plan, substr(payload, strpos(payload, '"investorHash":"') + 16, 32), stream) WHERE type = 'lead.recorded';
