"""Tours, moments of a training and a second network on the page to play with, against Python."""

import json
import re
from itertools import count

import numpy as np
import pytest
from browser import Visit
from made_up import rounded

from network import Layer, Network, read_digit
from network.assets import asset
from network.training.snapshots import read_snapshots
from scenes.lesson.play import NAMES, SAMPLES, play_words

SETTLED = "document.body.dataset.settled"
LOOPS = [0, 6, 8, 9]
SCORES = "[...document.querySelectorAll('{} .output .value')].map((each) => each.textContent)"
GO = """(fragment) => new Promise((done) => {
  addEventListener("hashchange", () => done(), { once: true });
  location.hash = fragment;
})"""
numbers = count()


@pytest.fixture
def seen(one_page: Visit) -> Visit:
    """The page as it begins, with the three."""
    go(one_page, "sample=three")
    return one_page


@pytest.fixture(scope="module")
def learnt() -> Network:
    return Network.load(asset("weights", "digits.npz"))


@pytest.fixture(scope="module")
def samples() -> np.ndarray:
    return np.array([read_digit(SAMPLES / f"{each}.png").pixels for each in NAMES])


def go(seen: Visit, fragment: str) -> None:
    seen.page.evaluate(GO, f"lang=en&{fragment}&number={next(numbers)}")
    seen.until(SETTLED)


def walk(seen: Visit, tour: str) -> list[list[str]]:
    """The numbers in what is found at each step of a tour, which is shown when one asks for it."""
    seen.page.click(".tours summary")
    seen.page.click(f"[data-tour={tour}]")
    found = []
    while True:
        seen.until(SETTLED)
        assert seen.page.is_disabled("#tour-next")
        assert seen.page.text_content("#tour-found") == ""
        seen.page.click("#tour-show")
        seen.until(SETTLED)
        assert seen.page.is_enabled("#tour-next")
        found.append(re.findall(r"[\d.,]*\d", seen.page.text_content("#tour-found")))
        is_last = seen.page.text_content("#tour-next") == "Done"
        seen.page.click("#tour-next")
        if is_last:
            return found


def right(network: Network, samples: np.ndarray) -> str:
    return str((network.classify(samples) == np.arange(10)).sum())


def lit(network: Network, samples: np.ndarray) -> np.ndarray:
    """Activations of layer 2, (samples, neurons)."""
    first, second, _ = network.layers
    return second.activations(first.activations(samples))


def answer(network: Network, pixels: np.ndarray) -> str:
    return network.labels[network.scores(pixels).argmax()]


def replaced(network: Network, place: int, **changes: np.ndarray) -> Network:
    layers = list(network.layers)
    was = layers[place]
    told = {"weights": was.weights, "biases": was.biases} | changes
    layers[place] = Layer(told["weights"], told["biases"], was.activation)
    return Network(tuple(layers))


def test_the_neuron_of_loops_is_that_of_python(seen, learnt, samples) -> None:
    first, second, third = walk(seen, "loops")
    lights = lit(learnt, samples)
    others = [each for each in range(10) if each not in LOOPS]
    gaps = lights[LOOPS].min(axis=0) - lights[others].max(axis=0)
    [neuron] = np.flatnonzero(gaps > 0)
    light = lights[:, neuron]
    assert first == [f"{light[LOOPS].min():.3f}", f"{light[others].max():.3f}"]
    assert second == [f"{light[others].max():.3f}", str(others[light[others].argmax()])]
    assert float(third[0]) < float(third[1])


def test_one_weight_makes_a_seven_as_it_does_in_python(seen, learnt, samples) -> None:
    _, second, third = walk(seen, "seven")
    assert second[:2] == ["7", f"{learnt.parameter_count:,}"]
    place = lit(learnt, samples)[3].argmax()
    weights = learnt.layers[2].weights.copy()
    assert second[2:] == [f"{weights[7, place]:.2f}", second[3]]
    weights[7, place] = float(second[3])
    turned = replaced(learnt, 2, weights=weights)
    assert turned.classify(samples[3:4]) == 7
    assert third[-2:] == [right(turned, samples), right(learnt, samples)]


def test_a_moved_three_fails_where_python_says_and_a_drawn_one_not(seen, learnt, samples) -> None:
    first, second = walk(seen, "three")
    for far in range(1, int(first[0]) + 1):
        answers = {
            answer(learnt, moved(samples[3], across, down))
            for across in range(-far, far + 1)
            for down in (far - abs(across), abs(across) - far)
        }
        assert (answers == {"3"}) == (far < int(first[0]))
    assert first[1] in answers
    assert second[0] == "3"


