#!/usr/bin/env python3
"""Makes what macOS users download from Readreel.app: signed, notarised by Apple, in a disk image.

    python packaging/macos_package.py dist/Readreel.app --out dist/Readreel.dmg [--dry-run]

``READREEL_CODESIGN_IDENTITY`` names the Developer ID, which the build must have had too
(`readreel.spec` signs every library with it); ``READREEL_NOTARY_PROFILE`` the keychain's profile made
once by ``xcrun notarytool store-credentials``. Without an identity the image is made all the same, from
an app that is signed for this machine alone: whoever downloads it must allow it in the system's
settings. ``--dry-run`` prints the commands.
"""

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ENTITLEMENTS = Path(__file__).resolve().parent / "macos" / "entitlements.plist"


def steps(app: Path, image: Path, work: Path, identity: str, profile: str) -> list[list[str]]:
    """The commands in order; signing and notarising only with an identity and a profile."""
    commands = []
    if identity:
        # Libraries were signed while the app was built; this seals the whole, and fails where one was not.
        seal = ["codesign", "--force", "--timestamp", "--options", "runtime"]
        commands += [
            [*seal, "--entitlements", str(ENTITLEMENTS), "--sign", identity, str(app)],
            ["codesign", "--verify", "--deep", "--strict", "--verbose=2", str(app)],
        ]
    if identity and profile:
        archive = str(work / "Readreel.zip")
        commands += [
            ["ditto", "-c", "-k", "--keepParent", str(app), archive],
            ["xcrun", "notarytool", "submit", archive, "--keychain-profile", profile, "--wait"],
            ["xcrun", "stapler", "staple", str(app)],
        ]
    folder = work / "Readreel"
    commands += [
        ["mkdir", str(folder)],
        ["ditto", str(app), str(folder / app.name)],
        ["ln", "-s", "/Applications", str(folder / "Applications")],
        ["hdiutil", "create", "-volname", "Readreel", "-srcfolder", str(folder), "-ov", str(image)],
    ]  # fmt: skip
    if identity:
        commands.append(["codesign", "--timestamp", "--sign", identity, str(image)])
    if identity and profile:
        commands += [
            ["xcrun", "notarytool", "submit", str(image), "--keychain-profile", profile, "--wait"],
            ["xcrun", "stapler", "staple", str(image)],
            ["spctl", "--assess", "--type", "install", str(image)],
        ]
    return commands


def main() -> int:
    """Run the steps, or print them; the exit status of the first that fails."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("app", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--dry-run", action="store_true")
    given = parser.parse_args()
    identity = os.environ.get("READREEL_CODESIGN_IDENTITY", "")
    profile = os.environ.get("READREEL_NOTARY_PROFILE", "")
    with tempfile.TemporaryDirectory(prefix="readreel-dmg-") as work:
        for command in steps(given.app, given.out, Path(work), identity, profile):
            print(shlex.join(command), flush=True)
            code = 0 if given.dry_run else subprocess.run(command).returncode
            if code != 0:
                return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
