import numpy as np
import pytest

from network import look_up
from network.evaluation.count import Count


def test_a_count_is_that_of_a_loop() -> None:
    brightness = np.random.default_rng(0).random(100)
    number = 0
    for each in brightness:
        if each > 0.7:
            number += 1
    count = Count(brightness > 0.7, "bright pixels")
    assert (count.number, count.total) == (number, 100)
    assert look_up(count, "share") == pytest.approx(number / 100)


def test_nothing_that_is_so_is_a_count_too() -> None:
    assert Count(np.zeros(4, bool), "sparks").share == 0


@pytest.mark.parametrize("holds", [np.ones(3), np.zeros(0, bool), np.ones((2, 2), bool)])
def test_what_is_no_row_of_booleans_is_refused(holds: np.ndarray) -> None:
    with pytest.raises(ValueError, match=r"A count of sparks over type .* takes one row of boole"):
        Count(holds, "sparks")
