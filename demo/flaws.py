"""The two cards that no crawler can store: one without a name and an address, one without a pack size."""

NAMELESS, SIZELESS = 0, 1

# Where they stand in the listing: on its first and on its second page, between good ones.
PLACES = {NAMELESS: 5, SIZELESS: 20}

# The attribute value and the label of the packs that tell no size.
PACKS_WITHOUT_SIZE = (("sample-pack", "Sample pack"), ("gift-box", "Gift box"), ("mix-pack", "Mix pack"))


def insert_flawed(numbers: list[int]) -> list[int]:
    """Return the listing's order: the products for sale with the two flawed ones among them."""
    entries = list(numbers)
    for number, place in PLACES.items():
        entries.insert(place, number)
    return entries
