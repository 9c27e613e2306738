"""The set-up: what it says on machines that lack something, and when it leaves things alone."""

import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from manim._config.utils import ManimConfig, make_config_parser

from scenes.script.running_order import running_order

ROOT = Path(__file__).parents[1]
TOOLS = ("cat", "cksum", "cut", "dirname", "head", "mkdir", "rm", "sh", "sleep", "tail")


class Machine:
    """A checkout on a machine that has a shell and a few tools: no compiler, no pkg-config."""

    def __init__(self, folder: Path, system: str = "Linux", user: int = 1000) -> None:
        self.checkout, self.tools = folder / "my films", folder / "bin"
        (self.checkout / ".ci").mkdir(parents=True)
        self.tools.mkdir()
        for name in ("pyproject.toml", "uv.lock", ".ci/set_up"):
            shutil.copy(ROOT / name, self.checkout / name)
        for name in TOOLS:
            (self.tools / name).symlink_to(shutil.which(name) or name)
        self.has("uname", f"echo {system}").has("id", f"echo {user}")

    def has(self, name: str, does: str) -> "Machine":
        """Put a program on the machine that does what the shell commands say."""
        (self.tools / name).write_text(f"#!{shutil.which('sh')}\n{does}\n")
        (self.tools / name).chmod(0o755)
        return self

    def has_environment(self, first_line: str | None = None) -> "Machine":
        """Put a .venv there that was made for this folder, unless another first line says else."""
        for name in ("bin/python", "lib/package.py", "cache/package.whl"):
            (self.venv / name).parent.mkdir(parents=True)
            (self.venv / name).write_text("#!/bin/sh\n")
            (self.venv / name).chmod(0o755)
        made_of = ["cksum", "pyproject.toml", "uv.lock", ".ci/set_up"]
        sums = subprocess.run(made_of, cwd=self.checkout, capture_output=True, text=True).stdout
        (self.venv / "ready").write_text(f"{first_line or self.checkout.resolve()}\n{sums}")
        return self

    @property
    def venv(self) -> Path:
        return self.checkout / ".venv"

    def set_up(self) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.tools / "sh"), ".ci/set_up"],
            cwd=self.checkout,
            env={"PATH": str(self.tools), "CALLS": str(self.checkout / "calls")},
            capture_output=True,
            text=True,
            timeout=30,
        )

    @property
    def calls(self) -> str:
        """What programs of this machine wrote down about how they were called."""
        calls = self.checkout / "calls"
        return calls.read_text() if calls.exists() else ""


COMMANDS = ("films", "lesson", "lint", "wheel", "test")
WRITE_DOWN = 'echo "${0##*/} $*" >> "$CALLS"'
APT_LINE = (
    "apt-get update && apt-get install -y --no-install-recommends "
    "g++ pkg-config libcairo2-dev libpango1.0-dev python3-dev python3-venv"
)
DNF_LINE = "dnf install -y gcc gcc-c++ pkgconf-pkg-config cairo-devel pango-devel python3-devel"


@pytest.mark.parametrize("manager, line", [("apt-get", APT_LINE), ("dnf", DNF_LINE)])
def test_an_ordinary_user_is_told_the_line_to_type(tmp_path: Path, manager: str, line: str) -> None:
    told = Machine(tmp_path).has(manager, WRITE_DOWN).set_up()
    assert told.returncode == 2
    assert f"\n    su -c '{line}'\n" in told.stderr


def test_a_user_whose_sudo_asks_is_told_the_line_with_sudo(tmp_path: Path) -> None:
    machine = Machine(tmp_path).has("apt-get", WRITE_DOWN).has("sudo", "exit 1")
    told = machine.set_up()
    assert told.returncode == 2
    assert f"\n    sudo sh -c '{APT_LINE}'\n" in told.stderr


def test_nothing_is_begun_when_packages_cannot_be_installed(tmp_path: Path) -> None:
    machine = Machine(tmp_path).has("apt-get", WRITE_DOWN)
    machine.set_up()
    assert machine.calls == ""
    assert not machine.venv.exists()


def test_an_unknown_system_is_told_what_is_missing(tmp_path: Path) -> None:
    told = Machine(tmp_path).set_up()
    assert told.returncode == 2
    assert "Missing: a C and C++ compiler, cairo and pango with headers" in told.stderr


def test_a_mac_without_homebrew_is_told_where_to_find_it(tmp_path: Path) -> None:
    told = Machine(tmp_path, "Darwin").set_up()
    assert told.returncode == 2
    assert "https://brew.sh" in told.stderr


