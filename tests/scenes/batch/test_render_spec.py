from dataclasses import replace

import numpy as np
import pytest

from network import Digit
from scenes.batch import render_spec as orders
from scenes.batch.render_spec import ROOT, digest, order, sources

SCENE = "forward_pass"


@pytest.fixture(autouse=True)
def _afresh() -> None:
    orders._code.cache_clear()
    orders.script_of.cache_clear()
    yield
    orders._code.cache_clear()
    orders.script_of.cache_clear()


@pytest.fixture
def ordered(scrawl, small) -> orders.Order:
    return order(SCENE, scrawl, small, "l")


def test_the_same_inputs_have_the_same_digest(ordered, scrawl, small) -> None:
    again = replace(scrawl), replace(small, layers=tuple(map(replace, small.layers)))
    assert digest(SCENE, *again, "l") == ordered.digest
    assert ordered.is_same_here()


def test_a_pixel_a_label_and_a_quality_change_the_digest(ordered, scrawl, small) -> None:
    image = scrawl.image.copy()
    image[3, 4] = 1 - image[3, 4]
    others = {
        digest(SCENE, replace(scrawl, image=image), small, "l"),
        digest(SCENE, replace(scrawl, label=2), small, "l"),
        digest(SCENE, scrawl, small, "m"),
    }
    assert len(others | {ordered.digest}) == 4


def test_a_weight_changes_the_digest(ordered, scrawl, small) -> None:
    weights = small.layers[1].weights.copy()
    weights[0, 0] = np.nextafter(weights[0, 0], 9)
    layers = (small.layers[0], replace(small.layers[1], weights=weights), small.layers[2])
    assert digest(SCENE, scrawl, replace(small, layers=layers), "l") != ordered.digest


def test_another_manim_changes_the_digest(ordered, scrawl, small, monkeypatch) -> None:
    monkeypatch.setattr(orders, "version", lambda tool: "0.99")
    orders._code.cache_clear()
    assert digest(SCENE, scrawl, small, "l") != ordered.digest
    assert not ordered.is_same_here()


def test_a_beat_that_lasts_longer_changes_the_digest_but_not_what_is_said(
    ordered, scrawl, small, monkeypatch
) -> None:
    script = orders.script_of(SCENE)
    first, *others = script.beats

    def digest_with(beat: object) -> str:
        changed = replace(script, beats=(beat, *others))
        monkeypatch.setattr(orders, "script_of", lambda scene: changed)
        return digest(SCENE, scrawl, small, "l")

    said = dict.fromkeys(first.lines, "Something else.")
    assert digest_with(replace(first, lines=said)) == ordered.digest
    assert digest_with(replace(first, seconds=first.seconds + 0.2)) != ordered.digest


def test_all_of_ours_that_a_scene_imports_is_in_its_digest() -> None:
    found = {path.relative_to(ROOT).as_posix() for path in sources(f"scenes.{SCENE}")}
    assert {"scenes/forward_pass.py", "scenes/stage/scene.py", "scenes/theme.py"} <= found
    assert {
        "scenes/mobjects/edges.py",
        "network/__init__.py",
        "network/preprocessing/segmentation.py",
    } <= found
    assert "scenes/cli/main.py" not in found


def test_a_changed_source_changes_the_digest(ordered, scrawl, small, monkeypatch, tmp_path) -> None:
    changed = tmp_path / "edges.py"
    changed.write_text("FAINTEST = 2")
    real = orders.sources
    monkeypatch.setattr(orders, "sources", lambda *names: {*real(*names), changed})
    monkeypatch.setattr(orders.Path, "relative_to", lambda path, root: path)
    orders._code.cache_clear()
    assert digest(SCENE, scrawl, small, "l") != ordered.digest


def test_steps_of_a_picture_are_in_its_digest(ordered, scrawl, small) -> None:
    from network.digits import Step

    stepped = Digit(scrawl.image, scrawl.label, steps=(Step("ink", scrawl.image),))
    assert digest(SCENE, stepped, small, "l") != ordered.digest
