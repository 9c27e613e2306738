from xml.etree import ElementTree

import pytest

from scenes.lesson import embed

ALONE = (("controls", ""), ("playsinline", ""), ("default", ""), ("download", ""))


def parsed(figure: str) -> ElementTree.Element:
    """A figure as a tree; it is XML but for attributes and elements that HTML lets stand alone."""
    for name, value in ALONE:
        figure = figure.replace(f" {name} ", f' {name}="{value}" ').replace(
            f" {name}>", f' {name}="{value}">'
        )
    lines = [
        line.replace(">", "/>") if line.strip().startswith(("<track", "<source")) else line
        for line in figure.splitlines()
    ]
    return ElementTree.fromstring("\n".join(lines))


@pytest.fixture
def figure(made_lesson) -> ElementTree.Element:
    return parsed((made_lesson / "Colours" / "Colours.embed.html").read_text("utf-8"))


def test_a_figure_has_all_that_a_film_needs_in_a_page(figure, made_lesson) -> None:
    assert figure.tag == "figure"
    addresses = [figure.find("video").get("poster"), figure.find("video/source").get("src")]
    tracks = figure.findall("video/track")
    assert [(each.get("kind"), each.get("srclang")) for each in tracks] == [
        (kind, language) for language in ("en", "ja") for kind in ("captions", "chapters")
    ]
    addresses += [each.get("src") for each in tracks]
    addresses += [each.get("href") for each in figure.iter("a")]
    for address in addresses:
        assert (made_lesson / "Colours" / address).is_file()


def test_nothing_in_a_figure_moves_by_itself_or_is_run(figure) -> None:
    video = figure.find("video")
    assert not {"autoplay", "loop"} & video.attrib.keys()
    assert video.get("preload") == "none"
    assert not list(figure.iter("script"))
    assert not any(key.startswith("on") for each in figure.iter() for key in each.attrib)


def test_the_transcript_of_a_figure_is_there_in_each_language(figure, colours) -> None:
    for details, start in zip(figure.iter("details"), ("The answer is", "答えは"), strict=True):
        told = [each.text for each in details.findall("p")]
        assert len(told) == 3
        assert all(each.startswith(f"{start}") and "<script>" in each for each in told)


@pytest.mark.parametrize(
    ("at", "source", "origin"),
    [
        ("../lesson/", "../lesson/Colours/Colours.mp4", None),
        ("https://example.org/x", "https://example.org/x/Colours/Colours.mp4", "anonymous"),
        ('"><script>', '"><script>/Colours/Colours.mp4', None),
    ],
)
def test_a_figure_finds_its_files_wherever_the_lesson_lies(colours, at, source, origin) -> None:
    figure = parsed(embed.figure(colours, ["en"], (320, 180), at).replace("&gt;", "&#62;"))
    assert figure.find("video/source").get("src") == source
    assert figure.find("video").get("crossorigin") == origin
