"""What the YAML library's complaints mean for the person who wrote the file.

The library says where it gave up, which is often a line below the slip, in words about tokens
and block mappings. Here the text around that place is looked at again, the slip is named, and
the place is where a person has to look. Offsets count characters of the text given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rakor.bulletin import Bulletin, keys_of
from rakor.diagnostics import Example, Rule, reports
from rakor.source.canonical import quoted


@dataclass(frozen=True, slots=True)
class Fault:
    """One slip in the writing of YAML."""

    rule: Rule
    start: int
    end: int
    message: str
    cause: str
    remedy: str
    is_step: bool = False
    edits: tuple[tuple[int, int, str], ...] = ()  # start, end, text; where the remedy is certain


_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
# "key: value", also as an entry of a list. The key may hold blanks (a slip of its own).
_ENTRY = re.compile(r"(?P<lead>[ \t]*(?:-[ \t]+)*)(?P<key>[^\s:#\"'\[{-][^:\r\n]{0,60}):[ \t]+")
_NO_SPACE = re.compile(r"[ \t]*(?:-[ \t]+)*(?P<key>[A-Za-z_]\w{0,40}):(?P<value>[^\s:/][^\r\n]*)")
_ITEM = re.compile(r"[ \t]*(?:-[ \t]+)+")
#: What people begin an entry of a list with instead of a dash and a blank.
ITEM_MARK = re.compile(
    r"(?P<lead>[ \t]*)"
    r"(?:(?P<dash>-)(?=[^\s-])|(?P<mark>[–—•·▪◦●*+]|\d{1,2}[.)](?=[ \t]))[ \t]*)(?=\S)"
)
_SPECIAL = {
    "@": "tanda @",
    "`": "tanda petik miring (`)",
    "%": "tanda %",
    "*": "tanda *",
    "&": "tanda &",
    "!": "tanda !",
    "|": "tanda |",
    ">": "tanda >",
    ",": "tanda koma",
    "]": "tanda kurung ]",
    "}": "tanda kurung }",
    "?": "tanda ?",
    "{": "tanda kurung {",
    "[": "tanda kurung [",
}


UNREADABLE_LINE = Rule(
    "RK129",
    "yaml-lain",
    "Baris tidak bisa dibaca",
    "Susunan baris ini bukan kunci, titik dua, spasi, lalu nilai.",
    "%tempat: Aula Contoh",
    "tempat: Aula Contoh",
)


@reports(UNREADABLE_LINE)
def explain_fault(text: str, problem: str, at: int, context_at: int | None) -> Fault:
    """Name the slip behind an error of the YAML library.

    ``problem`` is the library's own message, ``at`` and ``context_at`` its marks.
    """
    at = min(max(at, 0), len(text))
    lines = _Lines(text)
    looks = (_tab, _end, _curly, _quote, _mark, _special, _colon, _link, _bracket, _escape)
    for look in (*looks, _space, _item, _inner, _indent):
        fault = look(lines, problem, at, context_at)
        if fault is not None:
            return fault
    start, end = lines.content_around(at)
    return Fault(
        UNREADABLE_LINE,
        at if start <= at < end else start,
        end,
        "Baris ini tidak bisa dibaca.",
        "Susunannya bukan kunci, titik dua, spasi, lalu nilai.",
        "Bandingkan dengan contoh pada panduan. Bila nilainya memuat tanda baca khusus, apit "
        "dengan tanda petik.",
        is_step=True,
    )


class _Lines:
    """The lines of a text by offset."""

    def __init__(self, text: str) -> None:
        self.text = text

    def start(self, at: int) -> int:
        """Offset of the first character of the line at ``at``."""
        return max(self.text.rfind("\n", 0, at), self.text.rfind("\r", 0, at)) + 1

    def content(self, start: int) -> str:
        """The line that begins at ``start``, without its end."""
        match = _LINE.match(self.text, start)
        return match[0].rstrip("\r\n") if match else ""

    def content_around(self, at: int) -> tuple[int, int]:
        """Offsets of the text of the line at ``at``, without blanks around it; of the last
        line with text before it where that line is blank."""
        start = self.start(at)
        while not self.content(start).strip() and start > 0:
            start = self.start(start - 1)
        line = self.content(start)
        lead = len(line) - len(line.lstrip())
        return start + lead, start + len(line.rstrip())

    def end(self, start: int) -> int:
        """Offset of the end of the text of the line that begins at ``start``."""
        return start + len(self.content(start))

    def previous(self, start: int) -> int | None:
        """Start of the nearest line above that holds something, or None."""
        while start > 0:
            start = self.start(start - 1)
            line = self.content(start).strip()
            if line and not line.startswith("#"):
                return start
        return None

    def following(self, start: int) -> int | None:
        """Start of the nearest line below that holds something, or None."""
        while (match := _LINE.match(self.text, start)) is not None and match.end() > start:
            start = match.end()
            line = self.content(start).strip()
            if line and not line.startswith("#"):
                return start
        return None

    def up_to(self, at: int) -> list[int]:
        """Starts of all lines from the first to the one at ``at``."""
        starts, start = [], 0
        while start <= at:
            starts.append(start)
            match = _LINE.match(self.text, start)
            if match is None or match.end() <= start:
                break
            start = match.end()
        return starts


def _value_at(line: str) -> int:
    """Column (from 0) where the value of a line begins."""
    entry = _ENTRY.match(line)
    if entry:
        return entry.end()
    item = _ITEM.match(line)
    return item.end() if item else len(line) - len(line.lstrip())


TAB = Rule(
    "RK120",
    "tab",
    "Ada tab di awal baris",
    "Tab dan spasi tampak sama di layar tetapi terbaca lain; YAML hanya mengizinkan spasi.",
    "penyelenggara:\n\tinstansi: Bupati",
    "penyelenggara:\n  instansi: Bupati",
    fixable=True,
)


@reports(TAB)
def _tab(lines: _Lines, problem: str, at: int, context_at: int | None) -> Fault | None:
    start = lines.start(at)
    line = lines.content(start)
    lead = line[: len(line) - len(line.lstrip())]
    if "\t" not in lead:
        # After "- " or "key:" the mark stands at the tab itself.
        if "\t" in lines.text[at : at + 1] and "token" in problem:
            column = at - start
        else:
            return None
    else:
        column = lead.index("\t")
    return Fault(
        TAB,
        start + column,
        start + column + 1,
        "Ada tab di awal baris.",
        "Jarak di awal baris hanya boleh dibuat dengan spasi; tab tidak terlihat bedanya, "
        "tetapi terbaca lain.",
        "Hapus tab itu lalu tekan spasi dua kali untuk setiap tingkat.",
        is_step=True,
        edits=_without_tabs(lines, start, lead) if "\t" in lead else (),
    )


def _without_tabs(lines: _Lines, start: int, lead: str) -> tuple[tuple[int, int, str], ...]:
    """The edit that makes blanks of the tabs before a line; none where the line would then
    stand beside every edge above it."""
    right = lead.replace("\t", "  ")
    above = lines.previous(start)
    line = lines.content(above).rstrip() if above is not None else ""
    edges = {len(line) - len(line.lstrip()) + 2} if line.endswith(":") else set[int]()
    while above is not None and (not edges or line[:1] in {" ", "\t"}):
        line = lines.content(above)
        item = _ITEM.match(line)
        edges |= {len(line) - len(line.lstrip()), *((item.end(),) if item else ())}
        above = lines.previous(above)
    return ((start, start + len(lead), right),) if len(right) in edges else ()


TWO_DOCUMENTS = Rule(
    "RK117",
    "dua-dokumen",
    "Ada dua kepala data dalam satu berkas",
    "Satu berkas memuat satu buletin. Kepala data kedua biasanya sisa menyalin dari berkas lain.",
    "---\njudul: Rapat Contoh Satu\n---\n---\njudul: Rapat Contoh Dua\n---\n\nIsi berita.\n",
    "---\njudul: Rapat Contoh Satu\n---\n\nIsi berita.\n",
    Example.FILE,
)


@reports(TWO_DOCUMENTS)
def _end(lines: _Lines, problem: str, at: int, context_at: int | None) -> Fault | None:
    """A line of three full stops, which ends a YAML document."""
    if "document start" not in problem:
        return None
    above = lines.previous(lines.start(at))
    if above is None or not lines.content(above).startswith("..."):
        return None
    return Fault(
        TWO_DOCUMENTS,
        above,
        above + 3,
        "Baris ... di tengah kepala data memulai dokumen baru.",
        "Kepala data hanya ditutup dengan baris ---",
        "Hapus baris ... ini, atau ganti dengan --- bila di sinilah kepala data berakhir.",
        is_step=True,
    )


# What word processors and phones write for " and '.
_CURLY = "“”„‟«»‘’‚‛"
_WRAPPED = re.compile(rf"(?:[{_CURLY}].*[{_CURLY}\"']|[\"'].*[{_CURLY}])", re.DOTALL)


def in_curly_quotes(value: str) -> str | None:
    """The text between curly quotation marks that stand for straight ones; None where other
    marks inside leave a doubt what is quoted."""
    inner = value[1:-1].strip()
    if len(value) < 3 or not _WRAPPED.fullmatch(value):
        return None
    return None if any(mark in inner for mark in "“”„‟«»") else inner


def curly(written: str, inner: str) -> tuple[str, str, str]:
    """Message, cause and remedy for a value in curly quotation marks."""
    return (
        f"Nilai ini diapit tanda petik lengkung ({written[0]} {written[-1]}).",
        "Yang berlaku sebagai pengapit hanya tanda petik lurus; tanda petik lengkung dari Word "
        "atau ponsel terbaca sebagai bagian nilainya.",
        quoted(inner),
    )


CURLY_QUOTES = Rule(
    "RK133",
    "petik-lengkung",
    "Nilai diapit tanda petik lengkung",
    "Word dan papan ketik ponsel mengganti tanda petik lurus dengan yang lengkung, lalu "
    "tanda itu terbaca sebagai bagian nilai. Kutipan di dalam isi boleh memakainya.",
    "wilayah: “35.13”",
    'wilayah: "35.13"',
    fixable=True,
)


@reports(CURLY_QUOTES)
def _curly(lines: _Lines, problem: str, at: int, context_at: int | None) -> Fault | None:
    """A value in curly quotation marks that cannot be read for what is inside, or for a
    straight mark that is closed by a curly one."""
    starts = lines.up_to(at)
    for start in reversed(starts if context_at is not None else starts[-1:]):
        line = lines.content(start).rstrip()
        column = _value_at(line)
        value = line[column:]
        inner = in_curly_quotes(value)
        if inner is None:
            continue
        message, cause, remedy = curly(value, inner)
        return Fault(
            CURLY_QUOTES,
            start + column,
            start + len(line),
            message,
            cause,
            line[:column] + remedy,
            edits=((start + column, start + len(line), remedy),),
        )
    return None


OPEN_QUOTE = Rule(
    "RK122",
    "petik-tak-ditutup",
    "Tanda petik tidak ditutup",
    "Teks yang dibuka dengan tanda petik harus ditutup dengan tanda petik yang sama; bila "
    "tidak, baris-baris di bawahnya ikut terbaca.",
    'judul: "Rapat Koordinasi Kesiapan Contoh',
    'judul: "Rapat Koordinasi Kesiapan Contoh"',
    fixable=True,
)
TEXT_AFTER_QUOTE = Rule(
    "RK127",
    "teks-sesudah-petik",
    "Ada teks sesudah tanda petik penutup",
    "Bila sebagian teks perlu tanda petik, apit seluruh nilainya dengan tanda petik jenis lain.",
    'judul: "Damai" Jadi Tema Rapat Koordinasi Contoh',
    "judul: '\"Damai\" Jadi Tema Rapat Koordinasi Contoh'",
    fixable=True,
)


@reports(OPEN_QUOTE, TEXT_AFTER_QUOTE)
def _quote(lines: _Lines, problem: str, at: int, context_at: int | None) -> Fault | None:
    """A quotation mark that is never closed, or text after the closing one."""
    done = 0  # end of a quoted text over several lines
    for start in lines.up_to(at):
        line = lines.content(start)
        column = _value_at(line)
        mark = line[column : column + 1]
        if start < done or mark not in {'"', "'"}:
            continue
        close = _closing_quote(line, column)
        if close is None:
            end = _closing_quote(lines.text, start + column)
            if end is not None and not _swallows_key(lines.text[start + column : end]):
                done = end
                continue
            return Fault(
                OPEN_QUOTE,
                start + column,
                start + len(line.rstrip()),
                "Tanda petik tidak ditutup.",
                f"Nilai ini dibuka dengan {mark} tetapi tidak ada {mark} penutup pada baris "
                "yang sama.",
                line[:column] + quoted(line[column + 1 :].rstrip()),
                edits=_instead(
                    lines,
                    start + column,
                    line[column:].rstrip(),
                    quoted(line[column + 1 :].rstrip()),
                ),
            )
        rest = line[close:].strip()
        if rest and not rest.startswith(("#", ":", ",", "]", "}")):
            written = line[column:].rstrip()
            # Marks around the whole were meant to hold it; one in the middle came between.
            is_held = written.endswith(mark)
            meant = written[1:-1] if is_held else written
            is_certain = not is_held or re.fullmatch(r"'[^']*\w'\w[^']*'", written)
            return Fault(
                TEXT_AFTER_QUOTE,
                start + close,
                start + len(line.rstrip()),
                "Ada teks sesudah tanda petik penutup.",
                f'Nilainya berakhir pada tanda petik kedua; "{_short(rest)}" tidak terbaca.',
                line[:column] + quoted(meant),
                edits=_instead(lines, start + column, written, quoted(meant)) if is_certain else (),
            )
    return None


def _closing_quote(text: str, opening: int) -> int | None:
    """Offset after the quotation mark that closes the one at ``opening``."""
    mark = text[opening]
    index = opening + 1
    while index < len(text):
        if mark == '"' and text[index] == "\\":
            index += 2
            continue
        if text[index] == mark:
            if mark == "'" and text[index + 1 : index + 2] == "'":
                index += 2
                continue
            return index + 1
        index += 1
    return None


def _swallows_key(value: str) -> bool:
    return re.search(r"[\r\n](?:- )?[A-Za-z_]\w{0,40}:(?:\s|$)", value) is not None


FORBIDDEN_START = Rule(
    "RK124",
    "awal-nilai-terlarang",
    "Nilai diawali tanda yang tidak boleh",
    "Tanda @ ` % dan beberapa tanda lain di awal nilai punya arti khusus. Apit nilainya "
    "dengan tanda petik.",
    "tempat: @Aula Kantor Contoh",
    'tempat: "@Aula Kantor Contoh"',
    fixable=True,
)


@reports(FORBIDDEN_START)
def _special(lines: _Lines, problem: str, at: int, context_at: int | None) -> Fault | None:
    if not any(word in problem for word in ("token", "alphabetic", "content", "line break")):
        return None
    start = lines.start(at)
    line = lines.content(start)
    column = _value_at(line)
    place = start + column
    char = line[column : column + 1]
    if char not in _SPECIAL or place not in {at, context_at}:
        return None
    value = line[column:].rstrip()
    return Fault(
        FORBIDDEN_START,
        place,
        place + 1,
        f"Nilai tidak boleh diawali {_SPECIAL[char]}.",
        "Di awal nilai tanda itu punya arti khusus bagi YAML, kecuali bila diapit tanda petik.",
        line[:column] + quoted(value),
        edits=_in_quotes(lines, place, value) if char in "@`%*&!,?" else (),
    )


COLON_IN_VALUE = Rule(
    "RK121",
    "titik-dua-tanpa-petik",
    "Titik dua di dalam nilai",
    "Titik dua yang diikuti spasi memisahkan kunci dari nilai. Bila titik dua bagian dari "
    "teks, apit teksnya dengan tanda petik.",
    "judul: Rapat Koordinasi: Kesiapan Logistik Contoh",
    'judul: "Rapat Koordinasi: Kesiapan Logistik Contoh"',
    fixable=True,
)


@reports(COLON_IN_VALUE)
def _colon(lines: _Lines, problem: str, at: int, context_at: int | None) -> Fault | None:
    """A colon and blank inside a value that is not in quotes."""
    if "mapping values" not in problem:
        return None
    start = lines.start(at)
    line = lines.content(start)
    entry = _ENTRY.match(line)
    column = at - start
    if entry is None or column < entry.end():
        return None
    value = line[entry.end() :].rstrip()
    return Fault(
        COLON_IN_VALUE,
        at,
        at + 1,
        "Ada titik dua di dalam nilai yang tidak diapit tanda petik.",
        "Titik dua yang diikuti spasi memisahkan kunci dari nilai, jadi hanya boleh sekali.",
        line[: entry.end()] + quoted(value),
        # "- Tim: Contoh: Humas" is a text as a whole; keys are small letters.
        edits=_in_quotes(lines, start + entry.end(), value) if entry["key"].islower() else (),
    )


def _in_quotes(lines: _Lines, at: int, value: str) -> tuple[tuple[int, int, str], ...]:
    """The edit that puts a value of one line into quotes, where that is certain."""
    return _instead(lines, at, value, quoted(value))


def _instead(lines: _Lines, at: int, value: str, new: str) -> tuple[tuple[int, int, str], ...]:
    """The edit that writes ``new`` for a value of one line; none where that may go on below, or
    where a comment follows."""
    after = lines.content(lines.start(at + len(value)))
    following = _LINE.match(lines.text, lines.start(at))
    below = lines.content(following.end()) if following else ""
    goes_on = below[:1] in {" ", "\t"} and not _ENTRY.match(below) and not _ITEM.match(below)
    if goes_on or " #" in value or not after:
        return ()
    return ((at, at + len(value), new),)


_LINK = re.compile(r"\[[^\]]*\]\(\s*(https?://[^\s()]+)\s*\)")


WEB_ADDRESS_FORM = Rule(
    "RK145",
    "alamat-web",
    "Alamat web salah bentuk",
    "Alamat sumber harus bisa dibuka pembaca: diawali https:// atau http://, lalu nama situsnya.",
    "sumber:\n  - nama: Situs Contoh\n    url: www.contoh.go.id/berita",
    "sumber:\n  - nama: Situs Contoh\n    url: https://www.contoh.go.id/berita",
    fixable=True,
)


@reports(WEB_ADDRESS_FORM)
def _link(lines: _Lines, problem: str, at: int, context_at: int | None) -> Fault | None:
    """A link of Markdown, which begins with the bracket of a list."""
    start = lines.start(lines.content_around(at)[0])
    for begin in (start, lines.previous(start)):
        line = lines.content(begin).rstrip() if begin is not None else ""
        column = _value_at(line)
        match = _LINK.fullmatch(line, column)
        if begin is not None and match:
            return Fault(
                WEB_ADDRESS_FORM,
                begin + column,
                begin + len(line),
                "Tautan Markdown tidak dipakai di kepala data.",
                "Tanda [ di awal nilai memulai sebuah daftar; di sini cukup alamatnya.",
                line[:column] + match[1],
                edits=((begin + column, begin + len(line), match[1]),),
            )
    return None


OPEN_BRACKET = Rule(
    "RK126",
    "kurung-tak-ditutup",
    "Tanda kurung tidak ditutup",
    "Tanda [ di awal nilai memulai daftar dan harus ditutup dengan ]; begitu juga { dan }.",
    "topik: [pilkada, keamanan",
    "topik: [pilkada, keamanan]",
    fixable=True,
)


@reports(OPEN_BRACKET)
def _bracket(lines: _Lines, problem: str, at: int, context_at: int | None) -> Fault | None:
    if context_at is not None and ("',' or" in problem or "node content" in problem):
        mark = lines.text[context_at : context_at + 1]
        if mark in {"[", "{"}:
            close = "]" if mark == "[" else "}"
            end = context_at + len(lines.content(context_at).rstrip())
            return Fault(
                OPEN_BRACKET,
                context_at,
                max(end, context_at + 1),
                f"Tanda kurung {mark} tidak ditutup.",
                f"Daftar yang dibuka dengan {mark} harus ditutup dengan {close}, dan isinya "
                "dipisahkan koma.",
                f"Tutup dengan {close}, atau apit nilainya dengan tanda petik bila kurung itu "
                "bagian dari teks.",
                is_step=True,
            )
    start = lines.start(at)
    if at >= len(lines.text.rstrip()) and "node content" in problem:
        start = lines.start(lines.content_around(at)[0])
        at = start + len(lines.content(start))
    line = lines.content(start)
    column = _value_at(line)
    if line[column : column + 1] in {"[", "{"} and at - start > column:
        return Fault(
            OPEN_BRACKET,
            start + column,
            start + len(line.rstrip()),
            "Nilai yang diawali tanda kurung tidak terbaca sebagai teks.",
            f"Tanda {line[column]} di awal nilai memulai sebuah daftar yang harus ditutup, dan "
            "sesudahnya tidak boleh ada teks lain.",
            line[:column] + quoted(line[column:].rstrip()),
            edits=_in_quotes(lines, start + column, line[column:].rstrip())
            if _BRACKETED_WORD.match(line, column)
            else (),
        )
    return None


# "[Penting] Rapat ..." is a text; "[a, b" was meant to be a list.
_BRACKETED_WORD = re.compile(r"\[[^\[\],]{1,60}\] \w")


BACKSLASH = Rule(
    "RK128",
    "garis-miring-terbalik",
    "Garis miring terbalik di dalam petik ganda",
    "Di dalam tanda petik ganda, \\ punya arti khusus. Pakailah tanda petik tunggal untuk "
    "teks biasa.",
    'tempat: "Aula \\Madya Kantor Contoh"',
    "tempat: 'Aula \\Madya Kantor Contoh'",
    fixable=True,
)


@reports(BACKSLASH)
def _escape(lines: _Lines, problem: str, at: int, context_at: int | None) -> Fault | None:
    if "escape" not in problem and "hexdecimal" not in problem and "hexadecimal" not in problem:
        return None
    back = lines.text.rfind("\\", 0, at + 1)
    place = back if back >= lines.start(at) else at
    start = lines.start(place)
    line = lines.content(start)
    column = _value_at(line)
    written = line[column:].rstrip()
    value = written[1:].removesuffix('"')
    right = "'" + value.replace("'", "''") + "'"
    is_whole = len(written) > 2 and written[0] == written[-1] == '"' and '"' not in value
    return Fault(
        BACKSLASH,
        place,
        place + 2,
        "Garis miring terbalik (\\) di dalam tanda petik ganda punya arti khusus.",
        "Sesudah \\ hanya boleh huruf tertentu; untuk teks biasa pakailah tanda petik tunggal.",
        line[:column] + right,
        edits=_instead(lines, start + column, written, right) if is_whole else (),
    )


MISSING_COLON = Rule(
    "RK125",
    "spasi-sesudah-titik-dua",
    "Titik dua atau spasinya hilang",
    "Kunci dan nilai dipisahkan oleh titik dua dan satu spasi.",
    "tempat:Aula Kantor Contoh",
    "tempat: Aula Kantor Contoh",
    fixable=True,
)


@reports(MISSING_COLON)
def _space(lines: _Lines, problem: str, at: int, context_at: int | None) -> Fault | None:
    """No blank after the colon, or no colon at all."""
    if not any(word in problem for word in ("mapping values", "expected ':'", "expected key")):
        return None
    start = lines.start(at)
    candidates = [start]
    above = lines.previous(start)
    if above is not None:
        candidates.insert(0, above)
    if context_at is not None and "':'" in problem:
        candidates.insert(0, lines.start(context_at))
    for begin in candidates:
        line = lines.content(begin)
        match = _NO_SPACE.match(line)
        if match and not _ENTRY.match(line):
            return Fault(
                MISSING_COLON,
                begin + match.start("value"),
                begin + match.end("value"),
                "Sesudah titik dua harus ada spasi.",
                f'"{match["key"]}:" dan nilainya tertulis rapat sehingga terbaca sebagai satu '
                "kata.",
                f"{line[: match.start('value')]} {match['value'].rstrip()}",
                edits=((begin + match.start("value"), begin + match.start("value"), " "),),
            )
    for begin in candidates:
        line = lines.content(begin).rstrip()
        if _is_text(line) and not line[0].isspace():
            return _no_colon(lines, begin, line)
    return None


_KEYS = frozenset(keys_of(Bulletin).values()) | {"tanggal", "mode", "status"}
# A key and what was written in the place of the colon.
_LIKE_KEY = re.compile(r"(?P<key>[A-Za-z_]+)(?P<mark>[ \t]*[;=：][ \t]*|[ \t]+)(?P<value>\S.*)")


UNCLOSED_FRONT_MATTER = Rule(
    "RK112",
    "kepala-data-tak-ditutup",
    "Kepala data tidak ditutup",
    "Tanpa baris --- penutup, isi berita terbaca sebagai bagian kepala data.",
    "---\njudul: Rapat Koordinasi Contoh\n\nIsi berita.\n",
    "---\njudul: Rapat Koordinasi Contoh\n---\n\nIsi berita.\n",
    Example.FILE,
    fixable=True,
)


@reports(MISSING_COLON, UNCLOSED_FRONT_MATTER)
def _no_colon(lines: _Lines, begin: int, line: str) -> Fault:
    """A line at the left edge that is not "key: value"."""
    bare = _bare_key(lines, begin, line)
    if bare is not None:
        return bare
    entry = _LIKE_KEY.match(line)
    above = lines.previous(begin)
    holds_nothing = above is not None and lines.content(above).rstrip().endswith(":")
    if entry and not holds_nothing and entry["key"].casefold() in _KEYS:
        is_mark = bool(entry["mark"].strip())
        return Fault(
            MISSING_COLON,
            begin,
            begin + len(line),
            f"Sesudah kunci {entry['key']} harus ada titik dua."
            if not is_mark
            else f"Sesudah kunci {entry['key']} harus ada titik dua, bukan {entry['mark'].strip()}",
            "Setiap baris kepala data berbentuk kunci, titik dua, spasi, lalu nilai.",
            f"{entry['key']}: {entry['value']}",
            edits=((begin + entry.end("key"), begin + entry.start("value"), ": "),)
            if is_mark
            else (),
        )
    if line.startswith("<!--"):
        inner = line.removeprefix("<!--").removesuffix("-->").strip()
        return Fault(
            MISSING_COLON,
            begin,
            begin + len(line),
            "Keterangan di kepala data tidak ditulis dengan <!-- -->",
            "Di kepala data, keterangan untuk penulis diawali tanda #.",
            f"# {inner}",
            edits=((begin, begin + len(line), f"# {inner}"),) if line.endswith("-->") else (),
        )
    gap = lines.text[lines.end(above) : begin].strip() if above is not None else ""
    is_below_gap = above is not None and lines.text[lines.end(above) : begin].count("\n") > 1
    if is_below_gap and (gap.startswith("##") or len(line) > 60):
        return Fault(
            UNCLOSED_FRONT_MATTER,
            begin,
            begin + len(line),
            "Kepala data belum ditutup di atas baris ini.",
            "Baris ini tampaknya sudah isi berita, padahal baris --- penutup baru ada di bawahnya.",
            "Pindahkan baris --- penutup ke bawah kunci yang terakhir.",
            is_step=True,
        )
    run = [begin]
    while above is not None and _is_text(upper := lines.content(above)):
        if not upper[0].isspace():
            run.append(above)
        above = lines.previous(above)
    upper = lines.content(above).rstrip() if above is not None else ""
    holder = _ENTRY.match(upper + " ")
    below = lines.following(begin)
    value = upper[holder.end() :] if holder else "-"
    is_certain = (
        not upper[:1].isspace()
        and value[:1] not in set("-\"'[{|>")
        and not any(mark in lines.content(start) for start in run for mark in (": ", " #"))
        # What stands further in below would become part of the value, too.
        and not (below is not None and lines.content(below)[:1] in {" ", "-"})
    )
    return Fault(
        MISSING_COLON,
        begin,
        begin + len(line),
        "Baris ini terlepas dari nilai di atasnya.",
        "Di tepi kiri hanya boleh ada kunci dengan titik dua; lanjutan sebuah nilai harus "
        "menjorok.",
        f"  {line}",
        edits=tuple((start, start, "  ") for start in run) if is_certain else (),
    )


# A key with nothing behind it on its line, but perhaps the wrong mark.
_BARE_KEY = re.compile(r"(?P<key>[A-Za-z_]+)[ \t]*[;=：.,]?")


def _bare_key(lines: _Lines, begin: int, line: str) -> Fault | None:
    """A word alone at the left edge is a key without its colon if it is a key's name, or if more
    is written below it, further in. Put further in itself it would hand that to the key above."""
    match = _BARE_KEY.fullmatch(line)
    if match is None:
        return None
    below = lines.following(begin)
    deeper = below is not None and lines.content(below)[:1] in {" ", "-"}
    is_key = match["key"].casefold() in _KEYS
    if not is_key and not deeper:
        return None
    key = match["key"].casefold() if is_key else match["key"]
    return Fault(
        MISSING_COLON,
        begin,
        begin + len(line),
        f"Sesudah kunci {match['key']} harus ada titik dua.",
        "Tanpa titik dua, baris ini dan yang tertulis di bawahnya tidak terbaca sebagai kunci "
        "dan isinya.",
        f"{key}:" if deeper else f"{key}: …",
        edits=((begin, begin + len(line), f"{key}:"),) if is_key and deeper else (),
    )


def _is_text(line: str) -> bool:
    """Whether a line is neither a key nor an entry of a list, nor blank or a comment."""
    content = line.strip()
    return content[:1] not in {"", "-", "#"} and not _INNER_KEY.match(line.rstrip())


INDENTATION = Rule(
    "RK123",
    "jorokan",
    "Letak awal baris tidak sejajar",
    "Jarak dari tepi kiri menunjukkan baris mana termasuk kunci mana. Kunci yang setingkat "
    "harus sejajar.",
    "tempat: Aula Contoh\n  mode: luring",
    "tempat: Aula Contoh\nmode: luring",
    fixable=True,
)


@reports(INDENTATION)
def _item(lines: _Lines, problem: str, at: int, context_at: int | None) -> Fault | None:
    if "sequence entries" not in problem:
        return None
    start = lines.start(at)
    line = lines.content(start)
    items = [part.strip() for part in re.split(r"(?:^|\s)-\s", line[at - start :]) if part.strip()]
    return Fault(
        INDENTATION,
        at,
        start + max(len(line.rstrip()), at - start + 1),
        "Butir daftar harus berada pada barisnya sendiri.",
        "Sesudah kunci dan titik dua, butir pertama dimulai pada baris berikutnya.",
        "\n".join([line[: at - start].rstrip(), *(f"  - {item}" for item in items)]),
    )


def _is_about_layout(problem: str) -> bool:
    words = ("mapping values", "expected key", "'-'", "block end", "':'")
    return any(word in problem for word in words)


ITEM_MARK_WRONG = Rule(
    "RK119",
    "awal-butir",
    "Awal butir daftar salah",
    "Setiap butir daftar diawali tanda hubung dan satu spasi. Tanpa spasi, atau dengan tanda "
    "lain, butir itu terbaca sebagai teks.",
    "topik:\n  -pilkada\n  -keamanan",
    "topik:\n  - pilkada\n  - keamanan",
    fixable=True,
)


@reports(ITEM_MARK_WRONG)
def _mark(lines: _Lines, problem: str, at: int, context_at: int | None) -> Fault | None:
    """An entry of a list that does not begin with a dash and a blank; the library stumbles over
    it or over the line below."""
    if not _is_about_layout(problem) and "alphabetic" not in problem:
        return None
    begin: int | None = lines.start(lines.content_around(at)[0])
    is_first = True
    while begin is not None:
        line = lines.content(begin)
        match = ITEM_MARK.match(line)
        if match is not None:
            # Below a key that already holds text, the mark may be part of that text.
            is_list = _is_below_key(lines, begin, match["lead"])
            if not is_list and not match["dash"]:
                return None
            place = begin + match.end("lead")
            return Fault(
                ITEM_MARK_WRONG,
                place,
                begin + len(line.rstrip()),
                *mend_item(line, match),
                edits=((place, begin + match.end(), "- "),) if is_list else (),
            )
        if not is_first and line[:1] not in {" ", "\t", "-"}:
            return None  # the key that the list belongs to
        is_first = False
        begin = lines.previous(begin)
    return None


def _is_below_key(lines: _Lines, begin: int, lead: str) -> bool:
    """Whether the list with an entry at ``begin`` stands below a key that holds nothing else."""
    above = lines.previous(begin)
    while above is not None and _is_within(lines.content(above), lead):
        above = lines.previous(above)
    return above is not None and lines.content(above).rstrip().endswith(":")


def _is_within(line: str, lead: str) -> bool:
    """Whether a line is part of a list whose entries begin after ``lead``."""
    deeper = len(line) - len(line.lstrip()) > len(lead)
    return deeper or line.lstrip().startswith("-") or ITEM_MARK.match(line) is not None


def mend_item(line: str, match: re.Match[str]) -> tuple[str, str, str]:
    """Message, cause and remedy for a line that :data:`ITEM_MARK` matches."""
    right = f"{match['lead']}- {line[match.end() :].rstrip()}"
    if match["dash"]:
        cause = f'"{_short(line)}" tertulis rapat, sehingga tidak terbaca sebagai butir daftar.'
        return "Sesudah tanda hubung harus ada spasi.", cause, right
    return (
        f"Butir daftar diawali tanda hubung, bukan {match['mark']}",
        "Di kepala data hanya tanda hubung dan satu spasi yang memulai butir; tanda lain terbaca "
        "sebagai teks.",
        right,
    )


# The key that takes up the text of a line once more keys stand below it.
_MAIN_KEYS = {
    "penyelenggara": "instansi",
    "pimpinan": "nama",
    "wakil": "nama",
    "instansi": "instansi",
    "sumber": "nama",
    "tindak_lanjut": "isi",
    "angka": "nilai",
    "lampiran": "berkas",
    "tanggal": "mulai",
}


@reports(INDENTATION)
def _inner(lines: _Lines, problem: str, at: int, context_at: int | None) -> Fault | None:
    """A key below a line that it should belong to, and cannot: the line is a text already, or
    is an entry of a list whose keys begin elsewhere."""
    if not _is_about_layout(problem):
        return None
    start, end = lines.content_around(at)
    own = lines.start(start)
    above = lines.previous(own)
    line = lines.content(own).rstrip()
    if above is None or not _INNER_KEY.match(line):
        return None
    depth = start - own
    upper = lines.content(above).rstrip()
    item = _ITEM.match(upper)
    entry = _ENTRY.match(upper + " ")
    lead = len(upper) - len(upper.lstrip())
    if upper.endswith(":"):
        return None
    if item and entry:
        return _misplaced(lines, own, depth, item.end()) if depth >= max(lead, 1) else None
    if depth <= lead:
        return None
    begin = entry or item
    text = upper[begin.end() :] if begin else ""
    if not text:
        return None
    key = entry["key"] if entry else _list_of(lines, above)
    main = _MAIN_KEYS.get(key)
    if entry:
        message = f"Kunci {key} sudah berisi teks, jadi tidak bisa memuat kunci di bawahnya."
        right = f"{upper[:lead]}{key}:\n{' ' * (lead + 2)}{main}: {text}\n{' ' * (lead + 2)}"
    else:
        message = "Butir di atas baris ini sudah berupa teks, jadi tidak bisa memuat kunci."
        right = f"{upper[: len(upper) - len(text)]}{main}: {text}\n{' ' * (lead + 2)}"
    return Fault(
        INDENTATION,
        start,
        end,
        message,
        f'Baris ini menjorok, sehingga terbaca sebagai bagian dari "{_short(upper.strip())}".',
        right + line.strip()
        if main
        else f"Hapus spasi di awal baris ini sehingga {line.strip().partition(':')[0]} sejajar "
        "dengan kunci di atasnya.",
        is_step=not main,
    )


_INNER_KEY = re.compile(r"[ \t]*[A-Za-z_]\w{0,40}:(?=\s|$)")


def _list_of(lines: _Lines, start: int) -> str:
    """The key whose list the entry at ``start`` belongs to."""
    above: int | None = start
    while above is not None and lines.content(above).lstrip().startswith("-"):
        above = lines.previous(above)
    return lines.content(above).strip().rstrip(":") if above is not None else ""


@reports(INDENTATION)
def _misplaced(lines: _Lines, own: int, depth: int, wanted: int) -> Fault | None:
    """A key of an entry of a list that does not stand below the first key of that entry."""
    line = lines.content(own).rstrip()
    if depth == wanted:
        return None
    edits = []
    if wanted - 2 < depth:
        # All that hangs on the same wrong edge moves with it, and what lies below its keys.
        start: int | None = own
        opens = False
        while start is not None:
            content = lines.content(start).rstrip()
            lead = len(content) - len(content.lstrip(" "))
            if content and (lead < depth or content[lead] == "\t" or (lead > depth and not opens)):
                break
            if content:
                edits.append((start, start + depth, " " * wanted))
                opens = content.endswith(":") if lead == depth else opens
            match = _LINE.match(lines.text, start)
            start = match.end() if match and match.end() < len(lines.text) else None
    return Fault(
        INDENTATION,
        own + depth,
        own + len(line),
        "Kunci ini tidak sejajar dengan kunci lain dalam butirnya.",
        f"Baris ini menjorok {depth} spasi, sedangkan kunci pertama butir itu, sesudah tanda "
        f"hubung, dimulai sesudah {wanted} spasi.",
        " " * wanted + line.strip(),
        edits=tuple(edits),
    )


@reports(INDENTATION)
def _indent(lines: _Lines, problem: str, at: int, context_at: int | None) -> Fault | None:
    if not _is_about_layout(problem):
        return None
    start, end = lines.content_around(at)
    above = lines.previous(lines.start(start))
    depth = start - lines.start(start)
    cause = f"Baris ini menjorok {depth} spasi, tidak sejajar dengan baris-baris di sekitarnya."
    if above is not None:
        line = lines.content(above)
        lead = len(line) - len(line.lstrip())
        if lead != depth:
            cause = (
                f"Baris ini menjorok {depth} spasi, sedangkan baris sebelumnya {lead} spasi, "
                "dan susunannya tidak cocok."
            )
    return Fault(
        INDENTATION,
        start,
        end,
        "Letak awal baris ini tidak sejajar.",
        cause,
        "Sejajarkan baris ini dengan kunci lain yang setingkat; butir daftar dan isinya "
        "menjorok dua spasi dari kuncinya.",
        is_step=True,
    )


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"
