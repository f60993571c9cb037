INSERT INTO rejects (seller, job_id, url, url_key, reason, raw)
SELECT %(seller)s, %(job_id)s, url, url_key, reason, raw
FROM json_populate_recordset(NULL::rejects, %(rows)s)
