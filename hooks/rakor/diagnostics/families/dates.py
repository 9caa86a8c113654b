"""RK3xx: dates and times."""

from __future__ import annotations

from rakor.diagnostics.problem import Severity
from rakor.diagnostics.rule import Example, Rule

RULES = (
    Rule(
        "RK301",
        "bentuk-tanggal",
        "Tanggal salah bentuk",
        "Tanggal ditulis tahun-bulan-hari dengan angka, agar tidak ada yang tertukar: 2024-11-14 "
        "adalah 14 November 2024.",
        "tanggal: 14 November 2024",
        "tanggal: 2024-11-14",
        fixable=True,
    ),
    Rule(
        "RK302",
        "tanggal-mustahil",
        "Tanggal tidak ada dalam kalender",
        "Bulan hanya sampai 12, dan setiap bulan punya jumlah hari sendiri.",
        "tanggal: 2024-11-31",
        "tanggal: 2024-11-14",
    ),
    Rule(
        "RK303",
        "tahun-janggal",
        "Tahun janggal",
        "Tahun di luar 1945 sampai 2100 hampir pasti salah ketik.",
        "tanggal: 2922-11-14",
        "tanggal: 2024-11-14",
    ),
    Rule(
        "RK304",
        "selesai-sebelum-mulai",
        "Tanggal selesai sebelum tanggal mulai",
        "Rapat beberapa hari berakhir sesudah dimulai.",
        "tanggal:\n  mulai: 2024-11-14\n  selesai: 2024-11-13",
        "tanggal:\n  mulai: 2024-11-14\n  selesai: 2024-11-15",
    ),
    Rule(
        "RK305",
        "jam-selesai-sebelum-mulai",
        "Jam selesai sebelum jam mulai",
        "Rapat berakhir sesudah dimulai. Bila berlangsung melewati tengah malam, tulis tanggal "
        "mulai dan selesai.",
        "waktu: 13.00–12.00 WIB",
        "waktu: 09.00–12.00 WIB",
    ),
    Rule(
        "RK306",
        "bentuk-waktu",
        "Waktu salah bentuk",
        "Waktu ditulis jam dan menit dengan titik, lalu WIB, WITA, atau WIT, karena Indonesia "
        "punya tiga zona waktu.",
        "waktu: 9 pagi",
        "waktu: 09.00–12.00 WIB",
        fixable=True,
    ),
    Rule(
        "RK311",
        "hari-tak-cocok",
        "Hari dan tanggal tidak cocok",
        (
            "Hari dan tanggal yang ditulis lengkap harus bertemu dalam kalender; bila tidak, "
            "pembaca tidak tahu mana yang benar."
        ),
        "Rapat digelar pada Rabu (14/11/2024).\n",
        "Rapat digelar pada Kamis (14/11/2024).\n",
        Example.BODY,
        excusable=True,
    ),
    Rule(
        "RK312",
        "hari-tanpa-tahun-tak-cocok",
        "Hari tidak cocok dengan tanggal tanpa tahun",
        ("Tahunnya diambil dari tanggal rapat. Mungkin harinya salah, mungkin tahunnya lain."),
        "Rapat digelar pada Rabu (14/11).\n",
        "Rapat digelar pada Kamis (14/11).\n",
        Example.BODY,
        Severity.WARNING,
    ),
    Rule(
        "RK313",
        "tanggal-mustahil-dalam-isi",
        "Tanggal dalam isi tidak ada dalam kalender",
        "Bulan hanya sampai 12, dan setiap bulan punya jumlah hari sendiri.",
        "Pemungutan suara pada 31 November 2024.\n",
        "Pemungutan suara pada 27 November 2024.\n",
        Example.BODY,
        excusable=True,
    ),
    Rule(
        "RK314",
        "tahun-janggal-dalam-isi",
        "Tahun dalam isi janggal",
        "Tahun di luar 1945 sampai 2100 hampir pasti salah ketik.",
        "Rapat digelar pada (15/09/2922).\n",
        "Rapat digelar pada (15/09/2022).\n",
        Example.BODY,
        excusable=True,
    ),
    Rule(
        "RK315",
        "ejaan-bulan",
        "Nama bulan tidak baku",
        "Ejaan bulan yang seragam membuat tanggal bisa dicari.",
        "Pemungutan suara pada 27 Nopember 2024.\n",
        "Pemungutan suara pada 27 November 2024.\n",
        Example.BODY,
        Severity.WARNING,
        fixable=True,
    ),
    Rule(
        "RK321",
        "rapat-belum-berlangsung",
        "Rapat yang belum berlangsung dicatat sebagai sudah",
        "Tanggal yang masih akan datang biasanya salah tahun, atau rapatnya baru rencana.",
        "Buletin bertanggal tahun depan tanpa status: rencana",
        "status: rencana",
        Example.NOTE,
        Severity.WARNING,
    ),
    Rule(
        "RK322",
        "terbit-sebelum-rapat",
        "Terbit sebelum rapat",
        "Sumber atau buletin yang terbit sebelum rapat hanya bisa memuat rencananya.",
        "sumber:\n  - nama: Situs Contoh\n    tanggal: 2024-11-10",
        "sumber:\n  - nama: Situs Contoh\n    tanggal: 2024-11-15",
        Example.KEYS,
        Severity.WARNING,
    ),
    Rule(
        "RK323",
        "tenggat-sebelum-rapat",
        "Tenggat sebelum rapat",
        "Yang disepakati dalam rapat dikerjakan sesudahnya.",
        "tindak_lanjut:\n  - isi: Menggelar doa bersama.\n    tenggat: 2024-10-23",
        "tindak_lanjut:\n  - isi: Menggelar doa bersama.\n    tenggat: 2024-11-23",
        Example.KEYS,
        excusable=True,
    ),
    Rule(
        "RK324",
        "zona-waktu",
        "Zona waktu bukan zona daerahnya",
        (
            "Indonesia punya tiga zona waktu, dan setiap provinsi memakai satu. Rapat daring "
            "boleh memakai waktu pengundang."
        ),
        "waktu: 09.00–12.00 WITA",
        "waktu: 09.00–12.00 WIB",
        Example.KEYS,
        Severity.WARNING,
    ),
    Rule(
        "RK325",
        "urutan-ralat",
        "Tanggal ralat janggal",
        "Ralat dibuat sesudah rapat, dan yang terbaru ditulis paling atas.",
        "ralat:\n  - tanggal: 2024-11-10\n    bagian: ringkasan\n    menjadi: 210 orang",
        "ralat:\n  - tanggal: 2024-11-20\n    bagian: ringkasan\n    menjadi: 210 orang",
        Example.KEYS,
        Severity.WARNING,
    ),
)
