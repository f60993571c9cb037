"""The made-up sellers' classes: the demo shop's pages under twenty names."""

from goodseed_spiders.spiders.demo import Demo

for number in range(1, 21):
    slug = f"shop{number:02}"
    facts = {"name": slug, "seller_name": f"Shop {number}", "__module__": __name__}
    globals()[f"Shop{number:02}"] = type(f"Shop{number:02}", (Demo,), facts)
