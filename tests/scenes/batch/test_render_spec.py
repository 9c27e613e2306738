from dataclasses import replace

import numpy as np
import pytest

from network import Digit
from network.digits import Step
from scenes.batch import render_spec as specs
from scenes.batch.render_spec import RenderSpec, digest, render_spec
from scenes.script.ask import Ask
from scenes.script.running_order import running_order

FILM = running_order().explaining.source


@pytest.fixture
def spec(scrawl, small) -> RenderSpec:
    return render_spec(FILM, scrawl, small, "l")


def test_the_same_inputs_have_the_same_digest(spec, scrawl, small) -> None:
    again = replace(scrawl), replace(small, layers=tuple(map(replace, small.layers)))
    assert digest(FILM, *again, "l") == spec.digest
    assert spec.is_same_here()


def test_a_pixel_a_label_and_a_quality_change_the_digest(spec, scrawl, small) -> None:
    image = scrawl.image.copy()
    image[3, 4] = 1 - image[3, 4]
    others = {
        digest(FILM, replace(scrawl, image=image), small, "l"),
        digest(FILM, replace(scrawl, label=2), small, "l"),
        digest(FILM, scrawl, small, "m"),
    }
    assert len(others | {spec.digest}) == 4


def test_a_weight_changes_the_digest(spec, scrawl, small) -> None:
    weights = small.layers[1].weights.copy()
    weights[0, 0] = np.nextafter(weights[0, 0], 9)
    layers = (small.layers[0], replace(small.layers[1], weights=weights), small.layers[2])
    assert digest(FILM, scrawl, replace(small, layers=layers), "l") != spec.digest


def test_steps_of_a_picture_are_in_its_digest(spec, scrawl, small) -> None:
    stepped = Digit(scrawl.image, scrawl.label, steps=(Step("ink", scrawl.image),))
    assert digest(FILM, stepped, small, "l") != spec.digest


def test_other_code_or_tools_change_the_digest(spec, monkeypatch) -> None:
    monkeypatch.setattr(specs, "digest_of_code", lambda film: b"others")
    assert not spec.is_same_here()


def test_what_is_seen_of_a_script_changes_the_digest_but_not_what_is_said(
    spec, scrawl, small, monkeypatch
) -> None:
    script = specs.script_of(FILM)
    first, *others = script.beats

    def digest_with(**changes: object) -> str:
        changed = replace(script, **changes)
        monkeypatch.setattr(specs, "script_of", lambda film: changed)
        return digest(FILM, scrawl, small, "l")

    spoken, *further = first.sentences
    others_say = replace(spoken, lines=dict.fromkeys(spoken.lines, "Something else."))
    said = replace(first, sentences=(others_say, *further))
    marked = replace(first, sentences=(replace(spoken, mark="another"), *further))
    doubting = replace(first, sentences=(replace(spoken, voice="Doubt"), *further))
    longer = replace(first, seconds=first.seconds + 0.2)
    asking = replace(first, ask=Ask(spoken.mark, (spoken, spoken), "answer_label"))
    titled = dict.fromkeys(script.title, "Another title")
    assert digest_with(title=titled, beats=(said, *others)) == spec.digest
    assert digest_with(beats=(longer, *others)) != spec.digest
    assert digest_with(beats=(marked, *others)) != spec.digest
    assert digest_with(beats=(asking, *others)) != spec.digest
    assert digest_with(beats=(doubting, *others)) != spec.digest
    assert digest_with(words={"margin": {"en": "another word", "ja": "別の語"}}) != spec.digest


def test_a_film_with_a_card_comes_from_its_place_in_the_lesson_too(
    scrawl, small, monkeypatch
) -> None:
    def digest_here() -> str:
        return digest(FILM, scrawl, small, "l")

    monkeypatch.setattr(specs, "sources", lambda scene: set())
    bare = digest_here()
    monkeypatch.setattr(specs, "sources", lambda scene: {specs.CARD})
    carded = digest_here()
    order = specs.running_order()
    own = order.act_of(FILM.name)
    asking = replace(own, title=dict.fromkeys(own.title, "Another question?"))
    another = replace(order, acts=tuple(asking if act is own else act for act in order.acts))
    monkeypatch.setattr(specs, "running_order", lambda: another)
    assert len({bare, carded, digest_here()}) == 3
    monkeypatch.setattr(specs, "sources", lambda scene: set())
    assert digest_here() == bare
