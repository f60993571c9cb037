SELECT strain_name, cannabis_type, seeds || ' seeds', price || ' ' || currency, price_per_seed
FROM (
    SELECT DISTINCT ON (strain_name) *
    FROM offers
    WHERE seller = 'demo' AND stock_status IN ('in_stock', 'limited')
    ORDER BY strain_name, price_per_seed
) AS cheapest_of_strain
ORDER BY price_per_seed, strain_name
LIMIT 10
