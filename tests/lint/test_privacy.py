"""Personal data in every writing it is met in, and what only looks like it."""

from __future__ import annotations

from pathlib import Path

import bulletin_text
import foreign
import pytest
from bulletin_text import FOLDER, NAME, put
from hypothesis import given
from hypothesis import strategies as st

from rakor.diagnostics import Problem
from rakor.lint.checks import AttachmentContext
from rakor.lint.folding import fold
from rakor.lint.linter import check, check_file, open_project
from rakor.lint.personal_data import find_personal_data, is_worth_a_look
from rakor.lint.project import Project
from rakor.lint.rules.privacy import check_attached_text, check_file_name
from rakor.lint.seen import seen_text
from rakor.markdown.renderer import usual_renderer
from rakor.registry import regions


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return open_project(bulletin_text.project(tmp_path_factory.mktemp("privasi")))


def found(project: Project, body: str, keys: str = "") -> list[Problem]:
    data = bulletin_text.text(keys, body).encode()
    problems = check_file(NAME, data, project.resolver, project.tree).problems
    return [one for one in problems if one.code.startswith("RK5")]


# All numbers, names and addresses are made up; "3513011203900001" is a NIK by its form alone.
NUMBERS = """\
3513011203900001
3513015203900001
3513 0112 0390 0001
35.13.01.120390.0001
351301-120390-0001
3513.0112.0390.0001
3513-0112-0390-0001
3513–0112–0390–0001
3513\u00a00112\u00a00390\u00a00001
3513\u20110112\u20110390\u20110001
3513\u20090112\u20090390\u20090001
3513\u00ad0112\u00ad0390\u00ad0001
35130112\u200b03900001
３５１３０１１２０３９００００１
٣٥١٣٠١١٢٠٣٩٠٠٠٠١
35130I1203900001
351301l2O3900001
NIK:3513011203900001
nik/3513011203900001
NIK 1234567890123456
No. KTP: 1111222233334444
nomor kartu keluarga 3513011203900001
(3513011203900001)
Budi,3513011203900001,Kraksaan
3513011203900001,00
3513 01 120390 0001
**3513**0112**0390**0001
&#51;513011203900001
3513&#8203;011203900001
<b>3513</b>011203900001
3513_0112_0390_0001
[3513011203900001](https://contoh.go.id)
[KTP](https://contoh.go.id "3513011203900001")
`3513011203900001`
| NIK | 3513 | 0112 | 0390 | 0001 |
35130112\\n03900001
3513-0112-\\n0390-0001
3 5 1 3 0 1 1 2 0 3 9 0 0 0 0 1
3513011203900001/3513015203900002
NIK 3513,0112,0390,0001
NIK 3513, 0112, 0390, 0001
""".splitlines()

PHONES = """\
081234567890
0812-3456-7890
0812 3456 7890
0812.3456.7890
0812/3456/7890
WA 0812,3456,7890
0812_3456_7890
(0812) 3456 7890
(0812) 3456-7890
(0812)34567890
0812 - 3456 - 7890
+62 812 3456 7890
+62812-3456-7890
+62 (0)812 3456 7890
+62 (812) 3456-7890
62-812-3456-7890
6281234567890
0062 812 3456 7890
08 12 34 56 78 90
0 8 1 2 3 4 5 6 7 8 9 0
0812–3456–7890
0812—3456—7890
0812−3456−7890
0812\u00a03456\u00a07890
0812\u202f3456\u202f7890
0812\u20113456\u20117890
0812\u00ad3456\u00ad7890
0812\u200b3456\u200b7890
0812\u2060345678\ufeff90
０８１２３４５６７８９０
٠٨١٢٣٤٥٦٧٨٩٠
O812-3456-789O
o8l2 3456 7890
𝟎𝟖𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗𝟎
⓪⑧①②③④⑤⑥⑦⑧⑨⓪
0️⃣8️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣9️⃣0️⃣
0812·3456·7890
HP0812-3456-7890
HP.081234567890
WA:081234567890
WA/081234567890
Telp/WA 0812 3456 7890
HP 81234567890
wa 812-3456-7890
kontak: 0812, 0813-4567-8901
0812-3456-7890/0813-4567-8901
(0335) 421000 / 0812-3456-7890
0812-3456-7890, 0813-4567-8901
0811 234 567
0812-345-678
**0812**-3456-**7890**
0812*3456*7890
&#48;812-3456-7890
0812&nbsp;3456&nbsp;7890
0812&ndash;3456&ndash;7890
<span>0812</span> 3456 7890
0812<!-- -->34567890
<https://wa.me/6281234567890>
[hubungi](https://wa.me/6281234567890)
[hubungi](https://api.whatsapp.com/send?phone=6281234567890)
[hubungi](https://api.whatsapp.com/send?text=halo&phone=%2B6281234567890)
![0812-3456-7890](undangan.png)
| Contoh | 0812 | 3456 | 7890 |
0812-3456-\\n7890
0812\\n3456\\n7890
nol delapan satu dua tiga empat lima enam tujuh delapan sembilan nol
kosong delapan satu, dua tiga empat, lima enam tujuh, delapan
tel:081234567890
""".splitlines()

