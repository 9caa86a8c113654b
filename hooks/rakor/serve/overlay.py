"""The sheet that covers a previewed page while a bulletin has problems."""

from __future__ import annotations

from markupsafe import Markup

from rakor.diagnostics import Problem, Source
from rakor.lint.results import CheckResult

_SHOWN = 50  # nobody reads more at once, and mending one often mends others


def overlay_html(checked: CheckResult | None, message: str = "") -> str:
    """Return the sheet: every problem with place, source line, cause and remedy.

    Args:
        checked: what the check found, or None if it never came that far.
        message: why the site could not be made, where no bulletin is to blame.
    """
    problems = checked.problems if checked else ()
    files = len({problem.file for problem in problems})
    heading = (
        f"{len(problems)} hal perlu diperbaiki dalam {files} berkas"
        if problems
        else "Situs tidak dapat dibuat"
    )
    parts = [
        Markup('<div class="rk-galat" role="alertdialog" aria-labelledby="rk-galat-judul">'),
        Markup('<h1 id="rk-galat-judul">{}</h1>').format(heading),
        Markup(
            "<p>Situs lama tetap seperti semula. Perbaiki berkasnya, simpan, "
            "dan lembar ini hilang sendiri.</p>"
        ),
    ]
    if message:
        parts.append(Markup("<pre>{}</pre>").format(message))
    parts.append(Markup("<ol>"))
    sources = checked.sources if checked else {}
    parts += [_problem(problem, sources.get(problem.file)) for problem in problems[:_SHOWN]]
    parts.append(Markup("</ol>"))
    if len(problems) > _SHOWN:
        parts.append(Markup("<p>… dan {} lagi.</p>").format(len(problems) - _SHOWN))
    parts.append(Markup('<button type="button">Tutup lembar ini</button></div>'))
    return str(Markup("").join(parts))


def _problem(problem: Problem, source: Source | None) -> Markup:
    span = problem.span
    line = source.line(span.line) if source else None
    excerpt = Markup("")
    if line:
        start = min(span.column - 1, len(line))
        end = span.end_column - 1 if span.end_line == span.line else len(line)
        excerpt = Markup("<pre>{} | {}<mark>{}</mark>{}</pre>").format(
            span.line, line[:start], line[start : max(end, start + 1)], line[max(end, start + 1) :]
        )
    return Markup(
        '<li><p class="di">{file}:{line}:{column}</p>'
        "<h2>{severity} {code}: {message}</h2>{excerpt}"
        "<dl><dt>Sebab</dt><dd>{cause}</dd><dt>{verb}</dt><dd>{remedy}</dd></dl></li>"
    ).format(
        file=problem.file,
        line=span.line,
        column=span.column,
        severity=problem.severity.value.capitalize(),
        code=problem.code,
        message=problem.message,
        excerpt=excerpt,
        cause=problem.cause,
        verb="Langkah" if problem.is_step else "Tulis",
        remedy=problem.remedy,
    )
