"""The oracle has an opinion of its own on every kind of record, and finds what is untrue."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from every_kind import records
from every_path import paths
from made_up import finite_differences, random_network
from oracle import Oracle, film
from oracle.activations import slopes_back, squish_named

from network import Digit, Network, look_up
from network.activations import ACTIVATIONS
from scenes.ledger import Axis, Ledger, Reading, digest
from scenes.mobjects.words import numeral
from scenes.script.script import Beat, Cue, Script
from scenes.script.sentence import Sentence
from scenes.stage.cast import Cast
from scenes.stage.film import Film
from scenes.stage.records import KINDS

NAMES = [kind.__name__ for kind in KINDS]
LOOK = Beat("look", 2.0, (Sentence("look", {"en": "Look at it."}),))
SCRIPT = Script("tiny", {"en": "Tiny"}, (LOOK,))
DEEP = {  # what films read, some of it far down
    "ForwardPass": {"layers.0.neuron.1.others.1", "ranked.0.activation", "digit.pixels.size"},
    "Ablation": {"after.scores.0", "before.answer_label", "neuron_number"},
    "Ablations": {"each.1.after.layers.1.weighted_sums", "strongest.lead_left"},
    "Evidence": {"term.1.row", "trail.0.1.product", "lead_in_pixels.picture", "lead.products"},
    "Examination": {"confusions.ranked.0.times", "calibration.mean_scores", "network.shape.1"},
    "NeuronStatistics": {"neurons.0.stroke.bar.angle", "most_needed.loss_percent"},
    "Snapshots": {"each.1.network.layers.0.weights", "reports.0.accuracy"},
    "Trials": {"trials.0.mean", "trials.1.runs.1.reports.0.loss", "trials.0.recipe.name"},
}


@pytest.fixture(scope="module")
def casts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Cast]:
    """For each kind of record a cast of two."""
    folder = tmp_path_factory.mktemp("networks")
    one, other = (records(*_network_and_digit(seed, folder), seed) for seed in (0, 1))
    return {kind: Cast(one=one[kind], other=other[kind]) for kind in one}


def _network_and_digit(seed: int, folder: Path) -> tuple[Network, Digit]:
    """A network from a file, where weights have 32 bits, and a digit of noise."""
    rng = np.random.default_rng(10 + seed)
    random_network(rng, 784, 4, 3, 3).save(folder / f"{seed}.npz")
    image = np.clip(rng.normal(-0.5, 0.8, (28, 28)), 0, 1)
    return Network.load(folder / f"{seed}.npz"), Digit(image, 1 + seed, f"scrawl {seed}")


@pytest.fixture(params=NAMES)
def cast(request: pytest.FixtureRequest, casts: dict[str, Cast]) -> Cast:
    return casts[request.param]


@pytest.fixture
def oracle(cast: Cast, tmp_path: Path) -> Oracle:
    return Oracle(film_about(cast, tmp_path))


def film_about(cast: Cast, folder: Path) -> Path:
    """A film of which all is there but the picture."""
    made = Film(folder / "Tiny.mp4", SCRIPT, (Cue("look", 0.0, 2.0),), cast)
    made.path.touch()
    made.write_beside(made.path)
    return made.path


@pytest.fixture
def told(cast: Cast) -> list[dict]:
    """A ledger of all that stands in the first record, each thing as a film shows it."""
    ledger = Ledger(cast)
    for path in paths(cast["one"]):
        value = look_up(cast["one"], path)
        if isinstance(value, np.ndarray):
            reading = Reading(cast["one"], path, digest(value))
            ledger.enter("look", 0.0, reading)
            if value.size > 1:
                ledger.enter("look", 0.0, reading.part(np.array([1])))
        elif not isinstance(value, bool | np.bool | None) and value == value:  # NaN is not shown
            printed = int(not isinstance(value, str))
            reading = Reading(cast["one"], path, numeral(value, 3), numerals=printed)
            ledger.enter("look", 0.0, reading)
            if isinstance(value, float):  # one cell may show it
                ledger.enter("look", 0.0, Reading(cast["one"], path, digest(value)))
    return json.loads(ledger.text())


def same(one: object, two: object, close: float = 1e-9) -> bool:
    """Whether two values are the same, in whatever order their sums were worked out."""
    if isinstance(one, np.ndarray | float):
        return np.shape(one) == np.shape(two) and np.allclose(one, two, close, close, True)
    return bool(one == two)


def test_the_oracle_finds_the_same_on_every_path(cast: Cast, oracle: Oracle) -> None:
    found = paths(cast["one"])
    assert len(found) > 0
    assert [
        path for path in found if not same(look_up(cast["one"], path), oracle.value("one", path))
    ] == []


@pytest.mark.parametrize("kind", DEEP)
def test_the_paths_lead_as_deep_as_films_read(kind: str, casts: dict[str, Cast]) -> None:
    assert DEEP[kind] <= set(paths(casts[kind]["one"]))


def test_what_is_true_is_found_to_be_true(told: list[dict], oracle: Oracle) -> None:
    assert oracle.disagreements(told) == []


def test_a_lie_about_anything_is_found(cast: Cast, told: list[dict], oracle: Oracle) -> None:
    lies = [lie for entry in told for lie in lies_about(entry, cast)]
    assert len(lies) > len(told)
    assert oracle.disagreements(lies) == lies


def lies_about(entry: dict, cast: Cast) -> Iterator[dict]:
    """The entry with one thing in it changed."""
    value = look_up(cast["one"], entry["path"])
    yield entry | {"path": entry["path"] + ".more"}
    yield entry | {"numerals": entry["numerals"] + 2 + np.size(value)}
    if isinstance(value, str):
        yield from (entry | {"shown": value + "!"}, entry | {"value": value + "!"})
    elif not isinstance(value, np.ndarray):
        yield from (entry | {"shown": numeral(value + 1, 3)}, entry | {"value": value + 1.0})
    elif entry["places"] is None and value.size:
        yield entry | {"shown": digest(value + 1)}
    elif entry["places"] and digest(np.ravel(value)[[0]]) != entry["shown"]:
        yield entry | {"places": [0]}


def test_another_records_name_is_found(cast: Cast, told: list[dict], oracle: Oracle) -> None:
    swapped = [entry | {"record": "other"} for entry in told]
    lies = [entry for entry in swapped if not _would_be_true(entry, cast)]
    assert len(lies) > 0
    assert oracle.disagreements(swapped) == lies


def _would_be_true(entry: dict, cast: Cast) -> bool:
    try:
        value = look_up(cast["other"], entry["path"])
    except LookupError:
        return False
    if isinstance(value, np.ndarray):
        places = slice(None) if entry["places"] is None else entry["places"]
        return digest(np.ravel(value)[places]) == entry["shown"]
    return same(value, entry["value"], 1e-6)


def test_a_kind_of_record_that_the_oracle_lacks_is_told(casts, tmp_path, monkeypatch) -> None:
    monkeypatch.delitem(film.KINDS, "Count")
    with pytest.raises(AssertionError, match="no oracle knows Count"):
        Oracle(film_about(casts["Count"], tmp_path))


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_each_activation_is_what_its_definition_says(name: str, rng: np.random.Generator) -> None:
    sums = rng.normal(0, 3, (4, 5))
    np.testing.assert_allclose(squish_named(name)(sums), ACTIVATIONS[name](sums), atol=1e-12)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_slopes_are_those_of_a_small_step(name: str, rng: np.random.Generator) -> None:
    sums, above = rng.normal(0, 3, 5), rng.normal(size=5)
    expected = finite_differences(lambda z: ACTIVATIONS[name](z) @ above, sums)
    found = slopes_back(squish_named(name), sums[None], above[None])[0]
    np.testing.assert_allclose(found, expected, atol=1e-8)


def test_a_name_may_bring_its_number() -> None:
    assert squish_named("leaky_relu:0.5")(np.array([-4.0, 3.0])).tolist() == [-2, 3]


def test_an_axis_has_round_marks_and_no_others(casts: dict[str, Cast], tmp_path: Path) -> None:
    ledger, axis = Ledger(casts["Count"]), Axis(np.array([-4, -2, 0, 2, 4]))
    for place, mark in enumerate(axis.marks):
        ledger.enter("look", 0.0, Reading(axis, f"marks.{place}", numeral(mark, 0)))
    told = json.loads(ledger.text())
    lies = [told[1] | {"shown": "3"}, told[1] | {"shown": "3", "value": 3.0}]
    assert Oracle(film_about(casts["Count"], tmp_path)).disagreements([*told, *lies]) == lies


def test_the_oracle_asks_nobody_but_the_pen() -> None:
    modules = [each.read_text(encoding="utf-8") for each in Path(film.__file__).parent.glob("*.py")]
    ours = re.compile(r"^\s*(?:from|import) ((?:network|scenes)\S*)", re.MULTILINE)
    assert set(ours.findall("\n".join(modules))) == {"network.handwriting.pen"}