MAILS = """\
budi@gmail.com
Budi.Contoh@Yahoo.co.id
BUDI+rapat@GMAIL.COM
budi @ gmail . com
budi(at)gmail.com
budi [at] gmail [dot] com
budi{at}gmail{dot}com
budi at gmail dot com
budi(at)gmail titik com
budi＠gmail.com
budi&#64;gmail.com
budi&commat;gmail.com
bu**di**@gmail.com
budi@gm\u00adail.com
budi@gmаil.com
<budi@gmail.com>
[surel](mailto:budi@gmail.com)
budi@\u200bgmail.com
budi@hotmail.com
budi@outlook.co.id
budi@icloud.com
budi@ymail.com
budi@protonmail.com
budi@zoho.com
budi%40gmail.com
[surel](mailto:budi%40gmail.com)
budi\\@gmail.com
budi-at-gmail.com
`budi@gmail.com`
""".splitlines()

HOMES = """\
RT 03/RW 05
RT.03 RW.05
RT 01 dan RW 02
RT 01, RW 02
RT. 01 / RW. 02
RT03/RW05
RT/RW 003/002
RT 003/002
rt 03 rw 05
(rt 03/rw 05)
RW 05 RT 03
RT III/RW V
Rukun Tetangga 03 Rukun Warga 05
RT\u00a003/RW\u00a005
R\u200bT 03/RW 05
**RT** 03/**RW** 05
| RT 01 | RW 02 |
RT 01\\nRW 02
R.T. 01 R.W. 02
RT-01/RW-02
RTRW 01/02
RT.RW 003/002
RT tiga RW lima
RT satu belas RW dua
RT/RW tiga/lima
Jl. Contoh No. 12 RT 03
Dusun Contoh RT 04
r.t 3, r.w 5
beralamat rumah di Jalan Contoh No. 12
kediamannya di Jl. Mawar No 5
rumah duka di Jl. Mawar Nomor 5
bertempat tinggal di Gang Melati No. 7
berdomisili di Perumahan Contoh Indah Blok A-12
alamat tinggal: Jalan Melati No. 3
beralamat di Jalan Contoh No. 12
rumahnya di Perum Contoh Blok C
""".splitlines()

OFFICIALS = """\
198503122010011002
19850312 201001 1 002
19850312.201001.1.002
19850312 202421 2 001
19850312-201001-1-002
NIP. 19850312\u00a0201001\u00a01\u00a0002
NIP:198503122010011002
""".splitlines()

WRITINGS = [
    *(("RK501", one.replace("\\n", "\n")) for one in NUMBERS),
    *(("RK502", one.replace("\\n", "\n")) for one in PHONES),
    *(("RK503", one.replace("\\n", "\n")) for one in MAILS),
    *(("RK504", one.replace("\\n", "\n")) for one in HOMES),
    *(("RK507", one.replace("\\n", "\n")) for one in OFFICIALS),
]


def _body(text: str) -> str:
    if text.startswith("|"):
        cells = text.count("|") - 1
        return f"\n{'| a ' * cells}|\n{'| - ' * cells}|\n{text}\n"
    return f"\nCatatan rapat: {text} menurut panitia.\n"


@pytest.mark.parametrize(("code", "text"), WRITINGS)
def test_every_writing_is_found(project: Project, code: str, text: str) -> None:
    problems = found(project, _body(text))
    assert code in {one.code for one in problems}
    lines = bulletin_text.text("", _body(text)).split("\n")
    begun = next(
        number for number, line in enumerate(lines, 1) if "Catatan" in line or "| a" in line
    )
    for one in problems:
        assert begun <= one.span.line <= begun + text.count("\n") + 2


