"""Write `schema.py`, what all steps together come to, after a step has been added:

python -m newsreader.core.library.migrations.writing
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from newsreader.core.library.migrations.steps import MIGRATIONS

SCHEMA = Path(__file__).with_name("schema.py")

_HEAD = '''"""The schema that a new library begins with: what all steps come to, in a third of the time.

Written by `python -m newsreader.core.library.migrations.writing`; a test compares both.
"""

from __future__ import annotations

SCHEMA: tuple[str, ...] = (
'''


def made() -> str:
    """The text of `schema.py`."""
    connection = sqlite3.connect(":memory:")
    try:
        for step in MIGRATIONS:
            for statement in step.statements:
                connection.execute(statement)
        rows = connection.execute(
            "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND substr(name, 1, 7) != 'sqlite_' ORDER BY rowid"
        )
        statements = [str(sql) for (sql,) in rows]
    finally:
        connection.close()
    return _HEAD + "".join(f'    """{statement}""",\n' for statement in statements) + ")\n"


if __name__ == "__main__":
    SCHEMA.write_text(made(), encoding="utf-8")
    print(SCHEMA)
