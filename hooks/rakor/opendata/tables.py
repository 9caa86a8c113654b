"""The dictionary: which tables there are, and what each column means.

Titles and descriptions are read by people: on the page of the data, and in the schemas of the
package. Types are those of Table Schema (Data Package v2, https://datapackage.org). Where a name
for the same thing is customary elsewhere (Popolo, Open Civic Data) the Indonesian word of the
front matter is kept all the same: a table reads like the bulletin it was made from.
"""

from __future__ import annotations

from typing import NamedTuple


class Column(NamedTuple):
    """One column.

    Attributes:
        name: as in the first line of the file.
        description: what it means, as a sentence.
        type: ``string``, ``integer``, ``number``, ``date`` (``yyyy-mm-dd``) or ``time``
            (``hh:mm``).
        is_required: whether every row has a value.
        values: the only values there are; empty where any may stand.
    """

    name: str
    description: str
    type: str = "string"
    is_required: bool = False
    values: tuple[str, ...] = ()


class Table(NamedTuple):
    """One table.

    Attributes:
        name: begins the names of its files.
        title: what it is called.
        description: what a row is.
        columns: in the order of the file.
        key: columns that together name a row.
        refers: column by column, the code list that its values stand in.
    """

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    refers: tuple[tuple[str, str], ...] = ()

    def column(self, name: str) -> int:
        """The place of a column, from 0."""
        return [one.name for one in self.columns].index(name)


_MEETING = Column("rapat", "Rapatnya: kolom id pada tabel rapat.", is_required=True)
_NUMBER = Column("no", "Urutannya dalam buletin.", "integer", is_required=True)
_DAY = Column("tanggal", "Hari pertama rapatnya.", "date", is_required=True)
_PLACE = Column("wilayah_kode", "Kode wilayah rapatnya, menurut Kemendagri.", is_required=True)

OF_MEETING = (_MEETING, _NUMBER, _DAY, _PLACE)
"""Columns that tell of the meeting, repeated so that a table can be counted by itself."""

MEETINGS = Table(
    "rapat",
    "Rapat",
    "Satu baris satu rapat, juga yang baru direncanakan, ditunda, atau dibatalkan. Buletin yang "
    "dicabut tetap punya baris, hanya dengan judul, hari, wilayah, status, dan alamatnya.",
    (
        Column(
            "id",
            "Nama tetap rapat ini. Tidak berubah walaupun buletinnya dipindahkan.",
            is_required=True,
        ),
        Column("judul", "Judul buletin.", is_required=True),
        Column("tanggal_mulai", "Hari pertama.", "date", is_required=True),
        Column("tanggal_selesai", "Hari terakhir.", "date", is_required=True),
        Column("jam_mulai", "Jam mulai, waktu setempat.", "time"),
        Column("jam_selesai", "Jam selesai, waktu setempat.", "time"),
        Column("zona", "Zona waktunya.", values=("WIB", "WITA", "WIT")),
        _PLACE,
        Column("wilayah", "Nama wilayah itu.", is_required=True),
        Column("provinsi_kode", "Kode provinsinya.", is_required=True),
        Column("provinsi", "Nama provinsinya.", is_required=True),
        Column("tempat", "Tempat rapat. Kosong bila sumber tidak menyebut."),
        Column("bentuk", "Cara bertemu.", values=("luring", "daring", "hibrida")),
        Column("penyelenggara_kode", "Kode instansi penyelenggara."),
        Column("penyelenggara", "Nama instansi penyelenggara."),
        Column("melalui", "Unit yang mengurus rapat untuk penyelenggara."),
        Column("pimpinan", "Nama pimpinan rapat."),
        Column("pimpinan_jabatan", "Jabatan pimpinan rapat."),
        Column("pimpinan_mewakili", "Pejabat yang diwakili pimpinan rapat."),
        Column("ringkasan", "Ringkasan dari buletin."),
        Column(
            "status",
            "Keadaan catatannya: terbit berarti rapatnya sudah berlangsung.",
            is_required=True,
            values=("terbit", "rencana", "ditunda", "dibatalkan", "dicabut"),
        ),
        Column("terbit", "Hari terbit, bila buletin menyebutnya.", "date"),
        Column("alamat", "Alamat halaman buletin.", is_required=True),
    ),
    ("id",),
    (("wilayah_kode", "wilayah"), ("provinsi_kode", "wilayah"), ("penyelenggara_kode", "instansi")),
)

