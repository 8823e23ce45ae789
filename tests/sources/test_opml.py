"""Lists of feeds: what they name, with their categories."""

from __future__ import annotations

import pytest

from newsreader.core.errors import SourceError
from newsreader.core.sources import Refusal, Subscription, pieces
from newsreader.core.sources.formats import opml

LIST = b"""<?xml version="1.0" encoding="utf-8"?>
<opml version="2.0"><head><title>Mine</title></head><body>
  <outline text="News">
    <outline text="World &amp; Sea">
      <outline type="rss" text="Lantern" title="The Lantern" xmlUrl="https://Lantern.example/feed?a=1&b=2"
        htmlUrl="https://lantern.example/"/>
    </outline>
    <outline text="Gull" xmlurl="http://gull.example/rss" category="/Birds/Sea,/News"/>
  </outline>
  <outline text="Again" xmlUrl="http://gull.example/rss"/>
  <outline text="Bad" xmlUrl="javascript:alert(1)"/>
  <outline text="\xe2\x80\xaeodd [/x] &#27;]0;t" xmlUrl="https://odd.example/"/>
</body></opml>"""


def test_feeds_with_their_categories() -> None:
    lantern, gull, bad, odd = list(pieces(LIST, "mine.opml"))
    assert lantern == Subscription("https://lantern.example/feed?a=1&b=2", "The Lantern", ("News", "World & Sea"))
    assert gull == Subscription("http://gull.example/rss", "Gull", ("News", "Birds", "Sea"))
    assert isinstance(bad, Refusal)
    assert bad.reason.startswith("not a web address but a javascript: one")
    assert isinstance(odd, Subscription)
    assert odd.title == "\ufffdodd [/x] \ufffd]0;t"


def test_what_is_no_list() -> None:
    with pytest.raises(SourceError, match="not a list of feeds"):
        list(opml.members(b"<html/>", "x"))


def test_depth() -> None:
    deep = b"<opml><body>" + b'<outline text="a">' * 1000 + b'<outline xmlUrl="http://a.example/"/>'
    [found] = list(opml.members(deep, "x"))
    assert found == Subscription("http://a.example/", "", ("a",))
    with pytest.raises(SourceError, match="nested too deeply"):
        list(opml.members(b"<opml><body>" + b'<outline text="a">' * 100_000, "x"))
