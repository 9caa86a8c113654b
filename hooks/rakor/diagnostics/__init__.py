"""Problems: what they are, what their codes mean, and how they are shown."""

from rakor.diagnostics.forges import render_github, render_gitlab
from rakor.diagnostics.jsonlines import render_json
from rakor.diagnostics.problem import FILE_START, Edit, Fix, Problem, Severity, Span
from rakor.diagnostics.report import Report
from rakor.diagnostics.rule import Example, Rule, reports
from rakor.diagnostics.sarif import render_sarif
from rakor.diagnostics.source import Source, Sources, decode
from rakor.diagnostics.text import render_text, summary

__all__ = [
    "FILE_START",
    "Edit",
    "Example",
    "Fix",
    "Problem",
    "Report",
    "Rule",
    "Severity",
    "Source",
    "Sources",
    "Span",
    "decode",
    "render_github",
    "render_gitlab",
    "render_json",
    "render_sarif",
    "render_text",
    "reports",
    "summary",
]
