"""Packs of strangers: nothing outside ``data/`` is touched, nothing is believed unproven."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import time
import unicodedata
import zipfile
from pathlib import Path

import copies
import packs
import pytest
import requirement

from rakor.cli.main import FINE, PROBLEMS, main
from rakor.offline import bag
from rakor.offline.archive import open_archive
from rakor.offline.bundle import from_site
from rakor.offline.errors import OfflineError, SourceError
from rakor.offline.manifest import MANIFEST, TAG_MANIFEST, sha256_bytes
from rakor.offline.signature import make_key, sign
from rakor.offline.sync import copy
from rakor.offline.verify import inspect

pytestmark = pytest.mark.usefixtures("without_flush")

OTHERS = {
    "skripsi.docx": b"tiga tahun kerja",
    "autorun.inf": b"[autorun]",
    "foto/x.txt": b"foto",
    "BUKU.txt": b"buku",
    "tautan/a.txt": b"di tempat lain",
}
MUTANTS = int(os.environ.get("RAKOR_MUTANTS", "4000"))
FILES = {"index.html": b"<p>beranda", "buletin/a.html": b"<p>a", "kosong.txt": b""}


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A stick with files of its owner, one folder of them a link to a place elsewhere."""
    stick = tmp_path / "stik"
    elsewhere = tmp_path / "rumah"
    elsewhere.mkdir()
    stick.mkdir()
    (stick / "tautan").symlink_to(elsewhere, target_is_directory=True)
    for path, data in OTHERS.items():
        (stick / path).parent.mkdir(exist_ok=True)
        (stick / path).write_bytes(data)
    return stick


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return packs.make(tmp_path_factory.mktemp("asal"), FILES)


PATHS_OUTSIDE = [
    *("skripsi.docx", "autorun.inf", "foto/x.txt", "tautan/a.txt", "baru.txt", "DATA/x.txt"),
    *("data", "data/", "data//x", "data/../skripsi.docx", "data/./x", "../luar.txt", "/etc/passwd"),
    *("data/..", "Data/x", "./data/x", "data\\..\\x", "C:/x", "data/C:x", "//server/x", "datax/x"),
    *(
        "bag-info.txt",
        "BUKA-SAYA.html",
        "rakor-sementara/x",
        ".git/config",
        "~/x",
        "data/a/../../x",
    ),
]
NAMES_NOT_PORTABLE = [
    *("con", "CON.html", "aux.txt", "com1.log", "COM¹.txt", "lpt9", "nul.a.b", "conin$"),
    *("titik.", "spasi ", "a<b", "a>b", "a:b", 'a"b', "a|b", "a?b", "a*b", "100%.html"),
    *("a\x07b", "a\x1b[2Jb", "a\x7fb", "a\u202eb", "a\u200bb", "a\ufeffb", "\udcff", "x" * 256),
    *("a\\b", "a\tb", "a\x85b", "a\u2028b", " .", "con /x", "folder./x", "nul/x", "y/" * 130 + "z"),
]
TWINS = [
    *[("a.html", "A.html"), ("a/b.html", "A/c.html"), ("é.html", "e\u0301.html"), ("x", "x/y")],
    *[("ß.html", "SS.html"), ("ﬁ.html", "FI.html"), ("K.html", "\u212a.html"), ("a/B", "a/b")],
    *[("ſ.html", "s.html"), ("É/x", "é/y"), ("q/w/e", "q/W"), ("ǆ.html", "ǅ.html")],
]
HARMLESS = [
    *("a.html", "buletin/jawa-timur/2024/2024-11-14-a.html", "foto (1).jpg", "daftar hadir.pdf"),
    *("é.html", "日本.html", "a'b.html", "a&b.html", "a,b;c.html", "#a.html", "[a].html", "{a}"),
    *(
        "a.b.c.tar.gz",
        ".tersembunyi",
        "_a",
        "-a",
        "a-",
        "~a",
        "@a",
        "a+b",
        "a=b",
        "a!b",
        "$a",
        "^a",
    ),
    *("console.html", "auxiliary.txt", "com10.txt", "com.txt", "null.html", "lpt.txt", "prn-a.txt"),
    *("A.HTML", "ß.html", "½.html", "a b c.html", "con-a.html", "aux_.html", "‘a’.html", "–.html"),
]


