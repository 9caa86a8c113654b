"""RK505, RK506, RK508 and RK615 to RK617: what attachments are, and what they say about people
without showing it.

Everything is read by :mod:`rakor.formats`, so that a broken or hostile file costs no more than a
good one.
"""

from __future__ import annotations

import re

from rakor.content.repairs import short
from rakor.content.tree import FOLDER, whole_file
from rakor.diagnostics import Example, Problem, Rule, Severity, reports
from rakor.formats import office, pdf, signatures
from rakor.formats.photos import LONGEST_SIDE, has_too_many_pixels, is_encoded_anew
from rakor.formats.pictures import Picture, has_position, read_picture
from rakor.indonesian import number
from rakor.lint.checks import AttachmentContext, attachment_check
from rakor.lint.rules.privacy import check_file_name
from rakor.source.file_names import extension

#: Larger attachments are slow to open on a phone and fill a stick; in bytes.
MAX_ATTACHMENT = 10_000_000

_PICTURES = frozenset(("jpg", "jpeg", "png", "webp"))
_PEOPLE = {
    "pdf": pdf.people,
    "docx": office.people,
    "xlsx": office.people,
    "odt": office.people,
    "ods": office.people,
}
# What programs, machines and offices write there says nothing about a person.
_NOBODY = re.compile(
    r"\b(?:microsoft|office|libreoffice|openoffice|python|docx|openpyxl|user|pengguna|admin|"
    r"administrator|operator|pc|laptop|komputer|hp|asus|acer|lenovo|dell|epson|canon|canva|scanner|"
    r"writer|windows|adobe|acrobat|pdf|unnamed|un-named|unknown|anonymous|dinas|badan|kantor|"
    r"sekretariat|sekretaris|bagian|bidang|subbag|setda|setwan|kominfo|diskominfo|humas|protokol|"
    r"prokopim|kpu|bawaslu|panwaslu|pemkab|pemkot|pemprov|pemerintah|pemda|kabupaten|kota|provinsi|"
    r"kecamatan|kelurahan|desa|polda|polres|polresta|polsek|kodim|korem|kodam|koramil|kejari|"
    r"kejati|pengadilan|kementerian|bappeda|bapperida|bpbd|bps|bkd|bkpsdm|inspektorat|satpol|"
    r"dinkes|dindik|disdik|dishub|dinsos|dpmd|dukcapil|disdukcapil|kesbangpol|bakesbangpol)\d*\b",
    re.IGNORECASE,
)


PICTURE_POSITION = Rule(
    "RK505",
    "letak-gambar",
    "Gambar menyimpan letak GPS",
    "Kamera ponsel mencatat letak pengambilan di dalam berkas. Letak itu dibuang dari gambar yang "
    "terbit, tetapi tidak bisa dibuang dari gambar di dalam dokumen.",
    "undangan.docx dengan foto ponsel yang menyimpan letak GPS",
    "undangan.docx dengan foto yang letaknya sudah dihapus",
    Example.NOTE,
    Severity.WARNING,
)
DOCUMENT_AUTHOR = Rule(
    "RK506",
    "nama-pembuat",
    "Dokumen menyimpan nama pembuatnya",
    "Aplikasi mengisi nama pembuat tanpa diminta, dan siapa pun bisa membacanya.",
    "undangan.docx yang berisi nama pegawai sebagai pembuat",
    "undangan.docx sesudah Periksa Dokumen",
    Example.NOTE,
    Severity.WARNING,
)
PICTURE_CLEANED = Rule(
    "RK508",
    "gambar-dibersihkan",
    "Gambar terbit tanpa letak dan data kamera",
    "Kamera mencatat tempat, waktu, dan jenis ponsel di dalam gambar. Yang terbit hanya gambarnya: "
    f"tegak, dan di dalam isi buletin sisi panjangnya paling besar {number(LONGEST_SIDE)} piksel. "
    "Berkas asli di bulletins/ tidak diubah.",
    "Foto langsung dari ponsel",
    "Foto yang sudah diperkecil dan tidak menyimpan letak",
    Example.NOTE,
    Severity.NOTE,
)
ATTACHMENT_TOO_LARGE = Rule(
    "RK615",
    "lampiran-besar",
    "Lampiran terlalu besar",
    "Lampiran besar lama dibuka di ponsel dan memenuhi USB.",
    "Lampiran 25 MB",
    "Lampiran yang sudah diperkecil menjadi 2 MB",
    Example.NOTE,
    Severity.WARNING,
)
OTHER_CONTENT = Rule(
    "RK616",
    "isi-lampiran",
    "Isi lampiran tidak cocok dengan namanya",
    "Berkas yang isinya bukan jenis yang disebut namanya tidak bisa dibuka pembaca, dan bisa jadi "
    "sesuatu yang menyamar.",
    "undangan.pdf yang isinya halaman web",
    "undangan.pdf yang isinya memang PDF",
    Example.NOTE,
)
TOO_MANY_PIXELS = Rule(
    "RK617",
    "gambar-raksasa",
    "Gambar terlalu besar untuk diperkecil",
    "Membuka gambar sebesar itu menghabiskan ingatan komputer, termasuk milik pembaca.",
    "Foto 30.000 × 20.000 piksel",
    "Foto 4.000 × 3.000 piksel",
    Example.NOTE,
    Severity.WARNING,
)