ATTENDANCE = Table(
    "kehadiran",
    "Kehadiran",
    "Satu baris satu peran sebuah instansi dalam satu rapat. Baris dengan no 0 adalah "
    "penyelenggaranya, sehingga satu instansi dapat punya dua baris.",
    (
        _MEETING,
        _NUMBER,
        _DAY,
        _PLACE,
        Column("instansi_kode", "Kode instansi, seperti kpu@35.13.", is_required=True),
        Column("instansi", "Nama instansi.", is_required=True),
        Column("jenis_kode", "Kode jenis instansi, seperti kpu.", is_required=True),
        Column(
            "peran",
            "Peran dalam rapat.",
            is_required=True,
            values=("penyelenggara", "pembicara", "peserta"),
        ),
        Column(
            "kehadiran",
            "Cara hadir. Kosong bila sumber tidak menyebut.",
            values=("luring", "daring", "diwakili"),
        ),
        Column("wakil", "Siapa yang hadir, dengan jabatan dalam kurung; dipisahkan titik koma."),
    ),
    ("rapat", "no"),
    (("wilayah_kode", "wilayah"), ("instansi_kode", "instansi")),
)

TOPICS_OF_MEETINGS = Table(
    "topik-rapat",
    "Topik rapat",
    "Satu baris satu topik sebuah rapat.",
    (
        _MEETING,
        _NUMBER,
        Column("topik_kode", "Kode topik.", is_required=True),
        Column("topik", "Nama topik.", is_required=True),
    ),
    ("rapat", "no"),
    (("topik_kode", "topik"),),
)

FOLLOW_UPS = Table(
    "tindak-lanjut",
    "Janji dan tindak lanjut",
    "Satu baris satu komitmen, imbauan, atau keputusan. Tidak ada kolom lewat tenggat: hal itu "
    "bergantung pada hari ini. Bandingkan tenggat dengan tanggal Anda sendiri dan lihat apakah "
    "kolom hasil masih kosong.",
    (
        Column("id", "Nama tetap butir ini, unik di seluruh situs.", is_required=True),
        _MEETING,
        _NUMBER,
        _DAY,
        _PLACE,
        Column(
            "jenis",
            "Komitmen disanggupi, imbauan hanya diminta, keputusan ditetapkan.",
            is_required=True,
            values=("komitmen", "imbauan", "keputusan"),
        ),
        Column("isi", "Apa yang akan dilakukan.", is_required=True),
        Column("penanggung_jawab_kode", "Kode instansi yang menanggung."),
        Column("penanggung_jawab", "Nama instansi yang menanggung. Kosong bila tidak disebut."),
        Column("tenggat", "Hari paling lambat. Kosong bila tidak disebut.", "date"),
        Column(
            "hasil",
            "Apa jadinya menurut buletin yang sudah terbit. Kosong selama belum ada catatannya.",
            values=("selesai", "dialihkan", "dibatalkan"),
        ),
        Column("hasil_tanggal", "Hari hasil itu tercatat.", "date"),
        Column("hasil_rapat", "Rapat yang mencatat hasilnya: kolom id pada tabel rapat."),
        Column("hasil_butir", "Bila dialihkan: butir penggantinya, kolom id tabel ini."),
        Column("hasil_catatan", "Catatan tentang hasilnya."),
    ),
    ("id",),
    (("wilayah_kode", "wilayah"), ("penanggung_jawab_kode", "instansi")),
)

FIGURES = Table(
    "angka",
    "Angka",
    "Satu baris satu angka yang disebut dalam rapat, dengan yang menyebutnya.",
    (
        _MEETING,
        _NUMBER,
        _DAY,
        _PLACE,
        Column("nilai", "Angka seperti tertulis.", is_required=True),
        Column("bilangan", "Nilainya sebagai bilangan. Kosong bila tidak pasti.", "number"),
        Column("satuan", "Satuannya."),
        Column("keterangan", "Keterangannya."),
        Column("menurut", "Siapa yang menyebut angka ini."),
    ),
    ("rapat", "no"),
    (("wilayah_kode", "wilayah"),),
)

