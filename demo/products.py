"""Products: the facts of each, made from the shop's seed and the product's number alone.

Nothing is kept: making a product takes some microseconds, so a shop of 100,000 needs no more memory than its
list of numbers.
"""

from dataclasses import dataclass
from random import Random

from demo import forms
from demo.chance import Topic, draw
from demo.kinds import Kind, pick_kind
from demo.packs import Pack, make_packs
from demo.strains import name_strain, slugify
from demo.texts import Flowering, Percent, Type, write_flowering, write_percent

# Ids as WordPress gives them out: a product's packs are posts too, and come right after it.
_FIRST_POST = 41_200
_POSTS_PER_PRODUCT = 6


@dataclass(frozen=True, slots=True)
class Product:
    """What is true of one product, and the texts that say so; None is what its pages do not show."""

    number: int
    kind: Kind
    strain: str
    name: str
    slug: str
    type: Type
    thc: Percent
    cbd: Percent
    flowering: Flowering
    difficulty: str | None
    rating: str | None
    rating_count: int | None
    packs: tuple[Pack, ...]

    @property
    def post(self) -> int:
        """The shop's own id of the product."""
        return locate_post(self.number)


def locate_post(number: int) -> int:
    """Return the id of a product number; the ids of its packs are the next ones."""
    return _FIRST_POST + number * _POSTS_PER_PRODUCT


def name_product(seed: int, number: int) -> tuple[str, str]:
    """Return the strain name and the full name of a product number."""
    kind = pick_kind(seed, number)
    strain = kind.strain.format(strain=name_strain(seed, number))
    return strain, kind.name.format(strain=strain)


def make_product(seed: int, number: int) -> Product:
    """Return the product of a number as it is on its first day."""
    random = draw(seed, Topic.FACTS, number)
    kind = pick_kind(seed, number)
    strain, name = name_product(seed, number)
    traces = random.choice((forms.TRACE_CBD, forms.WHOLE_CBD))
    rating, rating_count = _draw_rating(random)
    return Product(
        number=number,
        kind=kind,
        strain=strain,
        name=name,
        slug=slugify(name),
        type=random.choice(forms.TYPES),
        thc=_draw_percent(random, forms.WEAK_THC if kind.rich_in_cbd else forms.STRONG_THC),
        cbd=_draw_percent(random, forms.RICH_CBD if kind.rich_in_cbd else traces),
        flowering=write_flowering(random.choice(forms.SPANS), random.randint(7, 11)),
        difficulty=random.choice(forms.DIFFICULTIES),
        rating=rating,
        rating_count=rating_count,
        packs=make_packs(seed, number),
    )


def _draw_percent(random: Random, scale: forms.Scale) -> Percent:
    low = random.randint(scale.lowest, scale.highest)
    high = low + random.randint(1, scale.widest)
    return write_percent(random.choice(scale.forms), low / scale.steps_per_percent, high / scale.steps_per_percent)


def _draw_rating(random: Random) -> tuple[str | None, int | None]:
    count = random.choice((0, 1, 2, 3, 4, 7, 12, 38))
    if not count:
        return None, None
    stars = sum(random.choice((5, 5, 5, 4, 4, 3)) for _ in range(count))
    return f"{stars / count:.2f}", count
