"""``--fix``: certain things only, once only, and not a byte elsewhere."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import bulletin_text
import corpus
import pytest
from bulletin_text import FOLDER, ID, NAME, put
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rakor.cli.main import main
from rakor.content.follow_ups import text_digest
from rakor.lint.fix import apply_changes, mend, plan_fixes
from rakor.lint.linter import check
from rakor.lint.project import open_project
from rakor.source.canonical import plain
from rakor.source.frontmatter import parse

BROKEN = Path(__file__).parents[1] / "broken"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text("site_name: Contoh\n")
    return bulletin_text.project(tmp_path)


def fixed(root: Path, name: str = NAME) -> str:
    apply_changes(root, plan_fixes(root))
    return (root / "bulletins" / name).read_bytes().decode()


def state(root: Path) -> dict[str, bytes]:
    files = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def test_the_whole_corpus_settles_at_once(tmp_path: Path) -> None:
    shutil.copytree(BROKEN, tmp_path / "s")
    first = plan_fixes(tmp_path / "s")
    assert len(first) >= 25
    apply_changes(tmp_path / "s", first)
    mended = state(tmp_path / "s")
    assert plan_fixes(tmp_path / "s") == []
    apply_changes(tmp_path / "s", plan_fixes(tmp_path / "s"))
    assert state(tmp_path / "s") == mended
    left = [p for p in check(tmp_path / "s").problems if p.fix is not None]
    assert [(p.file, p.code) for p in left] == []


def test_nothing_is_written_where_nothing_is_certain(root: Path) -> None:
    put(root, NAME, bulletin_text.text("tanggal: 14/11/24\nwaktu: 9 pagi"))
    before = state(root)
    assert plan_fixes(root) == []
    assert state(root) == before


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("lokasi: Aula Contoh", "tempat: Aula Contoh"),
        ("tanggal: Kamis, 14 Nopember 2024", "tanggal: 2024-11-14"),
        ("tanggal: 14/11/2024", "tanggal: 2024-11-14"),
        ("wilayah: Kab. Probolinggo", 'wilayah: "35.13"'),
        ("wilayah: 'Kab. Probolinggo'", 'wilayah: "35.13"'),
        ("waktu: pukul 9 - 12 WIB", "waktu: 09.00–12.00 WIB"),
        ("mode: Offline", "mode: luring"),
        ("tempat: @Aula Contoh", 'tempat: "@Aula Contoh"'),
        ("tempat: Gedung A: lantai 2", 'tempat: "Gedung A: lantai 2"'),
        ("tempat:Aula Contoh", "tempat: Aula Contoh"),
        ("draft: true", "status: draf"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_only_the_slip_changes(root: Path, wrong: str, right: str, end: str, mark: str) -> None:
    extra = "# keterangan  penulis\n{}\nstatus: terbit" if "draft" not in wrong else "# tetap\n{}"
    text = bulletin_text.text(extra.format("@@"), body="\nIsi “contoh” — é😀.\n\n\n")
    if wrong.startswith(("tanggal", "wilayah")):
        key = wrong.partition(":")[0]
        text = "\n".join(x for x in text.split("\n") if not x.startswith(f"{key}: "))
    text = mark + text.replace("\n", end)
    put(root, NAME, text.replace("@@", wrong))
    assert fixed(root) == text.replace("@@", right)


def test_a_weekday_that_does_not_fit_leaves_a_doubt(root: Path) -> None:
    put(root, NAME, bulletin_text.text("tanggal: Rabu, 14 November 2024"))
    assert plan_fixes(root) == []


def test_a_bulletin_moves_and_everybody_follows(root: Path) -> None:
    wrong = "jawa-timur/kota-probolinggo/2024/2024-11-13-contoh"
    put(root, "jawa-timur/kota-probolinggo/2024/undangan-dua.pdf", b"%PDF-1.4 contoh")
    body = "\n[Surat](undangan-dua.pdf) dan [lanjutan](../../2024/2024-11-20-lanjutan.md).\n"
    put(root, f"{wrong}.md", bulletin_text.text("lampiran:\n  - berkas: undangan-dua.pdf", body))
    put(
        root,
        f"{FOLDER}/2024-11-15-lain.md",
        bulletin_text.text(
            f"tanggal: 2024-11-15\nterkait:\n  - {wrong}",
            "\n[Sebelumnya](../../kota-probolinggo/2024/2024-11-13-contoh.md#isi).\n\n## Isi\n",
        ),
    )
    text = fixed(root)
    assert not (root / "bulletins" / f"{wrong}.md").exists()
    assert f"alamat_lama:\n  - {wrong}\n---" in text
    assert "berkas: ../../kota-probolinggo/2024/undangan-dua.pdf" in text
    assert "[lanjutan](../../2024/2024-11-20-lanjutan.md)" in text
    other = (root / "bulletins" / FOLDER / "2024-11-15-lain.md").read_text(encoding="utf-8")
    assert f"  - {ID}\n" in other
    assert "(2024-11-14-contoh.md#isi)" in other
    assert {p.code for p in check(root).problems} == {"RK605"}
    assert plan_fixes(root) == []


# Lines in the place of other lines.
REWRITTEN = (
    ("topik:\n  -pilkada\n  -keamanan", "topik:\n  - pilkada\n  - keamanan"),
    ("topik:\n- pilkada\n-keamanan", "topik:\n- pilkada\n- keamanan"),
    (
        "sumber:\n  -nama: Situs Contoh\n   url: https://www.contoh.go.id/a",
        "sumber:\n  - nama: Situs Contoh\n    url: https://www.contoh.go.id/a",
    ),
    (
        "instansi:\n  - instansi: Bawaslu\n   peran: pembicara\n   wakil:\n     jabatan: Ketua\n"
        "  - KPU",
        "instansi:\n  - instansi: Bawaslu\n    peran: pembicara\n    wakil:\n      jabatan: Ketua\n"
        "  - KPU",
    ),
    (
        "angka:\n  - nilai: 7\n   satuan: orang\n    keterangan: contoh",
        "angka:\n  - nilai: 7\n    satuan: orang\n    keterangan: contoh",
    ),
    ('tempat: "Aula Contoh\nmode: luring', 'tempat: "Aula Contoh"\nmode: luring'),
    ('tempat: "Aula" Kantor Contoh', "tempat: '\"Aula\" Kantor Contoh'"),
    ("tempat: 'Aula Jum'at'", 'tempat: "Aula Jum\'at"'),
    ('tempat: "Aula \\Madya"', "tempat: 'Aula \\Madya'"),
    ("tempat: [Baru] Aula Contoh", 'tempat: "[Baru] Aula Contoh"'),
    ("topik: pilkada", "topik:\n  - pilkada"),
    ("topik:   pilkada, keamanan", "topik:\n  - pilkada\n  - keamanan"),
    ('instansi: "KPU"', 'instansi:\n  - "KPU"'),
    (
        "sumber:\n  tanggal: 2024-11-15 # catatan\n\n  nama: Situs Contoh",
        "sumber:\n  - tanggal: 2024-11-15 # catatan\n\n    nama: Situs Contoh",
    ),
    (
        "instansi:\n  -   KPU, Bawaslu dan Polres Probolinggo\n  - TNI-Polri",
        "instansi:\n  -   KPU\n  -   Bawaslu\n  -   Polres Probolinggo\n  - TNI\n  - Polri",
    ),
    ("topik:\n  • pilkada\n  •keamanan", "topik:\n  - pilkada\n  - keamanan"),
    ("instansi:\n  1. KPU\n  2) Bawaslu", "instansi:\n  - KPU\n  - Bawaslu"),
    ("instansi:\n- KPU\n– Bawaslu", "instansi:\n- KPU\n- Bawaslu"),
    ("topik:\n  * pilkada\n  * keamanan", "topik:\n  - pilkada\n  - keamanan"),
    (
        "pimpinan:\n\tnama: Contoh Nama\n\tjabatan: Sekretaris",
        "pimpinan:\n  nama: Contoh Nama\n  jabatan: Sekretaris",
    ),
    ("instansi:\n  - KPU\n\t- Bawaslu", "instansi:\n  - KPU\n  - Bawaslu"),
    (
        "pimpinan:\n  - nama: Contoh Nama\n    jabatan: Sekretaris",
        "pimpinan:\n  nama: Contoh Nama\n  jabatan: Sekretaris",
    ),
    ("tempat; Aula Contoh\nmode = luring", "tempat: Aula Contoh\nmode: luring"),
    (
        "ringkasan:\nRingkasan contoh yang hanya\ndipakai untuk pengujian.",
        "ringkasan:\n  Ringkasan contoh yang hanya\n  dipakai untuk pengujian.",
    ),
    (
        "sumber:\n  - nama: Situs\n    url: [a b](https://www.contoh.go.id/a)",
        "sumber:\n  - nama: Situs\n    url: https://www.contoh.go.id/a",
    ),
    ("topik:\n  - Keamanan\n  - Pilkada", "topik:\n  - keamanan\n  - pilkada"),
    (
        "tempat:\u00a0Aula\u00a0Contoh\u200b\npimpinan:\n\u00a0 nama: Contoh",
        "tempat: Aula\u00a0Contoh\npimpinan:\n  nama: Contoh",
    ),
    ("wilayah: “35.13”\ntempat: 'Aula: Contoh’", 'wilayah: "35.13"\ntempat: "Aula: Contoh"'),
)


@pytest.mark.parametrize(("wrong", "right"), REWRITTEN)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lists_are_put_right(root: Path, wrong: str, right: str, end: str) -> None:
    put(root, NAME, bulletin_text.text(wrong).replace("\n", end))
    assert fixed(root) == bulletin_text.text(right).replace("\n", end)
    assert check(root).problems == ()


def test_what_stands_behind_a_name_as_a_comment_is_kept_and_asked_about(root: Path) -> None:
    # "Situs Contoh # catatan" may be a note or half of a name: only the writer knows.
    put(
        root,
        NAME,
        bulletin_text.text("sumber:\n  nama: Situs Contoh # catatan\n\n  tanggal: 2024-11-15"),
    )
    assert fixed(root) == bulletin_text.text(
        "sumber:\n  - nama: Situs Contoh # catatan\n\n    tanggal: 2024-11-15"
    )
    assert [p.code for p in check(root).problems] == ["RK118"]


GOOD = bulletin_text.text()


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        (f"```markdown\n{GOOD}```\n", GOOD),
        (f"\n~~~~ md\n\n{GOOD}~~~~", GOOD),
        (f"```yaml\n{GOOD}".replace("\n---\n\n", "\n---\n```\n\n"), GOOD),
        (GOOD[4:], GOOD),
        (GOOD.replace("---", "—", 1), GOOD),
        (GOOD.replace("---", "-----"), GOOD),
        (GOOD.replace("\n---\n", "\n–––\n"), GOOD),
        (GOOD.replace("\n---\n", "\n"), GOOD),
        (
            GOOD.replace("\n---\n", "\n\n## Arahan\n"),
            GOOD.replace("\n---\n", "\n---\n\n## Arahan\n"),
        ),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_edges_of_a_front_matter_are_put_right(
    root: Path, wrong: str, right: str, end: str
) -> None:
    put(root, NAME, wrong.replace("\n", end))
    assert fixed(root) == right.replace("\n", end)


@pytest.mark.parametrize(
    "doubtful",
    [
        "instansi: KPU dan Bawaslu",
        "instansi:\n  - instansi: KPU\n  peran: pembicara",
        "tempat: Aula Contoh\n  -lantai dua\n  - sayap timur: kiri",
        "pimpinan: Contoh Nama",
        "instansi:\n  - KPU dan Bawaslu Kabupaten Pasuruan",
        "instansi:\n  - Dinas Pertanian dan Dinas Peternakan",
        "penyelenggara: KPU dan Bawaslu",
        "tempat Aula Contoh",
        'tempat: "Aula" dan "Balai"',
        'ringkasan: "Ringkasan contoh yang hanya\n  dipakai untuk pengujian.',
        "topik: [pilkada, keamanan",
        "instansi:\n  - KPU\n   \t- Bawaslu",
        "topik:\n  - Pilkada Serentak",
    ],
)
def test_what_could_mean_two_things_is_left_alone(root: Path, doubtful: str) -> None:
    put(root, NAME, bulletin_text.text(doubtful))
    assert plan_fixes(root) == []


@pytest.mark.parametrize(
    "wrong",
    [
        "2024-11-14-contoh",
        "kabupaten-probolinggo/2024-11-14-contoh",
        "jawa-timur/kabupaten-probolinggo/2024-11-14-contoh",
        "jawa-timur/kabupaten-probolinggo/2023/2024-11-14-contoh",
        "jawa-timur/kab-probolinggo/2024/2024-11-14-contoh",
    ],
)
def test_a_place_that_was_never_published_leaves_no_address(root: Path, wrong: str) -> None:
    text = bulletin_text.text()
    put(root, f"{wrong}.md", text)
    assert fixed(root) == text
    assert check(root).problems == ()


def test_the_files_of_the_registry_are_mended_too(root: Path) -> None:
    put(root, "topics.yml", "pilkada: “Pilkada”\nkeamanan:\u00a0Keamanan\n")
    put(root, "agencies.yml", "forum-x: {nama: “Forum X”, jenis: fkdm, wilayah: “35.13”}\n")
    put(root, NAME, bulletin_text.text("instansi:\n  - Forum X"))
    apply_changes(root, plan_fixes(root))
    folder = root / "bulletins"
    assert (folder / "topics.yml").read_text() == 'pilkada: "Pilkada"\nkeamanan: Keamanan\n'
    mended = 'forum-x: {nama: "Forum X", jenis: fkdm, wilayah: "35.13"}\n'
    assert (folder / "agencies.yml").read_text() == mended
    assert check(root).problems == ()
    assert plan_fixes(root) == []


def test_nothing_moves_onto_another(root: Path) -> None:
    put(root, NAME, bulletin_text.text())
    put(root, "jawa-timur/2024/2024-11-14-contoh.md", bulletin_text.text())
    assert plan_fixes(root) == []


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_code_and_comments_are_no_blanks(root: Path, end: str) -> None:
    text = bulletin_text.text(
        body="\nJalankan `rakor check` dulu, lalu <!-- catatan --> baca `kode` .\n\n"
        "Rapat <!-- a -->, yang <!-- b --> yang lain, dan\n`dan` itu.\n"
    ).replace("\n", end)
    put(root, NAME, text)
    assert plan_fixes(root) == []
    assert check(root).problems == ()


def test_excused_lines_and_levels_are_left_alone(root: Path) -> None:
    body = "\nPada 27 Nopember 2024. <!-- rakor: abaikan RK315 ejaan surat aslinya -->\n"
    put(root, NAME, bulletin_text.text(body=body))
    assert plan_fixes(root) == []
    put(root, NAME, bulletin_text.text(body="\nPada 27 Nopember 2024.\n"))
    (root / "mkdocs.yml").write_text("extra:\n  pemeriksaan:\n    RK315: mati\n")
    assert plan_fixes(root) == []


def test_diff_shows_and_does_not_write(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(root, NAME, bulletin_text.text("lokasi: Aula Contoh"))
    before = state(root)
    assert main(["check", "--root", str(root), "--diff"]) == 1
    said = capsys.readouterr().out
    assert "-lokasi: Aula Contoh\n+tempat: Aula Contoh\n" in said
    assert state(root) == before
    assert main(["check", "--root", str(root), "--fix"]) == 0
    assert "Diperbaiki: " in capsys.readouterr().err
    assert main(["check", "--root", str(root), "--diff"]) == 0


SLIPS = (
    ("tanggal: ", "tgl: "),
    ("tempat: ", "lokasi: "),
    ("mode: luring", "mode: offline"),
    ("mode: daring", "mode: zoom"),
    ("peran: pembicara", "peran: narasumber"),
    (" November ", " Nopember "),
    (" Februari ", " Pebruari "),
    (" yang ", " yang yang "),
    (" dan ", "  dan "),
    ("ringkasan: ", "summary: "),
    ("jenis: imbauan", "jenis: himbauan"),
    ("## ", "#### "),
    ('wilayah: "', "wilayah: “"),
    ("\n  - ", "\n  -"),
    ("\n  - ", "\n  • "),
    ("\n    ", "\n   "),
    ("judul: ", "judul:\u00a0"),
    ("\nwilayah: ", "\nwilayah = "),
    ("\n---\n\n", "\n–––\n\n"),
)


def test_generated_files_with_slips(tmp_path: Path) -> None:
    corpus.write_site(tmp_path, 300, seed=5)
    for number, path in enumerate(sorted((tmp_path / "bulletins").rglob("20*.md"))):
        text = path.read_text(encoding="utf-8")
        for place, (right, wrong) in enumerate(SLIPS):
            if (number + place) % 3 == 0:
                text = text.replace(right, wrong, 1)
        path.write_text(text, encoding="utf-8", newline="\n")
    first = plan_fixes(tmp_path)
    assert len(first) > 240
    apply_changes(tmp_path, first)
    assert plan_fixes(tmp_path) == []
    assert [(p.file, p.code) for p in check(tmp_path).problems] == []


# Their remedies begin or end lines.
REFLOWING = frozenset(("RK111", "RK112", "RK140", "RK211", "RK803"))


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(
    data=st.data(),
    number=st.integers(0, 300),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    mark=st.booleans(),
)
def test_mending_is_idempotent_and_keeps_every_other_byte(
    data: st.DataObject, number: int, end: str, mark: bool
) -> None:
    project = open_project(BROKEN)
    text = corpus.document(number).text
    for right, wrong in data.draw(st.lists(st.sampled_from(SLIPS), max_size=5)):
        text = text.replace(right, wrong, data.draw(st.integers(1, 3)))
    at = data.draw(st.integers(0, len(text)))
    text = text[:at] + data.draw(st.text(max_size=8)) + text[at:]
    before = (("\ufeff" if mark else "") + text.replace("\n", end)).encode("utf-8", "replace")
    after, _, codes = mend(NAME, before, project)
    again, _, more = mend(NAME, after, project)
    assert again == after
    assert more == ()
    if not codes:
        assert after == before
    assert after.startswith(b"\xef\xbb\xbf") == before.startswith(b"\xef\xbb\xbf")
    if codes and not REFLOWING.intersection(codes):
        # Lines keep their ends, and those without a slip every byte.
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
        assert len(old) == len(new)
        touched = [a for a, b in zip(old, new, strict=True) if a != b]
        assert all(a[-1:] == b[-1:] for a, b in zip(old, new, strict=True))
        assert len(touched) <= 15 + 2 * len(codes)


# A bulletin in which every word of a value stands once, so that it can be followed.
MARKED = """\
---
judul: Rapat MARKA koordinasi contoh
tanggal: 2024-11-14
wilayah: "35.13"
penyelenggara:
  instansi: Pemkab Probolinggo
  melalui: MARKB
