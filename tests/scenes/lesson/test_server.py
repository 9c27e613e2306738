import http.client
from urllib.parse import urlsplit

import pytest

from scenes.lesson import server
from scenes.lesson.server import serving

CONTENT = bytes(range(200))


@pytest.fixture
def ask(tmp_path):
    """Asks a served folder for the part of a file: status, headers, body."""
    (tmp_path / "film.mp4").write_bytes(CONTENT)
    with serving(tmp_path) as address:

        def get(part: str = "", path: str = "/film.mp4") -> tuple[int, dict[str, str], bytes]:
            link = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
            link.request("GET", path, headers={"Range": part} if part else {})
            answer = link.getresponse()
            return answer.status, dict(answer.headers), answer.read()

        yield get


@pytest.mark.parametrize(
    ("part", "start", "end"),
    [
        ("bytes=0-9", 0, 10),
        ("bytes=50-", 50, 200),
        ("bytes=-30", 170, 200),
        ("bytes=190-999", 190, 200),
    ],
)
def test_the_part_that_is_asked_for_is_sent(ask, part, start, end) -> None:
    status, headers, body = ask(part)
    assert status == 206
    assert headers["Content-Range"] == f"bytes {start}-{end - 1}/200"
    assert headers["Content-Type"] == "video/mp4"
    assert body == CONTENT[start:end]


@pytest.mark.parametrize("part", ["", "bytes=-", "lines=1-2", "bytes=1-2,5-6"])
def test_all_is_sent_where_no_one_part_is_asked_for(ask, part) -> None:
    status, headers, body = ask(part)
    assert (status, body) == (200, CONTENT)
    assert headers["Accept-Ranges"] == "bytes"


def test_a_part_beyond_the_end_is_refused(ask) -> None:
    status, headers, body = ask("bytes=200-")
    assert (status, body) == (416, b"")
    assert headers["Content-Range"] == "bytes */200"


def test_what_is_not_there_is_not_found(ask) -> None:
    assert ask("bytes=0-1", "/other.mp4")[0] == 404
    assert ask("", "/../server.py")[0] == 404


def test_a_second_server_finds_a_port_of_its_own(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(server, "PORT", 0)
    with serving(tmp_path) as first:
        monkeypatch.setattr(server, "PORT", urlsplit(first).port)
        with serving(tmp_path) as second:
            assert urlsplit(second).port != urlsplit(first).port
