"""RK8xx: leftovers of a press page, and slips of writing."""

from __future__ import annotations

from rakor.diagnostics.problem import Severity
from rakor.diagnostics.rule import Example, Rule

RULES = (
    Rule(
        "RK801",
        "sisa-halaman-berita",
        "Sisa halaman berita",
        (
            "Tautan ke berita lain, paraf penulis, dan kolom komentar ikut tersalin dari "
            "situs sumber."
        ),
        "Rapat ditutup dengan doa. (*)\n\nBaca juga: Harga cabai naik\n",
        "Rapat ditutup dengan doa.\n",
        Example.BODY,
        Severity.WARNING,
    ),
    Rule(
        "RK802",
        "huruf-besar",
        "Huruf besar semua",
        "Huruf besar semua sukar dibaca, dan singkatan tidak lagi terlihat.",
        "judul: RAPAT KOORDINASI PEMILUKADA DAMAI DI PROBOLINGGO",
        "judul: Rapat koordinasi pemilukada damai di Probolinggo",
        Example.KEYS,
        Severity.WARNING,
    ),
    Rule(
        "RK803",
        "kata-ganda",
        "Kata ditulis dua kali",
        ("Kata yang sama berturut-turut biasanya salah ketik; kata ulang memakai tanda hubung."),
        "Peserta mencegah praktik praktik politik uang di di desa.\n",
        "Peserta mencegah praktik-praktik politik uang di desa.\n",
        Example.BODY,
        Severity.WARNING,
        fixable=True,
    ),
    Rule(
        "RK804",
        "spasi",
        "Spasi atau titik berlebih",
        "Biasanya tertinggal saat menyalin atau menghapus kata.",
        "Rapat  ditutup .\n",
        "Rapat ditutup.\n",
        Example.BODY,
        Severity.WARNING,
        fixable=True,
    ),
    Rule(
        "RK805",
        "tanda-tak-berpasangan",
        "Tanda petik atau kurung tidak berpasangan",
        "Kutipan tanpa penutup membuat tidak jelas siapa yang berbicara.",
        "“Damai itu indah, ujarnya.\n",
        "“Damai itu indah,” ujarnya.\n",
        Example.BODY,
        Severity.WARNING,
    ),
    Rule(
        "RK806",
        "singkatan-asing",
        "Singkatan instansi tidak dikenal",
        "Singkatan yang salah eja tidak ditemukan oleh pencarian.",
        "Rapat dipantau Bawslu setempat.\n",
        "Rapat dipantau Bawaslu setempat.\n",
        Example.BODY,
        Severity.WARNING,
    ),
    Rule(
        "RK807",
        "sisa-templat",
        "Sisa templat",
        "Isian contoh yang tertinggal dari templat akan terbit seperti keterangan sungguhan.",
        "pimpinan:\n  nama: Nama Pemimpin Rapat",
        "pimpinan:\n  jabatan: Bupati Probolinggo",
        Example.KEYS,
        Severity.WARNING,
    ),
)
