"""One text as the files that press officers have: Word, web page, PDF."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Callable
from html import escape
from pathlib import Path

import requirement

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
)


def paragraphs(text: str) -> list[str]:
    """The lines of a text that hold anything."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def docx(text: str) -> bytes:
    """A Word file with a paragraph for each line, its words spread over several runs."""
    body = "".join(
        "<w:p>"
        + "".join(
            f'<w:r><w:t xml:space="preserve">{escape(part)}</w:t></w:r>' for part in _runs(line)
        )
        + "</w:p>"
        for line in paragraphs(text)
    )
    return word_file(f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>')


def word_file(document: str, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A Word file with this XML as its text."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as archive:
        archive.writestr("[Content_Types].xml", _CONTENT_TYPES)
        archive.writestr("word/document.xml", document)
    return made.getvalue()


def _runs(line: str) -> list[str]:
    return [line[i : i + 17] for i in range(0, len(line), 17)]


def html(text: str) -> bytes:
    """A page of a news site with the text as its article, and furniture around it."""
    body = "".join(f"<p>{escape(line)}</p>\n" for line in paragraphs(text))
    page = (
        '<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>Berita</title>'
        '<meta property="og:site_name" content="Kabar Rekaan">'
        "<style>p{margin:1em}</style><script>var tanggal = '1 Januari 2001';</script></head>"
        '<body class="single has-sidebar"><header><a href="/">Beranda</a> Senin, 1 Januari 2001'
        "</header><nav>Politik | Ekonomi</nav>"
        f"<article>{body}</article>"
        '<div class="related-posts"><h3>Berita Terkait</h3><p>Bupati Sleman memimpin rapat '
        "koordinasi, Selasa (2/1/2001).</p></div>"
        '<div id="comments">Tinggalkan Balasan</div><footer>Hak cipta 2001</footer></body></html>'
    )
    return page.encode()


def pdf_by_reportlab(text: str) -> bytes:
    """A PDF with wrapped and justified paragraphs."""
    from reportlab.lib.enums import TA_JUSTIFY
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    made = io.BytesIO()
    style = ParagraphStyle("isi", fontSize=11, leading=15, spaceAfter=8, alignment=TA_JUSTIFY)
    document = SimpleDocTemplate(made, pagesize=A4, invariant=1)
    document.build([Paragraph(escape(line), style) for line in paragraphs(text)])
    return made.getvalue()


def pdf_by_fpdf(text: str) -> bytes:
    """A PDF with an embedded core font, text flowing from line to line."""
    from fpdf import FPDF

    pdf = FPDF(format="A4")
    pdf.add_page()
    pdf.set_font("Times", size=12)
    for line in paragraphs(text):
        plain = line.translate(str.maketrans("“”‘’–—", "\"\"''--"))
        pdf.multi_cell(0, 6, plain.encode("latin-1", "replace").decode("latin-1"))
        pdf.ln(2)
    return bytes(pdf.output())


def pdf_by_chromium(text: str, folder: Path) -> bytes:
    """A PDF as a browser prints it, with the page's date and address at its edges."""
    body = "".join(f"<p>{escape(line)}</p>" for line in paragraphs(text))
    source, made = folder / "cetak.html", folder / "cetak.pdf"
    source.write_text(f'<!DOCTYPE html><meta charset="utf-8">{body}', encoding="utf-8")
    subprocess.run(
        [
            *(requirement.chromium(), "--headless", "--no-sandbox", "--disable-gpu"),
            *(f"--user-data-dir={folder / 'profil'}", f"--print-to-pdf={made}", source.as_uri()),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return made.read_bytes()


MAKERS: dict[str, Callable[[str], bytes]] = {
    "docx": docx,
    "html": html,
    "reportlab.pdf": pdf_by_reportlab,
    "fpdf.pdf": pdf_by_fpdf,
}
"""What makes each kind of file without another program; kinds end as their files do."""