def test_homebrew_is_run_without_an_administrator(tmp_path: Path) -> None:
    machine = Machine(tmp_path, "Darwin").has("brew", WRITE_DOWN).has("sudo", WRITE_DOWN)
    machine.set_up()
    assert machine.calls == "brew install cairo pango pkgconf python@3.13\n"


@pytest.mark.parametrize("user", [0, 1000])
def test_packages_are_installed_when_nobody_needs_to_be_asked(tmp_path: Path, user: int) -> None:
    machine = Machine(tmp_path, user=user).has("sudo", 'shift; "$@"').has("true", "exit 0")
    machine.has("apt-get", WRITE_DOWN).has("dpkg", WRITE_DOWN).set_up()
    update, install = APT_LINE.split(" && ")
    assert machine.calls == f"dpkg --configure -a\n{update}\n{install}\n"


def test_a_package_manager_that_fails_is_quoted_and_its_line_is_told(tmp_path: Path) -> None:
    machine = Machine(tmp_path, user=0).has("dnf", "echo 'no such mirror'; exit 1")
    told = machine.set_up()
    assert told.returncode == 2
    assert "no such mirror" in told.stderr
    assert DNF_LINE in told.stderr


def test_what_packages_do_not_bring_is_named(tmp_path: Path) -> None:
    told = Machine(tmp_path, user=0).has("dnf", "exit 0").set_up()
    assert told.returncode == 2
    assert "Still missing: a C and C++ compiler" in told.stderr


def test_an_environment_in_order_is_left_alone_at_once(tmp_path: Path) -> None:
    machine = Machine(tmp_path).has_environment()
    start = time.perf_counter()
    left = machine.set_up()
    assert (left.returncode, left.stdout, left.stderr) == (0, "", "")
    assert time.perf_counter() - start < 0.3


@pytest.mark.parametrize("changed", ["pyproject.toml", "uv.lock", ".ci/set_up"])
def test_an_environment_is_looked_at_again_when_its_description_changes(
    tmp_path: Path, changed: str
) -> None:
    machine = Machine(tmp_path).has_environment()
    with (machine.checkout / changed).open("a") as file:
        file.write("\n")
    assert machine.set_up().returncode == 2
    assert (machine.venv / "lib/package.py").exists()


@pytest.mark.parametrize("first_line", ["unfinished", "/where/the/checkout/was"])
def test_an_unfinished_or_moved_environment_is_emptied_but_for_downloads(
    tmp_path: Path, first_line: str
) -> None:
    machine = Machine(tmp_path).has_environment(first_line)
    machine.set_up()
    assert [path.name for path in machine.venv.iterdir()] == ["cache"]


def test_an_environment_whose_python_is_gone_is_emptied_but_for_downloads(tmp_path: Path) -> None:
    machine = Machine(tmp_path).has_environment()
    (machine.venv / "bin/python").unlink()
    machine.set_up()
    assert [path.name for path in machine.venv.iterdir()] == ["cache"]


def planned(target: str) -> str:
    """The commands that make would run."""
    plan = ["make", "--no-print-directory", "-n", target]
    return subprocess.run(plan, cwd=ROOT, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("target", COMMANDS)
def test_each_command_sets_up_first(target: str) -> None:
    assert planned(target).startswith("sh .ci/set_up\n")


def test_each_make_command_of_the_readme_is_there() -> None:
    for target in re.findall(r"^\s*make (\w+)", (ROOT / "README.md").read_text(), re.MULTILINE):
        planned(target)


def test_make_knows_the_films_of_the_lesson_in_their_order() -> None:
    rendered = re.findall(r"manim render .* (scenes/\w+\.py)$", planned("films"), re.MULTILINE)
    assert rendered == [f"scenes/{name}.py" for name in running_order().names]


@pytest.mark.parametrize("film", running_order().names)
def test_make_tells_where_manim_puts_a_film(film: str) -> None:
    config = ManimConfig().digest_parser(make_config_parser(ROOT / "manim.cfg"))
    folder = config.get_dir("video_dir", module_name=film)
    assert f"ls {folder}/*.mp4" in planned(film)


@pytest.mark.parametrize("failing", [None, *COMMANDS])
def test_the_check_of_a_change_fails_when_one_command_fails(
    tmp_path: Path, failing: str | None
) -> None:
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci/run", tmp_path / ".ci/run")
    rules = (f"{name}:\n\t@{'exit 1' if name == failing else 'echo done'}" for name in COMMANDS)
    (tmp_path / "Makefile").write_text("\n".join(rules) + "\n")
    run = subprocess.run(["sh", ".ci/run"], cwd=tmp_path, capture_output=True, text=True)
    assert (run.returncode == 0) == (failing is None)
    assert run.stdout.count("done") == len(COMMANDS) - (failing is not None)