@pytest.mark.parametrize("present", [True, False], ids=["holds", "names"])
@pytest.mark.parametrize(
    "path", [*PATHS_OUTSIDE, *(f"data/{name}" for name in NAMES_NOT_PORTABLE)], ids=ascii
)
def test_a_pack_that_names_what_it_must_not(
    path: str, present: bool, plain: Path, stick: Path, tmp_path: Path
) -> None:
    pack = packs.read(plain)
    # No ZIP can hold a file of half a character; its manifest can name one.
    packs.naming(path, present=present and "\udcff" not in path)(pack)
    before = copies.contents_of(stick)
    with pytest.raises(SourceError, match="bukan paket Rakor yang utuh"):
        copy(open_archive(pack.write(tmp_path / "p.zip")), stick)
    assert copies.contents_of(stick) == before


@pytest.mark.parametrize(("one", "other"), TWINS, ids=ascii)
def test_a_pack_with_twins(one: str, other: str, plain: Path, tmp_path: Path) -> None:
    pack = packs.read(plain)
    for path in (one, other):
        packs.naming(f"data/{path}")(pack)
    with pytest.raises(SourceError):
        open_archive(pack.write(tmp_path / "p.zip"))


@pytest.mark.parametrize("name", HARMLESS, ids=ascii)
def test_a_pack_with_harmless_names(name: str, stick: Path, tmp_path: Path) -> None:
    """None of these is refused: a false alarm keeps an office from its own edition."""
    file = packs.make(tmp_path / "asal", {**FILES, unicodedata.normalize("NFC", name): b"isi"})
    copy(open_archive(file), stick)
    assert (stick / "data" / unicodedata.normalize("NFC", name)).read_bytes() == b"isi"
    assert inspect(stick).good


def _reseal(name: str, text: bytes) -> packs.Forgery:
    return packs.replacing(name, lambda data: data + text)


FORGERIES: dict[str, packs.Forgery] = {
    **{f"without {name}": packs.without(name) for name in (*sorted(bag.REQUIRED), TAG_MANIFEST)},
    "without an edition": packs.without("data/assets/edisi.js"),
    "another page": packs.replacing("data/index.html", lambda _: b"palsu"),
    "another start page": packs.replacing(bag.START, lambda _: b"palsu", sealed=False),
    "another info": packs.replacing(
        bag.INFO, lambda data: data.replace(b"2026-11-20", b"2099-01-01"), sealed=False
    ),
    "another day, sealed": packs.replacing(
        bag.INFO, lambda data: data.replace(b"2026-11-20", b"2099-01-01")
    ),
    "another edition, sealed": packs.replacing(
        bag.INFO, lambda data: data.replace(b"Rakor-Edisi: ", b"Rakor-Edisi: 0")
    ),
    "not ours": packs.replacing(bag.INFO, lambda data: data.replace(b"Rakor\n", b"Lain\n")),
    "a list that names less": packs.replacing(
        TAG_MANIFEST, lambda data: data.split(b"\n", 1)[1], sealed=False
    ),
    "a list that names more": packs.replacing(
        TAG_MANIFEST, lambda data: data + b"ab" * 32 + b"  x.txt\n", sealed=False
    ),
    "an empty list": packs.replacing(TAG_MANIFEST, lambda _: b"", sealed=False),
    "an empty manifest": packs.replacing(MANIFEST, lambda _: b""),
    "a manifest that is no text": _reseal(MANIFEST, b"\xff\xfe\n"),
    "a manifest with a comment": _reseal(MANIFEST, b"# halo\n"),
    "a manifest with a size for a digest": _reseal(MANIFEST, b"%064d  data/x.txt\n" % 7),
    "a manifest that names a file twice": _reseal(MANIFEST, b"ab" * 32 + b"  data/index.html\n"),
    "an edition that is no JSON": packs.replacing(
        "data/assets/edisi.js", lambda _: b"window.rakorEdisi = {;"
    ),
    "an edition nested deeply": packs.replacing(
        "data/assets/edisi.js", lambda _: b"window.rakorEdisi = " + b"[" * 100_000
    ),
    "an edition of endless age": packs.replacing(
        "data/assets/edisi.js", lambda data: data.replace(b'"usia": 180', b'"usia": 1e999')
    ),
    "an edition from elsewhere": packs.replacing(
        "data/assets/edisi.js", lambda data: data.replace(b"Contoh", b"Lainnya")
    ),
    "a start page of 100 KB": _reseal(bag.START, b" " * 100_000),
    "a file twice": lambda pack: pack.extra.append(("data/index.html", b"palsu")),
    "a manifest twice": lambda pack: pack.extra.append((MANIFEST, b"")),
    "packed with LZMA": lambda pack: setattr(pack, "method", zipfile.ZIP_LZMA),
    "packed with bzip2": lambda pack: setattr(pack, "method", zipfile.ZIP_BZIP2),
}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES.keys())
def test_forged_packs_are_refused(
    forge: packs.Forgery, plain: Path, stick: Path, tmp_path: Path
) -> None:
    pack = packs.read(plain)
    forge(pack)
    before = copies.contents_of(stick)
    with pytest.raises(SourceError):
        copy(open_archive(pack.write(tmp_path / "p.zip")), stick)
    after = copies.contents_of(stick)
    assert {path: after[path] for path in before} == before
    assert MANIFEST not in after