HARMLESS = """\
Nomor 0812.3456.7890/2024
Nomor: 800/0812.345/35.13/2024
Surat Nomor 0812/3456/7890/2024
B/0812.3456.7890/XI/2024
Anggaran Rp3.513.011.203.900.001,00
Anggaran 3.513.011.203.900.001
Rp62.812.345.678
Rp 6281234567890
62.812.345.678 rupiah
Rekening 0000000000000000
rekening 081234567890
Nomor rekening 0812-34-567890-1 pada Bank Contoh
NPWP 08.123.456.7-891.000
NIB 0812345678901
Meeting ID 812 3456 7890
Zoom ID: 0812 3456 7890
Nomor 3513011203900001234
Kode 3513013203900001
Kode 9913011203900001
0812 3456 7890 1234
https://contoh.go.id/berita/3513011203900001
https://contoh.go.id/2024/081234567890.html
[berita](https://contoh.go.id/?id=081234567890)
8-12-2024 dan 09-12-2024
08-12-2024 09.00–12.00
2024-11-14 09.00 sampai 2024-11-15 16.30
08.00–12.00 dan 13.00–16.00
pukul 08.12 WIB, 34 orang, 56 kursi, 78 berkas
08/12/2024
2021, 2022, 2023, 2024
2021 | 2022 | 2023 | 2024
(0335) 421000
0335-421000
021-3456789
(021) 345 6789, 345 6790
Telepon (0335) 421000 dan 112, 0800-1-500
0800-1-500-500
14045 dan 110
-7,812345 dan 113,215678
0,8123456789
0.8123456789
IMI.0549.GR.01.01 dan 12.173 orang
kominfo@probolinggokab.go.id
humas@kpu.go.id
info@mail.go.id
Gmail dan Yahoo dibahas dalam pelatihan
surel resmi di domain go.id
Ketua RT, RW, dan lurah
RT 12 kelurahan
seluruh RT dan RW
5 RT di 3 RW
RT 03 dan RT 05
RW 05 Desa Contoh
RTRW 2024 dan RTH 30 persen
RTRW 2011-2031
Jalan desa sepanjang 3 km melewati RT 1 sampai RT 4
Jalan Contoh ditutup; Ketua RT hadir
sebanyak 2019, 2020, 2021, 2022
tiga RT satu RW
SMART 12, RW IX
kantor KPU beralamat di Jalan Sudirman No. 12
Balai Desa beralamat di Jl. Mawar No. 5
Rapat di rumah dinas bupati, Jalan Contoh No. 1
rumah jabatan wakil bupati di Jl. Contoh No. 2
rumah sakit di Jalan Contoh No. 12
Rumah Makan Contoh, Jalan Contoh No. 3
Aula di Jl. Panglima Sudirman No. 1
perbaikan Jalan Contoh No. 12 sampai No. 30
alamat situs jdih.contoh.go.id
1.234.567 jiwa, 812.345 pemilih, 678.901 laki-laki
35.13, 35.74, dan 35.07
kode wilayah 35.13.01.2003
DPT 812.345.678
Perda Nomor 8 Tahun 2012, Perbup 34/2016, SK 56/78/2019
UU 27/2022, PP 71/2019, Permendagri 40/2012
Nomor 100.3.4/0812/408.012/2024
100 200 300 400 500 600
0001 0002 0003 0004
01 02 03 04 05 06 07 08 09 10 11 12
TPS 08 12 34 56
nomor urut 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
18 digit 198513122010011002
1985 03 12 dan 2010
08 orang, 1234 kursi, 567890 lembar
satu dua tiga orang hadir
nol delapan kasus
NOP 35.13.011.203.900-0001.0
IMEI 351301120390001
Pasal 8 ayat (1) huruf a, Pasal 12 ayat (3), Pasal 45
QR 3513-XXXX-XXXX-0001
+/- 62 812 orang
suhu 28,12-34,56 derajat
""".splitlines()


def test_harmless_writings_raise_hardly_an_alarm(project: Project) -> None:
    alarms = {text: [one.code for one in found(project, _body(text))] for text in HARMLESS}
    wrong = {text: codes for text, codes in alarms.items() if codes}
    assert len(HARMLESS) >= 80
    assert len(wrong) * 40 <= len(HARMLESS), wrong


def test_tables_are_large_enough() -> None:
    assert len(WRITINGS) >= 150


@pytest.mark.parametrize(
    ("keys", "code", "line"),
    [
        (r'tempat: "Rumah Contoh, \x30812\x2d3456-7890"', "RK502", 2),
        (r'tempat: "3513\u00300112\u00300390001 a"', "", 0),
        (
            r'tempat: "Aula \x33\x35\x31\x33\x30\x31\x31\x32\x30\x33\x39\x30\x30\x30\x30\x31"',
            "RK501",
            2,
        ),
        ("tempat: >-\n  Aula 0812-3456-\n  7890", "RK502", 3),
        ("tempat: Aula 0812-3456-7890", "RK502", 2),
        ("penulis:\n  - Contoh Nama budi@gmail.com", "RK503", 2),
        ("pimpinan:\n  nama: Contoh Nama\n  jabatan: Kepala, NIP 198503122010011002", "RK507", 3),
        ("# 0812-3456-7890", "RK502", 2),
    ],
)
def test_values_are_read_as_yaml_reads_them(
    project: Project, keys: str, code: str, line: int
) -> None:
    problems = found(project, bulletin_text.BODY, keys)
    assert [one.code for one in problems] == ([code] if code else [])
    at = bulletin_text.text(keys).split("\n").index(keys.split("\n", maxsplit=1)[0]) + 1
    assert all(at <= one.span.line <= at + keys.count("\n") for one in problems)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("ktp_3513011203900001.jpg", "RK501"),
        ("ktp-3513-0112-0390-0001.jpg", "RK501"),
        ("wa-081234567890.jpg", "RK502"),
        ("0812-3456-7890.pdf", "RK502"),
        ("wa_0812_3456_7890.pdf", "RK502"),
        ("2024-11-14-081234567890.pdf", "RK502"),
        ("sk-198503122010011002.pdf", "RK507"),
        ("2024-11-14-undangan.pdf", ""),
        ("IMG-20240112-WA0001.jpg", ""),
        ("IMG_20241114_081234.jpg", ""),
        ("surat-800-1234-2024.pdf", ""),
        ("PXL_20241114_081234567.jpg", ""),
        ("Screenshot_20241114-081234.png", ""),
    ],
)
def test_names_of_files(name: str, code: str) -> None:
    codes = [one.code for one in check_file_name(f"a/b/{name}", regions())]
    assert codes == ([code] if code else [])


