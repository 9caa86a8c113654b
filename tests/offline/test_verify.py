"""Nothing that is done to a copy goes unnoticed, and each thing is named."""

from __future__ import annotations

import datetime as dt
import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import copies
import pytest
import requirement

from rakor.offline import bag
from rakor.offline.bundle import from_site
from rakor.offline.errors import OfflineError, SignatureError
from rakor.offline.manifest import MANIFEST, TAG_MANIFEST, Manifest, sha256_bytes
from rakor.offline.rollback import judge_age
from rakor.offline.signature import make_key, read_public_keys, sign
from rakor.offline.sync import copy
from rakor.offline.verify import DiscrepancyKind, Verdict, inspect

pytestmark = pytest.mark.usefixtures("without_flush")


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    requirement.program("ssh-keygen", "openssh-client")
    file = tmp_path_factory.mktemp("kunci") / "rakor"
    make_key(file, "Kantor Contoh")
    return file


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory, key: Path) -> list[Path]:
    """Return two signed copies: an edition, and an older one."""
    made = []
    for number in range(2):
        place = tmp_path_factory.mktemp("salinan")
        date = copies.DAY - dt.timedelta(days=number)
        site = copies.write_site(place / "situs", copies.pages(12, seed=number), date)
        copy(from_site(site, lambda message: sign(message, key)), place / "stik")
        made.append(place / "stik")
    return made


def public(key: Path):  # type: ignore[no-untyped-def]
    return read_public_keys(key.with_name(f"{key.name}.pub"))


Damage = Callable[[random.Random, Path, Path], set[tuple[str, DiscrepancyKind]]]
"""Does something to a copy, with an older one at hand, and says what must be found."""


def _any(rng: random.Random, stick: Path) -> Path:
    return rng.choice([path for path in sorted(stick.rglob("*")) if path.is_file()])


def _name(path: Path, stick: Path) -> str:
    return path.relative_to(stick).as_posix()


def flip(rng: random.Random, stick: Path, old: Path) -> set[tuple[str, DiscrepancyKind]]:
    path = _any(rng, stick)
    data = bytearray(path.read_bytes())
    if not data:
        return set()
    data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    path.write_bytes(data)
    return {(_name(path, stick), DiscrepancyKind.CHANGED)}


def truncate(rng: random.Random, stick: Path, old: Path) -> set[tuple[str, DiscrepancyKind]]:
    path = _any(rng, stick)
    data = path.read_bytes()
    if not data:
        return set()
    path.write_bytes(data[: rng.randrange(len(data))])
    return {(_name(path, stick), DiscrepancyKind.CHANGED)}


def delete(rng: random.Random, stick: Path, old: Path) -> set[tuple[str, DiscrepancyKind]]:
    path = _any(rng, stick)
    path.unlink()
    if path.name == bag.SIGNATURE:
        return {("tidak ditandatangani", DiscrepancyKind.MISSING)}
    return {(_name(path, stick), DiscrepancyKind.MISSING)}


def add(rng: random.Random, stick: Path, old: Path) -> set[tuple[str, DiscrepancyKind]]:
    folder = rng.choice([p for p in sorted((stick / "data").rglob("*")) if p.is_dir()])
    name = rng.choice(["tambahan.html", ".tersembunyi", "index.htm", "x.exe", "desktop.html"])
    (folder / name).write_bytes(rng.randbytes(rng.randrange(20)))
    return {(_name(folder / name, stick), DiscrepancyKind.ADDED)}


def swap(rng: random.Random, stick: Path, old: Path) -> set[tuple[str, DiscrepancyKind]]:
    files = [path for path in sorted((stick / "data").rglob("*")) if path.is_file()]
    one, other = rng.sample(files, 2)
    first, second = one.read_bytes(), other.read_bytes()
    if first == second:
        return set()
    one.write_bytes(second)
    other.write_bytes(first)
    return {
        (_name(one, stick), DiscrepancyKind.CHANGED),
        (_name(other, stick), DiscrepancyKind.CHANGED),
    }


def rename(rng: random.Random, stick: Path, old: Path) -> set[tuple[str, DiscrepancyKind]]:
    files = [path for path in sorted((stick / "data").rglob("*")) if path.is_file()]
    path = rng.choice(files)
    other = path.with_name(f"pindah-{path.name}")
    path.rename(other)
    return {
        (_name(path, stick), DiscrepancyKind.MISSING),
        (_name(other, stick), DiscrepancyKind.ADDED),
    }


def replay_manifest(rng: random.Random, stick: Path, old: Path) -> set[tuple[str, DiscrepancyKind]]:
    """Put an older manifest, genuine and signed, beside the newer content."""
    before = Manifest.of_payload((stick / MANIFEST).read_bytes()).hashes
    after = Manifest.of_payload((old / MANIFEST).read_bytes()).hashes
    for name in (MANIFEST, TAG_MANIFEST, bag.SIGNATURE, *rng.sample([bag.INFO, bag.READ_ME], 1)):
        shutil.copyfile(old / name, stick / name)
    differing = {path for path in before.keys() & after.keys() if before[path] != after[path]}
    return {
        *((path, DiscrepancyKind.CHANGED) for path in differing),
        *((path, DiscrepancyKind.ADDED) for path in before.keys() - after.keys()),
        *((path, DiscrepancyKind.MISSING) for path in after.keys() - before.keys()),
    }


