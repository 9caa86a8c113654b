"""The text of a page as search knows it."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

import rakor
from rakor.bulletin import Bulletin
from rakor.registry import load_agencies, regions
from rakor.search.document import LABELS, document, plain


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>rencana\npengiriman <em>surat</em> suara</p>", "rencana pengiriman surat suara"),
        ("<p>satu</p>\n<p>dua</p>", "satu\ndua"),
        ("<ul>\n<li>a</li>\n<li>b<ul><li>c</li></ul></li>\n</ul>", "a\nb\nc"),
        ("<table><tr><th>Wilayah</th><td>12.173</td></tr></table>", "Wilayah\n12.173"),
        ("<p>A &amp; B &lt;b&gt;</p>", "A & B <b>"),
        ("<p>KTP<strong>-el</strong></p>", "KTP-el"),
        ("<p>a<br>b</p>", "a\nb"),
        ("", ""),
    ],
)
def test_text_of_a_body(html: str, text: str) -> None:
    assert plain(html) == text


def test_lines_of_the_record_say_what_they_are() -> None:
    bulletin = Bulletin.from_fields(
        {
            "id": "contoh/satu",
            "judul": "Contoh rapat",
            "start": dt.date(2024, 11, 14),
            "end": dt.date(2024, 11, 14),
            "wilayah": "35.13",
            "mode": "daring",
            "penyelenggara": {"instansi": "kpu@35.13"},
            "pimpinan": {"nama": "Contoh A", "mewakili": "Ketua Contoh"},
            "instansi": [
                {"instansi": "kpu@35.13", "peran": "pembicara", "wakil": [{"nama": "Contoh B"}]},
                {"instansi": "bawaslu@35.13"},
            ],
            "topik": ["pilkada"],
            "ringkasan": "Contoh ringkasan.",
            "angka": [{"nilai": "Rp2,5 miliar", "keterangan": "bantuan", "menurut": "Ketua"}],
            "tindak_lanjut": [
                {
                    "isi": "Membagikan contoh.",
                    "penanggung_jawab": "kpu@35.13",
                    "tenggat": dt.date(2024, 11, 23),
                },
                {"isi": "Menjaga contoh", "jenis": "imbauan"},
                {"isi": "Menutup contoh", "selesai": {"buletin": "contoh/dua"}},
                {"isi": "Memindah contoh", "dialihkan": {"buletin": "contoh/dua"}},
            ],
            "sumber": [{"nama": "Media Contoh"}],
            "lampiran": [{"berkas": "contoh/undangan.pdf", "keterangan": "Surat undangan"}],
            "ralat": [
                {"tanggal": dt.date(2024, 12, 1), "bagian": "judul", "semula": "A", "menjadi": "B"}
            ],
        },
        by_name=True,
    )
    known = regions()
    agencies = load_agencies(known, None)
    found = document(bulletin, "Teks.", known, agencies, {"pilkada": "Pilkada"})
    assert found.body.split("\n") == [
        "Teks.",
        "Pimpinan: Contoh A, mewakili Ketua Contoh",
        "Bentuk rapat: Daring",
        "Pembicara: KPU Kabupaten Probolinggo, Contoh B",
        "Angka: Rp2,5 miliar bantuan, Ketua",
        "Komitmen: KPU Kabupaten Probolinggo: Membagikan contoh, tenggat 23 November 2024",
        "Imbauan: Menjaga contoh",
        "Komitmen: Menutup contoh, selesai",
        "Komitmen: Memindah contoh, dialihkan",
        "Lampiran: Surat undangan, undangan.pdf",
        "Topik: Pilkada",
        "Sumber: Media Contoh",
        "Ralat: judul, semula A, menjadi B",
    ]
    assert all(line.partition(":")[0] in LABELS for line in found.body.split("\n")[1:])


def test_the_page_knows_the_labels() -> None:
    page = (Path(rakor.__file__).parent / "theme/files/assets/cari.js").read_text(encoding="utf-8")
    listed = re.search(r"const LABELS = \[(.*?)\]", page, re.S)
    assert listed
    assert re.findall(r'"([^"]+)"', listed[1]) == list(LABELS)