_CONTENTS = {
    signatures.JPEG: "gambar JPEG",
    signatures.PNG: "gambar PNG",
    signatures.WEBP: "gambar WebP",
    signatures.PDF: "dokumen PDF",
    signatures.DOCX: "dokumen Word",
    signatures.XLSX: "lembar kerja Excel",
    signatures.ODT: "dokumen OpenDocument",
    signatures.ODS: "lembar kerja OpenDocument",
    signatures.ZIP: "berkas ZIP",
    signatures.OTHER_ZIP: "berkas ZIP atau dokumen jenis lain",
    signatures.TEXT: "teks biasa",
    signatures.HTML: "halaman web (HTML)",
    signatures.PROGRAM: "program",
    "gif": "gambar GIF",
    "tiff": "gambar TIFF",
    "bmp": "gambar BMP",
    "heic": "gambar HEIC dari iPhone",
    "avif": "gambar AVIF",
    "video": "video",
    "rtf": "dokumen RTF",
    "rar": "berkas RAR",
    "7z": "berkas 7z",
    "gzip": "berkas gzip",
}
_WANTED = {
    "jpg": "gambar JPEG",
    "jpeg": "gambar JPEG",
    "png": "gambar PNG",
    "webp": "gambar WebP",
    "pdf": "dokumen PDF",
    "docx": "dokumen Word",
    "xlsx": "lembar kerja Excel",
    "odt": "dokumen OpenDocument",
    "ods": "lembar kerja OpenDocument",
    "csv": "tabel teks (CSV)",
    "txt": "teks biasa",
}


@attachment_check
@reports(ATTACHMENT_TOO_LARGE, OTHER_CONTENT)
def check_attachment(attachment: AttachmentContext) -> list[Problem]:
    """Judge name, content and size of an attachment, and what it says about people."""
    path, data = attachment.path, attachment.data
    file = f"{FOLDER}/{path}"
    kind = extension(path)
    found = check_file_name(path, attachment.regions)
    content = signatures.content_kind(data)
    if not signatures.fits(kind, content):
        return [*found, _other_content(file, path, kind, content)]
    is_shown = kind in _PICTURES and not attachment.is_listed
    if attachment.size > MAX_ATTACHMENT and not is_shown:
        found.append(
            whole_file(
                file,
                ATTACHMENT_TOO_LARGE,
                f"Lampiran ini {attachment.size / 1e6:.0f} MB, terlalu besar.",
                f"Paling besar {MAX_ATTACHMENT // 1_000_000} MB agar bisa dibuka di ponsel dan "
                "muat di USB.",
                "Perkecil gambarnya atau pindai ulang dengan mutu lebih rendah.",
            )
        )
    if kind in _PICTURES:
        found += _check_picture(file, data, is_shown)
    elif kind in _PEOPLE:
        found += _check_document(file, kind, data)
    return found


