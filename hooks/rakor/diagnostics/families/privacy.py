"""RK5xx: personal data that Law 27/2022 protects."""

from __future__ import annotations

from rakor.diagnostics.problem import Severity
from rakor.diagnostics.rule import Example, Rule

RULES = (
    Rule(
        "RK501",
        "nik",
        "NIK atau nomor Kartu Keluarga",
        (
            "UU 27/2022 melindungi nomor kependudukan. Nomor itu dikenali dari susunannya: "
            "kode wilayah, tanggal, nomor urut."
        ),
        "Peserta mendaftar dengan NIK 3513011203900001.\n",
        "Peserta mendaftar dengan nomor induk kependudukan.\n",
        Example.BODY,
        excusable=True,
    ),
    Rule(
        "RK502",
        "nomor-genggam",
        "Nomor telepon genggam",
        "Nomor genggam biasanya milik seseorang. Telepon kantor boleh ditulis.",
        "Informasi: 0812-0000-1234.\n",
        "Informasi: (0335) 421000.\n",
        Example.BODY,
        Severity.WARNING,
    ),
    Rule(
        "RK503",
        "surel-pribadi",
        "Surel pribadi",
        "Surel di layanan umum biasanya milik seseorang.",
        "Surat dikirim ke contoh@gmail.com.\n",
        "Surat dikirim ke kominfo@probolinggokab.go.id.\n",
        Example.BODY,
        Severity.WARNING,
    ),
    Rule(
        "RK504",
        "alamat-rumah",
        "Alamat rumah",
        "RT, RW, dan nomor rumah menunjukkan tempat tinggal orang.",
        "Rumah korban di RT 03/RW 05 Desa Contoh.\n",
        "Rumah korban di Desa Contoh.\n",
        Example.BODY,
        Severity.WARNING,
    ),
    Rule(
        "RK505",
        "letak-gambar",
        "Gambar menyimpan letak GPS",
        "Kamera ponsel mencatat letak pengambilan di dalam berkas.",
        "Foto dari ponsel dengan letak GPS di dalamnya",
        "Foto yang letaknya sudah dihapus",
        Example.NOTE,
        Severity.WARNING,
    ),
    Rule(
        "RK506",
        "nama-pembuat",
        "Dokumen menyimpan nama pembuatnya",
        "Aplikasi mengisi nama pembuat tanpa diminta, dan siapa pun bisa membacanya.",
        "undangan.docx yang berisi nama pegawai sebagai pembuat",
        "undangan.docx sesudah Periksa Dokumen",
        Example.NOTE,
        Severity.WARNING,
    ),
)
