"""The text of a file that somebody was sent: plain text, Markdown, HTML, Word or PDF.

Foreign formats are parsed in a process of their own with bounds on time and memory, so that a
damaged or hostile file ends in a message and harms nothing. Plain text is taken exactly as the
file has it.
"""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rakor.errors import RakorError
from rakor.opener import NotAFile, TooLarge, read_given

MOST_BYTES = 30_000_000
"""A larger file is no article."""
MOST_CHARACTERS = 100_000
"""A longer text is not one either."""
_MOST_XML = 40_000_000  # bytes of a Word file's text once it is unpacked
_MOST_PAGES = 300
_SECONDS = 60
_MEMORY = 1_500_000_000  # bytes of address space of the process that parses

_INSTALL = 'Pasang dengan: pip install "pypdf>=7,<8" "selectolax>=1,<2"'


class UnreadableFile(RakorError):
    """A file whose text cannot be had; the message says why and what helps."""


@dataclass(frozen=True, slots=True)
class ReadText:
    """A file's text, and what the file itself says about where it was published."""

    text: str
    site: str | None = None
    url: str | None = None


def read_file(path: Path) -> ReadText:
    """The text of a file.

    Raises:
        UnreadableFile: the file is not there, too large, damaged, locked, or of a format that
            is not read.
    """
    try:
        data = read_given(path, MOST_BYTES)
    except TooLarge as error:
        raise UnreadableFile(
            f"{path} terlalu besar; paling besar {MOST_BYTES // 1_000_000} MB. "
            "Salin teks rapatnya saja ke berkas .txt."
        ) from error
    except NotAFile as error:
        raise UnreadableFile(f"{path} bukan berkas biasa. Tulis nama berkasnya.") from error
    except OSError as error:
        reason = "tidak ada" if isinstance(error, FileNotFoundError) else "tidak bisa dibuka"
        raise UnreadableFile(f"Berkas {path} {reason}. Periksa nama dan letaknya.") from error
    return read_bytes(data, str(path))


def read_bytes(data: bytes, name: str) -> ReadText:
    """As :func:`read_file`, for bytes that are called ``name``."""
    if len(data) > MOST_BYTES:
        raise UnreadableFile(f"{name} terlalu besar; paling besar {MOST_BYTES // 1_000_000} MB.")
    kind = _kind(data, name)
    read = ReadText(_plain(data, name)) if kind == "text" else _in_own_process(kind, data, name)
    if not read.text.strip():
        raise UnreadableFile(
            f"{name} tidak berisi teks."
            + (
                " Mungkin PDF ini hanya berisi gambar hasil pindai; salin teksnya ke berkas .txt."
                if kind == "pdf"
                else ""
            )
        )
    if len(read.text) > MOST_CHARACTERS:
        raise UnreadableFile(
            f"{name} terlalu panjang ({len(read.text)} huruf); paling panjang {MOST_CHARACTERS}. "
            "Salin bagian tentang rapatnya saja ke berkas .txt."
        )
    return read


