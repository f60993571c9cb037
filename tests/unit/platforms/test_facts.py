"""Facts are found wherever a page has them with a label, and prose is not taken for them."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from goodseed_spiders.items import RawProduct
from goodseed_spiders.platforms.facts import add_facts

FORMS = {
    "a list with colons": ("<ul><li><strong>THC:</strong> 22%</li></ul>", {"thc": "22%"}),
    "a list without colons": ("<ul><li><b>CBD</b> 1%</li></ul>", {"cbd": "1%"}),
    "spans that touch": ("<li><span>Height</span><span>120 cm</span></li>", {"height": "120 cm"}),
    "lines of a paragraph": (
        "<p>THC &ndash; 22%<br>Flowering time: 8 weeks</p>",
        {"thc": "22%", "flowering_time": "8 weeks"},
    ),
    "a dash that touches": ("<p>THC–22%</p>", {"thc": "22%"}),
    "one line with bars": (
        "<p>THC: 22% | CBD: 1% | Flowering: 8-9 weeks</p>",
        {"thc": "22%", "cbd": "1%", "flowering_time": "8-9 weeks"},
    ),
    "one line with dots": ("<p>THC: 10-18% · CBD: 9-17%</p>", {"thc": "10-18%", "cbd": "9-17%"}),
    "no sign at all": ("<ul><li>THC 18-25%</li><li>CBD up to 1%</li></ul>", {"thc": "18-25%", "cbd": "up to 1%"}),
    "the label at the end": ("<p>20-22% THC</p>", {"thc": "20-22%"}),
    "a table of two columns": ("<table><tr><td>Sex:</td><td>Feminized</td></tr></table>", {"sex": "Feminized"}),
    "a table of four columns": (
        "<table><tr><th>THC</th><td>20%</td><th>CBD</th><td>1%</td></tr></table>",
        {"thc": "20%", "cbd": "1%"},
    ),
    "a table with labels above": (
        "<table><tr><th>THC</th><th>CBD</th><th>Type</th></tr><tr><td>20%</td><td>1%</td><td>Sativa</td></tr></table>",
        {"thc": "20%", "cbd": "1%", "strain_type": "Sativa"},
    ),
    "definitions": ("<dl><dt>Taste</dt><dd>Pine</dd></dl>", {"flavours": "Pine"}),
    "definitions in boxes": ("<dl><div><dt>Taste</dt><dd>Pine</dd></div></dl>", {"flavours": "Pine"}),
    "boxes side by side": (
        "<div><div class='label'>THC</div><div class='value'>22%</div></div><div><h4>Effects</h4><p>Happy</p></div>",
        {"thc": "22%", "effects": "Happy"},
    ),
    "the value above its label": (
        "<div><div><b>22%</b><span>THC</span></div><div><div>1%</div><div>CBD</div></div></div>",
        {"thc": "22%", "cbd": "1%"},
    ),
    "an icon beside": (
        "<div><i class='icon'></i><div><div>THC</div><div>Up to 25%</div></div></div>",
        {"thc": "Up to 25%"},
    ),
    "an accordion": (
        "<details><summary>Flowering time</summary><div><p>8 weeks</p></div></details>",
        {"flowering_time": "8 weeks"},
    ),
    "units in the label": ("<p>Flowering time (weeks): 8-9</p>", {"flowering_time": "8-9 weeks"}),
    "yes and no": ("<p>Autoflowering: No<br>Feminized: Yes</p>", {"flowering_type": "Photoperiod", "sex": "Feminized"}),
    "German": (
        "<p>THC-Gehalt: 20 %<br>Blütezeit (Wochen): 8-9<br>Wuchshöhe: 120 cm<br>Geschmack: Kiefer</p>",
        {"thc": "20 %", "flowering_time": "8-9 wochen", "height": "120 cm", "flavours": "Kiefer"},
    ),
    "French": (
        "<p>Taux de THC : 20 %<br>Durée de floraison : 8 à 9 semaines<br>Génétique : Haze</p>",
        {"thc": "20 %", "flowering_time": "8 à 9 semaines", "genetics": "Haze"},
    ),
    "Spanish": (
        "<dl><dt>Contenido de CBD</dt><dd>1%</dd><dt>Floración</dt><dd>56 días</dd><dt>Sabor</dt><dd>Pino</dd></dl>",
        {"cbd": "1%", "flowering_time": "56 días", "flavours": "Pino"},
    ),
    "Italian": (
        "<table><tr><th>Contenuto di THC</th><td>20%</td></tr><tr><th>Fioritura</th><td>8 settimane</td></tr></table>",
        {"thc": "20%", "flowering_time": "8 settimane"},
    ),
    "Dutch": (
        "<ul><li><b>THC-gehalte</b> 20%</li><li><b>Bloeitijd</b> 8 weken</li><li>Opbrengst: 500 g/m²</li></ul>",
        {"thc": "20%", "flowering_time": "8 weken", "yield_": "500 g/m²"},
    ),
    "both yields": (
        "<p>Yield indoor: 500 g/m²<br>Yield outdoor: 700 g</p>",
        {"yield_": "Indoor 500 g/m² / Outdoor 700 g"},
    ),
}  # fmt: skip
PROSE = {
    "a sentence that begins with THC": "<p>THC is what this strain is famous for: buy it now</p>",
    "a sentence after a heading": "<h2>Effects</h2><p>This strain makes you happy.</p>",
    "a word that begins like a label": "<p>CBD-rich strains: see our other pages</p>",
    "a heading before the next heading": "<h3>THC</h3><h3>CBD</h3>",
    "a button": "<button>THC: 20%</button>",
    "choices": "<select><option>Sex: Feminized</option></select>",
    "a program": "<script>var a = 'THC: 20%'</script>",
    "a label beside something else": "<div><div>THC</div><div>Add to cart</div></div>",
}


def _read(page: str) -> dict[str, str]:
    raw = RawProduct("https://shop.example/")
    add_facts(raw, LexborHTMLParser(page))
    fields = ("thc", "cbd", "strain_type", "sex", "flowering_type", "flowering_time", "genetics", "yield_", "height")
    told = {name: getattr(raw, name) for name in (*fields, "difficulty", "effects", "flavours")}
    return {name: value for name, value in told.items() if value}


@pytest.mark.parametrize(("page", "facts"), FORMS.values(), ids=FORMS)
def test_facts_are_read_from(page: str, facts: dict[str, str]):
    assert _read(page) == facts


@pytest.mark.parametrize("page", PROSE.values(), ids=PROSE)
def test_no_fact_is_read_from(page: str):
    assert _read(page) == {}


def test_a_table_is_believed_before_a_list():
    page = "<ul><li>THC: 99%</li></ul><table><tr><td>THC</td><td>20%</td></tr></table>"
    assert _read(page) == {"thc": "20%"}
