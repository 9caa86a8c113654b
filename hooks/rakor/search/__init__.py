"""Search without a server: an index of small scripts, and what the page ``cari.html`` needs.

A *document* is what search knows of a bulletin. The collection is cut into *segments*, each a
pure function of its documents; the *directory* over them is a function of their summaries. All
of it is written as classic scripts, the one thing a browser loads alike over HTTP and from a
folder under a strict content security policy. ``README.md`` beside this module describes the
format; the engine that reads it is ``rakor/theme/files/assets/cari-mesin.js``.
"""

from rakor.search.directory import NAMES, IndexDirectory
from rakor.search.document import Head, SearchEntry, document, plain
from rakor.search.encoding import read_script
from rakor.search.partition import IndexShape, Segment, plan_segments, shape
from rakor.search.segment import FOLDER, Summary, make_segment
from rakor.search.segment_update import Amendment, amend_segment
from rakor.search.stemmer import remember, root
from rakor.search.synonyms import Synonyms, synonyms

__all__ = [
    "FOLDER",
    "NAMES",
    "Amendment",
    "Head",
    "IndexDirectory",
    "IndexShape",
    "SearchEntry",
    "Segment",
    "Summary",
    "Synonyms",
    "amend_segment",
    "document",
    "make_segment",
    "plain",
    "plan_segments",
    "read_script",
    "remember",
    "root",
    "shape",
    "synonyms",
]
