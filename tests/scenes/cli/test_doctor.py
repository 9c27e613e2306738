import sys
from collections.abc import Callable

import pytest

from scenes.cli.doctor import Finding, findings
from scenes.cli.main import run

Without = Callable[[str, Exception], None]


@pytest.fixture
def without(monkeypatch) -> Without:
    """Makes a module fail to be imported, in a way of its own."""

    def take(name: str, error: Exception) -> None:
        class Broken:
            @staticmethod
            def find_spec(wanted: str, *_: object) -> None:
                if wanted == name:
                    raise error

        monkeypatch.delitem(sys.modules, name, raising=False)
        monkeypatch.setattr(sys, "meta_path", [Broken, *sys.meta_path])

    return take


def found() -> dict[str, Finding]:
    return {finding.name: finding for finding in findings()}


def test_on_a_machine_that_can_run_these_tests_nothing_is_missing() -> None:
    assert [finding for finding in found().values() if not finding.well] == []


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
    told = found()
    assert [each for each, finding in told.items() if not finding.well] == [name]
    assert module in told[name].told
    assert typed in told[name].told


def test_an_installation_broken_in_any_way_is_told_and_no_traceback(without) -> None:
    without("manim", OSError("libpango.so.0: cannot open\nshared object file"))
    assert found()["manim"].told.startswith("libpango.so.0: cannot open shared object file; ")


@pytest.mark.parametrize(("python", "well"), [((3, 10), False), ((3, 13), True), ((3, 14), False)])
def test_python_is_neither_too_old_nor_too_new(monkeypatch, python, well) -> None:
    monkeypatch.setattr(sys, "version_info", (*python, 1, "final", 0))
    assert found()["Python"].well is well


def test_weights_that_are_missing_are_told(monkeypatch, tmp_path) -> None:
    monkeypatch.setattr("network.assets.ASSETS", tmp_path)
    told = found()
    assert "git checkout assets" in told["weights"].told
    assert not told["lesson"].well


def test_a_fault_of_the_running_order_is_told(monkeypatch, tmp_path) -> None:
    (tmp_path / "lesson.toml").write_text("acts = 3", encoding="utf-8")
    monkeypatch.setattr("network.assets.ASSETS", tmp_path)
    assert "lesson.toml is no running order: The lesson has acts = 3" in found()["lesson"].told


def test_a_folder_that_nobody_may_write_to_is_told(monkeypatch) -> None:
    monkeypatch.chdir("/proc")
    assert not found()["disk"].well


def test_the_command_says_when_all_is_ready(capsys) -> None:
    assert run(["doctor"]) == 0
    assert capsys.readouterr().out.endswith("Ready to make films.\n")


def test_the_command_fails_where_something_is_missing(without, capsys) -> None:
    without("typst", ModuleNotFoundError("No module named 'typst'"))
    assert run(["doctor"]) == 1
    told = capsys.readouterr().out
    assert "Typst  missing  No module named 'typst'; type: make set_up" in told
    assert told.endswith("1 missing.\n")