def test_names_of_bulletins(project: Project) -> None:
    path = f"{FOLDER}/2024-11-14-hubungi-081234567890.md"
    data = bulletin_text.text().encode()
    problems = check_file(path, data, project.resolver, project.tree).problems
    assert [one.code for one in problems] == ["RK502"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("kind", ["csv", "txt"])
def test_attached_texts(encoding: str, kind: str) -> None:
    text = "nama,NIK,hp\r\nContoh,3513011203900001,081234567890\r\nNama – Lain,1,0335421000\r\n"
    attachment = AttachmentContext(f"a.{kind}", text.encode(encoding), 100, regions())
    places = [(one.code, one.span.line, one.span.column) for one in check_attached_text(attachment)]
    assert places == [("RK501", 2, 8), ("RK502", 2, 25)]


def test_only_texts_are_read_as_texts() -> None:
    for name, data in foreign.samples().items():
        assert not check_attached_text(AttachmentContext(name, data, len(data), regions()))


def test_attached_tables_are_checked_with_the_site(tmp_path: Path) -> None:
    root = bulletin_text.project(tmp_path)
    put(root, f"{FOLDER}/daftar.csv", "nama;hp\nContoh;0812-3456-7890\n")
    put(root, NAME, bulletin_text.text("lampiran:\n  - berkas: daftar.csv"))
    problems = [one for one in check(root).problems if one.code != "RK614"]
    assert [(one.code, one.span.line) for one in problems] == [("RK502", 2)]


@given(st.text(max_size=300))
def test_folding_keeps_places(text: str) -> None:
    folded = fold(text)
    for at in range(len(folded.text)):
        start, end = folded.span(at, at + 1)
        assert 0 <= start < end <= len(text)


@given(st.text(alphabet="0123456789 .-/()+RTW|\n,:@atgmil_OlI&#;", max_size=400))
def test_any_text(text: str) -> None:
    folded = fold(text)
    for one in find_personal_data(folded.text, regions()):
        assert folded.text[one.start : one.end].strip()
        assert is_worth_a_look(text)


_PIECES = (
    *(
        "RT",
        "rw",
        "R.T.",
        "Rukun Tetangga",
        "03",
        "/",
        "III",
        "(",
        ")",
        " ",
        ", ",
        ". ",
        "\n",
        ": ",
    ),
    *("RTsatu", "RW dua ", "dua belas"),
    *("rumah", "beralamat", "kediaman", "tinggal", " Jalan ", "Jl. ", "gang ", "Perum ", "Blok A"),
    *("No. ", "Nomor ", "Mawar", "081", "2-345", "6789", " 0812 ", "3513", "0112", "0390", "0001"),
    *("@", "(at)", " at ", "gmail", ".com", " dot com", "budi", "nol ", "delapan ", "satu "),
    *("**", "_", "*", "`", "2024-11-14", "/2024/2024-11-14-", "a", "&#48;", "<b>", "O", "l"),
)


@given(st.lists(st.sampled_from(_PIECES), max_size=14).map("".join))
def test_what_is_found_was_worth_a_look(text: str) -> None:
    for shown in (text, seen_text(usual_renderer()(text))):
        if find_personal_data(fold(shown).text, regions()):
            assert is_worth_a_look(shown)
            assert is_worth_a_look(text)


def test_long_texts_take_no_longer_than_they_are_long() -> None:
    for part in (
        "0812 ",
        "1.",
        "RT 1 ",
        "a@",
        "rumah Jl. ",
        "nol delapan ",
        "3513-",
        "O0",
        "(",
        "| 1 ",
    ):
        find_personal_data(fold(part * (300_000 // len(part))).text, regions())
