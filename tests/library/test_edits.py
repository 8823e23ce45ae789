"""Any edits can be undone and done again, whatever is analysed or opened in between (see `editing`)."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

from tests.library.editing import Editing

TestEditing = Editing.TestCase
TestEditing.settings = settings(
    max_examples=12, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
