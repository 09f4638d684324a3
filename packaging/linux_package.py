#!/usr/bin/env python3
"""Makes what Linux users download, from a finished build: a Debian package and a portable archive.

    python packaging/linux_package.py BUILD [--out dist] [--kind light|full] [--only deb|archive]

The package puts the program under /usr/lib/readreel, its two commands under /usr/bin, and a desktop
entry, icons and AppStream data where desktops look for them; they know it by the triggers of their own
packages, so that no script runs as root. What it depends on is read from the build's libraries
(`built.dependencies`).
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import built
import contents
import icons
from readreel import __version__

HERE = Path(__file__).resolve().parent / "linux"

OPENED_LATE = ("libxrandr2",)
"""What Qt opens by itself while it runs: without it a video shows no picture under X."""

RECOMMENDED = ("libpulse0", "xdg-utils", "fonts-noto-cjk")
"""Sound, "show in folder", and Chinese and Japanese in articles."""

DESCRIPTION = """\
turns a video into an illustrated article, on this machine alone
 Drop a lecture, a tutorial or a talk on the window and read it: chapters, paragraphs
 in the speaker's voice, the finished slides, code as code. Every paragraph links to
 its moment. Speech recognition, screen reading and the language model run on this
 machine; no network is used.
"""


COPYRIGHT = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: readreel
Comment: Every licence text is in /usr/lib/readreel/_internal/THIRD-PARTY.txt.

Files: *
Copyright: The Readreel authors and those named below
License: Apache-2.0 and others
"""


def control(build: Path, architecture: str) -> str:
    """The package's control file; sizes in KiB as Debian counts them."""
    depends = ", ".join(sorted({*built.dependencies(build), *OPENED_LATE}))
    return "\n".join(
        [
            "Package: readreel",
            f"Version: {__version__}",
            f"Architecture: {architecture}",
            "Maintainer: The Readreel authors <authors@readreel.invalid>",
            f"Installed-Size: {built.size(build) // 1024}",
            f"Depends: {depends}",
            f"Recommends: {', '.join(RECOMMENDED)}",
            "Section: video",
            "Priority: optional",
            f"Description: {DESCRIPTION}",
        ]
    )


def copyright_of(notices: str) -> str:
    """Debian's copyright file (machine-readable format 1.0); the whole text stays beside the program."""
    summary = notices.partition("=" * 80)[0]
    body = "\n".join(f" {line}" if line.strip() else " ." for line in summary.splitlines())
    return f"{COPYRIGHT}{body}\n .\n The Apache License 2.0 is in /usr/share/common-licenses/Apache-2.0.\n"


def lay_out(build: Path, root: Path) -> None:
    """The package's files as they will lie on a system under ``root``."""
    shutil.copytree(build, root / "usr/lib/readreel", symlinks=True, copy_function=_linked)
    binaries = root / "usr/bin"
    binaries.mkdir(parents=True)
    for program in (contents.CONSOLE, contents.WINDOW):
        (binaries / program).symlink_to(f"../lib/readreel/{program}")
    share = root / "usr/share"
    _put(HERE / "readreel.desktop", share / "applications/readreel.desktop")
    metainfo = next(HERE.glob("*.metainfo.xml"))
    _put(metainfo, share / "metainfo" / metainfo.name)
    put_icons(share / "icons/hicolor")
    notices = (built.inside(build) / "THIRD-PARTY.txt").read_text(encoding="utf-8")
    documents = share / "doc/readreel"
    documents.mkdir(parents=True)
    for guide in sorted((built.inside(build) / "resources" / "docs").glob("*.md")):
        _put(guide, documents / guide.name)
    (documents / "copyright").write_text(copyright_of(notices), encoding="utf-8")


def put_icons(hicolor: Path) -> None:
    """The icon in every size of the theme, and as the drawing that it is."""
    with tempfile.TemporaryDirectory() as drawn:
        for size in icons.SIZES:
            picture = icons.draw(Path(drawn), size)
            _put(picture, hicolor / f"{size}x{size}/apps/readreel.png")
    _put(icons.SOURCE, hicolor / "scalable/apps/readreel.svg")


def deb(build: Path, out: Path, kind: str) -> Path:
    """Build the Debian package; returns it."""
    architecture = _said("dpkg", "--print-architecture")
    package = out / f"readreel-{kind}_{__version__}_{architecture}.deb"
    with tempfile.TemporaryDirectory(prefix="readreel-deb-", dir=out) as work:
        root = Path(work)
        root.chmod(0o755)
        lay_out(build, root)
        about = root / "DEBIAN"
        about.mkdir()
        (about / "control").write_text(control(build, architecture), encoding="utf-8")
        (about / "md5sums").write_text(_sums(root), encoding="utf-8")
        _open_to_all(root)
        command = ["dpkg-deb", "--root-owner-group", "-Zzstd", "-z9", "--build"]
        subprocess.run([*command, str(root), str(package)], check=True)
    return package


def archive(build: Path, out: Path, kind: str) -> Path:
    """Build the portable archive: unpack it anywhere and start ``readreel/readreel-window``."""
    path = out / f"readreel-{__version__}-{kind}-linux-{os.uname().machine}.tar.gz"
    with tarfile.open(path, "w:gz", compresslevel=6) as tar:
        tar.add(build, arcname="readreel", filter=_anonymous)
        tar.add(HERE / "readreel.desktop", arcname="readreel/readreel.desktop", filter=_anonymous)
        tar.add(icons.SOURCE, arcname="readreel/readreel.svg", filter=_anonymous)
    return path


def _anonymous(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    return entry


def _linked(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _put(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _open_to_all(root: Path) -> None:
    for path in (root, *root.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)


def _sums(root: Path) -> str:
    lines = []
    for file in sorted(root.rglob("*")):
        if file.is_file() and not file.is_symlink() and "DEBIAN" not in file.parts:
            with file.open("rb") as content:
                digest = hashlib.file_digest(content, "md5").hexdigest()
            lines.append(f"{digest}  {file.relative_to(root)}\n")
    return "".join(lines)


def _said(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def main() -> int:
    """Make what is asked for; prints the files."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("build", type=Path)
    parser.add_argument("--out", type=Path, default=contents.ROOT / "dist")
    parser.add_argument("--kind", choices=tuple(contents.KINDS), default="light")
    parser.add_argument("--only", choices=("deb", "archive"))
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    if given.only != "archive":
        print(deb(given.build, given.out, given.kind))
    if given.only != "deb":
        print(archive(given.build, given.out, given.kind))
    return 0


if __name__ == "__main__":
    sys.exit(main())
