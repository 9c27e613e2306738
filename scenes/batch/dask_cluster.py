"""The cluster: workers of Dask on any number of machines, which need share no disk."""

import logging
import warnings
from collections import deque
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from types import ModuleType
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from network.atomic import sentence_of
from scenes.batch.events import Event, Failed, Finished, Progress, attempt
from scenes.batch.worker import Tell, make

if TYPE_CHECKING:
    from scenes.batch.jobs import Job
    from scenes.batch.render_spec import RenderSpec

PATIENCE = 30  # seconds in which a scheduler must answer
PERIOD = 1.0  # seconds between two looks at how many workers there are
AHEAD = 2  # films sent out for each worker: one in its hands, one waiting there
Make = Callable[["RenderSpec", Tell], Mapping[str, bytes]]


def cluster(jobs: Sequence["Job"], address: str, make: Make = make) -> Generator[Event, None, None]:
    """Make films on the workers of a scheduler; inputs go there and films come back as bytes.

    What a worker that died had is given to another by Dask.
    Raises ValueError without Dask, and ConnectionError where no scheduler answers any more.
    """
    distributed = _distributed()
    waiting = deque(range(len(jobs)))
    sent: dict[Any, int] = {}
    heard: SimpleQueue[Any] = SimpleQueue()
    topic = f"squish-{uuid4().hex}"
    with _client(distributed, address) as client:
        client.subscribe_topic(topic, lambda event: heard.put(Progress(*event[1])))
        while waiting or sent:
            room = AHEAD * max(1, sum(client.nthreads().values()))
            while waiting and len(sent) < room:
                place = waiting.popleft()
                try:
                    spec = jobs[place].read()
                except (ValueError, OSError) as error:
                    yield Failed(place, sentence_of(error))
                    continue
                future = client.submit(_work, make, place, spec, topic, pure=False)
                sent[future] = place
                future.add_done_callback(heard.put)
            try:
                told = heard.get(timeout=PERIOD)
            except Empty:
                continue
            yield told if isinstance(told, Progress) else _outcome(told, sent.pop(told))


def _work(make: Make, place: int, spec: "RenderSpec", topic: str) -> Finished | Failed:
    """What a worker does."""
    from distributed import get_worker

    worker = get_worker()

    def tell(beat: str, frames: int) -> None:
        worker.log_event(topic, (place, beat, frames))

    return attempt(make, place, spec, tell)


def _outcome(future: Any, place: int) -> Event:
    """The event that a worker has sent back, or why none came."""
    try:
        event: Event = future.result()
    except Exception as error:
        if lacking := _lacking(error):
            return Failed(
                place,
                f"The scheduler or a worker has no module {lacking}; install squishification of "
                "the same version there.",
            )
        return Failed(place, f"{type(error).__name__}: {error}")
    return event


def _lacking(error: BaseException | None) -> str | None:
    """The module whose absence is the first cause of an error, if one is."""
    while error is not None:
        if isinstance(error, ModuleNotFoundError):
            return error.name
        error = error.__cause__ or error.__context__
    return None


def _distributed() -> ModuleType:
    try:
        import distributed
    except ModuleNotFoundError as error:
        raise ValueError(
            "--scheduler needs Dask; type: pip install 'squishification[cluster]'."
        ) from error
    return distributed


@contextmanager
def _client(distributed: ModuleType, address: str) -> Iterator[Any]:
    """A client of the scheduler at an address; Dask's own warnings are left out."""
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            client = distributed.Client(address, timeout=PATIENCE)
        except (OSError, ValueError) as error:
            raise ConnectionError(
                f"No scheduler answers at {address}; `dask scheduler` starts one."
            ) from error
        with client:
            try:
                yield client
            except OSError as error:
                raise ConnectionError(f"The scheduler at {address} has gone.") from error
