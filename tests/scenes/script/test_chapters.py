import pytest

from scenes.script import chapters
from scenes.script.captions import Caption


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Short. And more.", "Short"),
        ("A long sentence that goes on: and on, to the end of it.", "A long sentence that goes on"),
        ("There are 3,000 of them or more, or so they say.", "There are 3,000 of them or more"),
        ("和はどんな数にもなりますが、0から1まで。", "和はどんな数にもなりますが、0から1まで"),
    ],
)
def test_a_chapter_is_named_by_how_its_line_begins(line, name) -> None:
    assert chapters.name_of(line) == name


def test_chapters_for_youtube_start_at_zero_and_last_ten_seconds() -> None:
    ends = [8, 16, 27, 61, 69, 79]
    told = [
        Caption(start, end, f"beat {end}") for start, end in zip([0, *ends[:-1]], ends, strict=True)
    ]
    assert chapters.youtube(told) == "0:00 beat 8\n0:16 beat 27\n0:27 beat 61\n1:01 beat 69\n"
