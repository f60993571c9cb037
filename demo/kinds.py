"""What kinds of seed the shop sells, and where a card says so: in the name, in the categories, or in both."""

from typing import Literal, NamedTuple

from demo.chance import Topic, mix

FEM, AUTO, REG = "feminized-seeds", "autoflowering-seeds", "regular-seeds"
PHOTO, FAST, CBD = "photoperiod-seeds", "fast-version-seeds", "high-cbd-seeds"


class Kind(NamedTuple):
    """One way in which a product is named and filed, and the facts that this shows.

    What neither the name nor a category says is None: a feminized seed is not thereby a photoperiod one.
    """

    share: int
    name: str
    categories: tuple[str, ...]
    sex: Literal["feminized", "regular"] | None = None
    flowering_type: Literal["autoflower", "photoperiod"] | None = None
    fast_version: Literal[True] | None = None
    strain: str = "{strain}"
    rich_in_cbd: bool = False


KINDS = (
    Kind(20, "{strain} Strain Feminized Marijuana Seeds", (FEM,), "feminized"),
    Kind(8, "{strain} Strain Feminized Marijuana Seeds", (FEM, PHOTO), "feminized", "photoperiod"),
    Kind(6, "{strain} Strain Feminized Marijuana Seeds", ("new-strains",), "feminized"),
    Kind(7, "{strain} Strain Marijuana Seeds", (FEM, "new-strains"), "feminized"),
    Kind(5, "{strain} Feminized Cannabis Seeds", (FEM,), "feminized"),
    Kind(4, "{strain} Seeds", (FEM, PHOTO), "feminized", "photoperiod"),
    Kind(12, "{strain} Strain Autoflowering Feminized Marijuana Seeds", (AUTO, FEM), "feminized", "autoflower"),
    Kind(6, "{strain} Strain Autoflower Seeds", (AUTO,), None, "autoflower"),
    Kind(5, "Auto {strain} Strain Marijuana Seeds", (AUTO, FEM), "feminized", "autoflower"),
    Kind(3, "{strain} Auto Marijuana Seeds", ("marijuana-seeds",), None, "autoflower"),
    Kind(3, "{strain} Strain Marijuana Seeds", (AUTO,), None, "autoflower"),
    Kind(6, "{strain} Fast Version Feminized Marijuana Seeds", (FAST, FEM), "feminized", None, True),
    Kind(2, "{strain} Fast Version Marijuana Seeds", (FAST, FEM, PHOTO), "feminized", "photoperiod", True),
    Kind(5, "{strain} Regular Marijuana Seeds", (REG,), "regular"),
    Kind(2, "{strain} Strain Weed Seeds", (REG, PHOTO), "regular", "photoperiod"),
    Kind(2, "{strain} Marijuana Seeds", ("marijuana-seeds",)),
    Kind(
        2,
        "{strain} Feminized Marijuana Seeds",
        (CBD, FEM),
        "feminized",
        strain="CBD {strain} (1:20)",
        rich_in_cbd=True,
    ),
    Kind(
        1,
        "{strain} Autoflower Marijuana Seeds",
        (CBD, AUTO),
        None,
        "autoflower",
        strain="CBD {strain} (1:1)",
        rich_in_cbd=True,
    ),
    Kind(1, "{strain} Strain Feminized Marijuana Seeds", (CBD,), "feminized", rich_in_cbd=True),
)

_BY_SHARE = tuple(kind for kind in KINDS for _ in range(kind.share))


def pick_kind(seed: int, number: int) -> Kind:
    """Return the kind of a product number, each kind as often as its share says."""
    return _BY_SHARE[mix(seed, Topic.KIND, number) % len(_BY_SHARE)]
