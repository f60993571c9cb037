SELECT count(*) FROM emails WHERE state IN ('queued', 'sending') AND run_at <= now()
