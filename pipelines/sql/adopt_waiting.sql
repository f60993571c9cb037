-- What waits from a crawl that never came to its end, and was seen by this one without being read again (its page
-- has not changed), is this crawl's to settle.
UPDATE held
SET run = %(run)s
FROM products, scrape_attempts AS attempts
WHERE held.state = 'waiting'
    AND held.run <> %(run)s
    AND products.id = held.product_id
    AND products.seller = %(seller)s
    AND products.last_seen_at >= attempts.started_at
    AND attempts.job_id = %(job_id)s
    AND attempts.run = %(run)s
RETURNING held.product_id
