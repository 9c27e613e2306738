"""Fetches MNIST from its mirrors: what was begun is gone on with, what arrives is verified."""

import http.client
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from network.datasets.mnist import DIGESTS, fingerprint

MIRRORS = (
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
    "https://raw.githubusercontent.com/fgnt/mnist/master/",
)
PATIENCE = 30.0  # seconds without a byte
CHUNK = 2**16  # bytes
MOST_PACKED = 2**25  # bytes of a packed file; the largest of MNIST's takes a third of that
OUT_OF_RANGE = 416  # the answer of a server whose file ends where we want to go on

Tell = Callable[[str, int, int | None], None]  # a file's name, its bytes so far, and in all


class NotGiven(Exception):
    """Why a mirror does not give a file."""


def download(
    folder: str | Path,
    tell: Tell,
    mirrors: Sequence[str] = MIRRORS,
    digests: Mapping[str, str] = DIGESTS,
) -> None:
    """Bring the files of MNIST, packed by gzip, into a folder that lacks them.

    Mirrors are tried in order, and half a file is kept as `.part` for the next. `digests` holds
    the SHA-256 of each file's *unpacked* bytes by name: whoever packed them anew is welcome.

    Raises ConnectionError where no mirror gives what is wanted, and OSError where the disk does
    not take it.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name, digest in digests.items():
        path = folder / f"{name}.gz"
        if not _holds(path, digest):
            _fetch(path, digest, mirrors, tell)


def _fetch(path: Path, digest: str, mirrors: Sequence[str], tell: Tell) -> None:
    part, reasons = path.with_name(path.name + ".part"), []
    for mirror in mirrors:
        resumed = True
        while resumed:  # once more from the start, where the half was no half of this file
            resumed = part.exists()
            try:
                _take(f"{mirror.rstrip('/')}/{path.name}", part, tell)
            except NotGiven as reason:
                reasons.append(f"{urlsplit(mirror).netloc or mirror} {reason}")
                break
            if _holds(part, digest):
                part.replace(path)
                return
            part.unlink()
        else:
            reasons.append(f"{urlsplit(mirror).netloc} gives other bytes than MNIST's")
    raise ConnectionError(
        f"{path.name} cannot be had: {'; '.join(reasons)}. What has come is kept; try again "
        "later, or bring the files from elsewhere."
    )


def _holds(path: Path, digest: str) -> bool:
    """Whether a file is there and whole."""
    try:
        return path.is_file() and fingerprint(path) == digest
    except ValueError:  # damaged
        return False


def _take(url: str, part: Path, tell: Tell) -> None:
    """Append to a part what it lacks, or write it from the start if the server wants it so."""
    done = part.stat().st_size if part.exists() else 0
    request = Request(url, headers={"Range": f"bytes={done}-"} if done else {})
    try:
        response = urlopen(request, timeout=PATIENCE)
    except HTTPError as error:
        if done and error.code == OUT_OF_RANGE:
            return
        raise NotGiven(f"answers {error.code} ({error.reason})") from error
    except (OSError, http.client.HTTPException) as error:
        reason = error.reason if isinstance(error, URLError) else error
        told = getattr(reason, "strerror", None) or reason
        raise NotGiven(f"cannot be reached ({told})") from error
    with response:
        if not str(response.headers["Content-Range"]).startswith(f"bytes {done}-"):
            done = 0
        length = response.headers["Content-Length"] or ""
        total = done + int(length) if length.isdecimal() else None
        try:
            with part.open("ab" if done else "wb") as file:
                for chunk in _chunks(response, done, total):
                    file.write(chunk)
                    done += len(chunk)
                    tell(part.stem, done, total)
        except OSError as error:
            raise OSError(f"{part} cannot be written ({error.strerror}).") from error


def _chunks(response: http.client.HTTPResponse, done: int, total: int | None) -> Iterator[bytes]:
    chunk = b"?"
    while chunk:
        if max(done, total or 0) > MOST_PACKED:
            raise NotGiven(f"gives more than {MOST_PACKED:,} bytes")
        try:
            chunk = response.read(CHUNK)
        except (OSError, http.client.HTTPException) as error:
            raise NotGiven(f"broke off after {done:,} bytes") from error
        done += len(chunk)
        yield chunk
    if total is not None and done < total:
        raise NotGiven(f"broke off after {done:,} of {total:,} bytes")
