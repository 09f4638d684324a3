"""Interlaced pictures: two half pictures of different moments, made into one whole.

What stands still is woven (every line is there), what moves is interpolated: FFmpeg's ``yadif`` decides
that for each pixel from the frames before and after.
"""

from __future__ import annotations

import av
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from readreel.media.container import DAMAGE


def woven(
    before: VideoFrame | None, frame: VideoFrame, after: VideoFrame | None, stream: VideoStream
) -> VideoFrame:
    """``frame`` without combs; as it is where the filter cannot be had. Neighbours may be missing."""
    try:
        graph = av.filter.Graph()
        source = graph.add_buffer(
            width=frame.width,
            height=frame.height,
            format=frame.format,
            time_base=stream.time_base,
        )
        graph.link_nodes(source, graph.add("yadif"), graph.add("buffersink")).configure()
        for member in (before or frame, frame, after or frame):
            graph.push(member)
        graph.pull()
        return _like(graph.pull(), frame)
    except (*DAMAGE, AttributeError):
        return frame


def _like(made: object, frame: VideoFrame) -> VideoFrame:
    """The filtered frame with the time and the colours of its original."""
    if not isinstance(made, VideoFrame):
        return frame
    made.pts, made.time_base = frame.pts, frame.time_base
    made.colorspace, made.color_range = frame.colorspace, frame.color_range
    made.color_trc, made.color_primaries = frame.color_trc, frame.color_primaries
    return made