def _kind(data: bytes, name: str) -> str:
    """What kind of file it is, by its first bytes before its name."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    suffix = name.lower().rpartition(".")[2]
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK"):
        return "docx"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFile(
            f"{name} adalah berkas Word lama (.doc) atau terkunci kata sandi. Buka di Word, "
            "hapus sandinya, lalu simpan sebagai .docx."
        )
    if head.startswith(b"{\\rtf"):
        raise UnreadableFile(f"{name} adalah berkas RTF. Simpan sebagai .docx atau .txt.")
    if suffix == "pdf":
        raise UnreadableFile(f"{name} bukan PDF, atau berkasnya rusak.")
    if suffix == "docx":
        raise UnreadableFile(f"{name} bukan berkas Word (.docx), atau berkasnya rusak.")
    if suffix in ("html", "htm", "xhtml") or re.match(rb"(?i)<!doctype html|<html\b", head):
        return "html"
    return "text"


def _plain(data: bytes, name: str) -> str:
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise UnreadableFile(f"{name} rusak: bukan teks UTF-16 yang utuh.") from error
    if b"\0" in data[:4096]:
        raise UnreadableFile(
            f"{name} bukan teks. Yang bisa dibaca: .txt, .md, .html, .docx, dan .pdf."
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        # What Windows wrote before everything was UTF-8.
        return data.decode("cp1252", "replace")


# --- foreign formats -------------------------------------------------------------------------


def _in_own_process(kind: str, data: bytes, name: str) -> ReadText:
    package = str(Path(__file__).resolve().parents[2])
    before = os.environ.get("PYTHONPATH")
    environment = {
        **os.environ,
        "PYTHONPATH": package + (os.pathsep + before if before else ""),
        "PYTHONIOENCODING": "utf-8",
    }
    try:
        done = subprocess.run(
            [sys.executable, "-m", "rakor.importing.reading", kind],
            input=data,
            capture_output=True,
            timeout=_SECONDS,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableFile(
            f"{name} terlalu lama dibaca; mungkin rusak. Salin teksnya ke berkas .txt."
        ) from error
    answer = _answer(done.stdout)
    if answer is None:
        raise UnreadableFile(f"{name} rusak atau terlalu rumit. Salin teksnya ke berkas .txt.")
    if "error" in answer:
        raise UnreadableFile(f"{name} {answer['error']}")
    return ReadText(str(answer["text"]), answer.get("site"), answer.get("url"))


def _answer(output: bytes) -> dict[str, Any] | None:
    try:
        answer = json.loads(output.decode("utf-8"))
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None


class _Refused(Exception):
    """Why a foreign file cannot be read, to be said after its name."""


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such bound; time and sizes are bounded there too
        return
    try:
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    except (OSError, ValueError):
        return


def _serve_one(kind: str) -> None:
    """Read one file from standard input and answer with its text as JSON."""
    _limit_memory()
    answer: dict[str, Any]
    try:
        read = READERS[kind](sys.stdin.buffer.read())
        answer = {"text": read.text, "site": read.site, "url": read.url}
    except _Refused as refusal:
        answer = {"error": str(refusal)}
    except ModuleNotFoundError as error:
        answer = {"error": f"belum bisa dibaca: pustaka {error.name} belum terpasang. {_INSTALL}"}
    except (MemoryError, RecursionError):
        answer = {"error": "terlalu rumit untuk dibaca. Salin teksnya ke berkas .txt."}
    sys.stdout.buffer.write(json.dumps(answer).encode("utf-8", "surrogatepass"))


# --- Word ------------------------------------------------------------------------------------

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def _read_docx(data: bytes) -> ReadText:
    xml = _document_xml(data)
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise _Refused("berisi deklarasi yang tidak ada dalam berkas Word; tidak dibaca.")
    from xml.etree import ElementTree

    try:
        root = ElementTree.fromstring(xml)
    except ElementTree.ParseError as error:
        raise _Refused("rusak: isi dokumennya tidak utuh.") from error
    paragraphs = [" ".join(text.split(" ")) for text in _paragraphs(root)]
    return ReadText("\n\n".join(text for text in paragraphs if text.strip()))


def _document_xml(data: bytes) -> bytes:
    """The text of a Word file, never more of it than is sensible."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            try:
                entry = archive.getinfo("word/document.xml")
            except KeyError as error:
                raise _Refused("bukan berkas Word (.docx). Simpan sebagai .docx.") from error
            if entry.flag_bits & 1:
                raise _Refused("terkunci kata sandi. Hapus sandinya di Word, lalu simpan lagi.")
            if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise _Refused("dimampatkan dengan cara yang tidak dipakai Word. Simpan ulang.")
            if entry.file_size > _MOST_XML:
                raise _Refused("terlalu besar setelah dibuka. Salin teksnya ke berkas .txt.")
            with archive.open(entry) as file:
                xml = file.read(_MOST_XML + 1)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise _Refused("rusak atau tidak lengkap. Minta pengirim mengirim ulang.") from error
    except Exception as error:
        # Streams that lie about what they hold fail with zlib's own error.
        if type(error).__name__ == "error":
            raise _Refused("rusak atau tidak lengkap. Minta pengirim mengirim ulang.") from error
        raise
    if len(xml) > _MOST_XML:
        raise _Refused("terlalu besar setelah dibuka. Salin teksnya ke berkas .txt.")
    return xml


