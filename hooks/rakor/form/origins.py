"""The source's own words beside the fields that were filled from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

from rakor.form.sheet import OpenBulletin
from rakor.importing.article import Article
from rakor.importing.result import Evidence, Findings

_FIELDS = {
    "tanggal": ("date", "end_date"),
    "waktu": ("time",),
    "wilayah": ("region",),
    "tempat": ("venue",),
    "mode": ("mode",),
    "penyelenggara": ("host",),
    "pimpinan": ("chair_name", "chair_position", "chair_on_behalf_of"),
}
_AROUND = 80  # characters shown before and after the words themselves


def origins(found: Findings, sheet: OpenBulletin) -> dict[str, Markup]:
    """The sentence that each filled field comes from, its words marked, by field or row.

    Fields are called as the form calls them: "tempat", "instansi.2". One that is empty, or a row
    that the source does not tell of, has none.
    """
    article = Article.of(found.text)
    return {
        field: quoted
        for field, evidence in _evidence(found, sheet)
        if evidence and (quoted := _quoted(article, evidence))
    }


def _evidence(found: Findings, sheet: OpenBulletin) -> Iterator[tuple[str, Sequence[Evidence]]]:
    values, agencies = sheet.values, sheet.project.resolver.agencies
    for field, names in _FIELDS.items():
        if values.texts.get(field) or any(values.records.get(field, {}).values()):
            known = (found.values[name] for name in names if name in found.values)
            yield field, [part for value in known for part in value.evidence]
    of_agency = {agencies[one.value].name: one.evidence for one in found.agencies if one.value}
    for number, row in enumerate(values.rows["instansi"]):
        reading = sheet.readings.get(f"instansi.{number}.instansi")
        name = reading.name if reading else row.parts["instansi"]
        yield f"instansi.{number}", of_agency.get(name, ())
    of_figure = {(one.value, one.unit): one.evidence for one in found.figures}
    for number, row in enumerate(values.rows["angka"]):
        figure = row.parts["nilai"], row.parts["satuan"]
        yield f"angka.{number}", of_figure.get(figure, ())


def _quoted(article: Article, evidence: Sequence[Evidence]) -> Markup:
    """The part of the first sentence that holds the words, with all of them in it marked."""
    first = min(evidence)
    sentence = article.sentence_at(first.start)
    begin, end = (sentence.start, sentence.end) if sentence else (first.start, first.end)
    inside = sorted(one for one in set(evidence) if begin <= one.start and one.end <= end)
    if not inside:
        return Markup("")
    begin = _word_start(article.text, begin, inside[0].start)
    end = _word_end(article.text, inside[-1].end, end)
    pieces = ["… " if sentence and begin > sentence.start else ""]
    at = begin
    for one in inside:
        if one.start >= at:
            pieces += [escape(article.text[at : one.start]), _marked(one.text)]
            at = one.end
    pieces += [escape(article.text[at:end]), " …" if sentence and end < sentence.end else ""]
    return Markup(" ".join("".join(pieces).split()))


def _marked(text: str) -> str:
    return f"<mark>{escape(text)}</mark>"


def _word_start(text: str, begin: int, at: int) -> int:
    """The start of a word at most so far before a place."""
    if at - begin <= _AROUND:
        return begin
    blank = text.find(" ", at - _AROUND, at)
    return blank + 1 if blank >= 0 else at


def _word_end(text: str, at: int, end: int) -> int:
    """The end of a word at most so far behind a place."""
    if end - at <= _AROUND:
        return end
    blank = text.rfind(" ", at, at + _AROUND)
    return blank if blank >= 0 else at
