"""RK2xx: regions, agencies and topics that the registry does not know as written."""

from __future__ import annotations

from rakor.diagnostics.problem import Severity
from rakor.diagnostics.rule import Example, Rule

RULES = (
    Rule(
        "RK201",
        "wilayah-tak-dikenal",
        "Wilayah tidak dikenal",
        "Wilayah ditulis dengan nama resmi lengkap atau kode Kemendagri, agar satu daerah selalu "
        "tercatat sama.",
        "wilayah: Kabupaten Probolingo",
        "wilayah: Kabupaten Probolinggo",
        fixable=True,
    ),
    Rule(
        "RK202",
        "kode-wilayah-tak-dikenal",
        "Kode wilayah tidak ada",
        "Kode wilayah mengikuti daftar Kemendagri: dua angka untuk provinsi, lalu titik dan dua "
        "angka untuk kabupaten/kota.",
        'wilayah: "35.99"',
        'wilayah: "35.13"',
        fixable=True,
    ),
    Rule(
        "RK203",
        "wilayah-ambigu",
        "Wilayah bisa berarti dua daerah",
        "Banyak kabupaten dan kota memakai nama yang sama. Tulis kodenya, atau nama lengkap "
        "dengan kata Kabupaten atau Kota.",
        "wilayah: Probolinggo",
        'wilayah: "35.13"',
    ),
    Rule(
        "RK204",
        "tingkat-wilayah",
        "Tingkat wilayah tidak cocok",
        "Buletin dicatat pada provinsi, kabupaten, atau kota. Kecamatan dan desa disebut di "
        "dalam isi.",
        'wilayah: "35.13.01"',
        'wilayah: "35.13"',
    ),
    Rule(
        "RK211",
        "instansi-tak-dikenal",
        "Instansi tidak dikenal",
        "Nama instansi dicocokkan dengan daftar agar satu instansi punya satu halaman. Instansi "
        "setempat yang belum ada ditambahkan pada bulletins/agencies.yml.",
        "instansi:\n  - Kantor Serba Ada Contoh",
        "instansi:\n  - KPU Kabupaten Probolinggo",
        fixable=True,
    ),
    Rule(
        "RK212",
        "instansi-ambigu",
        "Instansi bisa berarti beberapa",
        "Nama itu dipakai oleh lebih dari satu instansi. Tulis nama lengkapnya.",
        "instansi:\n  - KPU Probolinggo",
        "instansi:\n  - KPU Kabupaten Probolinggo",
    ),
    Rule(
        "RK213",
        "tingkat-instansi",
        "Instansi tidak ada pada tingkat itu",
        "Setiap jenis instansi ada pada tingkat tertentu; Polda misalnya hanya pada provinsi.",
        "instansi:\n  - Polda Kabupaten Probolinggo",
        "instansi:\n  - Polda Jawa Timur",
    ),
    Rule(
        "RK221",
        "topik-tak-dikenal",
        "Topik tidak ada dalam daftar",
        "Topik dipilih dari bulletins/topics.yml agar pertemuan sejenis terkumpul pada satu "
        "halaman.",
        "topik:\n  - pilkadaa",
        "topik:\n  - pilkada",
        fixable=True,
    ),
    Rule(
        "RK231",
        "jenis-instansi",
        "Jenis instansi tidak dikenal",
        "Kunci jenis pada bulletins/agencies.yml berisi id jenis instansi dari daftar.",
        "agencies.yml: jenis: pemda-contoh",
        "agencies.yml: jenis: dinkes",
        Example.NOTE,
    ),
    Rule(
        "RK205",
        "wilayah-bukan-kode",
        "Wilayah ditulis dengan sebutan",
        (
            'Sebutan seperti "Kab. Probolinggo" dikenali, tetapi kode atau nama resmi tidak '
            "pernah berubah arti."
        ),
        "wilayah: Kab. Probolinggo",
        'wilayah: "35.13"',
        Example.KEYS,
        Severity.WARNING,
        fixable=True,
    ),
    Rule(
        "RK214",
        "instansi-belum-ada",
        "Instansi tidak ada pada hari rapat",
        "Beberapa instansi punya tahun pertama atau terakhir dalam daftar instansi.",
        "tanggal: 2018-11-14\ninstansi:\n  - Satgas Covid-19 Kabupaten Probolinggo",
        "instansi:\n  - Dinas Kesehatan Kabupaten Probolinggo",
        Example.KEYS,
        Severity.WARNING,
    ),
)
