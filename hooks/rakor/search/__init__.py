"""Search without a server: an index of small scripts, and what the page ``cari.html`` needs.

A *document* is what search knows of a bulletin. The collection is cut into *segments*, each a
pure function of its documents; the *directory* over them is a function of their summaries. All
of it is written as classic scripts, the one thing a browser loads alike over HTTP and from a
folder under a strict content security policy. ``README.md`` beside this module describes the
format; the engine that reads it is ``rakor/pages/theme/assets/cari-mesin.js``.
"""

from rakor.search.document import Document, Head, document, plain
from rakor.search.index import FOLDER, Summary, make_directory, make_index, make_segment
from rakor.search.segments import Segment, Shape, plan_segments, shape
from rakor.search.synonyms import Synonyms, synonyms

__all__ = [
    "FOLDER",
    "Document",
    "Head",
    "Segment",
    "Shape",
    "Summary",
    "Synonyms",
    "document",
    "make_directory",
    "make_index",
    "make_segment",
    "plain",
    "plan_segments",
    "shape",
    "synonyms",
]