def test_a_removal_list_of_a_stranger_removes_nothing(
    plain: Path, stick: Path, tmp_path: Path
) -> None:
    """Neither by size nor by content: what the edition before had, the copy knows itself."""
    copy(open_archive(plain), stick)
    (stick / "data" / "catatan.txt").write_bytes(b"milik orang")
    digest = sha256_bytes(b"milik orang")
    newer = packs.read(packs.make(tmp_path / "baru", {**FILES, "b.html": b"b"}, time=dt.time(9)))
    stamp = next(line for line in newer.files[bag.INFO].splitlines() if b"Rakor-Edisi" in line)
    edition = stamp.split(b": ")[1].decode()
    for mark in (digest, f"{11:064d}"):
        newer.files[bag.REMOVALS] = bag.render_removals({"data/catatan.txt": mark}, edition)
        copy(open_archive(newer.write(tmp_path / "p.zip")), stick)
        assert (stick / "data" / "catatan.txt").read_bytes() == b"milik orang"
    assert (stick / "data" / "b.html").is_file()


@pytest.mark.parametrize(
    ("edition", "mark"), [("f" * 12, None), (None, f"{11:064d}"), (None, "ab" * 32), ("x", None)]
)
def test_a_removal_list_laid_beside_a_copy(
    edition: str | None, mark: str | None, plain: Path, stick: Path
) -> None:
    """Of another edition, with a size, with another digest, or none of ours: nothing goes."""
    copy(open_archive(plain), stick)
    (stick / "data" / "catatan.txt").write_bytes(b"milik orang")
    own = bag.read_info((stick / bag.INFO).read_bytes())["Rakor-Edisi"]
    listed = {"data/catatan.txt": mark or sha256_bytes(b"milik orang")}
    (stick / bag.REMOVALS).write_bytes(bag.render_removals(listed, edition or own))
    copy(open_archive(plain), stick)
    assert (stick / "data" / "catatan.txt").read_bytes() == b"milik orang"


# Whose it is


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    requirement.program("ssh-keygen", "openssh-client")
    made = [tmp_path_factory.mktemp("kunci") / name for name in ("kantor", "lain")]
    for file in made:
        make_key(file, f"Kantor {file.name}")
    return made


@pytest.fixture(autouse=True)
def own_state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