def _paragraphs(root: Any) -> Iterator[str]:
    """The text of each paragraph; what was deleted under revision is not text any more."""
    skipped = {id(node) for gone in root.iter(_FALLBACK) for node in gone.iter()}
    for paragraph in root.iter(f"{_W}p"):
        if id(paragraph) in skipped:
            continue
        inner = {
            id(node)
            for other in paragraph.iter(f"{_W}p")
            if other is not paragraph
            for node in other.iter()
        }
        parts: list[str] = []
        if paragraph.find(f"{_W}pPr/{_W}numPr") is not None:
            parts.append("- ")
        for node in paragraph.iter():
            if id(node) in inner or id(node) in skipped:
                continue
            if node.tag == f"{_W}t":
                parts.append(node.text or "")
            elif node.tag in (f"{_W}tab", f"{_W}ptab"):
                parts.append(" ")
            elif node.tag in (f"{_W}br", f"{_W}cr"):
                parts.append("\n")
            elif node.tag == f"{_W}noBreakHyphen":
                parts.append("-")
        yield "".join(parts)


# --- HTML ------------------------------------------------------------------------------------

_DROPPED = (
    "script style noscript template nav header footer aside form button svg iframe select object"
    " canvas audio video dialog menu"
).split()
_BLOCKS = frozenset(
    "p div section article main ul ol li table tr h1 h2 h3 h4 h5 h6 blockquote figure figcaption dl"
    " dt dd pre hr body address center caption thead tbody".split()
)
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:comments?|komentar|respond|related|terkait|share|sharing|social|breadcrumbs?|"
    r"sidebar|widget|menu|navbar|navigation|tags?|tagcloud|popular|populer|trending|adverts?|ads?|"
    r"iklan|newsletter|pagination|cookie|popup|modal|bacajuga|recommend(?:ed|ation)?|author-box|"
    r"footer|topbar|search-form|skip-link|rekomendasi)(?:$|[\s_-])",
    re.IGNORECASE,
)
_MAIN = ("[itemprop=articleBody]", "article", "main", ".entry-content", ".post-content", "#content")


def _read_html(data: bytes) -> ReadText:
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(_decoded(data))
    site, url = _origin(tree)
    body = tree.body or tree.root
    if body is None:
        return ReadText("", site, url)
    heading = tree.css_first("h1")
    title = " ".join(heading.text().split()) if heading is not None else ""
    for name in _DROPPED:
        if name == "header":
            continue
        for node in tree.css(name):
            node.decompose()
    whole = len(body.text() or "")
    for node in tree.css("[class], [id], header"):
        if node.tag in ("body", "html", "main", "article"):
            continue
        marks = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
        if not (node.tag == "header" or _FURNITURE.search(marks)):
            continue
        if len(node.text() or "") * 2 < whole and node.css_first("h1") is None:
            node.decompose()
    main = _main(tree, body)
    text = _text_of(main)
    if title and title not in " ".join(text.split()):
        text = f"{title}\n\n{text}"
    return ReadText(text, site, url)


def _decoded(data: bytes) -> str:
    head = data[:2048]
    match = re.search(rb"charset\s*=\s*[\"']?([\w-]{3,20})", head, re.IGNORECASE)
    names = ["utf-8"]
    if match and match[1].lower() not in (b"utf-8", b"utf8"):
        names.insert(0, match[1].decode("ascii"))
    for name in names:
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", "replace")


def _origin(tree: Any) -> tuple[str | None, str | None]:
    site = tree.css_first("meta[property='og:site_name']")
    link = tree.css_first("link[rel=canonical]")
    page = tree.css_first("meta[property='og:url']")
    name = site.attributes.get("content") if site is not None else None
    url = link.attributes.get("href") if link is not None else None
    if not url and page is not None:
        url = page.attributes.get("content")
    is_address = url is not None and re.match(r"https?://[^\s]{4,500}$", url) is not None
    return (" ".join(name.split())[:120] or None) if name else None, url if is_address else None


def _main(tree: Any, body: Any) -> Any:
    """The part of a page that holds the article."""
    whole = max(len(" ".join((body.text() or "").split())), 1)
    for selector in _MAIN:
        best = max(tree.css(selector), key=lambda node: len(node.text() or ""), default=None)
        if best is not None and len(" ".join((best.text() or "").split())) * 2.5 > whole:
            return best
    return body


