"""Who made what comes, and who made what it would take the place of.

A pack comes from anywhere, and the date it bears is only a claim. So a copy that is signed is
replaced by what the same key has signed, or one that the carrier trusts, and by nothing else; and
of two dates the later counts only where one key stands for both. Copies that nobody signed prove
nothing either way: their dates are compared to spare the carrier a slip.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rakor.offline import bag
from rakor.offline.bag import moment_in_words
from rakor.offline.bundle import Edition
from rakor.offline.errors import ManifestError, SignatureError, TargetError
from rakor.offline.manifest import TAG_MANIFEST, Manifest, sha256_bytes
from rakor.offline.signature import PublicKey, signer, verify
from rakor.opener import Folder, Unfit

_PROVEN = (TAG_MANIFEST, bag.SIGNATURE, bag.INFO)


@dataclass(frozen=True, slots=True)
class Maker:
    """Whose a copy or a pack is.

    Attributes:
        signed: whether there is a signature at all, good or bad.
        key: the key that has certainly made it; None where there is none or it does not hold.
        edition: which edition it says it is.
        moment: when it says it was made.
    """

    signed: bool
    key: PublicKey | None
    edition: str
    moment: str


def maker_of(tags: Mapping[str, bytes], keys: Sequence[PublicKey] = ()) -> Maker:
    """Return whose a bag with these files at its root is.

    Args:
        tags: the files by name.
        keys: those that are trusted; with none, the key counts that the signature names.
    """
    info = bag.read_info(tags.get(bag.INFO, b""))
    key = None
    signature = tags.get(bag.SIGNATURE)
    if signature is not None:
        try:
            message = tags.get(TAG_MANIFEST, b"")
            named = Manifest.of_tags(message).hashes
            # What says the edition and its date must be part of what was signed.
            if named.get(bag.INFO) == sha256_bytes(tags.get(bag.INFO, b"")):
                key = verify(message, signature, list(keys) or [signer(signature)])
        except (SignatureError, ManifestError):
            key = None
    return Maker(signature is not None, key, info.get("Rakor-Edisi", ""), bag.moment_of(info))


def maker_at(place: Path, keys: Sequence[PublicKey] = ()) -> Maker | None:
    """Return whose the copy at ``place`` is; None if there is none."""
    tags: dict[str, bytes] = {}
    with Folder(place) as folder:
        for name in _PROVEN:
            try:
                tags[name] = folder.read(name, bag.most_bytes(name))
            except Unfit:
                tags[name] = b""  # something stands there that proves nothing
            except OSError:
                continue
    if bag.SIGNATURE not in tags and not bag.is_ours(tags.get(bag.INFO, b"")):
        return None
    return maker_of(tags, keys)


def check_pack(place: Path, edition: Edition, keys: Sequence[PublicKey]) -> tuple[Maker, bool]:
    """Refuse a pack that may not take the place of the copy at ``place``.

    Returns:
        The maker of the pack, and whether the date of the copy there may be held against it.

    Raises:
        TargetError: it is not by a trusted key, or not by that of the copy.
    """
    pack = maker_of(edition.tags, keys)
    there = maker_at(place, keys)
    if keys and pack.key is None:
        raise TargetError(
            "Paket ini tidak ditandatangani dengan kunci yang Anda percaya "
            f"({', '.join(key.fingerprint for key in keys)}), jadi tidak dipasang. Mintalah paket "
            "yang ditandatangani kepada kantornya."
        )
    if pack.signed and pack.key is None:
        raise TargetError(
            "Tanda tangan paket ini tidak cocok dengan isinya: paket sudah diubah sesudah "
            "ditandatangani. Mintalah sekali lagi."
        )
    if there is None:
        return pack, False
    if keys:
        return pack, there.key is not None
    if not there.signed:
        return pack, pack.key is None
    if pack.key is None or there.key is None or pack.key.blob != there.key.blob:
        raise TargetError(
            f"Salinan di {place} bertanda tangan, sedangkan paket ini "
            + ("tidak. " if pack.key is None else "bertanda tangan kunci lain. ")
            + "Yang bertanda tangan hanya diganti oleh kantor yang sama. Bila Anda yakin, "
            "tunjukkan kunci publik kantornya dengan --key, atau pilih folder baru."
        )
    return pack, True


def check_age(place: Path, edition: Edition, *, unpacked: bool) -> None:
    """Refuse an edition that is older than the one at ``place`` says it is.

    Raises:
        TargetError: it is, or comes from elsewhere and says the same moment.
    """
    there = maker_at(place)
    if there is None:
        return
    ours = edition.stamp.moment
    if ours < there.moment:
        raise TargetError(
            f"Di {place} sudah ada edisi yang lebih baru ({moment_in_words(there.moment)}); yang "
            f"akan disalin {moment_in_words(ours)}. Bila memang ingin kembali, tambahkan "
            "--allow-older."
        )
    # What was just built is what its maker wants; a file from elsewhere may be of any age.
    if unpacked and ours and ours == there.moment and there.edition != edition.stamp.id:
        raise TargetError(
            f"Di {place} ada edisi lain dari waktu yang sama ({moment_in_words(there.moment)}), "
            "jadi tidak dapat dipastikan mana yang lebih baru. Tanyakan kepada pengirimnya; bila "
            "paket ini memang lebih baru, tambahkan --allow-older."
        )
