import itertools
import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from network.activations import sigmoid
from network.evaluation.roc import area_under_curve


@given(
    values=st.lists(st.tuples(st.integers(0, 6), st.booleans()), min_size=2, max_size=40).filter(
        lambda pairs: len({inside for _, inside in pairs}) == 2
    )
)
def test_the_area_under_the_curve_is_the_share_of_pairs_counted_one_by_one(values) -> None:
    ours = [value for value, inside in values if inside]
    others = [value for value, inside in values if not inside]
    won = [(a > b) + (a == b) / 2 for a, b in itertools.product(ours, others)]
    numbers, inside = (np.array(each) for each in zip(*values, strict=True))
    assert area_under_curve(numbers, inside) == sum(won) / len(won)


def test_saturated_activations_are_ties() -> None:
    activations = sigmoid(np.array([40.0, 90.0, 0.0, 0.0]))
    assert area_under_curve(activations, np.array([True, False, True, False])) == 0.5


def test_one_side_alone_has_no_area() -> None:
    for side in (True, False):
        assert math.isnan(area_under_curve(np.array([0.1, 0.2]), np.full(2, side)))
