"""The styles an article can be written in: ours, and what a user wrote down.

A style of one's own is a text file that says in plain words how to write, or a folder like those in
``resources/prompts``: ``instruction.toml`` and worked examples, one file per language. What it says goes
into the parameters of the step, so that a changed word makes the article be written anew.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec

from readreel.core import paths
from readreel.core.errors import UsageError
from readreel.project.parameters import Example, RewriteParameters, Style

_INSTRUCTION = "instruction.toml"
_TEXTS = (".txt", ".md")
_LONGEST = 2_000
"""Characters of an instruction that a model can still follow."""


class _Examples(msgspec.Struct, frozen=True):
    """``<language>.toml``."""

    examples: tuple[Example, ...]


def own_folder() -> Path:
    """Where styles of the user's own are looked for by their names."""
    return paths.user_data() / "styles"


def built_in() -> tuple[str, ...]:
    """The names of our styles, the usual one first."""
    prompts = paths.resources() / "prompts"
    names = {folder.name for folder in prompts.iterdir() if (folder / _INSTRUCTION).is_file()}
    usual = RewriteParameters().style
    return (usual, *sorted(names - {usual}))


def own() -> tuple[str, ...]:
    """The names of the styles in the user's own folder."""
    folder = own_folder()
    found = folder.iterdir() if folder.is_dir() else ()
    names = {path.stem for path in found if _is_text(path) or (path / _INSTRUCTION).is_file()}
    return tuple(sorted(names - set(built_in())))


def chosen(text: str) -> RewriteParameters:
    """The style of that name, or in that file or folder; raises `UsageError`.

    ``usage.style`` where there is none, ``usage.style_broken`` where it cannot be read.
    """
    if text in built_in():
        return RewriteParameters(style=text)
    path = _found(text)
    if path is None:
        raise UsageError("usage.style", text=text, known=", ".join((*built_in(), *own())))
    try:
        style = _folder(path) if path.is_dir() else _plain(path)
    except (OSError, ValueError, msgspec.ValidationError) as error:
        raise UsageError("usage.style_broken", path=path, reason=error) from error
    return RewriteParameters(style=path.stem, own=style)


def style(parameters: RewriteParameters) -> Style:
    """The style in full."""
    return parameters.own or _folder(paths.resources() / "prompts" / parameters.style)


def translated(spoken: str, written: str) -> tuple[Example, ...]:
    """Worked examples from one language into another; none where we have not told them in both.

    The same talks are told in every language, piece by piece alike, in ``resources/prompts/translated``.
    """
    folder = paths.resources() / "prompts" / "translated"
    files = [folder / f"{code}.toml" for code in (spoken, written)]
    if not all(path.is_file() for path in files):
        return ()
    theirs, ours = (msgspec.convert(_toml(path), _Examples).examples for path in files)
    return tuple(
        msgspec.structs.replace(
            one, pairs=tuple((a, b) for (a, _), (_, b) in zip(one.pairs, other.pairs, strict=True))
        )
        for one, other in zip(theirs, ours, strict=True)
    )


def _found(text: str) -> Path | None:
    if not text.strip():
        return None
    named = (own_folder() / f"{text}{end}" for end in ("", *_TEXTS))
    tried = [*named, Path(text).expanduser()]
    return next((p for p in tried if _is_text(p) or (p / _INSTRUCTION).is_file()), None)


def _is_text(path: Path) -> bool:
    return path.suffix.lower() in _TEXTS and path.is_file()


def _folder(folder: Path) -> Style:
    files = [path for path in sorted(folder.glob("*.toml")) if path.name != _INSTRUCTION]
    examples = {path.stem: msgspec.convert(_toml(path), _Examples).examples for path in files}
    return msgspec.convert({**_toml(folder / _INSTRUCTION), "examples": examples}, Style)


def _plain(path: Path) -> Style:
    """Plain words in the frame that every instruction needs; they may ask for less than everything."""
    wish = " ".join(path.read_text(encoding="utf-8-sig").split())
    if not wish or len(wish) > _LONGEST:
        raise ValueError(f"it must hold 1 to {_LONGEST} characters")
    frame = msgspec.convert(_toml(paths.resources() / "prompts" / "own.toml"), Style)
    instruction = frame.instruction.replace("{wish}", wish)
    return msgspec.structs.replace(frame, instruction=instruction)


def _toml(path: Path) -> dict[str, object]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
