-- What was read before (observed_at, null is now) says nothing of whether the product is there today.
INSERT INTO products (
    seller, url, url_key, external_id, name, strain_name, slug, image_url, description, sex,
    flowering_type, fast_version, cannabis_type, dominance, indica_percent, thc_min, thc_max,
    thc_text, cbd_min, cbd_max, cbd_text, flowering_days_min, flowering_days_max, flowering_text,
    genetics, yield_text, height_text, difficulty, effects, flavours, rating, rating_count,
    stock_status, display_price, content_hash
)
SELECT
    seller, url, url_key, external_id, name, strain_name, slug, image_url, description, sex,
    flowering_type, fast_version, cannabis_type, dominance, indica_percent, thc_min, thc_max,
    thc_text, cbd_min, cbd_max, cbd_text, flowering_days_min, flowering_days_max, flowering_text,
    genetics, yield_text, height_text, difficulty, effects, flavours, rating, rating_count,
    stock_status, display_price, content_hash
FROM json_populate_recordset(NULL::products, %(rows)s)
ON CONFLICT (seller, url_key) DO UPDATE SET
    url = excluded.url,
    external_id = excluded.external_id,
    name = excluded.name,
    strain_name = excluded.strain_name,
    slug = excluded.slug,
    image_url = excluded.image_url,
    description = excluded.description,
    sex = excluded.sex,
    flowering_type = excluded.flowering_type,
    fast_version = excluded.fast_version,
    cannabis_type = excluded.cannabis_type,
    dominance = excluded.dominance,
    indica_percent = excluded.indica_percent,
    thc_min = excluded.thc_min,
    thc_max = excluded.thc_max,
    thc_text = excluded.thc_text,
    cbd_min = excluded.cbd_min,
    cbd_max = excluded.cbd_max,
    cbd_text = excluded.cbd_text,
    flowering_days_min = excluded.flowering_days_min,
    flowering_days_max = excluded.flowering_days_max,
    flowering_text = excluded.flowering_text,
    genetics = excluded.genetics,
    yield_text = excluded.yield_text,
    height_text = excluded.height_text,
    difficulty = excluded.difficulty,
    effects = excluded.effects,
    flavours = excluded.flavours,
    rating = excluded.rating,
    rating_count = excluded.rating_count,
    stock_status = excluded.stock_status,
    display_price = excluded.display_price,
    content_hash = excluded.content_hash,
    last_seen_at = CASE WHEN %(observed_at)s::timestamptz IS NULL THEN now() ELSE products.last_seen_at END,
    changed_at = now(),
    delisted_at = CASE WHEN %(observed_at)s::timestamptz IS NULL THEN NULL ELSE products.delisted_at END
WHERE products.content_hash IS DISTINCT FROM excluded.content_hash OR products.delisted_at IS NOT NULL
RETURNING url_key, id, (xmax = 0) AS is_new
