"""What comes of asking for an address."""

from __future__ import annotations

from dataclasses import dataclass

from newsreader.core.errors import SourceError


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server sent.

    url: where it was found in the end, without login and fragment. raw: the bytes, decompressed; none at 304.
    media: the media type in lower case and charset: the encoding the server claims, "" where it says nothing.
    status: 200, or 304 where the version that was asked about is still the newest. etag, modified: to ask with the
    next time. moved: the address to be used from now on, where the server said so.
    """

    url: str
    raw: bytes = b""
    media: str = ""
    charset: str = ""
    status: int = 200
    etag: str | None = None
    modified: str | None = None
    moved: str | None = None

    @property
    def content_type(self) -> str:
        """Media type and, where there is one, charset, as one header has them: "text/html; charset=koi8-r"."""
        return f"{self.media}; charset={self.charset}" if self.charset else self.media


class FetchError(SourceError):
    """Nothing could be fetched.

    status: what the server answered, None where there was no answer. retry_after: seconds that it asked to be left
    alone, None where it did not ask. moved: as in `Fetched`, where that was said before it went wrong.
    """

    def __init__(
        self,
        source: str,
        reason: str,
        *,
        status: int | None = None,
        retry_after: float | None = None,
        moved: str | None = None,
    ) -> None:
        super().__init__(source, reason)
        self.status = status
        self.retry_after = retry_after
        self.moved = moved
