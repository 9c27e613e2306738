"""A small server for a lesson on one's own machine, which sends parts of films as browsers ask."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

HERE = "127.0.0.1"  # nobody else can reach it
PORT = 8000  # or any that is free
ONE_RANGE = re.compile(r"bytes=(\d*)-(\d*)")  # RFC 9110, 14.1.2; of several, all is sent
AT_ONCE = 2**16  # bytes


class Parts(SimpleHTTPRequestHandler):
    """Answers with files of a folder, whole or the part that is asked for."""

    part: tuple[int, int] | None = None  # the first byte, and the one after the last

    def send_head(self) -> BytesIO | BinaryIO | None:
        """Send the head of an answer: the file to send the rest of, or nothing."""
        self.part = None
        asked = ONE_RANGE.fullmatch(self.headers.get("Range", "").replace(" ", ""))
        path = Path(self.translate_path(self.path))
        if not asked or not any(asked.groups()) or not path.is_file():
            return super().send_head()
        size = path.stat().st_size
        start, end = _part(asked[1], asked[2], size)
        if start >= end:
            self.send_response(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
            self.send_header("Content-Range", f"bytes */{size}")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return None
        self.part = start, end
        file = path.open("rb")
        self.send_response(HTTPStatus.PARTIAL_CONTENT)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Range", f"bytes {start}-{end - 1}/{size}")
        self.send_header("Content-Length", str(end - start))
        self.end_headers()
        return file

    def end_headers(self) -> None:
        """Say in every answer that parts can be had."""
        self.send_header("Accept-Ranges", "bytes")
        super().end_headers()

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """Send what the head has promised."""
        if self.part is None:
            super().copyfile(source, outputfile)
            return
        start, end = self.part
        source.seek(start)
        while start < end:
            piece = source.read(min(AT_ONCE, end - start))
            if not piece:
                return
            outputfile.write(piece)
            start += len(piece)

    def log_message(self, *_: object) -> None:
        """Write no line for each request."""


class Server(ThreadingHTTPServer):
    """A server that does not mind browsers which hang up, as they do when one seeks in a film."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Write nothing: an answer that nobody waits for is no mistake."""


def _part(first: str, last: str, size: int) -> tuple[int, int]:
    """The part of a file that is asked for by first and last byte, or by how many at its end."""
    if not first:
        return max(0, size - int(last)), size
    return int(first), min(int(last) + 1, size) if last else size


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine for as long as the context lasts: the address.

    Raises OSError where no port can be had.
    """
    handler = partial(Parts, directory=str(folder))
    try:
        server = Server((HERE, PORT), handler)
    except OSError:
        server = Server((HERE, 0), handler)
    with server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield f"http://{HERE}:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()
