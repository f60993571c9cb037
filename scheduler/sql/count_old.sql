SELECT
    (
        SELECT count(*) FROM scrape_jobs
        WHERE state IN ('completed', 'cancelled')
            AND finished_at < now() - make_interval(days => %(keep_completed_days)s)
    ) AS completed_jobs,
    (
        SELECT count(*) FROM scrape_jobs
        WHERE state = 'failed' AND finished_at < now() - make_interval(days => %(keep_failed_days)s)
    ) AS failed_jobs,
    (
        SELECT count(*)
        FROM (
            SELECT row_number() OVER (PARTITION BY seller ORDER BY created_at DESC, job_id DESC) AS place
            FROM scrape_jobs
            WHERE state IN ('completed', 'cancelled')
                AND finished_at >= now() - make_interval(days => %(keep_completed_days)s)
        ) AS young
        WHERE place > %(keep_jobs_per_seller)s
    ) AS jobs_beyond_limit,
    (
        SELECT count(*) FROM rejects WHERE rejected_at < now() - make_interval(days => %(keep_rejects_days)s)
    ) AS rejects,
    (
        SELECT count(*) FROM emails
        WHERE (state = 'sent' AND sent_at < now() - make_interval(days => %(keep_emails_days)s))
            OR (state = 'failed' AND created_at < now() - make_interval(days => %(keep_emails_days)s))
    ) AS emails,
    (
        SELECT count(*) FROM alerts
        WHERE (confirmed_at IS NULL AND created_at < now() - make_interval(days => %(keep_ended_alerts_days)s))
            OR unsubscribed_at < now() - make_interval(days => %(keep_ended_alerts_days)s)
    ) AS ended_alerts
