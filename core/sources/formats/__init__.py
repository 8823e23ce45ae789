"""One module a format: bytes to an article, or a container's bytes to what is in it.

A format of single articles has `document(raw, source) -> Document`, which raises SourceError where there is nothing to
read. A container has `members(raw, source)`, which yields members, refusals and subscriptions, and raises SourceError
where the container itself cannot be read. `source` is the name that errors and articles go by.
"""