EARLY, NOW, LATE = dt.date(2026, 11, 1), dt.date(2026, 11, 20), dt.date(2099, 1, 1)
OFFICE, OTHER, NOBODY = 0, 1, None

# What stands there (by whom, of when), what comes (by whom, of when), the key given, the outcome.
MEETINGS = [
    (OFFICE, NOW, NOBODY, LATE, None, False),
    (OFFICE, NOW, NOBODY, NOW, None, False),
    (OFFICE, NOW, NOBODY, None, None, False),
    (OFFICE, NOW, OTHER, LATE, None, False),
    (OFFICE, NOW, OTHER, LATE, OFFICE, False),
    (OFFICE, NOW, NOBODY, LATE, OFFICE, False),
    (OFFICE, NOW, OFFICE, LATE, None, True),
    (OFFICE, NOW, OFFICE, LATE, OFFICE, True),
    (OFFICE, NOW, OFFICE, EARLY, None, False),
    (OFFICE, NOW, OFFICE, EARLY, OFFICE, False),
    (OFFICE, None, OFFICE, NOW, OFFICE, True),
    (NOBODY, LATE, OFFICE, NOW, None, True),
    (NOBODY, LATE, OFFICE, NOW, OFFICE, True),
    (NOBODY, LATE, OTHER, NOW, OFFICE, False),
    (NOBODY, LATE, NOBODY, NOW, None, False),
    (NOBODY, NOW, NOBODY, LATE, None, True),
    (NOBODY, NOW, NOBODY, LATE, OFFICE, False),
    (OTHER, LATE, OFFICE, NOW, None, False),
    (OTHER, LATE, OFFICE, NOW, OFFICE, True),
    (OTHER, NOW, OTHER, LATE, OFFICE, False),
]


def _made(folder: Path, keys: list[Path], by: int | None, day: dt.date | None, text: bytes) -> Path:
    signing = (lambda message: sign(message, keys[by])) if by is not None else None
    return packs.make(folder, {**FILES, "isi.html": text}, signing, date=day)


@pytest.mark.parametrize("case", MEETINGS, ids=str)
def test_what_may_take_the_place_of_what(case: tuple, keys: list[Path], tmp_path: Path) -> None:  # type: ignore[type-arg]
    by, day, new_by, new_day, given, fine = case
    stick = tmp_path / "stik"
    copy(open_archive(_made(tmp_path / "a", keys, by, day, b"lama")), stick)
    pack = _made(tmp_path / "b", keys, new_by, new_day, b"baru")
    key = ["--key", f"{keys[given]}.pub"] if given is not None else []
    status = main(["usb", "--unpack", str(pack), str(stick), *key])
    assert status == (FINE if fine else PROBLEMS)
    assert (stick / "data" / "isi.html").read_bytes() == (b"baru" if fine else b"lama")


def test_older_ones_of_the_same_office_only_if_asked_for(keys: list[Path], tmp_path: Path) -> None:
    stick = tmp_path / "stik"
    copy(open_archive(_made(tmp_path / "a", keys, OFFICE, NOW, b"lama")), stick)
    for by, fine in ((NOBODY, False), (OTHER, False), (OFFICE, True)):
        pack = _made(tmp_path / f"{by}", keys, by, EARLY, b"baru")
        status = main(["usb", "--unpack", str(pack), str(stick), "--allow-older"])
        assert status == (FINE if fine else PROBLEMS)


