"""How a benchmark shows its figures: a table for people, JSON under ``build/benchmarks`` for programs."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping, Sequence
from pathlib import Path

import psutil
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data"


def shared(name: str) -> Path:
    """Evaluation data that does not ship with the project; ends the benchmark where it is absent."""
    path = SHARED / name
    if not path.exists():
        raise SystemExit(
            f"This benchmark needs {name} of the evaluation data, which does not ship."
        )
    return path


def report(name: str, title: str, rows: Sequence[Mapping[str, object]]) -> Path:
    """Print ``rows`` as a table and keep them with the machine they were measured on."""
    columns = list(dict.fromkeys(key for row in rows for key in row))
    table = Table(*columns, title=title)
    for row in rows:
        table.add_row(*(_shown(row.get(column, "")) for column in columns))
    Console(width=160).print(table)
    path = ROOT / "build" / "benchmarks" / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    machine = {
        "processor": platform.machine(),
        "cores": psutil.cpu_count(logical=False),
        "memory_gb": round(psutil.virtual_memory().total / 1e9, 1),
        "python": platform.python_version(),
    }
    path.write_text(
        json.dumps({"title": title, "machine": machine, "rows": rows}, indent=1, default=str)
        + "\n",
        encoding="utf-8",
    )
    print(path)
    return path


def _shown(value: object) -> str:
    return f"{value:.3g}" if isinstance(value, float) else str(value)
