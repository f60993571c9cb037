-- One claim at a time, over all nodes. A statement of its own: the snapshot of the next one is then younger than the
-- lock. A process that is stopped in the middle does not keep the others waiting for long.
SET LOCAL idle_in_transaction_session_timeout = '30s';
SELECT pg_advisory_xact_lock(7043300101)
