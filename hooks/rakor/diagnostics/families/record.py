"""RK7xx: what bulletins say about one another, and their addresses."""

from __future__ import annotations

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
)
