"""article.json is documented: the schema that ships is the schema of the types.

After a deliberate change: ``python tests/unit/project/test_schema.py`` writes it anew.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import msgspec

from readreel.core import paths
from readreel.project.artifacts import Article

SCHEMA = paths.resources() / "schema" / "article.schema.json"


def current() -> str:
    schema = msgspec.json.schema(Article)
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def test_the_schema_that_ships_is_that_of_the_types() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == current()


def test_every_type_in_it_is_described() -> None:
    definitions = json.loads(current())["$defs"]
    assert {"Paragraph", "Figure", "Code", "Items", "Quotation", "Reference"} <= set(definitions)
    assert all(definition.get("description") for definition in definitions.values())


if __name__ == "__main__":
    SCHEMA.parent.mkdir(parents=True, exist_ok=True)
    Path(SCHEMA).write_text(current(), encoding="utf-8")
    sys.exit(0)
