"""RK3xx: dates and times."""

from __future__ import annotations

from rakor.diagnostics.rule import Rule

RULES = (
    Rule(
        "RK301",
        "bentuk-tanggal",
        "Tanggal salah bentuk",
        "Tanggal ditulis tahun-bulan-hari dengan angka, agar tidak ada yang tertukar: 2024-11-14 "
        "adalah 14 November 2024.",
        "tanggal: 14 November 2024",
        "tanggal: 2024-11-14",
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
    ),
)