def _text_of(root: Any) -> str:
    """The text below a node, a paragraph for each block; without recursion, as pages are deep."""
    parts: list[str] = []
    for node in root.traverse(include_text=True):
        tag = node.tag
        if tag == "-text":
            parts.append(re.sub(r"[ \t\r\n\f]+", " ", node.text_content or ""))
        elif tag == "br":
            parts.append("\n")
        elif tag == "li":
            parts.append("\n\n- ")
        elif tag in ("td", "th"):
            parts.append(" ")
        elif tag in _BLOCKS:
            parts.append("\n\n")
    # The end of a block is not met on the way: an inline text after one begins a paragraph only
    # in pages that are built oddly, and reads well enough without.
    text = "".join(parts)
    lines = [" ".join(line.split(" ")).strip() for line in text.split("\n")]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(re.sub(r" {2,}", " ", line) for line in lines))
    return re.sub(r"\n\n- (?=\n|$)", "\n\n", text).strip("\n")


# --- PDF -------------------------------------------------------------------------------------

_PAGE_FURNITURE = re.compile(
    r"\s*(?:\d{1,2}/\d{1,2}/\d{2,4}, \d{1,2}[.:]\d{2}.*|(?:file|https?)://\S+(?:\s+\d+/\d+)?|"
    r"\d+\s*/\s*\d+|(?:halaman|page)\s+\d+(?:\s+(?:dari|of)\s+\d+)?|-?\s*\d{1,3}\s*-?)\s*",
    re.IGNORECASE,
)


def _read_pdf(data: bytes) -> ReadText:
    import logging
    import warnings

    import pypdf
    from pypdf.errors import DependencyError, PyPdfError

    # What it tells developers about a file says nothing to who brought the file.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)
    warnings.filterwarnings("ignore", module="pypdf")
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise _Refused("terkunci kata sandi. Simpan lagi tanpa sandi.")
        if len(reader.pages) > _MOST_PAGES:
            raise _Refused(f"berisi lebih dari {_MOST_PAGES} halaman. Ambil halaman rapatnya saja.")
        lines: list[str] = []
        for page in reader.pages:
            lines += (page.extract_text() or "").splitlines()
            if sum(map(len, lines)) > 2 * MOST_CHARACTERS:
                break
    except DependencyError as error:
        raise _Refused(
            "terkunci dengan cara yang tidak bisa dibuka. Simpan tanpa sandi."
        ) from error
    except (_Refused, MemoryError, RecursionError):
        raise
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        OSError,
        ArithmeticError,
        AssertionError,
        LookupError,
    ) as error:
        raise _Refused("rusak. Minta pengirim mengirim ulang, atau salin teksnya.") from error
    return ReadText(_flowing([line for line in lines if not _PAGE_FURNITURE.fullmatch(line)]))


def _flowing(lines: list[str]) -> str:
    """Paragraphs made of the lines of a page: a line goes on where its next word had no room."""
    lines = [" ".join(line.split()) for line in lines]
    lengths = sorted(len(line) for line in lines if line)
    if not lengths:
        return ""
    width = lengths[int(len(lengths) * 0.9)] if len(lengths) > 4 else lengths[-1]
    parts: list[str] = []
    for i, line in enumerate(lines):
        if not line:
            continue
        before = lines[i - 1] if i else ""
        first = line.split(" ", 1)[0]
        had_no_room = len(before) + 1 + len(first) > 0.88 * width
        goes_on = before and had_no_room and not _begins_item(line)
        if parts and (goes_on or (before and line[0].islower())):
            parts[-1] += " " + line
        else:
            parts.append(line)
    return "\n\n".join(parts)


def _begins_item(line: str) -> bool:
    return re.match(r"(?:[-•*–]|\d{1,2}[.)])\s", line) is not None


READERS: dict[str, Callable[[bytes], ReadText]] = {
    "docx": _read_docx,
    "html": _read_html,
    "pdf": _read_pdf,
}
"""What reads each foreign format; called in a process of its own."""


if __name__ == "__main__":
    _serve_one(sys.argv[1])
