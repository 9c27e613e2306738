import os
from dataclasses import replace
from pathlib import Path

import pytest

from network import Network
from scenes.lesson import lesson, lesson_page
from scenes.script.acts import Act, ListedFilm, RunningOrder
from scenes.script.film_source import FilmSource
from scenes.script.script import Script
from scenes.stage.cast import Cast
from scenes.stage.film import Film

ORDER = RunningOrder(
    (
        Act(
            "A",
            {"en": "First?", "ja": "最初"},
            tuple(ListedFilm(FilmSource(name), {}) for name in ("zoo", "c")),
        ),
        Act("B", {"en": "Then?", "ja": "次"}, (ListedFilm(FilmSource("a"), {}),)),
    ),
    explains="a",
)
OF_A_FILM = {
    *("mp4", "webp", "poster.webp", "poster.jpg", "json", "ledger.json", "network.npz"),
    *("embed.html", "page.html", "transcript.html", "transcript.md"),
    *(f"{language}.{kind}" for language in ("en", "ja") for kind in ("vtt", "srt")),
    *(
        f"{language}.{kind}"
        for language in ("en", "ja")
        for kind in ("chapters.vtt", "youtube.txt")
    ),
}
OF_THE_WHOLE = {
    *("mp4", "transcript.md"),
    *(
        f"{language}.{kind}"
        for language in ("en", "ja")
        for kind in ("vtt", "srt", "chapters.vtt", "youtube.txt")
    ),
}


def test_a_lesson_has_all_files_of_each_film(made_lesson) -> None:
    assert {each.name for each in made_lesson.iterdir()} == {
        *("Colours", "Again", "index.html", "play.html", "networks", "lesson.zip", "README.txt"),
        *(f"lesson.{ending}" for ending in OF_THE_WHOLE),
    }
    for name in ("Colours", "Again"):
        files = {each.name for each in (made_lesson / name).iterdir()}
        assert files == {f"{name}.{ending}" for ending in OF_A_FILM} | {"slides"}


def test_captions_of_a_lesson_are_those_of_the_film(made_lesson, coloured) -> None:
    for ending in ("en.vtt", "ja.vtt", "en.srt", "ja.srt", "ledger.json"):
        name = f"Colours.{ending}"
        assert (made_lesson / "Colours" / name).read_bytes() == (
            coloured.with_name(name).read_bytes()
        )


def rendered(folder: Path, *places: str) -> None:
    """Films, as far as they can be found, at FILM/QUALITY/NAME."""
    for place in places:
        (folder / place).parent.mkdir(parents=True)
        for ending in (".mp4", ".cues.json"):
            (folder / (place + ending)).touch()


def test_films_are_found_in_their_best_quality(tmp_path) -> None:
    rendered(tmp_path, "a/480p15/A", "a/1080p30/A", "a/1080p15/A", "b/720p30/B")
    part = tmp_path / "a" / "2160p60" / "A.mp4"  # a part of a film has no cues
    part.parent.mkdir()
    part.touch()
    assert lesson.rendered_films(tmp_path) == [
        tmp_path / "a" / "1080p30" / "A.mp4",
        tmp_path / "b" / "720p30" / "B.mp4",
    ]


