"""The search index: which passage holds which word, in arrays beside the library.

It is derived from the library and can be thrown away at any time. The library notes which documents changed
(its `change` table); they are gathered into segments that never change again (segment), which are merged as they
grow in number (merging), listed in a manifest (files) and brought up to date by whoever has the time (upkeep).
"""
