from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from made_up import BARS

from network import draw_digit
from network.datasets.mnist import LabelledDigits, fingerprints
from network.handwriting.hand import Hand
from network.handwriting.people_styles import PEOPLES
from network.handwriting.stroke_templates import WIDER
from network.training.training_data import FIRST_SEED, augment, draw, gather

DRAWN = replace(BARS, shape=(784, 10), pen=120)


def unwatched(sequence, _: str):
    return sequence


def test_the_last_digits_are_for_validation(folder: Path, bars: LabelledDigits) -> None:
    digits = gather(BARS, folder, unwatched)
    np.testing.assert_array_equal(digits.training.images, bars.images[:300])
    np.testing.assert_array_equal(digits.validation.images, bars.images[300:])
    assert digits.test
    np.testing.assert_array_equal(digits.test.images, bars.images[:50])
    assert digits.sha256 == fingerprints(folder)


def test_too_few_digits_to_hold_some_back_are_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("network.training.training_data.VALIDATION", 400)
    with pytest.raises(ValueError, match="400 digits to learn; 400 of them are for validation"):
        gather(BARS, folder, unwatched)


def test_the_pen_draws_each_digit_as_often() -> None:
    digits = draw(30, 7, unwatched)
    assert np.bincount(digits.labels).tolist() == [3] * 10
    np.testing.assert_array_equal(digits.images[14] / 255, draw_digit(4, seed=8).image)


def test_drawn_digits_need_no_data_set_and_have_another_seed_for_another_recipe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("network.training.training_data.VALIDATION", 100)
    first, other = (gather(replace(DRAWN, seed=seed), tmp_path, unwatched) for seed in (0, 1))
    assert (len(first.training), len(first.validation), first.test) == (20, 100, None)
    np.testing.assert_array_equal(
        first.training.images[3] / 255, draw_digit(3, seed=FIRST_SEED).image
    )
    np.testing.assert_array_equal(
        first.training.images[8] / 255, draw_digit(8, FIRST_SEED, WIDER).image
    )
    assert first.sha256.keys() == other.sha256.keys() == {"drawn digits"}
    assert first.sha256 != other.sha256


def test_people_s_ways_are_learnt_beside_the_data_set_and_never_held_back(
    drawn_folder: Path,
) -> None:
    recipe = replace(BARS, shape=(784, 10), people=30, seed=0)
    digits = gather(recipe, drawn_folder, unwatched)
    assert (len(digits.training), len(digits.validation)) == (40 + 30, 20)
    np.testing.assert_array_equal(
        digits.training.images[40 + 13] / 255,
        draw_digit(3, FIRST_SEED + 1, PEOPLES, Hand.of_anyone).image,
    )
    assert digits.sha256.keys() == {*fingerprints(drawn_folder), "people's digits"}


def test_drawn_digits_are_tested_on_the_data_set_where_there_is_one(
    folder: Path, bars: LabelledDigits
) -> None:
    digits = gather(DRAWN, folder, unwatched)
    assert digits.test
    np.testing.assert_array_equal(digits.test.images, bars.images[:50])
    of_files = {name: each for name, each in fingerprints(folder).items() if "t10k" in name}
    assert of_files.items() < digits.sha256.items()
    assert digits.sha256.keys() - of_files.keys() == {"drawn digits"}


def test_a_bank_of_no_copies_is_the_digits_as_they_are(bars: LabelledDigits) -> None:
    np.testing.assert_array_equal(augment(bars, BARS, unwatched), bars.images.reshape(1, 400, 16))


def test_a_bank_holds_as_many_writings_as_were_asked_for(bars: LabelledDigits) -> None:
    recipe = replace(BARS, augmented_copies=3)
    copies = augment(bars, recipe, unwatched)
    assert copies.shape == (3, 400, 16)
    assert (copies[0] != copies[1]).any()
    np.testing.assert_array_equal(copies, augment(bars, recipe, unwatched))