def test_films_are_found_in_the_running_order_and_others_after_them(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(lesson, "running_order", lambda: ORDER)
    rendered(tmp_path, "a/480p15/A", "c/480p15/C", "zoo/480p15/Zoo", "b_2/480p15/B2")
    found = [film.stem for film in lesson.rendered_films(tmp_path)]
    assert found == ["Zoo", "C", "A", "B2"]


def test_of_two_films_that_are_equally_good_the_later_one_is_taken(tmp_path) -> None:
    rendered(tmp_path, "films/a/3/shipped/480p15/A", "videos/a/480p15/A")
    later = tmp_path / "films" / "a" / "3" / "shipped" / "480p15" / "A.mp4"
    for each, time in ((later, 2e9), (tmp_path / "videos" / "a" / "480p15" / "A.mp4", 1e9)):
        os.utime(each, (time, time))
    assert lesson.rendered_films(tmp_path) == [later]


def test_the_films_of_one_act_can_be_taken_alone(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(lesson, "running_order", lambda: ORDER)
    rendered(tmp_path, "a/480p15/A", "c/480p15/C", "zoo/480p15/Zoo")
    assert [film.stem for film in lesson.rendered_films(tmp_path, "B")] == ["A"]
    with pytest.raises(ValueError, match="No act 'X'; there is A, B"):
        lesson.rendered_films(tmp_path, "X")


def test_films_of_one_act_stand_together_under_its_title(colours, monkeypatch) -> None:
    def called(name: str) -> Film:
        return replace(colours, script=replace(colours.script, name=name))

    monkeypatch.setattr(lesson_page, "running_order", lambda: ORDER)
    films = [called(name) for name in ("zoo", "c", "own", "a")]
    groups = [
        (title and title["en"], [film.script.name for film in together])
        for title, together in lesson_page.by_act(films)
    ]
    assert groups == [("First?", ["zoo", "c"]), (None, ["own"]), ("Then?", ["a"])]


def test_the_contents_of_a_lesson_name_its_acts(colours, monkeypatch) -> None:
    listed = replace(colours, script=replace(colours.script, name="zoo"))
    other = replace(colours, path=colours.path.with_stem("Other"))
    monkeypatch.setattr(lesson_page, "running_order", lambda: ORDER)
    page = lesson_page.lesson_page([listed, other], ["en", "ja"], lesson_page.below)
    contents = page[page.index("<nav") : page.index("</nav>")]
    assert contents.count("<h3>") == 1
    assert contents.index("First?") < contents.index("#Colours") < contents.index("#Other")
    assert "最初" in contents


def test_a_folder_without_films_is_refused(tmp_path) -> None:
    with pytest.raises(FileNotFoundError, match="No films"):
        lesson.rendered_films(tmp_path)


def test_a_lesson_is_told_in_the_languages_that_all_films_have(colours) -> None:
    beats = tuple(
        replace(beat, sentences=(replace(one, lines={"ja": one.lines["ja"]}),))
        for beat in colours.script.beats
        for one in beat.sentences
    )
    japanese = replace(colours, script=Script("colours", {"ja": "色"}, beats))
    assert lesson.shared_languages([colours, japanese], []) == ("ja",)
    assert lesson.shared_languages([colours], ["ja", "en"]) == ("ja", "en")
    with pytest.raises(ValueError, match="has no 'en'"):
        lesson.shared_languages([colours, japanese], ["en"])


def test_two_films_of_one_name_are_refused(colours, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="2 films are named Colours"):
        lesson.write([colours, colours], tmp_path, ["en"])


def test_a_lesson_follows_the_order_in_which_films_are_named(made_lesson) -> None:
    index = (made_lesson / "index.html").read_text(encoding="utf-8")
    assert 0 < index.index("Colours/Colours.mp4") < index.index("Again/Again.mp4")


def test_films_of_one_network_bring_it_once_by_its_own_name(colours) -> None:
    network = colours.networks["network"]
    layers = network.layers
    learnt = Network(layers, network.labels, {"recipe": {"name": "digits"}})
    halved = (replace(layers[0], weights=layers[0].weights / 2), *layers[1:])
    other = Network(halved, network.labels, {"recipe": {"name": "digits"}})
    films = [replace(colours, cast=Cast(network=each)) for each in (learnt, learnt, other)]
    assert lesson.networks_of(films) == {"digits": learnt, "digits 2": other}


@pytest.mark.parametrize(
    ("origin", "name"),
    [
        ({"recipe": {"name": "classic"}}, "classic"),
        ({"recipe": "set by hand"}, "set by hand"),
        ({"imported": "mine.onnx"}, "mine.onnx"),
        ({"recipe": {"name": 7}}, "network"),
        ({}, "network"),
    ],
)
def test_a_network_is_called_by_its_recipe_or_its_file(small, origin, name) -> None:
    assert lesson.name_of_network(replace(small, origin=origin)) == name
