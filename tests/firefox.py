"""A real Firefox for the tests of pages, spoken to by Marionette, the protocol it has within."""

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

NAMES = ("firefox-esr", "firefox")
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # what WebDriver calls an element by
QUIET = {  # preferences by which a fresh profile asks and fetches nothing
    "marionette.port": 0,
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "media.autoplay.default": 0,
    "network.proxy.type": 1,  # all but this machine is behind a proxy that is not there
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
}
STARTS = 60  # seconds that a busy machine may need
MESSAGES = """return Services.console.getMessageArray()
    .filter((each) => each instanceof Ci.nsIScriptError && !(each.flags & 1))
    .map((each) => `${each.sourceName} ${each.errorMessage}`)"""  # 1: warnings
AXE = """return axe.run().then(({ violations }) => violations.flatMap(
    (each) => each.nodes.map((node) => `${each.id}: ${node.html}`)))"""


class Firefox:
    """One window of Firefox."""

    def __init__(self, link: socket.socket) -> None:
        self.link = link
        self.number = 0
        self._received()
        self.do("WebDriver:NewSession", capabilities={})
        self.do("WebDriver:SetTimeouts", script=30_000)

    def do(self, command: str, **parameters: object) -> object:
        """What a command of WebDriver answers."""
        self.number += 1
        text = json.dumps([0, self.number, command, parameters]).encode()
        self.link.sendall(f"{len(text)}:".encode() + text)
        _, _, error, result = self._received()
        assert error is None, f"{command}: {error}"
        return result.get("value") if isinstance(result, dict) and "value" in result else result

    def open(self, address: Path | str, width: int = 1280, height: int = 800) -> None:
        """Open a page in a window whose inside has a size."""
        self.do("WebDriver:SetWindowRect", width=width, height=height)
        wide, high = self.run("[outerWidth - innerWidth, outerHeight - innerHeight]")
        self.do("WebDriver:SetWindowRect", width=width + wide, height=height + high)
        url = address.absolute().as_uri() if isinstance(address, Path) else address
        self.do("WebDriver:Navigate", url="about:blank")
        self._in_chrome("Services.console.reset()")
        self.do("WebDriver:Navigate", url=url)

    def run(self, expression: str, *arguments: object) -> object:
        """What an expression comes to in the page, once what it promises is there."""
        script = f"return ({expression})"
        return self.do("WebDriver:ExecuteScript", script=script, args=arguments, sandbox=None)

    def until(self, expression: str, seconds: float = 20) -> None:
        """Wait until an expression is true; what is awaited is in the error if not."""
        for _ in range(round(seconds * 20)):
            if self.run(expression):
                return
            time.sleep(0.05)
        raise AssertionError(f"In {seconds} s it has not come true that {expression}.")

    def errors(self) -> list[str]:
        """What the console tells of mistakes of the page."""
        found = self._in_chrome(MESSAGES)
        own = self.run("location.href.split('#')[0]")
        return [each for each in found if each.startswith((own, "moz-nullprincipal"))]

    def axe(self) -> list[str]:
        """What axe finds to be hard to use for some people: one line for each element."""
        import axe_playwright_python

        found = Path(axe_playwright_python.__file__).with_name("axe.min.js")
        self.do("WebDriver:ExecuteScript", script=found.read_text("utf-8"), args=[])
        return self.do("WebDriver:ExecuteScript", script=AXE, args=[])

    def click(self, selector: str) -> None:
        self.do("WebDriver:ElementClick", id=self._found(selector))

    def press(self, *keys: str) -> None:
        """Press keys one after the other, wherever the page takes them."""
        steps = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self.act([{"type": "key", "id": "keys", "actions": steps}])

    def chord(self, held: str, key: str) -> None:
        """Press a key while another one is held down."""
        order = (("keyDown", held), ("keyDown", key), ("keyUp", key), ("keyUp", held))
        steps = [{"type": kind, "value": each} for kind, each in order]
        self.act([{"type": "key", "id": "keys", "actions": steps}])

    def draw(self, selector: str, points: list[tuple[float, float]], kind: str = "mouse") -> None:
        """Draw a line over an element, points being shares of its width and height."""
        box = self.run(
            f"(({{ x, y, width, height }}) => [x, y, width, height])"
            f"(document.querySelector('{selector}').getBoundingClientRect())"
        )
        left, top, width, height = box
        places = [(round(left + x * width), round(top + y * height)) for x, y in points]
        moves = [{"type": "pointerMove", "x": x, "y": y, "duration": 0} for x, y in places]
        down, up = {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}
        steps = [moves[0], down, *moves[1:], up]
        self.act(
            [{"type": "pointer", "id": kind, "parameters": {"pointerType": kind}, "actions": steps}]
        )

    def act(self, actions: list[dict[str, object]]) -> None:
        self.do("WebDriver:PerformActions", actions=actions)

    def _found(self, selector: str) -> str:
        return self.do("WebDriver:FindElement", using="css selector", value=selector)[ELEMENT]

    def _in_chrome(self, script: str) -> object:
        """What a script comes to that sees the browser itself."""
        self.do("Marionette:SetContext", value="chrome")
        try:
            return self.do("WebDriver:ExecuteScript", script=script, args=[])
        finally:
            self.do("Marionette:SetContext", value="content")

    def _received(self) -> list | dict:
        """The next message: how long it is, a colon, JSON."""
        length = b""
        while (byte := self.link.recv(1)) != b":":
            assert byte, "Firefox has hung up"
            length += byte
        text = b""
        while len(text) < int(length):
            text += self.link.recv(int(length) - len(text))
        return json.loads(text)


@contextmanager
def started(program: str, profile: Path) -> Iterator[Firefox]:
    """Firefox with a fresh profile; it ends with the context."""
    lines = (
        f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in QUIET.items()
    )
    (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
    command = [program, "--headless", "--marionette", "--remote-allow-system-access"]
    command += ["--no-remote", "--profile", str(profile)]
    home = {**os.environ, "HOME": str(profile), "MOZ_HEADLESS": "1"}
    with subprocess.Popen(
        command, env=home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as browser:
        try:
            with socket.create_connection(("127.0.0.1", _port(profile, browser))) as link:
                link.settimeout(60)
                yield Firefox(link)
        finally:
            browser.terminate()


def _port(profile: Path, browser: subprocess.Popen) -> int:
    """The port that Firefox has written into its profile once it listens."""
    told = profile / "MarionetteActivePort"
    for _ in range(STARTS * 10):
        if told.is_file() and told.read_text().strip():
            return int(told.read_text())
        assert browser.poll() is None, "Firefox has ended before it began"
        time.sleep(0.1)
    raise AssertionError(f"Firefox has not begun within {STARTS} s.")


@pytest.fixture(scope="module")
def firefox(tmp_path_factory) -> Iterator[Firefox]:
    """Firefox, for the tests of one file."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.skip(f"no Firefox: neither {' nor '.join(NAMES)} is installed")
    with started(program, tmp_path_factory.mktemp("firefox")) as browser:
        yield browser