pimpinan:
  nama: MARKC
  jabatan: MARKD
instansi:
  - KPU Kabupaten MARKE
  - instansi: Bawaslu MARKF
    wakil:
      nama: MARKG
topik:
  - markh
ringkasan: >-
  MARKI baris pertama
  MARKJ baris kedua.
angka:
  - nilai: "12.173"
    satuan: MARKK
tindak_lanjut:
  - isi: MARKL
    jenis: komitmen
sumber:
  - nama: MARKM
penulis: [MARKN, MARKO]
---

Isi.
"""
MARKS = [f"MARK{chr(number)}" for number in range(ord("A"), ord("P")) if chr(number) != "H"]


def _slip(text: str, draw: st.DrawFn) -> str:
    """One slip of a tired hand somewhere in the front matter; no word is lost by it."""
    lines = text.split("\n")
    at = draw(st.integers(1, lines.index("---", 1) - 1))
    line = lines[at]
    lead = line[: len(line) - len(line.lstrip())]
    # A key at another depth is another key: that is written, not mended.
    is_key = re.match(r"\w+:", line.lstrip())
    kind = draw(
        st.sampled_from(
            "colon mark tight flat deeper shallower tab dash glued quote upper blank twin".split()
        )
    )
    lines[at] = {
        "colon": line.replace(":", "", 1),
        "mark": line.replace(":", draw(st.sampled_from([";", " =", "."])), 1),
        "tight": line.replace(": ", ":", 1).replace("- ", "-", 1),
        "flat": line if is_key else line.lstrip(),
        "deeper": line if is_key else "  " + line,
        "shallower": line[1:] if lead and not is_key else line,
        "tab": "\t" + line.lstrip() if lead else line,
        "dash": line.replace("- ", "", 1),
        "glued": line.replace("- ", "• ", 1),
        "quote": line + '"',
        "upper": lead + line.lstrip().capitalize(),
        "blank": line + "\n",
        "twin": "- " + line,
    }[kind]
    return "\n".join(lines)


def _keys_of_marks(data: bytes) -> dict[str, str]:
    """The key each marked word stands under, of those that a reader finds."""
    document, _ = parse("", data)
    found: dict[str, str] = {}
    for key, node in document.data.entries if document else ():
        said = repr(plain(node)).upper()
        found |= {mark: key.value.lower() for mark in MARKS if mark in said}
    return found


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_mending_never_hands_a_value_to_another_key(data: st.DataObject) -> None:
    project = open_project(BROKEN)
    text = MARKED
    for _ in range(data.draw(st.integers(1, 3))):
        text = data.draw(st.composite(lambda draw, text=text: _slip(text, draw))())
    after, _, codes = mend(NAME, text.encode(), project)
    before, now = _keys_of_marks(text.encode()), _keys_of_marks(after)
    meant = _keys_of_marks(MARKED.encode())
    for mark, key in before.items():
        assert now.get(mark) == key or (now.get(mark) == meant[mark] and codes), text
    for mark, key in now.items():
        assert key in {meant[mark], before.get(mark)}, text
    assert {mark for mark in MARKS if mark in after.decode().upper()} == set(MARKS), text


@pytest.mark.parametrize("mark", ["", ";", " =", "."])
@pytest.mark.parametrize(
    "key", ["instansi", "topik", "sumber", "angka", "tindak_lanjut", "Pimpinan"]
)
def test_a_key_without_its_colon_keeps_what_stands_below_it(key: str, mark: str) -> None:
    own = key.lower()
    wrong = MARKED.replace(f"\n{own}:\n", f"\n{key}{mark}\n")
    assert wrong != MARKED
    after, _, codes = mend(NAME, wrong.encode(), open_project(BROKEN))
    assert "RK125" in codes
    assert f"\n{own}:\n" in after.decode()
    assert _keys_of_marks(after) == _keys_of_marks(MARKED.encode())


def test_a_line_above_a_list_is_not_made_part_of_the_value_above_it() -> None:
    wrong = MARKED.replace("\ntopik:\n", "\nhadirin\n")
    after, _, _ = mend(NAME, wrong.encode(), open_project(BROKEN))
    assert after == wrong.encode()


# --- ids of follow-ups -----------------------------------------------------------------------

LATER = f"{FOLDER}/2024-11-20-lain.md"


def test_what_is_referred_to_gets_an_id_and_nothing_else_does(root: Path) -> None:
    digest = text_digest("Menyusun jadwal.")
    items = (
        "tindak_lanjut:\n  - isi: Menyiapkan posko.\n  # satu\n"
        "  - isi: Menyusun jadwal.\n    tenggat: 2024-11-23  # dua"
    )
    put(root, LATER, bulletin_text.text(f"tanggal: 2024-11-20\n{items}"))
    moved = f"dialihkan:\n      buletin: {LATER.removesuffix('.md')}\n      butir: {digest}"
    put(root, NAME, bulletin_text.text(f"tindak_lanjut:\n  - isi: Menyusun daftar.\n    {moved}"))
    assert [p.code for p in check(root).problems] == ["RK718"]
    before = state(root)
    apply_changes(root, plan_fixes(root))
    after = state(root)
    name = f"bulletins/{LATER}"
    assert {file for file in before if before[file] != after[file]} == {name}
    assert after[name].replace(f"    id: {digest}\n".encode(), b"") == before[name]
    assert check(root).problems == ()
    assert plan_fixes(root) == []


def test_outcomes_follow_a_bulletin_that_moves(root: Path) -> None:
    wrong = f"{FOLDER}/2024-11-19-lain.md"
    put(root, wrong, bulletin_text.text("tanggal: 2024-11-20"))
    id_ = wrong.removesuffix(".md")
    outcomes = (
        f"selesai: {id_}",
        f"dialihkan:\n      buletin: {id_}",
        f"dibatalkan:\n      tanggal: 2024-11-20\n      buletin: {id_}",
    )
    items = "".join(f"\n  - isi: Contoh {n}.\n    {one}" for n, one in enumerate(outcomes))
    put(root, NAME, bulletin_text.text(f"tindak_lanjut:{items}"))
    text = fixed(root)
    assert id_ not in text
    assert text.count(f"{LATER.removesuffix('.md')}") == 3
