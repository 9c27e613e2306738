"""Films copied as they are, packet by packet: whole with title and chapters, cut, or joined."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import av

from scenes.script.captions import Caption

if TYPE_CHECKING:
    from av.container.core import Chapter

MILLISECOND = Fraction(1, 1000)
CLOSE = 0.01  # seconds; less than a frame, more than what rounding makes of its time
CODEC, FORMAT = "h264", "yuv420p"  # what every browser plays


def copy(
    film: Path,
    target: Path,
    start: float,
    end: float,
    title: str = "",
    chapters: Sequence[Caption] = (),
) -> None:
    """Copy what a film shows from `start` to `end` seconds, without encoding it again.

    The index stands in front; colours are tagged as in the film. Raises ValueError where the film
    cannot be read, is no H.264 of 4:2:0, has no keyframe at `start` or stops before `end`.
    """
    with (
        readable(film),
        av.open(film) as source,
        av.open(target, "w", format="mp4", options={"movflags": "+faststart"}) as made,
    ):
        pictures = _pictures(film, source)
        made.metadata["title"] = title
        made.set_chapters([_chapter(*each) for each in enumerate(chapters)])
        stream = made.add_stream_from_template(pictures)
        begun, ended = 0.0, 0.0
        for place, packet in enumerate(_packets(source, pictures, start, end)):
            if place == 0:
                first, begun = packet.pts or 0, _seconds(packet, packet.pts)
            ended = max(ended, _seconds(packet, packet.pts) + _seconds(packet, packet.duration))
            packet.pts, packet.dts = (packet.pts or 0) - first, (packet.dts or 0) - first
            packet.stream = stream
            made.mux(packet)
    if max(abs(begun - start), abs(ended - end)) > CLOSE:
        raise ValueError(
            f"{film} can be copied from {begun:.2f} to {ended:.2f} s but its beats want "
            f"{start:.2f} to {end:.2f} s; render it again."
        )


def join(
    films: Sequence[Path], target: Path, title: str = "", chapters: Sequence[Caption] = ()
) -> None:
    """Join films that are alike one after another, without encoding them, the index in front.

    Raises ValueError where a film cannot be read, and where the films are not alike.
    """
    if not are_alike(films):
        raise ValueError("The films were rendered with other settings each; render them in one.")
    with (
        av.open(films[0]) as first,
        av.open(target, "w", format="mp4", options={"movflags": "+faststart"}) as made,
    ):
        made.metadata["title"] = title
        made.set_chapters([_chapter(*each) for each in enumerate(chapters)])
        stream, start = made.add_stream_from_template(_pictures(films[0], first)), 0
        for film in films:
            with readable(film), av.open(film) as source:
                start = _append(made, stream, source.demux(video=0), start)


def are_alike(films: Sequence[Path]) -> bool:
    """Whether one decoder can show some films one after another: size, quality, frames a second.

    Raises ValueError where a film cannot be read, or is no H.264 of 4:2:0.
    """
    return len({_settings(film) for film in films}) == 1


def _settings(film: Path) -> tuple[object, ...]:
    with readable(film), av.open(film) as source:
        pictures = _pictures(film, source)
        return pictures.codec_context.extradata, pictures.time_base, pictures.average_rate


def seconds_of(film: Path) -> float:
    """How long the pictures of a film last, in seconds; raises ValueError as `copy` does."""
    with readable(film), av.open(film) as source:
        pictures = _pictures(film, source)
        return float((pictures.duration or 0) * (pictures.time_base or 0))


def _append(
    made: av.container.OutputContainer,
    stream: av.VideoStream,
    packets: Iterator["av.Packet[av.VideoStream]"],
    start: int,
) -> int:
    """Add the packets of a film from a time on, in ticks of its stream: when they are over."""
    first, end = None, start
    for packet in packets:
        if packet.dts is None:  # the empty packet after the last
            break
        first = (packet.pts or 0) if first is None else first
        packet.pts, packet.dts = (packet.pts or 0) - first + start, packet.dts - first + start
        end = max(end, packet.pts + (packet.duration or 0))
        packet.stream = stream
        made.mux(packet)
    return end


@contextmanager
def readable(film: Path) -> Iterator[None]:
    """Raise ValueError where a film cannot be read; what the disk refuses stays an OSError."""
    try:
        yield
    except av.FFmpegError as error:
        if isinstance(error, OSError):
            raise
        raise ValueError(
            f"{film} is no film, or it is damaged ({error.strerror}); render it again."
        ) from error


def _packets(
    source: av.container.InputContainer, pictures: av.VideoStream, start: float, end: float
) -> Iterator["av.Packet[av.VideoStream]"]:
    """Packets from the last keyframe before `start` up to the first one at `end`, in seconds."""
    source.seek(round((start + CLOSE) * av.time_base))
    for packet in source.demux(pictures):
        if packet.dts is None:  # the empty packet after the last
            return
        if packet.is_keyframe and _seconds(packet, packet.pts) > end - CLOSE:
            return
        yield packet


def _seconds(packet: "av.Packet[av.VideoStream]", ticks: int | None) -> float:
    return float((ticks or 0) * (packet.time_base or 0))


def _pictures(film: Path, source: av.container.InputContainer) -> av.VideoStream:
    for pictures in source.streams.video:
        coded = pictures.codec_context
        if coded.pix_fmt is None:
            raise ValueError(f"{film} is damaged, its pictures cannot be read; render it again.")
        if (coded.name, coded.pix_fmt) != (CODEC, FORMAT):
            raise ValueError(
                f"{film} is {coded.name} in {coded.pix_fmt}; films for a lesson are {CODEC} in "
                f"{FORMAT}, which every browser plays."
            )
        return pictures
    raise ValueError(f"{film} has no pictures; give a rendered .mp4 file.")


def _chapter(number: int, told: Caption) -> "Chapter":
    return {
        "id": number,
        "start": round(told.start / MILLISECOND),
        "end": round(told.end / MILLISECOND),
        "time_base": MILLISECOND,
        "metadata": {"title": told.text},
    }
