"""RK7xx: what bulletins say about one another, and their addresses."""

from __future__ import annotations

from rakor.diagnostics.problem import Severity
from rakor.diagnostics.rule import Example, Rule

RULES = (
    Rule(
        "RK701",
        "buletin-tak-ada",
        "Buletin yang dirujuk tidak ada",
        "Kunci terkait dan selesai berisi id buletin, yaitu letaknya di bawah bulletins/ tanpa "
        ".md.",
        "terkait:\n  - jawa-timur/2024/2024-01-01-tidak-ada",
        "terkait:\n  - jawa-timur/2024/2024-11-20-lanjutan",
    ),
    Rule(
        "RK702",
        "alamat-lama-terpakai",
        "Alamat lama dipakai buletin lain",
        "Alamat lama menjadi halaman penunjuk ke alamat baru, jadi tidak boleh sama dengan "
        "alamat buletin yang masih ada.",
        "alamat_lama:\n  - jawa-timur/2024/2024-11-20-lanjutan",
        "alamat_lama:\n  - jawa-timur/2024/2024-11-14-contoh",
    ),
    Rule(
        "RK703",
        "merujuk-diri-sendiri",
        "Buletin merujuk dirinya sendiri",
        "Rujukan ke diri sendiri tidak menunjukkan apa-apa kepada pembaca.",
        "terkait:\n  - jawa-timur/kabupaten-probolinggo/2024/2024-11-14-contoh",
        "terkait:\n  - jawa-timur/2024/2024-11-20-lanjutan",
    ),
    Rule(
        "RK704",
        "bentuk-id-buletin",
        "Id buletin salah bentuk",
        "Id buletin adalah letaknya di bawah bulletins/ dengan garis miring biasa, tanpa .md dan "
        "tanpa alamat situs.",
        "alamat_lama:\n  - ../Rapat Contoh",
        "alamat_lama:\n  - jawa-timur/2024/2024-11-14-contoh",
    ),
    Rule(
        "RK705",
        "topik-belum-ada",
        "Daftar topik belum ada",
        "Topik buletin dipilih dari bulletins/topics.yml, jadi berkas itu harus ada.",
        "Folder bulletins/ tanpa topics.yml",
        "bulletins/topics.yml dengan baris pilkada: Pilkada",
        Example.NOTE,
    ),
    Rule(
        "RK706",
        "rapat-kembar",
        "Satu rapat punya dua buletin",
        "Dua penulis bisa mencatat rapat yang sama dari dua sumber.",
        "Dua buletin dengan wilayah, tanggal, dan penyelenggara yang sama",
        "Satu buletin dengan dua butir pada kunci sumber",
        Example.NOTE,
        Severity.WARNING,
    ),
    Rule(
        "RK707",
        "penutup-janggal",
        "Tindak lanjut ditutup oleh buletin yang lebih awal",
        "Penyelesaian tercatat sesudah janjinya, dalam buletin yang terbit.",
        (
            "tanggal: 2024-11-25\ntindak_lanjut:\n  - isi: Menggelar doa bersama.\n    "
            "selesai: jawa-timur/2024/2024-11-20-lanjutan"
        ),
        (
            "tindak_lanjut:\n  - isi: Menggelar doa bersama.\n    selesai: "
            "jawa-timur/2024/2024-11-20-lanjutan"
        ),
        Example.KEYS,
        Severity.WARNING,
    ),
    Rule(
        "RK711",
        "berubah-tanpa-ralat",
        "Fakta berubah tanpa ralat",
        (
            "Buletin yang sudah terbit adalah catatan publik. Perubahan tanggal, wilayah, "
            "orang, instansi, angka, atau tindak lanjut dicatat pada kunci ralat."
        ),
        "Nilai pada angka diganti tanpa butir baru pada ralat",
        "Nilai diganti, dan ralat bertambah satu butir",
        Example.NOTE,
        Severity.WARNING,
    ),
    Rule(
        "RK712",
        "terhapus",
        "Buletin terbit dihapus",
        (
            "Alamat yang sudah terbit berlaku selamanya. Buletin ditarik dengan status: "
            "dicabut, bukan dihapus."
        ),
        "Berkas buletin dihapus dari folder",
        "status: dicabut",
        Example.NOTE,
    ),
    Rule(
        "RK713",
        "pindah-tanpa-alamat",
        "Buletin pindah tanpa alamat lama",
        ("Alamat yang sudah terbit berlaku selamanya; buletin yang pindah mencatat letak lamanya."),
        "Berkas diganti namanya tanpa alamat_lama",
        "alamat_lama dengan letak sebelumnya",
        Example.NOTE,
        fixable=True,
    ),
)
