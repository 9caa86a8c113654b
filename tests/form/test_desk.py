"""Writing at the desk without a script: from an empty page, or a press release, to a file."""

from __future__ import annotations

import errno
import io
import os
import shutil
import subprocess
from pathlib import Path

import bulletin_text
import pytest
from desk_client import Writer
from PIL import Image

from rakor.form.exchange import Upload
from rakor.form.store import Store
from rakor.formats.pictures import read_picture
from rakor.lint.linter import check
from rakor.opener import Folder

REPOSITORY = Path(__file__).parents[2]
RELEASE = (
    "KRAKSAAN – Pemerintah Kabupaten Probolinggo menggelar rapat koordinasi kesiapan contoh di "
    "Aula Rekaan, Kamis (14/11/2024). Rapat dipimpin Bupati Probolinggo Contoh Rekaan. Hadir "
    "Ketua KPU Kabupaten Probolinggo dan Kapolres Probolinggo. KPU Kabupaten Probolinggo "
    "berkomitmen menata logistik contoh paling lambat 23 November 2024."
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    bulletin_text.project(tmp_path)
    shutil.copy(REPOSITORY / "mkdocs.yml", tmp_path)
    return tmp_path


@pytest.fixture
def writer(root: Path) -> Writer:
    return Writer(root)


def filled(writer: Writer) -> Writer:
    return writer.open("baru").fill(
        judul="Rapat koordinasi contoh untuk pengujian",
        tanggal__mulai__h="14",
        tanggal__mulai__b="11",
        tanggal__mulai__t="2024",
        wilayah="Kabupaten Probolinggo",
        penyelenggara__instansi="Pemkab Probolinggo",
        tambah__instansi="KPU Kabupaten Probolinggo\n- Kodim 0820",
        topik=["pilkada"],
        ringkasan="Ringkasan contoh yang hanya dipakai untuk pengujian.",
        sumber__0__nama="Situs Contoh",
        isi="Isi contoh untuk pengujian.",
    )


def test_a_new_bulletin_is_published_at_its_place(writer: Writer, root: Path) -> None:
    filled(writer).press("terbit")
    assert writer.path == "selesai"
    assert "Buletin siap dikirim" in writer.said
    path = root / "bulletins" / bulletin_text.FOLDER
    file = path / "2024-11-14-rakor-contoh-untuk-pengujian.md"
    assert file.read_text(encoding="utf-8") == (
        "---\njudul: Rapat koordinasi contoh untuk pengujian\ntanggal: 2024-11-14\n"
        "wilayah: Kabupaten Probolinggo\npenyelenggara: Pemkab Probolinggo\ninstansi:\n"
        "  - KPU Kabupaten Probolinggo\n  - Kodim 0820\ntopik:\n  - pilkada\n"
        "ringkasan: Ringkasan contoh yang hanya dipakai untuk pengujian.\nsumber:\n"
        "  - nama: Situs Contoh\n---\n\nIsi contoh untuk pengujian.\n"
    )
    assert not check(root).errors


def test_a_draft_is_saved_whatever_is_missing_and_moves_when_more_is_known(
    writer: Writer, root: Path
) -> None:
    writer.open("baru").fill(judul="Rapat koordinasi contoh", isi="Isi.").press()
    assert not list((root / "bulletins").glob("*.md"))  # no button, nothing saved
    writer.press("simpan")
    assert "tersimpan di komputer ini" in writer.said
    assert (root / "bulletins" / "rakor-contoh.md").is_file()
    writer.fill(wilayah="35.13", tanggal__mulai__h="14 November 2024").press("simpan")
    assert writer.path == f"{bulletin_text.FOLDER}/2024-11-14-rakor-contoh"
    assert "alamat_lama" not in writer.file()
    assert "status: draf" in writer.file()


def test_errors_keep_a_bulletin_from_being_published_and_nothing_is_lost(writer: Writer) -> None:
    filled(writer).fill(wilayah="Probolinggo", isi="Isi yang tidak boleh hilang.").press("terbit")
    assert writer.answer.status == 422
    assert "<title>Galat:" in writer.html
    assert "Kabupaten Probolinggo (35.13)" in writer.said
    assert "Kota Probolinggo (35.74)" in writer.said
    assert writer.boxes["isi"] == ["Isi yang tidak boleh hilang."]
    writer.press(pakai="wilayah=35.13")
    assert writer.boxes["wilayah"] == ["35.13"]
    assert "dibaca sebagai Kabupaten Probolinggo" in writer.said
    writer.press("terbit")
    assert writer.path == "selesai"


def test_enter_saves_and_never_publishes(writer: Writer) -> None:
    """The first button of a form is what Enter presses."""
    html = filled(writer).html
    first = html.index("<button", html.index('id="formulir"'))
    assert 'value="simpan"' in html[first : html.index(">", first)]


def test_rows_are_added_and_taken_away(writer: Writer) -> None:
    filled(writer).press(tambah="angka").fill(angka__0__nilai="12.173", angka__0__satuan="orang")
    writer.press(tambah="tindak_lanjut").fill(tindak_lanjut__0__isi="Contoh dikerjakan.")
    writer.press(hapus="instansi.0").press("simpan")
    text = writer.file()
    assert "instansi:\n  - Kodim 0820\n" in text
    assert 'angka:\n  - nilai: "12.173"\n    satuan: orang\n' in text
    assert "tindak_lanjut:\n  - isi: Contoh dikerjakan.\n" in text
    writer.press(hapus="angka.0").press("simpan")
    assert "angka" not in writer.file()


def test_a_press_release_fills_the_form_and_its_sentences_stay_out(
    writer: Writer, root: Path
) -> None:
    writer.open("tempel").fill(teks=RELEASE).press()
    assert "Rapat pada Kamis, 14 November 2024 di Aula Rekaan" in writer.said
    assert 'class="tl-evidence"' in writer.html
    writer.press()
    assert writer.path.startswith(f"{bulletin_text.FOLDER}/2024-11-14-")
    assert "Naskah: “KPU Kabupaten Probolinggo berkomitmen" in writer.said
    assert writer.boxes["tindak_lanjut.0.penanggung_jawab"] == ["KPU Kabupaten Probolinggo"]
    assert writer.boxes["tindak_lanjut.0.tenggat.h"] == ["23"]
    text = writer.file()
    assert "berkomitmen" not in text
    assert ">>>" not in text
    assert "#" not in text
    writer.fill(
        ringkasan="Pemerintah daerah menyiapkan kegiatan contoh bersama penyelenggara.",
        sumber__0__nama="Siaran pers contoh",
        topik=["pilkada"],
        isi="Isi contoh dengan kalimat sendiri.",
    ).press("terbit")
    assert writer.path == "selesai", writer.said
    assert "tindak_lanjut" not in writer.file()  # a suggestion without words of one's own
    assert not check(root).errors


def test_a_long_list_is_shown_in_parts(writer: Writer, root: Path) -> None:
    for number in range(230):
        name = f"jawa-timur/2024/2024-10-01-contoh-{number}.md"
        bulletin_text.put(root, name, bulletin_text.text("wilayah: Jawa Timur"))
    html = writer.open("").html
    assert html.count('class="rk-entry"') == 20
    assert "Tampilkan 200 buletin lagi" in writer.said
    html = writer.open("?tampil=220").html
    assert html.count('class="rk-entry"') == 220
    assert "Tampilkan 11 buletin lagi" in writer.said
    for odd in ("-1", "x", "9" * 9000, "²"):
        assert writer.open(f"?tampil={odd}").answer.status == 200
    assert writer.open("?q=contoh-229").html.count('class="rk-entry"') == 1


def test_every_filled_field_shows_the_words_it_comes_from(writer: Writer) -> None:
    writer.open("tempel").fill(teks=RELEASE).press()
    writer.press()
    lead = "rapat koordinasi kesiapan contoh di"
    for part, words in (
        ("tanggal", "Kamis (14/11/2024)"),
        ("tempat", "Aula Rekaan"),
        ("penyelenggara", "Pemerintah Kabupaten Probolinggo"),
        ("pimpinan", "Bupati Probolinggo"),
        ("instansi", "Ketua KPU Kabupaten Probolinggo"),
    ):
        field = writer.html.split(f'id="f-{part}"')[1].split('id="f-')[0]
        assert "Naskah: “" in field, part
        assert f"<mark>{words}</mark>" in field, part
    assert f"{lead} <mark>Aula Rekaan</mark>, Kamis" in writer.html
    writer.fill(tempat="").press("simpan")
    assert "<mark>Aula Rekaan</mark>" not in writer.html  # nothing is filled there any more
    assert "<mark>Kamis (14/11/2024)</mark>" in writer.html
    writer.open("baru")
    assert "Naskah:" not in writer.html


def test_words_of_a_release_are_shown_and_never_run(writer: Writer) -> None:
    text = RELEASE.replace("Aula Rekaan", "Aula <script>alert(1)</script>Rekaan & Kawan")
    writer.open("tempel").fill(teks=text).press()
    writer.press()
    assert "<script>alert" not in writer.html


def test_nothing_pasted_is_said_kindly(writer: Writer) -> None:
    writer.open("tempel").press()
    assert writer.answer.status == 422
    assert "Belum ada naskah" in writer.said
    name = "siaran.doc"
    writer.press("", Upload("berkas", name, b"\xd0\xcf\x11\xe0" + b"x" * 100))
    assert "simpan sebagai .docx" in writer.said


def test_several_files_become_several_drafts(writer: Writer, root: Path) -> None:
    files = [Upload("berkas", f"{n}.txt", RELEASE.encode()) for n in range(2)]
    writer.open("tempel").press("", *files)
    assert "2 draf dibuat" in writer.said
    assert len(list((root / "bulletins" / bulletin_text.FOLDER).glob("*.md"))) == 2


# --- two windows, full disks, broken files -----------------------------------------------------


def test_two_windows_on_one_file_lose_nothing(writer: Writer, root: Path) -> None:
    filled(writer).press("simpan")
    other = Writer(root, writer.desk).open(writer.path)
    other.fill(tempat="Aula Rekaan", ringkasan="Ringkasan dari jendela kedua yang cukup panjang.")
    other.press("simpan")
    writer.fill(tempat="Pendopo Rekaan", judul="Rapat koordinasi contoh dari jendela satu")
    writer.press("simpan")
    assert writer.answer.status == 409
    for version in ("Pendopo Rekaan", "Aula Rekaan", "Ringkasan dari jendela kedua"):
        assert version in writer.said
    writer.press("gabung")  # nothing chosen yet
    assert "Pilih dahulu" in writer.said
    writer.fill(pilih__tempat="saya", pilih__ringkasan="berkas", pilih__judul="saya")
    writer.press("gabung")
    text = writer.file()
    assert "Pendopo Rekaan" in text
    assert "jendela kedua" in text
    assert "jendela satu" in text


def test_a_version_can_be_kept_as_another_draft(writer: Writer, root: Path) -> None:
    filled(writer).press("simpan")
    path = next((root / "bulletins" / bulletin_text.FOLDER).glob("*.md"))
    path.write_text(path.read_text(encoding="utf-8") + "\nDari tempat lain.\n", encoding="utf-8")
    writer.fill(tempat="Pendopo Rekaan").press("simpan").press("salinan")
    files = sorted((root / "bulletins" / bulletin_text.FOLDER).glob("*.md"))
    assert len(files) == 2
    assert "Dari tempat lain." in path.read_text(encoding="utf-8")
    assert sum("Pendopo" in file.read_text(encoding="utf-8") for file in files) == 1


def test_a_file_that_is_gone_becomes_a_new_draft(writer: Writer, root: Path) -> None:
    filled(writer).press("simpan")
    next((root / "bulletins" / bulletin_text.FOLDER).glob("*.md")).unlink()
    writer.press("simpan")
    assert writer.answer.status == 404
    assert "tidak ada" in writer.said


def test_a_full_disk_is_said_and_loses_nothing(
    writer: Writer, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(writer).press("simpan")
    before = writer.file()

    def full(handle: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    writer.fill(tempat="Pendopo Rekaan").press("simpan")
    assert writer.answer.status == 507
    assert "Berkas tidak bisa ditulis: tempatnya penuh." in writer.said
    assert writer.boxes["tempat"] == ["Pendopo Rekaan"]
    assert writer.file() == before
    assert not list((root / "bulletins").rglob(".*"))
    monkeypatch.undo()
    writer.press("simpan")
    assert "Pendopo Rekaan" in writer.file()


def test_a_file_that_cannot_be_read_is_shown_with_its_line(writer: Writer, root: Path) -> None:
    bulletin_text.put(root, bulletin_text.NAME, '---\njudul: "tidak ditutup\ntanggal: 2024\n---\n')
    writer.open(bulletin_text.ID)
    assert writer.answer.status == 422
    assert "Baris 2" in writer.said


@pytest.mark.parametrize(
    "path",
    ["../rahasia", "/etc/passwd", "a/../../rahasia", "tautan", "A/b", "a//b", "_/foto/../x.png"],
)
def test_nothing_outside_is_read(path: str, writer: Writer, root: Path) -> None:
    (root / "rahasia.md").write_text(bulletin_text.text(), encoding="utf-8")
    if os.name != "nt":
        (root / "bulletins" / "tautan.md").symlink_to(root / "rahasia.md")
    assert writer.open(path).answer.status == 404
    assert "Ringkasan contoh" not in writer.html


def test_a_page_of_another_run_posts_nothing(writer: Writer, root: Path) -> None:
    filled(writer).fill(kunci="x" * 43).press("simpan")
    assert writer.answer.status == 403
    assert not list((root / "bulletins" / bulletin_text.FOLDER).glob("*.md"))


# --- photos ------------------------------------------------------------------------------------


def photo() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Kamera Contoh"
    made = io.BytesIO()
    Image.new("RGB", (2400, 1200), (20, 80, 60)).save(made, "JPEG", exif=exif.tobytes())
    return made.getvalue()


def test_photos_are_made_fit_and_their_words_asked_for(writer: Writer, root: Path) -> None:
    filled(writer).press("simpan", Upload("foto", "IMG_1234.JPG", photo()))
    name = "2024-11-14-rakor-contoh-untuk-pengujian-1.jpg"
    data = (root / "bulletins" / bulletin_text.FOLDER / name).read_bytes()
    assert b"Kamera Contoh" not in data
    picture = read_picture(data)
    assert picture is not None
    assert (picture.width, picture.height) == (800, 1600)
    assert f"![]({name})" in writer.boxes["isi"][0]
    writer.fill(**{f"foto.alt.{name}": "Peserta duduk [melingkar]"}).press("simpan")
    assert f"![Peserta duduk (melingkar)]({name})" in writer.file()
    writer.press("", hapus=f"foto.{name}").press("simpan")
    assert name not in writer.file()
    assert not (root / "bulletins" / bulletin_text.FOLDER / name).exists()


def test_what_is_no_photo_is_refused_by_name(writer: Writer, root: Path) -> None:
    filled(writer).press("simpan", Upload("foto", "virus.jpg", b"MZ" * 40))
    assert writer.answer.status == 507
    assert "virus.jpg bukan foto" in writer.said
    assert not list((root / "bulletins").rglob("*.jpg"))


def test_photos_move_with_a_draft(writer: Writer, root: Path) -> None:
    filled(writer).press("simpan", Upload("foto", "a.jpg", photo()))
    writer.fill(tanggal__mulai__h="15").press("simpan")
    files = sorted(path.name for path in (root / "bulletins" / bulletin_text.FOLDER).iterdir())
    assert files == [
        "2024-11-15-rakor-contoh-untuk-pengujian-1.jpg",
        "2024-11-15-rakor-contoh-untuk-pengujian.md",
        "undangan.pdf",
    ]
    assert "2024-11-15-rakor-contoh-untuk-pengujian-1.jpg" in writer.file()


# --- published bulletins -----------------------------------------------------------------------


def published(root: Path, extra: str = "") -> None:
    bulletin_text.put(root, bulletin_text.NAME, bulletin_text.text(extra))


def test_a_changed_fact_asks_for_a_correction(writer: Writer, root: Path) -> None:
    published(root, 'angka:\n  - nilai: "12.137"\n    satuan: orang')
    writer.open(bulletin_text.ID).fill(angka__0__nilai="12.173").press("simpan")
    assert writer.answer.status == 422
    assert "fakta berubah" in writer.said
    assert writer.boxes["ralat.angka.semula"] == ["12.137 orang"]
    assert writer.boxes["ralat.angka.menjadi"] == ["12.173 orang"]
    writer.press("simpan")
    assert writer.path == "selesai"
    text = writer.file()
    assert (
        "ralat:\n  - tanggal: 2024-12-01\n    bagian: angka\n    semula: 12.137 orang\n"
        "    menjadi: 12.173 orang\n" in text
    )
    assert not check(root).errors


def test_a_reason_may_stand_instead(writer: Writer, root: Path) -> None:
    published(root, "tempat: Aula Rekan")
    writer.open(bulletin_text.ID).fill(tempat="Aula Rekaan").press("simpan")
    writer.fill(ralat__alasan="hanya ejaan yang dibetulkan").press("simpan")
    text = writer.file()
    assert "# rakor: abaikan RK711 hanya ejaan yang dibetulkan\ntempat: Aula Rekaan\n" in text
    assert "ralat:" not in text


def test_what_is_no_fact_is_saved_at_once(writer: Writer, root: Path) -> None:
    published(root)
    writer.open(bulletin_text.ID)
    writer.fill(ringkasan="Ringkasan contoh lain yang dipakai untuk pengujian.").press("simpan")
    assert writer.path == "selesai"
    assert "ralat" not in writer.file()


def test_a_published_bulletin_that_moves_keeps_its_former_address(
    writer: Writer, root: Path
) -> None:
    published(root)
    writer.open(bulletin_text.ID).fill(wilayah="35.74").press("simpan").press("simpan")
    moved = root / "bulletins/jawa-timur/kota-probolinggo/2024/2024-11-14-contoh.md"
    assert moved.is_file(), writer.said
    text = moved.read_text(encoding="utf-8")
    assert f"alamat_lama:\n  - {bulletin_text.ID}\n" in text
    assert "bagian: wilayah" in text


def test_a_published_bulletin_is_never_saved_with_errors(writer: Writer, root: Path) -> None:
    published(root)
    before = (root / "bulletins" / bulletin_text.NAME).read_bytes()
    writer.open(bulletin_text.ID).fill(ringkasan="").press("simpan")
    assert writer.answer.status == 422
    assert (root / "bulletins" / bulletin_text.NAME).read_bytes() == before


def test_a_bulletin_is_withdrawn_and_not_deleted(writer: Writer, root: Path) -> None:
    published(root)
    writer.open(bulletin_text.ID).fill(keadaan="dicabut").press("simpan")
    assert "status: dicabut\n" in writer.file()


# --- git ---------------------------------------------------------------------------------------


def git(root: Path, *arguments: str) -> str:
    done = subprocess.run(
        [
            "git",
            "-C",
            root,
            "-c",
            "user.name=Contoh",
            "-c",
            "user.email=contoh@example.org",
            *arguments,
        ],
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


@pytest.fixture
def repository(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "Contoh")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "contoh@example.org")
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Awal")
    return root


def test_just_what_was_written_is_committed(repository: Path) -> None:
    writer = filled(Writer(repository)).press("terbit", Upload("foto", "a.jpg", photo()))
    assert "Catat dengan git" in writer.said
    writer.fill(pesan="Tambah buletin contoh").press()
    assert "Sudah dicatat dengan git" in writer.said
    assert git(repository, "log", "-1", "--format=%s").strip() == "Tambah buletin contoh"
    assert len(git(repository, "show", "--name-only", "--format=").split()) == 2
    assert not git(repository, "status", "--porcelain")


def test_git_is_not_offered_while_other_files_differ(repository: Path) -> None:
    (repository / "lain.txt").write_text("x", encoding="utf-8")
    writer = filled(Writer(repository)).press("terbit")
    assert "Catat dengan git" not in writer.said
    assert "lain.txt" in writer.said


def test_a_bulletin_that_was_never_sent_needs_no_correction(repository: Path) -> None:
    writer = filled(Writer(repository)).press("terbit")
    writer.open(writer.html.partition('href="/tulis/jawa')[2].partition('"')[0].join(["jawa", ""]))
    writer.fill(tempat="Aula Rekaan").press("simpan")
    assert writer.path == "selesai"
    assert "ralat" not in writer.file()


def test_drafts_of_the_store_are_never_written_over(root: Path) -> None:
    """Names that are taken get a number, whoever took them."""
    for _ in range(3):
        filled(Writer(root)).press("simpan")
    assert len(list((root / "bulletins" / bulletin_text.FOLDER).glob("*.md"))) == 3
    assert Store(root).read("tidak-ada") is None
    assert Folder(root).is_file("mkdocs.yml")
