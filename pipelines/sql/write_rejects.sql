INSERT INTO rejects (seller, job_id, url, reason, raw)
SELECT %(seller)s, %(job_id)s, url, reason, raw
FROM json_populate_recordset(NULL::rejects, %(rows)s)
