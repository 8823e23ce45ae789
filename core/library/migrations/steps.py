"""All steps of the library's schema, in their order."""

from __future__ import annotations

from newsreader.core.library.migrations.annotations import ANNOTATIONS
from newsreader.core.library.migrations.articles import ANALYSES, ARTICLES
from newsreader.core.library.migrations.edits import EDITS
from newsreader.core.library.migrations.intake import INTAKE
from newsreader.core.library.migrations.overview import OVERVIEW
from newsreader.core.library.migrations.people import PEOPLE
from newsreader.core.library.migrations.removals import REMOVALS
from newsreader.core.library.migrations.search import CHANGES, SEARCH
from newsreader.core.library.migrations.step import Migration
from newsreader.core.library.migrations.travels import TRAVELS

MIGRATIONS: tuple[Migration, ...] = (
    *(ARTICLES, ANALYSES, SEARCH, ANNOTATIONS, CHANGES, INTAKE),
    *(EDITS, PEOPLE, TRAVELS, OVERVIEW, REMOVALS),
)
