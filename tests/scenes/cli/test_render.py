from pathlib import Path

import numpy as np
import pytest
import stand_ins
from typed import left, refusal

from network import Layer, Network
from network.activations import relu, sigmoid
from scenes.batch.report import films
from scenes.cli.main import run
from scenes.script.running_order import running_order

pytestmark = pytest.mark.usefixtures("elsewhere")
FILMS = running_order().films
FILM = running_order().explaining.source
OWN = "[[beats]]\nname = 'look'\nseconds = 1.0\nen = 'Look.'\nja = '見て。'\n"
NUMBERED = f"--list-jobs numbers them 1 to {len(FILMS)}"
PLACE = Path("films") / FILM.name / "three/shipped/480p15"


@pytest.fixture(autouse=True)
def _at_hand(monkeypatch) -> None:
    monkeypatch.setattr("scenes.batch.process_pool.process_pool", stand_ins.at_hand)


def test_films_are_made_where_their_names_say(capsys) -> None:
    assert run(["render", "--all", "-q", "l", "--lang", "en"]) == 0
    assert capsys.readouterr().out == f"films: {films(len(FILMS))} made.\n"
    assert left(Path("films")) == sorted(film.name for film in FILMS)
    assert {FILM.output, f"{FILM.class_name}.en.vtt", "made.json"} < {*left(PLACE)}
    assert not [*PLACE.glob("*.ja.*")]


def test_all_films_come_in_the_running_order(capsys) -> None:
    assert run(["render", "--all", "-q", "l", "--list-jobs"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{number} {film.name}/three/shipped/480p15" for number, film in enumerate(FILMS, start=1)
    ]


def test_ones_own_film_is_made_from_its_file(capsys) -> None:
    Path("own_film.py").write_text("# a scene of one's own\n", encoding="utf-8")
    Path("own_film.toml").write_text("title = { en = 'Own', ja = '私' }\n" + OWN, "utf-8")
    assert run(["render", "own_film.py", "-q", "l"]) == 0
    assert "OwnFilm.mp4" in left(Path("films/own_film/three/shipped/480p15"))
    assert run(["render", "own_film.py", "-q", "l"]) == 0
    assert capsys.readouterr().out.endswith("films: 0 films made, 1 stood there already.\n")


def test_jobs_are_listed_with_numbers_and_nothing_is_made(capsys, elsewhere) -> None:
    assert run(["render", FILM.name, "-q", "l,m", "--list-jobs"]) == 0
    assert capsys.readouterr().out == (
        f"1 {FILM.name}/three/shipped/480p15\n2 {FILM.name}/three/shipped/720p30\n"
    )
    assert left(elsewhere) == []


def test_of_all_films_those_are_made_that_can_be_true_of_a_network(capsys) -> None:
    layers = (Layer(np.zeros((3, 784)), np.ones(3), relu), Layer(np.eye(2, 3), np.ones(2), sigmoid))
    Network(layers).save("own.npz")
    assert run(["render", "--all", "--network", "own.npz", "-q", "l", "--list-jobs"]) == 0
    made = {line.split(" ")[1].split("/")[0] for line in capsys.readouterr().out.splitlines()}
    assert made == {"neuron", FILM.name}
    assert run(["render", "--all", "--network", "own.npz", "-q", "l"]) == 0
    told = capsys.readouterr()
    assert told.out == "films: 2 films made.\n"
    left_out = [line for line in told.err.splitlines() if " is left out for own: it " in line]
    assert len(left_out) == len(FILMS) - 2
    assert all(line.startswith("squish: ") and line.endswith(".") for line in left_out)


def test_a_network_that_cannot_be_read_is_told_for_its_films(capsys) -> None:
    assert run(["render", "--all", "--network", "none.npz", "-q", "l"]) == 1
    told = capsys.readouterr()
    assert told.out == f"films: 0 films made, {len(FILMS)} missing.\n"
    assert "none.npz" in told.err


def test_one_job_of_the_list_is_made_by_its_number(capsys) -> None:
    assert run(["render", FILM.name, "-q", "m", "-q", "l", "--run-job", "2"]) == 0
    assert left(PLACE.parent) == ["480p15"]


def test_what_cannot_be_made_is_reported_and_all_else_is_done(capsys, seven) -> None:
    (seven.parent / "notes.png").write_text("No picture, but words.")
    (seven.parent / "Thumbs.db").write_bytes(bytes(3))
    arguments = [FILM.name, "--pictures", str(seven.parent), "-q", "l"]
    assert run(["render", *arguments]) == 1
    told = capsys.readouterr()
    assert told.out == "films: 1 film made, 1 missing.\n"
    refusals = [line for line in told.err.splitlines() if line.startswith("squish: ")]
    passed_over, refusal = refusals
    assert passed_over == "squish: passed over, for they are no pictures: Thumbs.db"
    assert refusal.startswith("squish: notes: ") and "notes.png is a text" in refusal


def test_an_unreachable_scheduler_is_reported(capsys, monkeypatch) -> None:
    monkeypatch.setattr("scenes.batch.dask_cluster.PATIENCE", 1)
    assert run(["render", "--all", "-q", "l", "--scheduler", "tcp://127.0.0.1:1"]) == 1
    assert "squish: No scheduler answers at tcp://127.0.0.1:1" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ([], "Give the names of films, or --all"),
        ([FILM.name, "--all"], "Give the names of films, or --all"),
        ([FILM.name, FILM.name[:-1]], f"No film {FILM.name[:-1]!r}. Did you mean {FILM.name!r}?"),
        (["none.py"], "No scene at none.py; give the path"),
        (["--all", "--pictures", ".", "--digits", "."], "--pictures or --digits, not both"),
        (["--all", "--pictures", "none"], "No folder at none"),
        (["--all", "--measure-with", "."], "Give --network too"),
        (["--all", "--network", "one.npz", "--measure-with", "none"], "No t10k-images-idx3-ubyte"),
        (["--all", "--pictures", "."], "holds no picture"),
        (
            ["--all", "--run-job", f"{len(FILMS) + 1}"],
            NUMBERED,
        ),
        (["--all", "--run-job", "0"], NUMBERED),
        (["--all", "--lang", "en,fr"], "no captions in 'fr'"),
        (["--all", "--lang", "en,,ja"], "'en,,ja' has an empty place"),
        (["--all", "-q", "m,x"], "'x' is not one of"),
        (["--all", "--jobs", "0"], "0 is not in the range"),
        (["--all", "-o", "/proc/films"], "Nothing can be written to /proc"),
    ],
)
def test_what_is_typed_wrong_is_refused_in_one_sentence(
    capsys, elsewhere, arguments, reason
) -> None:
    assert reason in refusal(capsys, "render", *arguments)
    assert left(elsewhere) == []
