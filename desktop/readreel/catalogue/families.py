"""Which chat format a model file speaks: told from what the file says of itself.

A format of ours is recognised by the words of the file's own template, which is not run for that. Any
other template is used only where `foreign` finds it safe.
"""

from __future__ import annotations

from readreel.catalogue.gguf import Header
from readreel.core.chat import families, named, spelled_out
from readreel.core.errors import ModelError


def spoken(header: Header, name: str) -> str:
    """The name of the format, for `readreel.core.chat.named`.

    Raises `ModelError` ``model.untaught`` for a file without a template, ``model.unsafe`` for a template
    that may not be used, ``model.vocabulary`` where the file lacks control tokens of its format.
    """
    if not header.chat_template.strip():
        raise ModelError("model.untaught", name=name)
    family = next((known for known in families() if known.wrote(header.chat_template)), None)
    if family is not None:
        found = family.name
    else:
        from readreel.catalogue import foreign  # the template library, for this alone

        try:
            found = spelled_out(foreign.learnt(header))
        except foreign.Unsafe as reason:
            raise ModelError("model.unsafe", name=name, reason=reason) from reason
    _check_vocabulary(header, found, name)
    return found


def title(format_name: str) -> str:
    """What a person calls a format; empty for one that was learnt from a file."""
    return next((family.title for family in families() if family.name == format_name), "")


def _check_vocabulary(header: Header, found: str, name: str) -> None:
    template = named(found)
    known = header.controls | header.added
    lacking = [text for text in template.control_tokens() if text not in known] if template else []
    if known and lacking:
        raise ModelError("model.vocabulary", name=name, tokens=", ".join(lacking))
