"""Commands as a person types them, and what a refusal looks like."""

from pathlib import Path

from scenes.cli.main import run


def left(folder: Path) -> list[str]:
    """What lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


def refusal(capsys, *arguments: object) -> str:
    """The one sentence with which a command is refused."""
    assert run([str(each) for each in arguments]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("squish: ")
    assert told.err.count("\n") == 1
    return told.err
