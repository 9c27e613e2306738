"""The set-up: what it says on machines that lack something, and when it leaves things alone."""

import contextlib
import fcntl
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest
from manim._config.utils import ManimConfig, make_config_parser

from scenes.script.running_order import running_order

ROOT = Path(__file__).parents[1]
TOOLS = ("cat", "cksum", "cut", "dirname", "head", "mkdir", "mv", "rm", "sh", "sleep", "tail")


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

    def has_uv(self) -> "Machine":
        """Put all there that packages are installed with; a changed lock asks for it."""
        self.has("cc", "exit 0").has("c++", "exit 0").has("pkg-config", "exit 0")
        self.has("python3", "cat >/dev/null; echo python3")
        uv = self.venv / "uv/bin/uv"
        uv.parent.mkdir(parents=True)
        version = re.search(r"^UV=(\S+)$", (ROOT / ".ci/set_up").read_text(), re.MULTILINE)[1]
        uv.write_text(f'#!/bin/sh\n[ "$1" = --version ] && echo uv {version} || {WRITE_DOWN}\n')
        uv.chmod(0o755)
        with (self.checkout / "uv.lock").open("a") as file:
            file.write("\n")
        return self

    @property
    def venv(self) -> Path:
        return self.checkout / ".venv"

    def set_up(self, user: int | None = None) -> subprocess.CompletedProcess[str]:
        begun = self.begin(user)
        told, complaints = begun.communicate()
        return subprocess.CompletedProcess(begun.args, begun.returncode, told, complaints)

    def begin(self, user: int | None = None) -> subprocess.Popen[str]:
        """Start the set-up, without waiting for its end."""
        return subprocess.Popen(
            [str(self.tools / "sh"), ".ci/set_up"],
            cwd=self.checkout,
            env={"PATH": str(self.tools), "CALLS": str(self.checkout / "calls")},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            user=user,
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
    left = machine.has("uname", WRITE_DOWN).has("cc", WRITE_DOWN).set_up()
    assert (left.returncode, left.stdout, left.stderr) == (0, "", "")
    assert machine.calls == ""


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


def test_what_somebody_has_added_stays_when_packages_are_installed(tmp_path: Path) -> None:
    machine = Machine(tmp_path).has_environment().has_uv()
    done = machine.set_up()
    assert (done.returncode, done.stderr) == (0, "")
    assert machine.calls == "uv sync --locked --inexact --no-progress\n"
    again = machine.set_up()
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")


@pytest.mark.parametrize("locale", ["C", "POSIX", "de_DE.of-no-machine"])
def test_python_starts_in_a_folder_of_any_name_and_in_any_locale(
    tmp_path: Path, locale: str
) -> None:
    (tmp_path / "Meine Übung 数字").mkdir()
    machine = Machine(tmp_path / "Meine Übung 数字").has_environment()
    shutil.rmtree(machine.venv / "bin")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", machine.venv], check=True)
    (packages,) = machine.venv.glob("lib/python3*/site-packages")
    (packages / "_squishification.pth").write_text(str(machine.checkout), "utf-8")
    (machine.checkout / "ours.py").write_text("print('found')\n")
    (machine.venv / "bin/python").rename(machine.venv / "bin/python-itself")
    itself = 'exec "${0%/*}/python-itself" "$@"'
    (machine.venv / "bin/python").write_text(f'#!/bin/sh\n[ "$1" = -W ] || {itself}\n')  # no manim
    (machine.venv / "bin/python").chmod(0o755)
    assert machine.has_uv().set_up().returncode == 0
    told = subprocess.run(
        [machine.venv / "bin/python-itself", "-c", "import ours"],
        env={"LC_ALL": locale},
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert (told.stdout, told.stderr) == ("found\n", "")


needs_flock = pytest.mark.skipif(not shutil.which("flock"), reason="flock is absent, as on a Mac")
WAITING = "Another set-up of this folder is at work; waiting until it is over.\n"


@needs_flock
def test_a_second_set_up_waits_for_the_first(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    (machine.tools / "flock").symlink_to(shutil.which("flock"))
    with (machine.checkout / ".ci/set_up").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        second = machine.begin()
        assert second.stdout.readline() == WAITING
    _, complaints = second.communicate()
    assert complaints.startswith("Missing:")


def open_for_a_reader(fifo: Path, reader: subprocess.Popen[str]) -> IO[bytes]:
    """Open a fifo as soon as a process, or a child of it, reads from it."""
    while reader.poll() is None:
        with contextlib.suppress(OSError):  # as long as nobody does
            return os.fdopen(os.open(fifo, os.O_WRONLY | os.O_NONBLOCK), "wb")
    raise AssertionError(reader.communicate())


@needs_flock
def test_a_set_up_waits_for_what_a_killed_one_has_left_behind(tmp_path: Path) -> None:
    machine = Machine(tmp_path, user=0)
    (machine.tools / "flock").symlink_to(shutil.which("flock"))
    go_on = machine.checkout / "go-on"
    os.mkfifo(go_on)
    machine.has("dnf", f'[ -e "$CALLS" ] && exit 1; {WRITE_DOWN}; read _ <"{go_on}"')
    first = machine.begin()
    with open_for_a_reader(go_on, first):
        first.kill()
        first.wait()
        second = machine.begin()
        assert second.stdout.readline() == WAITING
    _, complaints = second.communicate()
    assert DNF_LINE in complaints
    first.communicate()


def test_a_full_disk_is_told_before_anything_is_fetched(tmp_path: Path) -> None:
    machine = Machine(tmp_path).has("apt-get", WRITE_DOWN)
    machine.has("df", r"printf 'Filesystem Free\n/dev/a 900 650 250 73%% /\n'")
    told = machine.set_up()
    assert told.returncode == 2
    assert "needs 1200 MB of disk" in told.stderr
    assert "250 are free" in told.stderr
    assert not machine.venv.exists()


@pytest.fixture
def for_everybody() -> Iterator[Path]:
    """A folder that every user can read."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.mark.parametrize("theirs", [".", ".venv"])
def test_the_folder_of_somebody_else_is_told_from_ones_own(
    for_everybody: Path, theirs: str
) -> None:
    machine = Machine(for_everybody).has_environment("unfinished")
    machine.checkout.chmod(0o777)
    (machine.checkout / theirs).chmod(0o555)
    told = machine.set_up(user=None if os.getuid() else 65534)
    assert told.returncode == 2
    assert told.stderr.startswith("Nothing can be written in ")
    assert "git clone" in told.stderr
    assert (machine.venv / "lib/package.py").exists()


def knows_cairo(pkg_config: str) -> bool:
    asked = [pkg_config, "--exists", "cairo", "pangocairo"]
    return Path(pkg_config).exists() and subprocess.run(asked).returncode == 0


@pytest.mark.skipif(
    not knows_cairo("/usr/bin/pkg-config"), reason="/usr/bin/pkg-config does not know cairo"
)
def test_a_pkg_config_that_knows_no_cairo_does_not_hide_the_systems_own(tmp_path: Path) -> None:
    told = Machine(tmp_path).has("pkg-config", "exit 1").set_up()
    assert told.stderr.startswith("Missing: a C and C++ compiler.\n")


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


def test_make_makes_all_films_before_it_makes_a_lesson_of_them() -> None:
    planned_lesson = planned("lesson")
    made = planned_lesson.index("squish render --all -o renders/films")
    assert made < planned_lesson.index("squish lesson")


def test_make_knows_each_film_of_the_lesson() -> None:
    listed = re.search(r"for film in (.*?);", planned("help"))
    assert listed
    assert listed.group(1).split() == running_order().names
    for name in running_order().names:
        assert f"scenes/{name}.py" in planned(name)


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