SOURCES = Table(
    "sumber",
    "Sumber",
    "Satu baris satu sumber sebuah buletin.",
    (
        _MEETING,
        _NUMBER,
        Column("nama", "Nama sumber.", is_required=True),
        Column("url", "Alamatnya, bila ada."),
        Column("tanggal", "Tanggal sumber itu.", "date"),
    ),
    ("rapat", "no"),
)

CORRECTIONS = Table(
    "ralat",
    "Ralat",
    "Satu baris satu perbaikan pada buletin yang sudah terbit.",
    (
        _MEETING,
        _NUMBER,
        Column("tanggal", "Hari diperbaiki.", "date", is_required=True),
        Column("bagian", "Bagian yang diperbaiki.", is_required=True),
        Column("semula", "Yang tertulis sebelumnya."),
        Column("menjadi", "Yang benar.", is_required=True),
    ),
    ("rapat", "no"),
)

RELATED = Table(
    "terkait",
    "Rapat terkait",
    "Satu baris satu rapat lain yang ditunjuk sebuah buletin.",
    (
        _MEETING,
        _NUMBER,
        Column("rapat_terkait", "Rapat yang ditunjuk: kolom id tabel rapat.", is_required=True),
    ),
    ("rapat", "no"),
)

ATTACHMENTS = Table(
    "lampiran",
    "Lampiran",
    "Satu baris satu berkas yang dilampirkan pada sebuah buletin.",
    (
        _MEETING,
        _NUMBER,
        Column("alamat", "Alamat berkasnya.", is_required=True),
        Column("keterangan", "Isi berkas itu."),
    ),
    ("rapat", "no"),
)

YEARLY = (
    MEETINGS,
    ATTENDANCE,
    TOPICS_OF_MEETINGS,
    FOLLOW_UPS,
    FIGURES,
    SOURCES,
    CORRECTIONS,
    RELATED,
    ATTACHMENTS,
)
"""Tables with a file for each year, by the first day of the meeting."""

REGIONS = Table(
    "wilayah",
    "Wilayah",
    "Kode referensi semua provinsi, kabupaten, dan kota menurut Kemendagri.",
    (
        Column("kode", "Kode wilayah, seperti 35.13.", is_required=True),
        Column("nama", "Nama resmi.", is_required=True),
        Column(
            "tingkat", "Tingkatnya.", is_required=True, values=("provinsi", "kabupaten", "kota")
        ),
        Column("induk", "Kode provinsinya; kosong pada provinsi."),
        Column("iso", "Kode ISO 3166-2; hanya pada provinsi."),
        Column("zona", "Zona waktunya.", is_required=True, values=("WIB", "WITA", "WIT")),
    ),
    ("kode",),
    (("induk", "wilayah"),),
)

AGENCIES = Table(
    "instansi",
    "Instansi",
    "Kode referensi instansi yang tercatat dalam buletin.",
    (
        Column("kode", "Kode instansi, seperti kpu@35.13.", is_required=True),
        Column("nama", "Nama instansi.", is_required=True),
        Column("jenis_kode", "Kode jenisnya, seperti kpu.", is_required=True),
        Column("jenis", "Nama jenisnya.", is_required=True),
        Column("kelompok", "Kelompok jenisnya, seperti Penyelenggara pemilu.", is_required=True),
        Column("wilayah_kode", "Kode wilayah kerjanya; kosong bila nasional atau beberapa."),
    ),
    ("kode",),
)

TOPICS = Table(
    "topik",
    "Topik",
    "Kode referensi topik.",
    (
        Column("kode", "Kode topik.", is_required=True),
        Column("nama", "Nama topik.", is_required=True),
    ),
    ("kode",),
)

CODE_LISTS = (REGIONS, AGENCIES, TOPICS)
"""Tables of codes, one file each."""

ALL = (*YEARLY, *CODE_LISTS)

BY_NAME = {table.name: table for table in ALL}
