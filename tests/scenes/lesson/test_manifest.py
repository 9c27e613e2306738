import hashlib
import json

import numpy as np
import pytest

from scenes.lesson.manifest import told_of


@pytest.fixture
def told(made_lesson) -> dict:
    return json.loads((made_lesson / "Colours" / "Colours.json").read_text("utf-8"))


def test_a_manifest_tells_answer_and_scores_of_the_record(told, colours) -> None:
    record, lead = colours.cast.lead, told["cast"]["lead"]
    assert lead["answer"] == record.answer_label
    assert lead["is_right"] is record.is_right
    assert lead["tied"] == []
    assert list(lead["scores"].values()) == record.scores.tolist()
    assert told["seconds"] == 2.4
    assert (told["width"], told["height"]) == (320, 180)


def test_a_manifest_tells_a_tie(forward) -> None:
    lead = told_of(forward([0.2, 0.9, 0.9], label="x", labels=("n", "m", "x")))
    assert (lead["answer"], lead["tied"]) == ("m", ["m", "x"])
    assert (lead["label"], lead["is_right"]) == ("x", None)


def test_the_digests_are_those_of_the_digit_and_of_the_file_of_the_network(
    told, colours, made_lesson
) -> None:
    own = hashlib.sha256(np.array(colours.cast.lead.digit.image, "<f8").tobytes()).hexdigest()
    assert told["cast"]["lead"]["digit"]["sha256"] == own
    found = hashlib.sha256()
    with np.load(made_lesson / "Colours" / "Colours.network.npz") as arrays:
        for layer in range(3):
            found.update(arrays[f"weights_{layer}"].tobytes())
            found.update(arrays[f"biases_{layer}"].tobytes())
    assert told["cast"]["lead"]["network"]["sha256"] == found.hexdigest()
    assert told["cast"]["lead"]["network"]["parameters"] == 784 * 5 + 5 + 5 * 4 + 4 + 4 * 3 + 3


def test_beats_follow_each_other_and_their_clips_are_there(told, made_lesson) -> None:
    beats = told["beats"]
    assert [beat["start"] for beat in beats] == [0, 0.8, 1.6]
    for beat in beats:
        assert (made_lesson / "Colours" / beat["clip"]).is_file()
        assert beat["chapter"].keys() == beat["captions"].keys() == {"en", "ja"}
        for shown in beat["captions"].values():
            assert shown[0]["start"] == beat["start"]
            assert shown[-1]["end"] == pytest.approx(beat["end"], abs=1e-3)
