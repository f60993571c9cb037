"""What somebody asks to be told of, as the web app hands it in."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError, model_validator
from pydantic.alias_generators import to_camel

from emails.addresses import Address

DEFAULT_THRESHOLD = Decimal(5)


class BadAlert(ValueError):
    """An alert that cannot be made; `field` names what is wrong, and the message is one line that begins with it."""

    def __init__(self, field: str, message: str):
        self.field = field
        super().__init__(f"{field}: {message}")


def _upper(value: Any) -> Any:
    """Kinds in any case: price_drop is PRICE_DROP."""
    return [word.upper() if isinstance(word, str) else word for word in value] if isinstance(value, list) else value


Strain = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=r"^[^\r\n\x00]*$")
]
Kind = Literal["PRICE_DROP", "BACK_IN_STOCK"]


class AlertRequest(BaseModel):
    """What somebody asks to be told of: a product by its id in `offers`, or a strain at all sellers."""

    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=to_camel, populate_by_name=True)

    email: Annotated[Address, Field(description="Who wants to be told, and is asked by mail whether that is so.")]
    product_id: Annotated[
        Annotated[int, Field(gt=0, lt=2**63, strict=True)] | None,
        Field(description="`product_id` of the view `offers`."),
    ] = None
    strain: Annotated[Strain | None, Field(description="Instead of `productId`: a strain at all sellers.")] = None
    kinds: Annotated[
        tuple[Kind, ...],
        BeforeValidator(_upper),
        Field(min_length=1, description="What to tell of; both unless given."),
    ] = ("PRICE_DROP", "BACK_IN_STOCK")
    threshold: Annotated[
        Decimal, Field(ge=1, le=90, decimal_places=2, description="By how many percent a price must fall.")
    ] = DEFAULT_THRESHOLD

    @model_validator(mode="after")
    def _names_one_thing(self) -> Self:
        if (self.product_id is None) == (self.strain is None):
            raise ValueError("give either productId or strain")
        return self


def read_alert_request(body: Any) -> AlertRequest:
    """The request in a body. Raises BadAlert."""
    try:
        return AlertRequest.model_validate(body)
    except ValidationError as error:
        fault = error.errors()[0]
        whole = "productId" if fault["type"] == "value_error" else "body"
        path = ".".join(map(str, fault["loc"])) or whole
        raise BadAlert(path, fault["msg"].removeprefix("Value error, ")) from None
