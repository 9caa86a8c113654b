"""Every key of the front matter: its spelling, whether it must be there, how it is written.

The guide for staff, the messages and the reader all use these tables.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rakor.edit_distance import distance


@dataclass(frozen=True, slots=True)
class Key:
    """One key. ``meaning`` and ``example`` (whole lines, ready to be written) are Indonesian;
    ``synonyms`` are words people write instead, in the form :func:`plain` gives."""

    name: str
    meaning: str
    example: str
    required: bool = False
    synonyms: tuple[str, ...] = ()

    @property
    def blank(self) -> str:
        """The lines of the example with nothing filled in: the facts of an example must never
        be copied into a record."""
        return _FILLED.sub("…", self.example).replace("\n  - …\n  - …", "\n  - …")


# What stands after "key: " or as an entry of a list.
_FILLED = re.compile(r"(?<=: )\S.*|(?<=^  - )(?![a-z_]+: )\S.*", re.MULTILINE)


class KeyTable(dict[str, Key]):
    """The keys of a mapping by their names, never changed; ``required`` are names, too."""

    def __init__(self, *keys: Key) -> None:
        super().__init__({key.name: key for key in keys})
        self.required = frozenset(key.name for key in keys if key.required)


PERSON = KeyTable(
    Key("nama", "nama orangnya", "nama: Nama Lengkap", synonyms=("name", "nama_lengkap")),
    Key(
        "jabatan",
        "jabatannya, dengan Pj, Plt, atau Plh bila ada",
        "jabatan: Pj Sekretaris Daerah",
        synonyms=("position", "posisi", "title", "pangkat", "role"),
    ),
)

CHAIR = KeyTable(
    *PERSON.values(),
    Key(
        "mewakili",
        "pejabat yang diwakili",
        "mewakili: Bupati",
        synonyms=("on_behalf_of", "wakil", "mewakil", "atas_nama"),
    ),
)

DAYS = KeyTable(
    Key(
        "mulai",
        "hari pertama",
        "mulai: 2024-11-14",
        required=True,
        synonyms=("start", "dari", "awal"),
    ),
    Key(
        "selesai",
        "hari terakhir",
        "selesai: 2024-11-15",
        required=True,
        synonyms=("end", "sampai", "akhir", "hingga"),
    ),
)

HOST = KeyTable(
    Key(
        "instansi",
        "instansi penyelenggara",
        "instansi: Pemkab Probolinggo",
        required=True,
        synonyms=("agency", "nama", "lembaga"),
    ),
    Key(
        "melalui",
        "bagian yang melaksanakan",
        "melalui: Bagian Pemerintahan",
        synonyms=("through", "bagian", "unit"),
    ),
)

PARTICIPANT = KeyTable(
    Key(
        "instansi",
        "instansi yang hadir",
        "instansi: KPU Kabupaten Probolinggo",
        required=True,
        synonyms=("agency", "nama", "lembaga"),
    ),
    Key(
        "peran",
        "peserta atau pembicara",
        "peran: pembicara",
        synonyms=("role", "sebagai"),
    ),
    Key(
        "kehadiran",
        "luring, daring, atau diwakili",
        "kehadiran: daring",
        synonyms=("attendance", "hadir", "mode"),
    ),
    Key(
        "wakil",
        "orang yang hadir: nama, jabatan",
        "wakil:\n  nama: Nama Lengkap\n  jabatan: Ketua",
        synonyms=("people", "person", "orang", "perwakilan", "diwakili", "diwakili_oleh"),
    ),
)

FIGURE = KeyTable(
    Key(
        "nilai",
        "angkanya, persis seperti tertulis",
        'nilai: "12.173"',
        required=True,
        synonyms=("value", "jumlah", "angka"),
    ),
    Key("satuan", "satuannya", "satuan: orang", synonyms=("unit",)),
    Key(
        "keterangan",
        "tentang apa",
        "keterangan: anggota KPPS",
        synonyms=("note", "ket", "catatan", "description", "uraian"),
    ),
    Key(
        "menurut",
        "siapa yang menyebutnya",
        "menurut: Ketua KPU",
        synonyms=("according_to", "sumber", "kata"),
    ),
)

FOLLOW_UP = KeyTable(
    Key(
        "isi",
        "apa yang akan dilakukan",
        "isi: Doa bersama digelar pada 23 November 2024.",
        required=True,
        synonyms=("text", "uraian", "keterangan", "deskripsi", "kegiatan"),
    ),
    Key(
        "jenis",
        "komitmen, imbauan, atau keputusan",
        "jenis: komitmen",
        synonyms=("kind", "type", "tipe"),
    ),
    Key(
        "penanggung_jawab",
        "instansi yang melaksanakan",
        "penanggung_jawab: KPU Kabupaten Probolinggo",
        synonyms=("responsible", "pj", "pic", "pelaksana", "instansi"),
    ),
    Key(
        "tenggat",
        "batas waktunya",
        "tenggat: 2024-11-23",
        synonyms=("due", "deadline", "batas_waktu", "tanggal"),
    ),
    Key(
        "id",
        "nama tetap butir ini, bila butir lain merujuknya",
        "id: doa-bersama",
        synonyms=("kode", "nomor", "key"),
    ),
    Key(
        "selesai",
        "id buletin yang mencatat penyelesaiannya",
        "selesai: jawa-timur/kabupaten-probolinggo/2024/2024-11-23-doa-bersama",
        synonyms=("closed_by", "done", "tuntas"),
    ),
    Key(
        "dialihkan",
        "id buletin yang memuat tindak lanjut penggantinya",
        "dialihkan: jawa-timur/kabupaten-probolinggo/2024/2024-11-23-doa-bersama",
        synonyms=("moved_to", "diganti", "dipindahkan", "pengganti"),
    ),
    Key(
        "dibatalkan",
        "id buletin yang mencatat pembatalannya",
        "dibatalkan: jawa-timur/kabupaten-probolinggo/2024/2024-11-23-doa-bersama",
        synonyms=("dropped_by", "cancelled", "batal", "dicabut"),
    ),
)

OUTCOMES = ("selesai", "dialihkan", "dibatalkan")
"""Keys that say what became of a follow-up; at most one of them stands in it."""

OUTCOME = KeyTable(
    Key(
        "buletin",
        "id buletin yang mencatatnya",
        "buletin: jawa-timur/kabupaten-probolinggo/2024/2024-11-23-doa-bersama",
        required=True,
        synonyms=("bulletin", "rapat", "id_buletin"),
    ),
    Key(
        "butir",
        "id butir tindak lanjut di buletin itu",
        "butir: doa-bersama",
        synonyms=("item", "id"),
    ),
    Key(
        "tanggal",
        "hari terjadinya, bila bukan hari rapat buletin itu",
        "tanggal: 2024-11-23",
        synonyms=("date", "hari"),
    ),
    Key(
        "catatan",
        "keterangan singkat",
        "catatan: Digelar di alun-alun.",
        synonyms=("note", "keterangan"),
    ),
)

SOURCE = KeyTable(
    Key(
        "nama",
        "nama sumbernya",
        "nama: Diskominfo Kabupaten Probolinggo",
        required=True,
        synonyms=("name", "judul", "title", "media", "sumber"),
    ),
    Key(
        "url",
        "alamat halamannya",
        "url: https://www.contoh.go.id/berita",
        synonyms=("link", "tautan", "alamat", "situs", "website", "laman"),
    ),
    Key(
        "tanggal",
        "tanggal terbitnya",
        "tanggal: 2024-11-15",
        synonyms=("date", "tgl"),
    ),
)

CORRECTION = KeyTable(
    Key(
        "tanggal",
        "kapan diralat",
        "tanggal: 2024-11-20",
        required=True,
        synonyms=("date", "tgl"),
    ),
    Key(
        "bagian",
        "bagian yang diralat",
        "bagian: ringkasan",
        required=True,
        synonyms=("part", "kunci", "letak"),
    ),
    Key("semula", "bunyi semula", "semula: 120 orang", synonyms=("was", "sebelum", "sebelumnya")),
    Key(
        "menjadi",
        "bunyi yang benar",
        "menjadi: 210 orang",
        required=True,
        synonyms=("now", "sesudah", "seharusnya", "yang_benar"),
    ),
)

ATTACHMENT = KeyTable(
    Key(
        "berkas",
        "nama berkas di folder yang sama",
        "berkas: undangan.pdf",
        required=True,
        synonyms=("file", "nama", "nama_berkas", "path"),
    ),
    Key(
        "keterangan",
        "isi berkas itu",
        "keterangan: Surat undangan",
        synonyms=("note", "judul", "ket", "title", "nama"),
    ),
)

BULLETIN = KeyTable(
    Key(
        "judul",
        "rapat apa dan di mana, 10 sampai 160 huruf",
        "judul: Rapat koordinasi pilkada damai di Kabupaten Probolinggo",
        required=True,
        synonyms=("title", "headline", "nama", "nama_rapat", "nama_kegiatan", "kegiatan"),
    ),
    Key(
        "tanggal",
        "hari rapat: tahun-bulan-hari",
        "tanggal: 2024-11-14",
        required=True,
        synonyms=("date", "tgl", "hari", "hari_tanggal", "tanggal_rapat", "day"),
    ),
    Key(
        "waktu",
        "jam rapat dan zona waktunya",
        "waktu: 09.00–12.00 WIB",
        synonyms=("time", "jam", "pukul"),
    ),
    Key(
        "wilayah",
        "wilayah yang dibicarakan: kode Kemendagri atau nama resmi lengkap",
        'wilayah: "35.13"',
        required=True,
        synonyms=(
            "region",
            "daerah",
            "kabupaten",
            "kota",
            "provinsi",
            "kode_wilayah",
            "kabupaten_kota",
            "kab_kota",
        ),
    ),
    Key(
        "tempat",
        "tempat rapat",
        "tempat: Auditorium Madakaripura, Kantor Bupati Probolinggo",
        synonyms=("lokasi", "location", "venue", "place", "alamat"),
    ),
    Key(
        "mode",
        "cara hadir: luring, daring, atau hibrida",
        "mode: luring",
        synonyms=("metode", "cara", "format", "kehadiran"),
    ),
    Key(
        "penyelenggara",
        "instansi yang mengadakan rapat",
        "penyelenggara: Pemkab Probolinggo",
        required=True,
        synonyms=("host", "organizer", "organiser", "pelaksana", "panitia", "tuan_rumah"),
    ),
    Key(
        "pimpinan",
        "pemimpin rapat",
        "pimpinan:\n  nama: Nama Lengkap\n  jabatan: Pj Bupati Probolinggo",
        synonyms=("chair", "ketua", "pemimpin", "dipimpin", "dipimpin_oleh", "pimpinan_rapat"),
    ),
    Key(
        "instansi",
        "instansi yang ikut",
        "instansi:\n  - KPU Kabupaten Probolinggo\n  - Polres Probolinggo",
        required=True,
        synonyms=(
            "agencies",
            "agency",
            "peserta",
            "participants",
            "attendees",
            "undangan",
            "hadir",
            "pembicara",
            "narasumber",
            "speaker",
            "speakers",
            "instansi_terkait",
            "lembaga",
        ),
    ),
    Key(
        "topik",
        "topik dari bulletins/topics.yml",
        "topik:\n  - pilkada",
        required=True,
        synonyms=(
            "topics",
            "topic",
            "tags",
            "tag",
            "tema",
            "agenda",
            "kategori",
            "category",
            "categories",
            "label",
            "kata_kunci",
            "keywords",
        ),
    ),
    Key(
        "ringkasan",
        "satu atau dua kalimat, paling banyak 300 huruf",
        "ringkasan: Pemkab Probolinggo menyatukan langkah menjelang pemungutan suara.",
        required=True,
        synonyms=("summary", "description", "deskripsi", "abstrak", "excerpt", "isi"),
    ),
    Key(
        "angka",
        "angka yang patut dicatat",
        'angka:\n  - nilai: "12.173"\n    satuan: orang\n    keterangan: anggota KPPS',
        synonyms=("figures", "figure", "data", "statistik", "numbers"),
    ),
    Key(
        "tindak_lanjut",
        "hal yang akan dikerjakan sesudah rapat",
        "tindak_lanjut:\n  - isi: Doa bersama digelar pada 23 November 2024.",
        synonyms=(
            "follow_up",
            "follow_ups",
            "rencana_tindak_lanjut",
            "rtl",
            "hasil",
            "komitmen",
            "keputusan",
        ),
    ),
    Key(
        "sumber",
        "asal keterangan",
        "sumber:\n  - nama: Diskominfo Kabupaten Probolinggo",
        required=True,
        synonyms=("source", "sources", "sumber_berita", "referensi", "link", "tautan", "url"),
    ),
    Key(
        "penulis",
        "nama penulisnya",
        "penulis:\n  - Nama Penulis",
        synonyms=("author", "authors", "oleh", "editor", "reporter", "writer", "writers"),
    ),
    Key(
        "status",
        "keadaan buletin: terbit, draf, rencana, ditunda, dibatalkan, dicabut",
        "status: terbit",
        synonyms=("state", "keadaan", "draft", "draf"),
    ),
    Key(
        "terbit",
        "tanggal terbit; sebelum itu tidak tampil",
        "terbit: 2024-11-15",
        synonyms=("published", "publish", "publish_date", "tanggal_terbit", "publish_on"),
    ),
    Key(
        "ralat",
        "perbaikan, yang terbaru paling atas",
        "ralat:\n  - tanggal: 2024-11-20\n    bagian: ringkasan\n    menjadi: 210 orang",
        synonyms=("corrections", "correction", "koreksi", "perbaikan"),
    ),
    Key(
        "terkait",
        "id buletin lain",
        "terkait:\n  - jawa-timur/kabupaten-probolinggo/2024/2024-11-20-lanjutan",
        synonyms=("related", "lihat_juga", "berita_terkait", "baca_juga"),
    ),
    Key(
        "lampiran",
        "berkas yang disertakan",
        "lampiran:\n  - berkas: undangan.pdf\n    keterangan: Surat undangan",
        synonyms=("attachments", "attachment", "berkas", "files", "unduhan", "dokumen", "foto"),
    ),
    Key(
        "alamat_lama",
        "alamat sebelumnya",
        "alamat_lama:\n  - jawa-timur/2024/2024-11-14-nama-lama",
        synonyms=("former_addresses", "aliases", "alias", "redirect_from", "redirect"),
    ),
)

LOCAL_AGENCY = KeyTable(
    Key(
        "nama",
        "nama lengkap",
        "nama: Forum Contoh Kabupaten Probolinggo",
        required=True,
        synonyms=("name", "judul"),
    ),
    Key(
        "jenis",
        "id jenis instansi",
        "jenis: lembaga",
        required=True,
        synonyms=("type", "tipe", "kind"),
    ),
    Key(
        "wilayah",
        "kode wilayahnya, atau nasional",
        'wilayah: "35.13"',
        required=True,
        synonyms=("region", "daerah", "kode", "kode_wilayah"),
    ),
    Key(
        "sebutan",
        "sebutan lain",
        "sebutan:\n  - Forum Contoh",
        synonyms=("alias", "aliases", "nama_lain", "singkatan"),
    ),
    Key("sejak", "tahun berdiri", "sejak: 2019", synonyms=("since", "tahun", "berdiri")),
    Key(
        "alamat_lama",
        "id atau alamat sebelumnya",
        "alamat_lama:\n  - forum-contoh",
        synonyms=("former", "id_lama", "redirect_from"),
    ),
)

TOPIC = KeyTable(
    Key("nama", "nama topik", "nama: Nama Topik", required=True, synonyms=("name", "judul")),
    Key(
        "alamat_lama",
        "id sebelumnya",
        "alamat_lama:\n  - id-lama",
        synonyms=("former", "id_lama", "redirect_from"),
    ),
)

_SEPARATORS = re.compile(r"[\s\-./]+")


def plain(name: str) -> str:
    """A key as people mean it: lower case, with underscores between words."""
    return _SEPARATORS.sub("_", name.strip().casefold())


def nearest(name: str, table: KeyTable) -> Key | None:
    """The key somebody meant by an unknown one, if that can be told."""
    if len(name) > 60:
        return None
    wanted = plain(name)
    if wanted in table:
        return table[wanted]
    for key in table.values():
        if wanted in key.synonyms:
            return key
    spellings = {spelling: key for key in table.values() for spelling in key.synonyms}
    spellings |= table
    # One slip in a short word, two in a long one; else another word is meant.
    near = [
        (apart, spelling not in table, spelling)
        for spelling in spellings
        if (apart := distance(wanted, spelling, 2)) <= (1 if len(spelling) < 7 else 2)
        and len(spelling) > 3
    ]
    return spellings[min(near)[2]] if near else None