def forge(rng: random.Random, stick: Path, old: Path) -> set[tuple[str, DiscrepancyKind]]:
    """Change a page and make every manifest fit; only the signature cannot be made to."""
    files = [path for path in sorted((stick / "data").rglob("*.html")) if path.is_file()]
    path = rng.choice(files)
    path.write_bytes(b"<p>palsu</p>" + rng.randbytes(5))
    hashes = dict(Manifest.of_payload((stick / MANIFEST).read_bytes()).hashes)
    hashes[_name(path, stick)] = sha256_bytes(path.read_bytes())
    (stick / MANIFEST).write_bytes(Manifest(hashes).render())
    tags = dict(Manifest.of_tags((stick / TAG_MANIFEST).read_bytes()).hashes)
    tags[MANIFEST] = sha256_bytes((stick / MANIFEST).read_bytes())
    (stick / TAG_MANIFEST).write_bytes(Manifest(tags).render())
    return {(bag.SIGNATURE, DiscrepancyKind.CHANGED)}


DAMAGES = (flip, truncate, delete, add, swap, rename, replay_manifest, forge)


@pytest.mark.slow
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_hundred_and_fifty_of_each(
    damage: Damage, good: list[Path], key: Path, tmp_path: Path
) -> None:
    """Eight kinds with 150 each: 1,200 random cases, up to three at once, each found and named."""
    rng = random.Random(damage.__name__)
    keys = public(key)
    for case in range(150):
        stick = tmp_path / f"{case}"
        shutil.copytree(good[0], stick)
        wanted = damage(rng, stick, good[1])
        if not wanted:
            continue
        verdict = inspect(stick, keys)
        assert not verdict.good
        found = {(finding.path, finding.change) for finding in verdict.findings}
        found |= {
            ("tidak ditandatangani", DiscrepancyKind.MISSING)
            for fault in verdict.faults
            if "tidak ditandatangani" in fault
        }
        signature = {path for path, _ in wanted} == {TAG_MANIFEST}
        if signature:
            # What signs it all is itself judged by the signature over it.
            assert any(path in {TAG_MANIFEST, bag.SIGNATURE} for path, _ in found)
        else:
            assert wanted <= found, (case, wanted - found)
        shutil.rmtree(stick)


def test_good_copies_are_good(good: list[Path], key: Path) -> None:
    for stick in good:
        verdict = inspect(stick, public(key))
        assert verdict.good, verdict
        assert verdict.signed_by is not None
        assert verdict.signed_by.owner == "Kantor Contoh"
        assert verdict.edition and verdict.moment


def test_swapped_files_are_told_apart(good: list[Path], tmp_path: Path) -> None:
    stick = tmp_path / "stik"
    shutil.copytree(good[0], stick)
    (stick / "data/index.html").write_bytes((stick / "data/assets/rakor.css").read_bytes())
    (finding,) = inspect(stick).findings
    assert finding.note == "isinya adalah data/assets/rakor.css"


def test_another_key_is_not_enough(good: list[Path], tmp_path: Path) -> None:
    make_key(tmp_path / "lain", "Orang Lain")
    verdict = inspect(good[0], public(tmp_path / "lain"))
    assert not verdict.good
    assert "kunci lain" in verdict.findings[0].note


