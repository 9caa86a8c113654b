"""RK6xx: links and attached files."""

from __future__ import annotations

from rakor.diagnostics.problem import Severity
from rakor.diagnostics.rule import Example, Rule

RULES = (
    Rule(
        "RK601",
        "tautan-berbahaya",
        "Tautan tidak boleh dipakai",
        "Tautan dalam isi hanya boleh http, https, mailto, atau ke berkas di bulletins/. Jenis "
        "lain bisa menjalankan sesuatu di komputer pembaca atau tidak berfungsi di tempat lain.",
        "Baca [pengumuman](javascript:alert(1)).\n",
        "Baca [pengumuman](https://www.contoh.go.id/pengumuman).\n",
        Example.BODY,
    ),
    Rule(
        "RK602",
        "tautan-keluar",
        "Tautan keluar dari folder bulletins/",
        "Hanya yang ada di dalam bulletins/ yang ikut terbit dan ikut disalin ke USB.",
        "Lihat [berkas](../../../../../rahasia.pdf).\n",
        "Lihat [sumbernya](https://www.contoh.go.id/berkas.pdf).\n",
        Example.BODY,
    ),
    Rule(
        "RK603",
        "tautan-putus",
        "Tautan menuju berkas yang tidak ada",
        "Pembaca yang membuka tautan itu tidak akan menemukan apa-apa.",
        "Lihat [rapat lalu](2024-01-01-tidak-ada.md).\n",
        "Lihat [situsnya](https://www.contoh.go.id/).\n",
        Example.BODY,
    ),
    Rule(
        "RK604",
        "jenis-gambar",
        "Gambar tidak bisa ditampilkan",
        "Gambar harus berkas jpg, jpeg, png, atau webp di dalam bulletins/. Gambar dari situs "
        "lain tidak tampil tanpa internet dan membuat situs itu tahu siapa yang membaca.",
        "![Suasana rapat](https://www.contoh.go.id/foto.jpg)\n",
        "Foto ada di [situsnya](https://www.contoh.go.id/foto.jpg).\n",
        Example.BODY,
    ),
    Rule(
        "RK611",
        "lampiran-di-luar",
        "Lampiran di luar folder bulletins/",
        "Lampiran harus ada di dalam bulletins/, ditulis dengan garis miring biasa dari folder "
        "buletin.",
        "lampiran:\n  - berkas: ../../../../../rahasia.pdf",
        "lampiran:\n  - berkas: undangan.pdf",
    ),
    Rule(
        "RK612",
        "lampiran-tak-ada",
        "Lampiran tidak ditemukan",
        "Berkas yang disebut harus ada di folder itu, dengan ejaan dan huruf besar-kecil yang "
        "sama.",
        "lampiran:\n  - berkas: tidak-ada.pdf",
        "lampiran:\n  - berkas: undangan.pdf",
    ),
    Rule(
        "RK613",
        "jenis-lampiran",
        "Jenis lampiran tidak diizinkan",
        "Yang diizinkan: pdf, jpg, jpeg, png, webp, csv, xlsx, docx, ods, odt, txt. Jenis lain "
        "bisa memuat program atau tidak bisa dibuka pembaca.",
        "lampiran:\n  - berkas: undangan.exe",
        "lampiran:\n  - berkas: undangan.pdf",
    ),
    Rule(
        "RK614",
        "lampiran-tak-disebut",
        "Berkas tidak disebut oleh buletin mana pun",
        "Berkas yang tidak disebut dalam lampiran atau isi tidak ikut terbit.",
        "undangan.pdf di folder, tetapi tidak ada dalam kunci lampiran",
        "lampiran dengan butir berkas: undangan.pdf",
        Example.NOTE,
        Severity.WARNING,
    ),
    Rule(
        "RK605",
        "bagian-tak-ada",
        "Bagian yang dituju tidak ada",
        ("Tautan dengan tanda # menuju judul bagian; namanya huruf kecil dengan tanda hubung."),
        "[Arahan](#arahan-bupati)\n\n## Arahan penjabat\n\nIsi.\n",
        "[Arahan](#arahan-penjabat)\n\n## Arahan penjabat\n\nIsi.\n",
        Example.BODY,
        Severity.WARNING,
    ),
    Rule(
        "RK606",
        "gambar-tanpa-keterangan",
        "Gambar tanpa keterangan pengganti",
        "Pembaca yang memakai pembaca layar hanya punya keterangan itu.",
        "Bagan ![](bagan.png)\n",
        "Bagan ![Alur pengiriman logistik](bagan.png)\n",
        Example.BODY,
        Severity.WARNING,
    ),
    Rule(
        "RK615",
        "lampiran-besar",
        "Lampiran terlalu besar",
        "Lampiran besar lama dibuka di ponsel dan memenuhi USB.",
        "Lampiran 25 MB",
        "Lampiran yang sudah diperkecil menjadi 2 MB",
        Example.NOTE,
        Severity.WARNING,
    ),
)
