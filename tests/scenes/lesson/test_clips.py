import hashlib
from pathlib import Path

import av
import numpy as np
import pytest

from scenes.lesson import clips
from scenes.script.captions import Caption


def pictures(path: Path, start: int = 0, end: int | None = None) -> list[str]:
    """Digests of frames as they are decoded."""
    with av.open(path) as film:
        shown = [frame.to_ndarray(format="rgb24").tobytes() for frame in film.decode(video=0)]
    return [hashlib.sha256(each).hexdigest() for each in shown[start:end]]


def test_a_copy_shows_the_same_pictures(coloured, tmp_path) -> None:
    clips.copy(coloured, tmp_path / "copy.mp4", 0, 2.4)
    assert pictures(tmp_path / "copy.mp4") == pictures(coloured)


def test_a_copy_has_its_title_and_a_chapter_for_each_beat(coloured, tmp_path) -> None:
    chapters = [Caption(0, 0.8, "<first> 一"), Caption(0.8, 2.4, "second")]
    clips.copy(coloured, tmp_path / "copy.mp4", 0, 2.4, "Title 数字", chapters)
    with av.open(tmp_path / "copy.mp4") as film:
        assert film.metadata["title"] == "Title 数字"
        told = [
            (each["start"] * each["time_base"], each["end"] * each["time_base"])
            for each in film.chapters()
        ]
        assert np.allclose(np.array(told, float), [(0, 0.8), (0.8, 2.4)])
        assert [each["metadata"]["title"] for each in film.chapters()] == ["<first> 一", "second"]


def test_a_copy_starts_at_once_and_has_its_colours_tagged(coloured, tmp_path) -> None:
    clips.copy(coloured, tmp_path / "copy.mp4", 0, 2.4)
    content = (tmp_path / "copy.mp4").read_bytes()
    assert 0 < content.find(b"moov") < content.find(b"mdat")
    tags = content[content.find(b"colr") :][4:16]
    assert tags[:4] in (b"nclx", b"nclc")
    assert [int.from_bytes(tags[at : at + 2], "big") for at in (4, 6, 8)] == [1, 1, 6]


def test_a_beat_is_cut_to_the_frame(coloured, tmp_path) -> None:
    clips.copy(coloured, tmp_path / "beat.mp4", 0.8, 1.6)
    assert pictures(tmp_path / "beat.mp4") == pictures(coloured, 12, 24)
    with av.open(tmp_path / "beat.mp4") as beat:
        assert next(beat.decode(video=0)).time == 0


def test_a_cut_where_no_keyframe_stands_is_refused(coloured, tmp_path) -> None:
    with pytest.raises(ValueError, match=r"its beats want 0\.20 to 0\.80 s"):
        clips.copy(coloured, tmp_path / "beat.mp4", 0.2, 0.8)


@pytest.mark.parametrize("kept", [0, 20, 2000, 0.9])
def test_a_damaged_film_is_refused_in_a_sentence(coloured, tmp_path, kept) -> None:
    content = coloured.read_bytes()
    damaged = tmp_path / "damaged.mp4"
    damaged.write_bytes(content[: int(kept * len(content)) if kept < 1 else kept])
    with pytest.raises(ValueError, match=r"damaged\.mp4 (is no film|is damaged|can be copied)"):
        clips.copy(damaged, tmp_path / "copy.mp4", 0, 2.4)


def test_a_copy_that_the_disk_refuses_is_no_fault_of_the_film(coloured, tmp_path) -> None:
    with pytest.raises(FileNotFoundError):
        clips.copy(coloured, tmp_path / "nowhere" / "copy.mp4", 0, 2.4)


def test_what_not_every_browser_plays_is_refused(tmp_path) -> None:
    with av.open(tmp_path / "odd.mp4", "w") as odd:
        stream = odd.add_stream("mpeg4", rate=15, width=64, height=36, pix_fmt="yuv420p")
        frame = av.VideoFrame.from_ndarray(np.zeros((36, 64, 3), np.uint8), format="rgb24")
        odd.mux([*stream.encode(frame), *stream.encode()])
    with pytest.raises(ValueError, match="mpeg4 in yuv420p"):
        clips.copy(tmp_path / "odd.mp4", tmp_path / "copy.mp4", 0, 1 / 15)
