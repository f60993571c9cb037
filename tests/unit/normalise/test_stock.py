"""Stock of a pack and of a product."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.normalise.stock import read_product_stock, read_stock

from .strategies import any_text

STATUSES = ("in_stock", "out_of_stock", "limited", "backorder")
TEXTS = {
    "in_stock": [
        *(
            "instock",
            "In stock",
            "in-stock",
            "12 in stock",
            "1,200 in stock",
            "https://schema.org/InStock",
            "available",
        ),
        *("Available", "stock available", "InStoreOnly", "OnlineOnly", "In stock (can be backordered)", "Qty: 5"),
        "product type-product post-5049893 status-publish first instock product_cat-limited product_tag-sold-out",
    ],
    "out_of_stock": [
        *("outofstock", "Out of stock", "out-of-stock", "Sold out", "SoldOut", "0 in stock", "-3 in stock", "0 left"),
        *("unavailable", "Currently unavailable", "not available", "no longer available", "stock unavailable"),
        *("http://schema.org/OutOfStock", "Discontinued", "Not in stock", "Back in stock soon", "stock: 0"),
        "Notify me when available",
    ],
    "limited": [
        *("only 2 left", "Only 2 left in stock", "only 2 left in stock!", "3 left", "Low stock", "LimitedAvailability"),
        *("Only 2 in stock", "Limited stock", "only a few left", "Last one", "2 packs left", "1 remaining"),
    ],
    "backorder": [
        *(
            "onbackorder",
            "On backorder",
            "Available on backorder",
            "BackOrder",
            "https://schema.org/BackOrder",
            "PreOrder",
        ),
        *("pre-order", "on back-order", "PreSale"),
    ],
}


@pytest.mark.parametrize(("text", "status"), [(text, status) for status, texts in TEXTS.items() for text in texts])
def test_a_text_tells_its_status(text, status):
    assert read_stock(text) == status


FOREIGN = {
    "in_stock": [
        *("Auf Lager", "Vorrätig", "3 vorrätig", "Sofort lieferbar", "En stock", "12 en stock", "Disponible"),
        *("Hay existencias", "Disponibile", "Op voorraad", "W magazynie", "Em stock", "Disponível", "Skladem"),
        "Vorrätig (kann nachbestellt werden)",
    ],
    "out_of_stock": [
        *("Rupture de stock", "Épuisé", "Nicht vorrätig", "Nicht auf Lager", "Derzeit nicht verfügbar", "Ausverkauft"),
        *("Agotado", "Sin existencias", "No disponible", "Esaurito", "Non disponibile", "Uitverkocht", "0 vorrätig"),
        *("Niet op voorraad", "Brak w magazynie", "Esgotado", "Indisponível", "Vyprodáno", "Není skladem"),
        "Bald wieder verfügbar",
    ],
    "limited": [
        *("Nur noch 3 vorrätig", "Plus que 2 en stock", "Solo quedan 3", "Nog maar 2 op voorraad", "Últimas unidades"),
        *("Solo 2 disponibili", "Apenas 3 em stock"),
    ],
    "backorder": [
        *("Verfügbar bei Nachbestellung", "Disponible sur commande", "Disponible para reserva"),
        *("Disponibile su ordinazione", "Beschikbaar via nabestelling", "stock available-on-backorder"),
    ],
}


@pytest.mark.parametrize(("text", "status"), [(text, status) for status, texts in FOREIGN.items() for text in texts])
def test_the_main_shop_languages_are_understood(text, status):
    assert read_stock(text) == status


@pytest.mark.parametrize("text", [None, "", "Blue Dream", "5 Seeds", "stock", "limit", "product_tag-instock", "7"])
def test_other_texts_tell_none(text):
    assert read_stock(text) is None


@given(any_text)
def test_any_text_gives_a_status_or_none(text):
    assert read_stock(text) in (*STATUSES, None)


@given(st.integers(1, 99_999))
def test_every_quantity_is_in_stock(quantity):
    assert read_stock(f"{quantity} in stock") == "in_stock"
    assert read_stock(f"only {quantity} left") == "limited"


@pytest.mark.parametrize(
    ("packs", "product", "status"),
    [
        (["out_of_stock", "in_stock", "limited"], "out_of_stock", "in_stock"),
        (["out_of_stock", "backorder", "limited"], None, "limited"),
        (["out_of_stock", "backorder", None], "in_stock", "backorder"),
        (["out_of_stock", None], "in_stock", "out_of_stock"),
        ([None, None], "limited", "limited"),
        ([], "in_stock", "in_stock"),
        ([], None, None),
    ],
)
def test_a_product_is_as_available_as_its_best_pack(packs, product, status):
    assert read_product_stock(packs, product) == status
