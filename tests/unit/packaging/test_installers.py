"""The installers' own files: valid by the tools of their systems, and in step with the program."""

from __future__ import annotations

import configparser
import hashlib
import importlib
import plistlib
import re
import shutil
import subprocess
import tarfile
import xml.etree.ElementTree as ET
from pathlib import Path
from types import ModuleType

import pytest
import yaml
from PIL import Image

from readreel import __version__
from readreel.gui.start import dropping

ROOT = Path(__file__).parents[3]
PACKAGING = ROOT / "packaging"
NSIS = PACKAGING / "windows" / "readreel.nsi"
DESKTOP = PACKAGING / "linux" / "readreel.desktop"
METAINFO = PACKAGING / "linux" / "org.readreel.Readreel.metainfo.xml"
WORKFLOW = ROOT / ".github" / "workflows" / "release.yml"


def load(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(PACKAGING))
    return importlib.import_module(name)


def needs(tool: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(tool) is None, reason=f"{tool} is not here")


def accepted(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


# --- Linux -----------------------------------------------------------------------------------------


@needs("desktop-file-validate")
def test_the_desktop_entry_is_valid() -> None:
    accepted("desktop-file-validate", str(DESKTOP))


@needs("appstreamcli")
def test_the_appstream_data_are_valid() -> None:
    accepted("appstreamcli", "validate", "--no-net", str(METAINFO))


def test_the_desktop_entry_opens_recordings_in_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    contents = load("contents", monkeypatch)
    parser = configparser.RawConfigParser()
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(DESKTOP, encoding="utf-8")
    entry = parser["Desktop Entry"]
    assert entry["Exec"] == f"{contents.WINDOW} %F"
    assert {"video/mp4", "video/x-matroska", "video/webm"} <= set(entry["MimeType"].split(";"))
    # The window tells the desktop this name, so that it gets this entry's icon.
    app = (ROOT / "desktop/readreel/gui/app.py").read_text(encoding="utf-8")
    assert f'setDesktopFileName("{DESKTOP.stem}")' in app
    assert entry["Icon"] == entry["StartupWMClass"] == DESKTOP.stem


def test_the_appstream_data_tell_this_version_and_this_entry() -> None:
    tree = ET.parse(METAINFO)
    assert tree.findtext("launchable") == DESKTOP.name
    release = tree.find("releases/release")
    assert release is not None
    assert release.get("version") == __version__


@needs("dpkg-deb")
def test_the_debian_package_puts_everything_where_desktops_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package, built = load("linux_package", monkeypatch), load("built", monkeypatch)
    build = tmp_path / "readreel"
    (build / "_internal").mkdir(parents=True)
    (build / "_internal" / "THIRD-PARTY.txt").write_text("Ours.\n\nTheirs.\n", encoding="utf-8")
    for name in ("readreel", "readreel-window"):
        (build / name).write_text("#!/bin/sh\necho here\n", encoding="utf-8")
        (build / name).chmod(0o755)
    monkeypatch.setattr(built, "dependencies", lambda build: ("libc6 (>= 2.35)",))

    made = package.deb(build, tmp_path, "light")

    about = subprocess.run(["dpkg-deb", "--field", made], capture_output=True, text=True).stdout
    assert f"Version: {__version__}\n" in about
    assert "libc6 (>= 2.35), libxrandr2" in about
    root = tmp_path / "root"
    accepted("dpkg-deb", "--extract", str(made), str(root))
    for program in ("readreel", "readreel-window"):
        accepted(str(root / "usr/bin" / program))
    share = root / "usr/share"
    for place in (
        "applications/readreel.desktop", f"metainfo/{METAINFO.name}", "doc/readreel/copyright",
        "icons/hicolor/48x48/apps/readreel.png", "icons/hicolor/scalable/apps/readreel.svg",
    ):  # fmt: skip
        assert (share / place).stat().st_mode & 0o777 == 0o644, place
    copyright_ = (share / "doc/readreel/copyright").read_text(encoding="utf-8")
    assert copyright_.startswith("Format: https://www.debian.org/doc/packaging-manuals/copyright")
    assert "\n Theirs.\n" in copyright_
    assert "\n .\n" in copyright_
    control = tmp_path / "control"
    accepted("dpkg-deb", "--control", str(made), str(control))
    for line in (control / "md5sums").read_text(encoding="utf-8").splitlines():
        digest, name = line.split("  ")
        assert hashlib.md5((root / name).read_bytes()).hexdigest() == digest
    assert {file.name for file in control.iterdir()} == {
        "control",
        "md5sums",
    }  # nothing runs as root


def test_the_portable_archive_is_one_folder_of_nobody_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = load("linux_package", monkeypatch)
    (tmp_path / "readreel").mkdir()
    (tmp_path / "readreel" / "readreel").write_text("x", encoding="utf-8")
    with tarfile.open(package.archive(tmp_path / "readreel", tmp_path, "light")) as tar:
        entries = tar.getmembers()
    assert {entry.name.split("/")[0] for entry in entries} == {"readreel"}
    assert {(entry.uid, entry.uname) for entry in entries} == {(0, "root")}


def test_the_icon_is_drawn_in_the_forms_of_every_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    icons = load("icons", monkeypatch)
    icons.write(tmp_path)
    for size in icons.SIZES:
        with Image.open(tmp_path / f"{size}x{size}.png") as picture:
            assert picture.size == (size, size)
            assert picture.getextrema()[3] == (0, 255)  # drawn, with its corners left clear
    for name, largest in (("readreel.ico", (256, 256)), ("readreel.icns", (1024, 1024))):
        with Image.open(tmp_path / name) as picture:
            assert picture.size == largest


# --- Windows ---------------------------------------------------------------------------------------


@needs("makensis")
def test_the_windows_installer_compiles_without_a_warning(tmp_path: Path) -> None:
    payload = tmp_path / "readreel"
    (payload / "_internal" / "models").mkdir(parents=True)
    for name in ("readreel.exe", "readreel-window.exe", "_internal/models/catalogue.toml"):
        (payload / name).write_text("stub", encoding="utf-8")
    made = tmp_path / "readreel-windows.exe"
    accepted(
        "makensis", "-V2", "-WX", f"-DVERSION={__version__}", f"-DPAYLOAD={payload}", f"-DOUTFILE={made}",
        str(NSIS),
    )  # fmt: skip
    assert made.read_bytes()[:2] == b"MZ"


def test_the_windows_installer_asks_for_no_rights_and_keeps_the_user_s_data() -> None:
    script = NSIS.read_text(encoding="utf-8")
    assert "RequestExecutionLevel user" in script
    assert "HKLM" not in script
    assert 'RMDir /r "$INSTDIR"' not in script  # whatever else lies there is not ours to delete
    assert 'MB_DEFBUTTON2 "$(PURGE)" /SD IDNO' in script  # silently, data stay


def test_windows_offers_the_window_for_recordings_that_it_takes() -> None:
    offered = set(re.findall(r'\$\{DO\} "(\.\w+)"', NSIS.read_text(encoding="utf-8")))
    assert {".mp4", ".mkv", ".webm", ".srt"} <= offered <= dropping.SUFFIXES


# --- macOS -----------------------------------------------------------------------------------------


def test_the_app_s_description_is_valid_and_opens_recordings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    contents = load("contents", monkeypatch)
    info = plistlib.loads((PACKAGING / "macos" / "Info.plist").read_bytes())
    assert info["CFBundleExecutable"] == contents.WINDOW
    assert info["LSBackgroundOnly"] is False  # a console program inside makes it True otherwise
    documents = info["CFBundleDocumentTypes"]
    types = {kind for entry in documents for kind in entry.get("LSItemContentTypes", ())}
    assert "public.movie" in types
    declared = {entry["UTTypeIdentifier"] for entry in info["UTImportedTypeDeclarations"]}
    assert declared <= types
    assert {entry["LSHandlerRank"] for entry in documents} == {"Alternate"}


def test_the_app_s_rights_are_few(monkeypatch: pytest.MonkeyPatch) -> None:
    package = load("macos_package", monkeypatch)
    rights = plistlib.loads(package.ENTITLEMENTS.read_bytes())
    assert list(rights) == ["com.apple.security.cs.allow-unsigned-executable-memory"]


def test_an_image_is_made_of_an_app_that_is_signed_and_notarised_first(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    package = load("macos_package", monkeypatch)

    def verbs(identity: str, profile: str) -> list[str]:
        steps = package.steps(Path("R.app"), Path("R.dmg"), tmp_path, identity, profile)
        return [" ".join(step[:3]) for step in steps]

    plain = verbs("", "")
    assert not any("codesign" in verb or "notarytool" in verb for verb in plain)
    assert plain[-1].startswith("hdiutil create")
    whole = verbs("Developer ID Application: X", "readreel")
    image = next(place for place, verb in enumerate(whole) if verb.startswith("hdiutil"))
    assert whole.index("xcrun notarytool submit") < whole.index("xcrun stapler staple") < image
    assert "xcrun stapler staple" in whole[image:]


# --- the workflow ----------------------------------------------------------------------------------


def test_the_workflow_tries_what_it_built_on_each_system_and_states_checksums() -> None:
    text = WORKFLOW.read_text(encoding="utf-8")
    jobs = yaml.safe_load(text)["jobs"]
    assert set(jobs) == {"linux", "windows", "macos", "draft"}
    for name in ("linux", "windows", "macos"):
        steps = jobs[name]["steps"]
        said = "\n".join(step.get("run", "") for step in steps)
        built_at = said.index("--kind")
        assert built_at < said.index("self-test") < said.index('> "$file.sha256"'), name
        assert steps[-1]["with"]["if-no-files-found"] == "error"
    assert set(jobs["draft"]["needs"]) == {"linux", "windows", "macos"}
    for script in re.findall(r"packaging/[\w/]+\.(?:py|nsi|desktop)", text):
        assert (ROOT / script).is_file(), script
