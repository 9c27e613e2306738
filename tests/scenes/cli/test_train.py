from pathlib import Path

import pytest

from scenes.cli.main import run


def test_the_help_is_that_of_the_training(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        run(["train", "--help"])
    assert left.value.code == 0
    said = capsys.readouterr().out
    assert said.startswith("usage: squish train")
    assert "--snapshots FOLDER" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["thorough"], "squish: recipe: 'thorough'; it must be one of digits, classic"),
        (["--rate", "-1"], "squish: A rate of -1.0; it must be finite and more than 0."),
        (["--bogus"], "squish: Unrecognized arguments: --bogus; squish train --help shows all."),
        (["--mnist", "nowhere"], "squish: No train-images-idx3-ubyte"),
    ],
)
def test_a_mistake_is_answered_by_one_sentence(
    arguments: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["train", "-o", "made.npz", *arguments]) == 2
    printed = capsys.readouterr()
    assert (printed.out, printed.err.count("\n")) == ("", 1)
    assert printed.err.startswith(said)
    assert not list(tmp_path.iterdir())


def test_all_that_was_typed_reaches_the_training(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = []
    monkeypatch.setattr("network.training.command_line.run", lambda *both: asked.append(both) or 0)
    assert run(["train", "classic", "--seed", "3", "-o", str(tmp_path / "made.npz")]) == 0
    assert asked == [(["classic", "--seed", "3", "-o", str(tmp_path / "made.npz")], "squish train")]
