from pathlib import Path

import pytest

from network.assets import ASSETS
from scenes.batch import dependencies
from scenes.batch.dependencies import ROOT, digest_of_code, named_assets, sources
from scenes.script.film_source import FilmSource
from scenes.script.running_order import running_order

FILMS = [film.source for film in running_order().films]


@pytest.fixture
def own(tmp_path: Path) -> FilmSource:
    """A film of one's own, which imports a module that stands beside it."""
    (tmp_path / "own_film.py").write_text("import beside\nfrom scenes import theme\n")
    (tmp_path / "beside.py").write_text("import numpy\nCOUNT = 1\n")
    return FilmSource("own_film", tmp_path)


@pytest.fixture
def digest():
    """The digest of a film's code, looked at anew each time."""
    digest_of_code.cache_clear()
    yield digest_of_code.__wrapped__
    digest_of_code.cache_clear()


@pytest.mark.parametrize("film", FILMS, ids=lambda film: film.name)
def test_all_of_ours_that_a_film_imports_is_among_its_sources(film) -> None:
    found = {path.relative_to(ROOT).as_posix() for path in sources(film.scene)}
    assert {film.scene.relative_to(ROOT).as_posix(), "scenes/stage/scene.py"} <= found
    assert {"scenes/theme.py", "scenes/renderer/film_renderer.py", "network/__init__.py"} <= found
    assert {"network/preprocessing/segmentation.py", "network/atomic.py"} <= found
    assert "scenes/cli/main.py" not in found


def test_what_stands_beside_ones_own_film_is_among_its_sources(own) -> None:
    found = {path.name for path in sources(own.scene)}
    assert {"own_film.py", "beside.py", "theme.py"} <= found


@pytest.mark.parametrize("name", ["own_film.py", "beside.py"])
def test_a_changed_source_changes_the_digest(own, digest, name) -> None:
    before = digest(own)
    assert digest(own) == before
    with (own.folder / name).open("a") as file:
        file.write("# changed\n")
    assert digest(own) != before


def test_a_film_has_the_same_digest_wherever_it_lies(own, digest, tmp_path_factory) -> None:
    before, elsewhere = digest(own), tmp_path_factory.mktemp("elsewhere")
    for each in own.folder.iterdir():
        each.rename(elsewhere / each.name)
    assert digest(FilmSource("own_film", elsewhere)) == before


def test_a_film_has_the_same_digest_wherever_the_assets_lie(
    own, digest, tmp_path_factory, monkeypatch
) -> None:
    own.scene.write_text("asset('weights', 'mine.npz')")
    digests = set()
    for place in ("assets", "network/_assets"):
        weights = tmp_path_factory.mktemp("project") / place / "weights"
        weights.mkdir(parents=True)
        (weights / "mine.npz").write_bytes(b"1")
        monkeypatch.setattr(dependencies, "ASSETS", weights.parent)
        digests.add(digest(own))
    assert len(digests) == 1


def test_another_version_of_a_tool_changes_the_digest(own, digest, monkeypatch) -> None:
    before = digest(own)
    monkeypatch.setattr(dependencies, "version", lambda tool: "0.99")
    assert digest(own) != before


def test_a_film_without_its_scene_is_refused(tmp_path) -> None:
    with pytest.raises(FileNotFoundError, match=r"No scene at .*own_film\.py"):
        digest_of_code(FilmSource("own_film", tmp_path))


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("asset('weights', 'classic.npz')", ["classic.npz"]),
        ("read_trials('shapes')", ["shapes.json"]),
        ("Network.load(ASSETS / 'weights/drawn.npz')", ["drawn.npz"]),
        ("[f'{name}.png' for name in ('one', 'two')]", ["one.png", "two.png"]),
        ("asset('weights')", []),
        ("'forward_pass', 'glossary', 'lesson'", []),
    ],
)
def test_assets_are_found_by_the_texts_that_name_them(tmp_path, source, names) -> None:
    (tmp_path / "film.py").write_text(source)
    assert [path.name for path in named_assets([tmp_path / "film.py"])] == names


def test_a_folder_inside_a_folder_of_assets_is_named_as_a_whole(tmp_path, monkeypatch) -> None:
    (tmp_path / "weights" / "steps").mkdir(parents=True)
    for each in ("one.npz", "two.npz"):
        (tmp_path / "weights" / "steps" / each).touch()
    monkeypatch.setattr(dependencies, "ASSETS", tmp_path)
    (tmp_path / "film.py").write_text("asset('weights', 'steps')")
    found = [path.name for path in named_assets([tmp_path / "film.py"])]
    assert found == ["one.npz", "two.npz"]


def test_a_changed_asset_changes_the_digest_of_a_film_that_names_it(
    own, digest, tmp_path, monkeypatch
) -> None:
    trials = tmp_path / "assets" / "trials"
    trials.mkdir(parents=True)
    monkeypatch.setattr(dependencies, "ASSETS", trials.parent)
    (trials / "shapes_of_mine.json").write_text("[1]")
    (trials / "others.json").write_text("[1]")
    own.scene.write_text("read_trials('shapes_of_mine')")
    before = digest(own)
    (trials / "others.json").write_text("[2]")
    assert digest(own) == before
    (trials / "shapes_of_mine.json").write_text("[2]")
    assert digest(own) != before


def test_the_network_that_films_are_about_by_default_is_named() -> None:
    found = named_assets(sources(FILMS[0].scene))
    assert {ASSETS / "weights" / "digits.npz", ASSETS / "digits" / "three.png"} <= {*found}