def moved(pixels: np.ndarray, across: int, down: int) -> np.ndarray:
    wide = np.pad(pixels.reshape(28, 28), 28)
    return wide[28 - down : 56 - down, 28 - across : 56 - across].ravel()


def test_what_breaks_the_network_breaks_it_in_python(seen, learnt, samples) -> None:
    unbiased, silenced, noise = walk(seen, "broken")
    bare = learnt
    for place, layer in enumerate(learnt.layers):
        bare = replaced(bare, place, biases=np.zeros_like(layer.biases))
    assert unbiased == [right(bare, samples), right(learnt, samples)]
    biases = learnt.layers[0].biases.copy()
    biases[0] = -1e9
    assert silenced[2:] == [
        right(replaced(learnt, 0, biases=biases), samples),
        right(learnt, samples),
    ]
    told = seen.page.evaluate("JSON.stringify([...new Samples(new Map()).get('noise_1')])")
    scores = learnt.scores(np.array(json.loads(told)))
    assert noise == [str(scores.argmax()), f"{scores.max():.3f}"]


def test_a_tour_is_left_by_a_key_and_gives_back_what_was_shown(seen) -> None:
    go(seen, "network=by_hand&sample=five&layer=2&neuron=4&weight=3&changed=2_4_3_1.5")
    before = seen.page.evaluate("location.hash")
    seen.page.focus(".tours summary")
    seen.page.keyboard.press("Enter")
    seen.page.keyboard.press("Tab")
    seen.page.keyboard.press("Enter")
    seen.until(SETTLED)
    assert seen.page.evaluate("document.activeElement.id") == "tour-name"
    assert seen.page.input_value("#network") == "digits"
    assert seen.axe() == []
    seen.page.keyboard.press("Escape")
    seen.until(SETTLED)
    assert seen.page.evaluate("location.hash") == before
    assert seen.page.evaluate("document.activeElement.textContent") == "Tours"
    assert not seen.page.locator(".tour").is_visible()


def test_at_every_moment_of_the_training_the_three_gets_the_scores_of_python(seen, samples) -> None:
    seen.page.focus("#moment")
    seen.page.keyboard.press("Home")
    [*earlier, last] = read_snapshots(asset("weights", "snapshots")).each
    for each in (*earlier, last):
        seen.until(SETTLED)
        network = each.network if each is last else rounded(each.network)
        scores = network.scores(samples[3])
        told = seen.page.evaluate(SCORES.format(".whole"))
        assert [float(score) for score in told] == pytest.approx(scores, abs=0.00051)
        said = seen.page.get_attribute("#moment", "aria-valuetext")
        assert f"After {each.report.step:,} steps: {each.report.right:,} of" in said
        assert ("rounded" in said) == (each is not last)
        seen.page.keyboard.press("ArrowRight")
    seen.page.keyboard.press("Home")
    seen.page.click("#undo")  # the whole journey
    seen.until(SETTLED)
    assert seen.page.input_value("#network") == "digits"


def test_two_networks_read_the_same_digit_beside_each_other(seen, learnt, samples) -> None:
    other = Network.load(asset("weights", "by_hand.npz"))
    seen.page.select_option("#second", "by_hand")
    seen.page.click("[data-sample=four]")
    seen.until(SETTLED)
    for part, network in ((".whole", learnt), (".second", other)):
        scores = network.scores(samples[4])
        told = seen.page.evaluate(SCORES.format(part))
        assert [float(score) for score in told] == pytest.approx(scores, abs=0.00051)
    assert f"The other network's answer is {other.labels[scores.argmax()]}, at" in (
        seen.page.text_content("#spoken")
    )
    seen.page.click(".second .neuron >> nth=5")
    seen.until(SETTLED)
    assert seen.page.text_content(".neuron-panel h2") == "Layer 1, neuron 6"
    assert seen.axe() == seen.errors == seen.foreign == []
    go(seen, seen.page.evaluate("location.hash.slice(1)"))
    assert seen.page.input_value("#second") == "by_hand"
    seen.page.select_option("#second", "")
    assert not seen.page.locator(".second").is_visible()


def test_under_the_paper_it_says_that_nothing_is_learnt(seen) -> None:
    for language, words in play_words().items():
        seen.page.click(f"[data-language={language}]")
        assert seen.page.locator(".drawing").get_by_text(words["learns_nothing"]).is_visible()
