from importlib.metadata import version

import pytest

from scenes.lesson.page_words import all_words


def test_a_lesson_says_what_each_of_its_files_is_for(made_lesson) -> None:
    text = (made_lesson / "README.txt").read_text(encoding="utf-8")
    english, _, japanese = text.partition("-" * 60)
    for part in (english, japanese):
        assert f"squishification {version('squishification')}" in part
        assert "Colours/, Again/" in part
        for file in made_lesson.rglob("*"):
            assert is_told(file.name, file.parent.name, part), file.name
    assert "may be used as you like" in english
    assert "自由に使えます" in japanese


def is_told(name: str, folder: str, text: str) -> bool:
    """Whether a text names a file, its folder or its ending."""
    stem, _, ending = name.partition(".")
    parts = ending.split(".")
    endings = (".".join(parts[at:]) for at in range(len(parts)))
    return (
        name in text
        or f"{folder}/" in text
        or f"{stem}.*" in text
        or any(f".{each}" in text for each in endings if each)
    )


@pytest.mark.parametrize("language", ["en", "ja"])
def test_lines_fit_in_a_window(language: str) -> None:
    for line in all_words()[language]["readme"].splitlines():
        assert sum(2 if ord(each) > 255 else 1 for each in line) <= 100
