"""Equality in print: parts that are printed rounded may miss their sum; then the sign says so.

A sum or a product is printed with "=" where the numerals beside it, as they are printed, come to
the numeral behind it, and with "≈" where rounding keeps them from it.
"""

from collections.abc import Iterable
from decimal import Decimal
from math import prod

from scenes import theme
from scenes.mobjects.words import Symbol, numeral

DECIMALS = 2  # of every number in a sum


def printed(value: float) -> Decimal:
    """A number as it is printed in a sum."""
    return read(numeral(value, DECIMALS))


def read(text: str) -> Decimal:
    """The number that a numeral tells."""
    return Decimal(text.replace("−", "-").replace(",", ""))


def sum_sign(parts: Iterable[float], total: float) -> str:
    """What stands between printed parts and their printed sum."""
    return "=" if sum(map(printed, parts)) == printed(total) else "≈"


def product_sign(factors: Iterable[float], product: float) -> str:
    """What stands between printed factors and their printed product, which is rounded once."""
    rounded = prod(map(printed, factors), start=Decimal(1)).quantize(printed(product))
    return "=" if rounded == printed(product) else "≈"


def dot_sign(row: Iterable[str], column: Iterable[str], total: float) -> str:
    """What stands between a row and a column of numerals, and the sum of their products."""
    pairs = zip(row, column, strict=True)
    met = sum((read(one) * read(two) for one, two in pairs), Decimal(0))
    return "=" if met.quantize(printed(total)) == printed(total) else "≈"


def equals(sign: str, size: float = theme.TEXT) -> Symbol:
    """The sign, as it is written."""
    return Symbol(sign, size=size, color=theme.QUIET)
