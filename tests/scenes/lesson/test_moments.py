import io

import numpy as np
import pytest
from made_up import rounded

from network import Network, read_digit
from network.assets import asset
from network.training.snapshots import read_snapshots
from scenes.lesson.moments import moments_of
from scenes.lesson.play import NAMES, SAMPLES


@pytest.fixture(scope="module")
def learnt() -> Network:
    return Network.load(asset("weights", "digits.npz"))


def test_the_moments_are_those_of_the_training_up_to_the_network_itself(learnt) -> None:
    told, files = moments_of({"own": learnt})
    reports = read_snapshots(asset("weights", "snapshots")).reports
    assert [(each["step"], each["right"]) for each in told] == [
        (each.step, each.right) for each in reports
    ]
    assert [each["network"] for each in told] == [*files, "own"]
    assert [each["isRounded"] for each in told] == [True] * len(files) + [False]


def test_a_network_of_another_training_has_no_moments(small) -> None:
    assert moments_of({"small": small}) == ([], {})


def test_a_moment_that_is_at_hand_is_not_rounded(learnt) -> None:
    early = Network.load(asset("weights", "snapshots", "step_0000390.npz"))
    told, files = moments_of({"digits": learnt, "early": early})
    [at_hand] = [each for each in told if each["step"] == 390]
    assert (at_hand["network"], at_hand["isRounded"]) == ("early", False)
    assert "step_0000390" not in files


def test_a_network_that_is_called_like_a_moment_stays_itself(learnt, small) -> None:
    told, files = moments_of({"digits": learnt, "step_0000390": small})
    [other] = [each["network"] for each in told if each["step"] == 390]
    assert other != "step_0000390"
    assert other in files


def test_the_file_of_a_moment_holds_its_first_weights_in_whole_steps(learnt) -> None:
    told, files = moments_of({"own": learnt})
    exact = read_snapshots(asset("weights", "snapshots")).each
    for about, each in zip(told[:-1], exact, strict=False):
        with np.load(io.BytesIO(files[about["network"]])) as arrays:
            assert arrays["weights_0"].dtype == np.int8
            found = arrays["weights_0"] * arrays["steps_0"].astype(float)
        np.testing.assert_allclose(found, rounded(each.network).layers[0].weights, atol=1e-9)


def test_a_rounded_moment_answers_the_samples_as_the_exact_one_does() -> None:
    digits = np.array([read_digit(SAMPLES / f"{each}.png").pixels for each in NAMES])
    for each in read_snapshots(asset("weights", "snapshots")).each:
        exact, told = each.network.scores(digits), rounded(each.network).scores(digits)
        np.testing.assert_array_equal(told.argmax(axis=1), exact.argmax(axis=1))
        np.testing.assert_allclose(told, exact, atol=0.006)
