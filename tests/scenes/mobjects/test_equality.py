"""Sums in print: over many drawn digits none misses its parts without a sign that says so."""

import pytest

from network import Network, draw_digit
from network.assets import asset
from network.interpretability.telling import Telling
from scenes.mobjects.cells import PixelGrid
from scenes.mobjects.equality import dot_sign, product_sign, sum_sign
from scenes.mobjects.strongest_terms import StrongestTerms
from scenes.mobjects.weighted_sum import WeightedSum
from scenes.mobjects.words import numeral


def hundredths(value: float) -> int:
    """A number as it is printed, counted in hundredths."""
    return int(numeral(value, 2).replace("−", "-").replace(",", "").replace(".", ""))


def test_what_adds_up_in_print_is_equal_and_what_does_not_is_nearly_so() -> None:
    assert sum_sign((4.914, -0.771), 4.143) == "="
    assert sum_sign((1.004, 1.004), 2.008) == "≈"  # 1.00 + 1.00 is not 2.01
    assert sum_sign((0.004, 0.004), 0.008) == "≈"  # 0.00 + 0.00 is not 0.01
    assert product_sign((0.23, 1.0), 0.23) == "="
    assert product_sign((0.046, 0.944), 0.0434) == "≈"  # 0.05 x 0.94 is not 0.04


def test_a_row_that_meets_a_column_is_held_to_what_is_printed() -> None:
    assert dot_sign(["−1.5", "+2.0"], ["0.50", "1.00"], 1.25) == "="
    assert dot_sign(["−1.5", "+2.0"], ["0.50", "1.00"], 1.26) == "≈"


def test_sums_of_ten_thousand_neurons_add_up_as_printed_or_say_that_they_do_not() -> None:
    layer = Network.load(asset("weights", "digits.npz")).layers[0]
    signs = []
    for seed in range(63):
        for label in range(10):
            products = layer.weights * draw_digit(label, seed).pixels
            heaps = products.clip(min=0).sum(axis=1), products.clip(max=0).sum(axis=1)
            for up, down, bias in zip(*heaps, layer.biases, strict=True):
                for parts, total in (
                    ((up, down), up + down),
                    ((up + down, bias), up + down + bias),
                ):
                    sign = sum_sign(parts, total)
                    exact = sum(map(hundredths, parts)) == hundredths(total)
                    assert (sign == "=") == exact, (parts, total)
                    signs.append(sign)
    assert len(signs) > 2 * 10_000
    assert 0.05 < signs.count("≈") / len(signs) < 0.5


@pytest.mark.parametrize("seed", range(4))
def test_the_signs_of_a_film_are_those_of_its_numerals(seed: int) -> None:
    network = Network.load(asset("weights", "classic.npz"))
    record = network.forward(draw_digit(4, seed))
    telling = Telling(record, 0, record.clearest.index)
    products = PixelGrid(28, 28, 3)
    shown = WeightedSum(record, telling, products)
    terms = StrongestTerms(record, telling, products, {"others": "others"})

    def number(part: object) -> int:
        return round(100 * float(part.text.replace("−", "-")))

    heaps = number(shown.positive[0]) + number(shown.negative[0])
    whole = number(shown.heap_sum[1]) + number(shown.bias[1])
    told = sum(number(term[4]) for term in terms.terms) + number(terms.others[3])
    for sign, parts, total in (
        (shown.heap_sum[0], heaps, shown.heap_sum[1]),
        (shown.z[1], whole, shown.z[2]),
        (terms.total[0], told, terms.total[1]),
    ):
        assert (sign.text == "=") == (parts == number(total))
    for term in terms.terms:
        factors = number(term[0]) * number(term[2]) / 100
        assert (term[3].text == "=") == (round(factors) == number(term[4]))
