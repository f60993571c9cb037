"""The shop as WooCommerce's Store API answers it: /wp-json/wc/store/v1/products, in the shape of WooCommerce 9.9.

What is as there: the entries (prices in minor units, a variable product without the prices of its packs, names with
HTML entities), ``type=variation``, the errors, ``X-WP-Total``, a ``Link`` that is escaped twice and leads nowhere, a
``Last-Modified`` in Unix seconds for the whole catalogue, and neither ETags nor conditional requests. Parameters that
are not in ``demo.store_api.query`` are ignored.

The two flawed products are here too: one with an empty name, slug and permalink, as its card has no link either, one
whose packs tell no size.
"""
