"""The lesson in one piece: pictures, captions and chapters of all films, one after another."""

import hashlib
import re
from pathlib import Path

import av
import pytest

from scenes.lesson import clips, whole

SECONDS = 2.4  # of each of two films


def pictures(path: Path) -> list[str]:
    """Digests of frames as they are decoded."""
    with av.open(path) as film:
        shown = [frame.to_ndarray(format="rgb24").tobytes() for frame in film.decode(video=0)]
    return [hashlib.sha256(each).hexdigest() for each in shown]


def starts(path: Path) -> list[float]:
    """When each text of a WebVTT file begins, in seconds."""
    found = re.findall(r"^(\d+):(\d+):([\d.]+) -->", path.read_text(encoding="utf-8"), re.MULTILINE)
    return [3600 * int(hours) + 60 * int(minutes) + float(rest) for hours, minutes, rest in found]


def test_the_whole_shows_all_pictures_of_its_films_at_their_times(made_lesson, coloured) -> None:
    joined = made_lesson / "lesson.mp4"
    assert pictures(joined) == 2 * pictures(coloured)
    with av.open(joined) as film:
        times = [frame.time for frame in film.decode(video=0)]
        rate = float(film.streams.video[0].average_rate)
    assert times == pytest.approx([frame / rate for frame in range(len(times))], abs=1e-4)


def test_the_whole_starts_at_once(made_lesson) -> None:
    content = (made_lesson / "lesson.mp4").read_bytes()
    assert 0 < content.find(b"moov") < content.find(b"mdat")


def test_captions_of_the_whole_stand_where_their_films_do(made_lesson, coloured) -> None:
    for language in ("en", "ja"):
        alone = starts(coloured.with_name(f"Colours.{language}.vtt"))
        later = [start + SECONDS for start in alone]
        together = starts(made_lesson / f"lesson.{language}.vtt")
        assert together == pytest.approx([*alone, *later], abs=0.002)


def test_the_whole_has_a_chapter_for_each_film_and_beat(made_lesson, colours) -> None:
    with av.open(made_lesson / "lesson.mp4") as film:
        told = film.chapters()
    named = [each["metadata"]["title"] for each in told]
    of_a_film = [each.text for each in whole.chapters(colours, "en")]
    assert of_a_film[0] == colours.script.title["en"]
    assert named == 2 * of_a_film
    begun = [float(each["start"] * each["time_base"]) for each in told]
    assert begun == pytest.approx([0, 0.8, 1.6, 2.4, 3.2, 4.0])
    assert (made_lesson / "lesson.en.youtube.txt").is_file()


def test_the_transcript_of_the_whole_goes_on_counting(made_lesson) -> None:
    told = (made_lesson / "lesson.transcript.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| (\d:\d\d)", told, re.MULTILINE) == [
        *("0:00", "0:00", "0:01"),
        *("0:02", "0:03", "0:04"),
    ]


def test_films_of_other_sizes_are_not_joined(rendered, coloured, tmp_path) -> None:
    other = rendered(120)
    assert not clips.are_alike([coloured, other])
    with pytest.raises(ValueError, match="other settings"):
        clips.join([coloured, other], tmp_path / "joined.mp4")
    assert not (tmp_path / "joined.mp4").exists()