@pytest.mark.parametrize("how", ["stripped", "torn", "of another edition", "a link"])
def test_a_signature_that_does_not_hold(how: str, keys: list[Path], tmp_path: Path) -> None:
    """Neither makes a pack signed, nor a copy that bears it unsigned."""
    pack = packs.read(_made(tmp_path / "b", keys, OFFICE, LATE, b"baru"))
    other = packs.read(_made(tmp_path / "c", keys, OFFICE, LATE, b"lain"))
    stick = tmp_path / "stik"
    copy(open_archive(_made(tmp_path / "a", keys, OFFICE, NOW, b"lama")), stick)
    if how == "stripped":
        del pack.files[bag.SIGNATURE]
    elif how == "torn":
        pack.files[bag.SIGNATURE] = pack.files[bag.SIGNATURE][:100]
    elif how == "of another edition":
        pack.files[bag.SIGNATURE] = other.files[bag.SIGNATURE]
    else:
        (stick / bag.SIGNATURE).unlink()
        (stick / bag.SIGNATURE).symlink_to(tmp_path / "tidak ada")
    file = pack.write(tmp_path / "p.zip")
    for key in ([], ["--key", f"{keys[OFFICE]}.pub"]):
        assert main(["usb", "--unpack", str(file), str(stick), *key]) == PROBLEMS
        assert (stick / "data" / "isi.html").read_bytes() == b"lama"


def test_a_key_is_for_packs_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["usb", str(tmp_path / "x"), "--key", "a.pub"]) == 2
    assert "--key memerlukan --unpack" in capsys.readouterr().err


# Memory and time


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells it so")
def test_small_packs_take_little_memory(plain: Path, tmp_path: Path) -> None:
    """Bombs: a manifest of 3 GB in 3 MB, one that says it is small, one of endless lines."""
    honest = packs.read(plain)
    honest.files[MANIFEST] += packs.lines(900_000)
    honest.seal()
    bombs = [honest.write(tmp_path / "a.zip")]
    zeros = bytes(1 << 28)
    for number, (name, size) in enumerate(
        [(MANIFEST, 1 << 28), (MANIFEST, 500), (bag.START, 100), ("data/assets/edisi.js", 90)]
    ):
        file = tmp_path / f"{number}.zip"
        file.write_bytes(plain.read_bytes())
        bombs.append(packs.with_declared_size(file, name, size, zeros))
    del zeros, honest
    code = """
import re, sys
from pathlib import Path
from rakor.offline.archive import open_archive, read_base
from rakor.offline.errors import SourceError
for name in sys.argv[1:]:
    for read in (open_archive, read_base):
        try:
            read(Path(name))
        except SourceError:
            continue
        print("taken", name, read.__name__)
# Of this program alone: what getrusage tells begins with that of the process it was forked from.
print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, bombs)],
        env={**os.environ, "PYTHONPATH": str(requirement.REPOSITORY / "hooks")},
        capture_output=True,
        text=True,
        check=True,
    )
    *taken, peak = done.stdout.split("\n")[:-1]
    # The manifest that says it is small is read as far as it says, and is none.
    assert not [line for line in taken if "open_archive" in line]
    assert int(peak) < 500_000  # kilobytes


@pytest.mark.slow
def test_mutants_of_packs(tmp_path: Path) -> None:
    """No traceback, no second for one, little memory, and no copy that is wrongly called good."""
    resource = pytest.importorskip("resource")  # not on Windows
    site = copies.write_site(tmp_path / "situs", {**FILES, "x.bin": bytes(range(256)) * 20})
    copy(from_site(site), tmp_path / "penuh", verify=False)
    whole = packs.make(tmp_path / "asal", {**FILES, "x.bin": bytes(range(256)) * 20})
    data = whole.read_bytes()
    file = tmp_path / "p.zip"
    longest, taken, refused = 0.0, 0, 0
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for number, mutant in enumerate(packs.mutants(data, MUTANTS, seed=12)):
        file.write_bytes(mutant)
        begun = time.process_time()
        try:
            edition = open_archive(file)
            for path in edition.sizes:
                for _ in edition.read_file(path):
                    pass
            if taken % 25 == 0:
                copy(edition, tmp_path / f"stik-{number}", verify=False)
                assert inspect(tmp_path / f"stik-{number}").good
            taken += 1
        except OfflineError:
            refused += 1
        longest = max(longest, time.process_time() - begun)
    assert longest < 5  # far beyond a second only if something grows without bound
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000
    assert taken + refused == MUTANTS
    assert MUTANTS / 100 < taken < MUTANTS * 0.75  # some changes touch nothing that is read