def _other_content(file: str, path: str, kind: str, content: str) -> Problem:
    name = short(path.rpartition("/")[2])
    wanted = _WANTED[kind]
    message = f'Isi "{name}" tidak dikenali sebagai {wanted}.'
    if content in _CONTENTS:
        message = f'Isi "{name}" adalah {_CONTENTS[content]}, bukan {wanted}.'
    cause = (
        "Jenis pada nama berkas dipakai untuk membukanya; pembaca akan gagal membuka berkas ini."
    )
    remedy = f"Buka berkasnya, lalu simpan atau ekspor lagi sebagai {kind}."
    endings = signatures.endings_of(content)
    if content == signatures.EMPTY:
        message = f'Berkas "{name}" kosong.'
        cause = "Tidak ada isi apa pun di dalamnya; penyalinannya mungkin terputus."
        remedy = "Salin lagi berkas aslinya ke sini."
    elif content == signatures.LFS:
        message = f'Isi "{name}" hanyalah penunjuk Git LFS, bukan {wanted}.'
        cause = "Berkas besar disimpan Git LFS di tempat lain, dan belum diambil ke sini."
        remedy = "Jalankan git lfs pull, lalu periksa lagi."
    elif content == signatures.HTML:
        cause = "Biasanya yang terunduh adalah halaman masuk atau halaman galat, bukan berkasnya."
        remedy = "Unduh lagi berkasnya, buka untuk memastikan, lalu simpan di sini."
    elif content == signatures.PROGRAM:
        cause = "Program yang bernama seperti dokumen bisa merusak komputer pembaca."
        remedy = "Hapus berkas ini, dan minta berkas aslinya."
    elif content == signatures.OLE:
        message = f'Isi "{name}" adalah dokumen Office lama (doc, xls) atau terkunci.'
        cause = "Banyak ponsel dan peramban tidak bisa membukanya."
        remedy = f"Buka di aplikasinya, lalu Simpan Sebagai {kind} tanpa kata sandi."
    elif endings and content != signatures.TEXT:
        remedy = f"Ganti namanya menjadi {name.rpartition('.')[0]}.{endings[0]}"
    return whole_file(file, OTHER_CONTENT, message, cause, remedy)


@reports(PICTURE_CLEANED, TOO_MANY_PIXELS)
def _check_picture(file: str, data: bytes, is_shown: bool) -> list[Problem]:
    picture = read_picture(data)
    if picture is None:
        return _position(file, "Gambar ini") if has_position(data) else []
    if has_too_many_pixels(picture):
        return [
            whole_file(
                file,
                TOO_MANY_PIXELS,
                f"Gambar ini {number(picture.width)} × {number(picture.height)} piksel.",
                "Gambar sebesar itu tidak diperkecil saat terbit, dan ponsel bisa gagal "
                "menampilkannya.",
                "Perkecil gambarnya sebelum disimpan di sini.",
            )
        ]
    said = _done_to(picture, is_shown)
    if not said:
        return []
    return [
        whole_file(
            file,
            PICTURE_CLEANED,
            f"Gambar ini terbit {said}.",
            "Kamera mencatat tempat dan waktu pengambilan di dalam gambar; siapa pun bisa "
            "membacanya."
            if picture.has_position
            else "Halaman tidak menampilkan gambar lebih besar atau miring.",
            "Tidak ada yang perlu dilakukan. Berkas asli di folder ini tidak diubah.",
        )
    ]


def _done_to(picture: Picture, is_shown: bool) -> str:
    """What publishing does to a picture that its writer should know, in words."""
    said = []
    if picture.has_position:
        said.append("tanpa letak GPS dan data kamera")
    if is_shown and is_encoded_anew(picture):
        longest = max(picture.width, picture.height)
        if longest > LONGEST_SIDE:
            said.append(f"diperkecil dari {number(longest)} menjadi {number(LONGEST_SIDE)} piksel")
        if picture.orientation > 1:
            said.append("ditegakkan")
    return ", ".join(said)


@reports(DOCUMENT_AUTHOR)
def _check_document(file: str, kind: str, data: bytes) -> list[Problem]:
    found = []
    author = author_of(kind, data)
    if author:
        found.append(
            whole_file(
                file,
                DOCUMENT_AUTHOR,
                f'Berkas ini menyimpan nama pembuatnya: "{short(author)}".',
                "Nama itu diisi aplikasi tanpa diminta, dan siapa pun bisa membacanya.",
                "Hapus lewat Berkas > Info > Periksa Masalah > Periksa Dokumen "
                "(File > Info > Inspect Document), lalu simpan lagi.",
            )
        )
    reads = pdf.holds_position if kind == "pdf" else office.holds_position
    if reads(data):
        found += _position(file, "Gambar di dalam berkas ini")
    return found


@reports(PICTURE_POSITION)
def _position(file: str, what: str) -> list[Problem]:
    return [
        whole_file(
            file,
            PICTURE_POSITION,
            f"{what} menyimpan letak GPS tempat pengambilannya.",
            "Kamera ponsel mencatat letak itu di dalam berkas; siapa pun bisa membacanya.",
            "Hapus letaknya dari fotonya (di Windows: klik kanan berkas, Properti, Rincian, Hapus "
            "Properti dan Informasi Pribadi), lalu pasang lagi fotonya.",
        )
    ]


def author_of(kind: str, data: bytes) -> str:
    """The person a document names as its author, or nothing."""
    return next((name for name in _PEOPLE[kind](data) if _is_person(name)), "")


def _is_person(name: str) -> bool:
    return bool(name.strip(" .-")) and not _NOBODY.search(name.replace("_", " "))