def test_a_signature_for_something_else_is_not_enough(
    good: list[Path], key: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stik"
    shutil.copytree(good[0], stick)
    made = subprocess.run(
        ["ssh-keygen", "-Y", "sign", "-q", "-n", "git", "-f", str(key)],
        input=(stick / TAG_MANIFEST).read_bytes(),
        capture_output=True,
        check=True,
    )
    (stick / bag.SIGNATURE).write_bytes(made.stdout)
    assert not inspect(stick, public(key)).good


def test_without_a_signature_a_key_is_not_satisfied(
    good: list[Path], key: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stik"
    shutil.copytree(good[0], stick)
    (stick / bag.SIGNATURE).unlink()
    assert inspect(stick).good
    assert not inspect(stick, public(key)).good


def test_ssh_keygen_accepts_the_signature(good: list[Path], key: Path, tmp_path: Path) -> None:
    """The receiver needs nothing but OpenSSH, and the steps of the guide."""
    allowed = tmp_path / "kantor"
    allowed.write_text(f"kantor {public(key)[0].line()}\n")
    done = subprocess.run(
        [
            *("ssh-keygen", "-Y", "verify", "-f", str(allowed), "-I", "kantor"),
            *("-n", "rakor-edisi", "-s", str(good[0] / bag.SIGNATURE)),
        ],
        input=(good[0] / TAG_MANIFEST).read_bytes(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_library_of_congress_accepts_the_bag(good: list[Path], tmp_path: Path) -> None:
    stick = tmp_path / "stik"
    shutil.copytree(good[0], stick)
    (stick / "foto orang lain.jpg").write_bytes(b"x")
    assert requirement.bagit(stick).returncode == 0
    (stick / "data" / "index.html").write_bytes(b"x")
    assert requirement.bagit(stick).returncode == 1


def test_an_older_edition_is_refused(good: list[Path], key: Path, tmp_path: Path) -> None:
    store = tmp_path / "state" / "edisi.json"

    def judged(stick: Path, minimum: dt.date | None = None) -> Verdict:
        verdict = inspect(stick, public(key))
        judge_age(verdict, minimum, store)
        return verdict

    new, old = good
    assert judged(old).good
    assert judged(new).good
    assert judged(new).good
    assert "Edisi lama" in judged(old).faults[0]
    store.unlink()
    assert judged(old, copies.DAY).faults
    assert not store.exists()
    assert judged(new, copies.DAY).good


def test_editions_of_one_day_are_told_apart_by_their_times(key: Path, tmp_path: Path) -> None:
    """Two that say the same moment cannot be ordered: whichever comes second is refused."""
    store = tmp_path / "edisi.json"
    sticks = {}
    for number, time in enumerate((None, dt.time(9), dt.time(14, 30), dt.time(14, 30))):
        site = copies.write_site(
            tmp_path / f"situs-{number}", copies.pages(5, seed=number), time=time
        )
        sticks[number] = tmp_path / f"stik-{number}"
        copy(from_site(site, lambda message: sign(message, key)), sticks[number])

    def faults(number: int) -> str:
        verdict = inspect(sticks[number], public(key))
        assert verdict.good
        judge_age(verdict, copies.DAY, store)
        return "".join(verdict.faults)

    assert [faults(0), faults(0), faults(1), faults(2), faults(2)] == [""] * 5
    assert "Edisi lama" in faults(0)
    assert "20 November 2026 pukul 14.30 " in faults(1)
    assert "tidak dapat dipastikan" in faults(3)
    assert faults(2) == ""
    store.unlink()
    assert faults(3) == ""
    assert "tidak dapat dipastikan" in faults(2)


def test_an_unsigned_copy_cannot_raise_the_bar(good: list[Path], tmp_path: Path) -> None:
    """Otherwise a forger could keep everybody from the real editions with a date far ahead."""
    store = tmp_path / "edisi.json"
    verdict = inspect(good[0])
    judge_age(verdict, None, store)
    assert verdict.good
    assert not store.exists()


def test_an_unfinished_copy_says_so(good: list[Path], tmp_path: Path) -> None:
    stick = tmp_path / "stik"
    shutil.copytree(good[0], stick)
    (stick / bag.STAGING).mkdir()
    assert "belum selesai" in inspect(stick).faults[0]


def test_what_passes_for_part_of_the_copy_is_named(good: list[Path], tmp_path: Path) -> None:
    stick = tmp_path / "stik"
    shutil.copytree(good[0], stick)
    (stick / "BUKA-SAYA.html.exe").write_bytes(b"MZ")
    (stick / "liburan.jpg").write_bytes(b"x")
    assert [finding.path for finding in inspect(stick).findings] == ["BUKA-SAYA.html.exe"]


def test_litter_of_systems_is_no_damage(good: list[Path], tmp_path: Path) -> None:
    stick = tmp_path / "stik"
    shutil.copytree(good[0], stick)
    (stick / "data" / ".DS_Store").write_bytes(b"x")
    verdict = inspect(stick)
    assert verdict.good
    assert "data/.DS_Store" in verdict.notes[-1]


def test_a_folder_without_a_copy_is_told(tmp_path: Path) -> None:
    with pytest.raises(OfflineError, match="BUKA-SAYA"):
        inspect(tmp_path)


@pytest.mark.parametrize("line", ["../luar", "/mutlak", "data/../../luar", "C:/x", "data\\x"])
def test_a_manifest_that_leaves_the_bag_is_not_followed(
    line: str, good: list[Path], tmp_path: Path
) -> None:
    stick = tmp_path / "stik"
    shutil.copytree(good[0], stick)
    with (stick / MANIFEST).open("a") as file:
        file.write(f"{'0' * 64}  {line}\n")
    assert (MANIFEST, DiscrepancyKind.CHANGED) in {
        (f.path, f.change) for f in inspect(stick).findings
    }


@pytest.mark.parametrize("mark", [".git", "mkdocs.yml"])
def test_no_key_is_made_in_a_repository(mark: str, tmp_path: Path) -> None:
    (tmp_path / mark).mkdir()
    with pytest.raises(SignatureError, match="tidak boleh disimpan"):
        make_key(tmp_path / "a" / "b" / "kunci", "Kantor")
    assert not (tmp_path / "a").exists()


def test_keys_are_never_overwritten_and_kept_from_others(key: Path) -> None:
    with pytest.raises(SignatureError, match="tidak ditimpa"):
        make_key(key, "Kantor")
    assert key.stat().st_mode & 0o077 == 0


def test_a_secret_key_is_not_taken_for_a_public_one(key: Path) -> None:
    with pytest.raises(SignatureError, match="kunci rahasia"):
        read_public_keys(key)
