import importlib
import sys

import pytest

from scenes.cli import diagnosis as doctor
from scenes.cli.main import run


@pytest.fixture
def without(monkeypatch):
    """Makes a module fail to be imported, in a way of its own."""

    def take(name: str, error: Exception) -> None:
        real = importlib.import_module

        def find(wanted: str, package: str | None = None):
            if wanted == name:
                raise error
            return real(wanted, package)

        monkeypatch.setattr(doctor, "import_module", find)

    return take


def findings() -> dict[str, doctor.Finding]:
    return {finding.name: finding for finding in doctor.examine()}


def test_on_a_machine_that_can_run_these_tests_nothing_is_missing() -> None:
    assert [finding for finding in findings().values() if not finding.well] == []


@pytest.mark.parametrize(
    ("module", "name", "typed"),
    [
        ("typst", "Typst", "make set_up"),
        ("scipy", "scipy", "make set_up"),
        ("cairo", "cairo", "make set_up"),
        ("manimpango", "pango", "make set_up"),
        ("av.codec", "PyAV", "make set_up"),
    ],
)
def test_what_is_missing_is_told_with_what_to_type(without, module, name, typed) -> None:
    without(module, ModuleNotFoundError(f"No module named {module!r}"))
    found = findings()
    assert [each for each, finding in found.items() if not finding.well] == [name]
    assert module in found[name].told
    assert typed in found[name].told


def test_an_installation_broken_in_any_way_is_told_and_no_traceback(without) -> None:
    without("manim", OSError("libpango.so.0: cannot open\nshared object file"))
    assert findings()["manim"].told.startswith("libpango.so.0: cannot open shared object file; ")


@pytest.mark.parametrize(("python", "well"), [((3, 10), False), ((3, 13), True), ((3, 14), False)])
def test_python_is_neither_too_old_nor_too_new(monkeypatch, python, well) -> None:
    monkeypatch.setattr(sys, "version_info", (*python, 1, "final", 0))
    assert findings()["Python"].well is well


def test_weights_that_are_missing_are_told(monkeypatch, tmp_path) -> None:
    monkeypatch.setattr("network.assets.ASSETS", tmp_path)
    found = findings()
    assert "git checkout assets" in found["weights"].told
    assert not found["scripts"].well


def test_a_folder_that_nobody_may_write_to_is_told(monkeypatch) -> None:
    monkeypatch.chdir("/proc")
    assert not findings()["disk"].well


def test_the_command_says_when_all_is_ready(capsys) -> None:
    assert run(["doctor"]) == 0
    assert capsys.readouterr().out.endswith("Ready to make films.\n")


def test_the_command_fails_where_something_is_missing(without, capsys) -> None:
    without("typst", ModuleNotFoundError("No module named 'typst'"))
    assert run(["doctor"]) == 1
    told = capsys.readouterr().out
    assert "Typst  missing  No module named 'typst'; type: make set_up" in told
    assert told.endswith("1 missing.\n")
