"""What a person wrote on a project: tags, and that it is put away. An artifact that no step touches."""

from __future__ import annotations

from msgspec.structs import replace

from readreel.project.artifacts import Artifact

LONGEST = 60
"""Characters of a tag."""


class Label(Artifact, frozen=True, kw_only=True):
    """label.json: ``tags`` in the order they were given, each once; ``archived`` projects are not shown
    unless asked for.
    """

    tags: tuple[str, ...] = ()
    archived: bool = False


def tagged(label: Label, text: str) -> Label:
    """The label with tags as somebody types them, commas between them."""
    once: dict[str, str] = {}
    for one in text.replace("，", ",").replace("、", ",").split(","):
        if name := " ".join(one.split()).lstrip("#")[:LONGEST].strip():
            once.setdefault(name.casefold(), name)
    return replace(label, tags=tuple(once.values()))
