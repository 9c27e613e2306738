import errno
import gzip
import hashlib
import os
import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from network.datasets.download import download

WHOLE = {"some": os.urandom(3000), "more": os.urandom(200)}  # what cannot be packed smaller
DIGESTS = {name: hashlib.sha256(content).hexdigest() for name, content in WHOLE.items()}
PACKED = {f"{name}.gz": gzip.compress(content, mtime=0) for name, content in WHOLE.items()}
HALF = PACKED["some.gz"][:1000]


class Mirror(BaseHTTPRequestHandler):
    """Serves the packed files, well or badly, and notes what it is asked for."""

    protocol_version = "HTTP/1.0"

    def do_GET(self) -> None:
        path = self.path.strip("/")
        mood, name = path.split("/")
        start = self.headers["Range"]
        self.server.asked.append((path, start))
        content = gzip.compress(b"?") if mood == "foreign" else PACKED[name]
        if mood == "dead" or (mood == "sick" and start):
            return self.send_error(404, "Gone")
        if mood == "dumb":
            start = None
        place = int(re.fullmatch(r"bytes=(\d+)-", start)[1]) if start else 0
        if start and place >= len(content):
            return self.send_error(416, "Out of range")
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {place}-{len(content) - 1}/{len(content)}")
        length = 10**9 if mood == "endless" else len(content) - place
        self.send_header("Content-Length", str(length))
        self.end_headers()
        self.wfile.write(content[place : 1000 if mood == "weak" else None])
        return None

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[ThreadingHTTPServer]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Mirror) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
        yield server
        server.shutdown()


@pytest.fixture
def fetch(server, tmp_path):
    """Downloads from mirrors of some moods: what they were asked for."""
    server.asked = []

    def run(*moods: str, tell=lambda *_: None) -> list[tuple[str, str | None]]:
        mirrors = [f"http://127.0.0.1:{server.server_port}/{mood}/" for mood in moods]
        download(tmp_path, tell, mirrors, DIGESTS)
        return server.asked

    return run


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def are_whole(folder: Path) -> bool:
    return {each.name: each.read_bytes() for each in folder.iterdir()} == PACKED


def test_all_files_come_whole_under_their_names(fetch, tmp_path) -> None:
    told = []
    assert fetch("good", tell=lambda *each: told.append(each)) == [
        ("good/some.gz", None),
        ("good/more.gz", None),
    ]
    assert are_whole(tmp_path)
    assert {(name, total) for name, _, total in told} == {
        (name, len(content)) for name, content in PACKED.items()
    }
    assert all(done == total for _, done, total in told)


def test_what_is_there_is_not_fetched_again(fetch, tmp_path) -> None:
    fetch("good")
    asked = len(fetch("good"))
    assert asked == len(PACKED)


def test_files_packed_otherwise_are_welcome(fetch, tmp_path) -> None:
    other = gzip.compress(WHOLE["some"], 1, mtime=99)
    (tmp_path / "some.gz").write_bytes(other)
    assert fetch("good") == [("good/more.gz", None)]
    assert (tmp_path / "some.gz").read_bytes() == other


def test_a_damaged_file_is_fetched_anew(fetch, tmp_path) -> None:
    (tmp_path / "some.gz").write_bytes(HALF)
    fetch("good")
    assert are_whole(tmp_path)


def test_half_a_file_is_gone_on_with(fetch, tmp_path) -> None:
    (tmp_path / "some.gz.part").write_bytes(HALF)
    assert fetch("good")[0] == ("good/some.gz", "bytes=1000-")
    assert are_whole(tmp_path)


def test_a_mirror_that_knows_no_ranges_is_heard_from_the_start(fetch, tmp_path) -> None:
    (tmp_path / "some.gz.part").write_bytes(HALF)
    assert fetch("dumb") == [("dumb/some.gz", "bytes=1000-"), ("dumb/more.gz", None)]
    assert are_whole(tmp_path)


@pytest.mark.parametrize("begun", [b"something else", bytes(10_000)])
def test_half_of_another_file_is_thrown_away(fetch, tmp_path, begun) -> None:
    (tmp_path / "some.gz.part").write_bytes(begun)
    asked = fetch("good")
    assert asked[:2] == [("good/some.gz", f"bytes={len(begun)}-"), ("good/some.gz", None)]
    assert are_whole(tmp_path)


def test_half_a_file_is_kept_where_a_mirror_fails(fetch, tmp_path) -> None:
    (tmp_path / "some.gz.part").write_bytes(HALF)
    with pytest.raises(ConnectionError, match="answers 404"):
        fetch("sick")
    assert (tmp_path / "some.gz.part").read_bytes() == HALF


def test_a_part_that_lacks_nothing_is_only_verified(fetch, tmp_path) -> None:
    (tmp_path / "some.gz.part").write_bytes(PACKED["some.gz"])
    assert len(fetch("good")) == 2
    assert are_whole(tmp_path)


def test_the_next_mirror_goes_on_where_one_broke_off(fetch, tmp_path) -> None:
    assert fetch("weak", "good")[:2] == [("weak/some.gz", None), ("good/some.gz", "bytes=1000-")]
    assert are_whole(tmp_path)


def test_a_dead_mirror_and_one_with_other_bytes_are_passed_over(fetch, tmp_path) -> None:
    fetch("dead", "foreign", "good")
    assert are_whole(tmp_path)


@pytest.mark.parametrize(
    ("mood", "reason", "kept"),
    [
        ("dead", r"answers 404 \(Gone\)", []),
        ("foreign", "gives other bytes than MNIST's", []),
        ("weak", r"broke off after 1,000 of 3,\d+ bytes", ["some.gz.part"]),
        ("endless", "gives more than 33,554,432 bytes", ["some.gz.part"]),
    ],
)
def test_without_a_good_mirror_one_sentence_says_why(fetch, tmp_path, mood, reason, kept) -> None:
    with pytest.raises(ConnectionError, match=rf"some\.gz cannot be had: 127\.\S+ {reason}\. "):
        fetch(mood)
    assert names(tmp_path) == kept


def test_without_a_network_one_sentence_says_so(tmp_path) -> None:
    with pytest.raises(ConnectionError, match=r"127\.0\.0\.1:9 cannot be reached"):
        download(tmp_path, lambda *_: None, ["http://127.0.0.1:9"], DIGESTS)
    assert names(tmp_path) == []


def test_stopping_keeps_the_half_and_no_file_under_the_final_name(fetch, tmp_path) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch("good", tell=stop)
    assert names(tmp_path) == ["some.gz.part"]
    fetch("good")
    assert are_whole(tmp_path)


def test_a_full_disk_is_told_in_one_sentence(fetch, tmp_path) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match=r"some\.gz\.part cannot be written \(No space left"):
        fetch("good", tell=full)
    assert names(tmp_path) == ["some.gz.part"]
