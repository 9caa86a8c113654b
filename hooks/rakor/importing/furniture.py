"""Site furniture: what stands on a page around an article and is none of its content."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TAG = re.compile(
    r"\ufeff|\*\*|(?<!\w)__|__(?!\w)|(?m:^#{1,6}(?=\s))|\]\(https?://[^)\s]{1,500}\)"
    r"|https?://[^\s<>\"]{1,500}|<(?:!--.{0,5000}?--|/?[a-zA-Z][^<>]{0,3000})>|&(?:nbsp|#160);",
    re.DOTALL,
)

# A whole line that is furniture wherever it stands.
_LINE = re.compile(
    r"(?:"
    r"[x×|•·»›>/\\–—-]+|menu|cari|beranda|home|berita|news|login|masuk|daftar|langganan|"
    r"notification|notifikasi|iklan|advertisement|adv|sponsor|loading\W*|avatar|"
    r"komentar(?:\s*\(?\d+\)?)?|\d+\s*komentar|comments?|bagikan(?:\s+(?:ke|di|via)\b.*)?|share"
    r"(?:\s+(?:this|on|to)\b.*)?|sebarkan(?: artikel ini)?|sebarkan:?|"
    r"tags?\s*:?|tags?\s*:.*|topik\s*:.*|label\s*:.*|kategori\s*:.*|"
    r"facebook|twitter|whatsapp|telegram|linkedin|instagram|line|pinterest|email|cetak|print|"
    r"copy link|salin tautan|tautan disalin|ikuti kami\b.*|follow us\b.*|"
    r"(?:baca|simak|lihat)(?: juga| pula)?\s*:.*|baca juga\b.{0,160}|lihat juga\b.{0,160}|"
    r"(?:[\d.,]+\s*(?:total\s+)?(?:views?|x|kali)(?:\s+(?:dibaca|dilihat|today))?[\s,]*)+"
    r"(?:[\d.,]+\s*views?\s*today)?|(?:dilihat|dibaca|views?|hits?)\s*:?\s*[\d.,]+(?:\s*kali)?|"
    r"[\d.,]{1,9}|scroll to continue.*|lanjut(?:kan)? (?:baca|membaca).*|selengkapnya|read more|"
    r"next|previous|berikutnya|selanjutnya|sebelumnya|halaman\s*:?\s*\d.*|"
    r"\d+\s+(?:menit|jam|hari)\s+(?:lalu|baca|yang lalu|membaca)|"
    r"(?:rep|red|reporter|penulis|editor|pewarta|kontributor|uploader|publisher|oleh|by)\s*:.*|"
    r"(?:by|oleh)\s+(?:admin|redaksi)\b.*|admin|redaksi|"
    r"(?:foto|photo|sumber foto|gambar|ilustrasi|dok)\s*[:.].{0,120}|\(foto.{0,100}\)|"
    r"(?:copyright|hak cipta|©).*|all rights reserved.*|"
    r"(?:diterbitkan|dipublikasikan|posted|published|updated|last updated|tayang|diperbarui)"
    r"\b.{0,100}|skip to content|langsung ke konten(?: utama)?|"
    r"(?:beranda|home)\s*[/»›>].{0,150}"
    r")",
    re.IGNORECASE,
)
# From here on nothing belongs to the article.
_END = re.compile(
    r"(?:tinggalkan (?:balasan|komentar)|leave a (?:reply|comment)|batalkan balasan|"
    r"alamat email anda tidak akan.*|your email address.*|post a comment|tulis komentar.*|"
    r"komentar pembaca|\d+ (?:tanggapan|responses?)\b.*|berita (?:lainnya|populer|terpopuler)|"
    r"terpopuler|artikel populer|navigasi pos|post navigation)",
    re.IGNORECASE,
)
# Headings of lists of other articles; the headlines after them go with them.
_OTHERS = re.compile(
    r"(?:(?:baca|lihat|simak) (?:juga|pula)\s*:?|(?:berita|artikel|konten|pos) "
    r"(?:terkait|terbaru|terkini|lain)\s*:?|related (?:posts?|articles?|news)\s*:?|"
    r"rekomendasi(?: untuk anda)?\s*:?|anda mungkin (?:juga )?(?:suka|menyukai)\W*)",
    re.IGNORECASE,
)
_DAYS = r"(?:senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu|ahad)"
_STAMP = re.compile(
    rf"(?:{_DAYS}\s*,?\s+)?\d{{1,2}}\s+[a-z]{{3,9}}\.?\s+\d{{4}}"
    r"(?:\s*[,|@/–-]*\s*(?:pukul|jam)?\s*\d{1,2}[:.]\d{1,2}(?::\d\d)?\s*(?:wib|wita|wit)?)?"
    r"(?:\s*[|/–-].{0,60}|\s+last updated.*)?"
    rf"|(?:{_DAYS}\s*,?\s+)?\d{{1,2}}[/-]\d{{1,2}}[/-]\d{{4}}"
    r"(?:\s*[,|@-]*\s*\d{1,2}[:.]\d{2}(?::\d\d)?\s*(?:wib|wita|wit)?)?"
    rf"|{_DAYS}\s*,?\s+[a-z]{{3,9}}\s+\d{{1,2}},\s+\d{{4}}",
    re.IGNORECASE,
)
_DATED = re.compile(r"\b\d{1,2}(?:\s[A-Za-z]{3,9}\s|[/-]\d{1,2}[/-])\d{4}\b")
_GLUED_DATELINE = re.compile(
    r"(^(?:[A-Z][A-Z .,'’()/]{3,50}|[^\n]{2,40}\.(?:com|id|net|online|news)\.?))-(?=[A-Z][a-z])",
    re.MULTILINE,
)
_ENDS_SENTENCE = (".", "!", "?", "”", '"', ":")


def blank_furniture(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """``text`` with blanks where it is furniture, and where dates of the page stood in it."""
    content = _TAG.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    # "SAMARINDA.KABAR-Menteri …": the hyphen of a dateline joins no words.
    content = _GLUED_DATELINE.sub(lambda match: match[1] + " ", content, count=1)
    blanked = list(content)
    stamps: list[tuple[int, int]] = []
    for start, end, is_stamp in _furniture(content):
        if is_stamp:
            stamps.append((start, end))
        for at in range(start, end):
            if blanked[at] != "\n":
                blanked[at] = " "
    return "".join(blanked), tuple(stamps)


def _furniture(content: str) -> Iterator[tuple[int, int, bool]]:
    lines = list(_lines(content))
    half = len(content) * 0.4
    skip_headlines = False
    for start, end, line in lines:
        if _END.fullmatch(line) and start > half:
            yield start, len(content), False
            return
        if _STAMP.fullmatch(line) or _dated_meta(line):
            yield start, end, True
            continue
        if _OTHERS.fullmatch(line):
            skip_headlines = True
            yield start, end, False
            continue
        if skip_headlines:
            if len(line) < 140 and not line.endswith(_ENDS_SENTENCE):
                yield start, end, False
                continue
            skip_headlines = False
        if _LINE.fullmatch(line):
            yield start, end, _DATED.search(line) is not None


def _dated_meta(line: str) -> bool:
    return bool(
        re.match(r"(?:diterbitkan|dipublikasikan|posted|published|tayang|diperbarui)\b", line, re.I)
        and len(line) < 120
        and re.search(r"\d{4}", line)
    )


def _lines(content: str) -> Iterator[tuple[int, int, str]]:
    start = 0
    for raw in content.splitlines(keepends=True):
        line = raw.strip()
        if line:
            yield start, start + len(raw), " ".join(line.split())
        start += len(raw)
