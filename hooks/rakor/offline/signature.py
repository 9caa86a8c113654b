"""Signatures that any machine can check: OpenSSH's, made and verified by ``ssh-keygen``.

The form is SSHSIG (PROTOCOL.sshsig of OpenSSH), the namespace ``rakor-edisi``: a signature made
for something else, such as a commit, is not taken for an edition's. ``ssh-keygen`` comes with
Windows 10 and later, macOS and practically every Linux, so that a receiver needs nothing else.
Secret keys never pass through this program: ``ssh-keygen`` reads them, asks for the passphrase,
and can use keys on hardware tokens.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
import shutil
import struct
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from rakor.errors import reason
from rakor.offline.errors import SignatureError
from rakor.opener import read_below, read_given
from rakor.printable import printable

NAMESPACE = "rakor-edisi"

_MOST_BYTES = 1 << 20
"""Bytes that no file of keys and no signature exceeds."""

_BEGIN, _END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
_MISSING = (
    "Program ssh-keygen tidak ada di komputer ini. Di Windows: Setelan, Fitur opsional, "
    "tambahkan OpenSSH Client. Di Linux: pasang paket openssh-client."
)


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key that signatures are checked with.

    Attributes:
        kind: as in ``ssh-ed25519``.
        blob: the key in OpenSSH's wire form.
        owner: what its comment says, for people.
    """

    kind: str
    blob: bytes
    owner: str

    @property
    def fingerprint(self) -> str:
        """Return ``SHA256:...``, as ``ssh-keygen -l`` shows it."""
        digest = base64.b64encode(hashlib.sha256(self.blob).digest()).decode().rstrip("=")
        return f"SHA256:{digest}"

    def line(self) -> str:
        """Return kind and key as in a ``.pub`` file, without the comment."""
        return f"{self.kind} {base64.b64encode(self.blob).decode()}"


def make_key(file: Path, owner: str) -> PublicKey:
    """Make a key pair: the secret at ``file``, the public one at ``file`` with ``.pub`` added.

    Raises:
        SignatureError: a file is there already, lies in a repository, or cannot be written.
    """
    file = file.expanduser()
    parent = file.parent.resolve()
    for folder in (parent, *parent.parents):
        if any((folder / mark).exists() for mark in (".git", "mkdocs.yml", "bagit.txt")):
            raise SignatureError(
                f"Kunci rahasia tidak boleh disimpan di {parent}: folder {folder} dibagikan kepada "
                "orang lain. Pilih tempat di luar folder situs, misalnya: "
                f"rakor key new {_example()}"
            )
    public = file.with_name(f"{file.name}.pub")
    for path in (file, public):
        if path.exists():
            raise SignatureError(f"{path} sudah ada dan tidak ditimpa. Pilih nama lain.")
    try:
        parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise SignatureError(f"Folder {parent} tidak dapat dibuat: {reason(error)}.") from error
    command = [_ssh_keygen(), "-q", "-t", "ed25519", "-C", owner, "-f", str(file)]
    if not sys.stdin.isatty():
        command += ["-N", ""]
    done = subprocess.run(command, check=False)
    if done.returncode or not public.is_file():
        raise SignatureError(f"Kunci tidak dapat dibuat di {file}. Periksa izin foldernya.")
    return read_public_keys(public)[0]


def _example() -> Path:
    return Path("~") / "kunci" / "rakor"


def read_public_keys(file: Path) -> list[PublicKey]:
    """Read a ``.pub`` file; it may hold several keys, one a line.

    Raises:
        SignatureError: it cannot be read or holds no key.
    """
    try:
        text = read_given(file, _MOST_BYTES).decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        said = reason(error) if isinstance(error, OSError) else "bukan teks"
        raise SignatureError(f"Kunci publik {file} tidak dapat dibaca: {said}.") from error
    keys = [key for line in text.splitlines() if (key := _public_key(line))]
    if not keys:
        secret = "PRIVATE KEY" in text
        raise SignatureError(
            f"{file} adalah kunci rahasia; jangan dibagikan. Pakai berkas yang berakhiran .pub."
            if secret
            else f"{file} tidak memuat kunci publik. Bentuknya: ssh-ed25519 AAAA... nama kantor"
        )
    return keys


def _public_key(line: str) -> PublicKey | None:
    kind, _, rest = line.strip().partition(" ")
    encoded, _, owner = rest.strip().partition(" ")
    if not kind.startswith(("ssh-", "ecdsa-", "sk-")):
        return None
    try:
        blob = base64.b64decode(encoded, validate=True)
        inner, _ = _take(blob)
    except (binascii.Error, ValueError, struct.error):
        return None
    if inner != kind.encode():
        return None
    return PublicKey(kind, blob, printable(" ".join(owner.split())) or "tanpa nama")


def check_key(key: Path) -> Path:
    """Return the file of a key in full.

    Raises:
        SignatureError: it is not there.
    """
    key = key.expanduser()
    if not key.is_file():
        raise SignatureError(f"Kunci {key} tidak ada. Buat dengan: rakor key new {_example()}")
    return key


def sign(message: bytes, key: Path) -> bytes:
    """Return the armoured signature over ``message``.

    Args:
        message: what is signed.
        key: a secret key, or a public one whose secret the agent of SSH holds.

    Raises:
        SignatureError: the key cannot be used.
    """
    key = check_key(key)
    with tempfile.TemporaryDirectory(prefix="rakor-") as folder:
        # A file instead of a pipe: then ssh-keygen can ask for a passphrase.
        file = Path(folder) / "pesan"
        file.write_bytes(message)
        done = subprocess.run(
            [_ssh_keygen(), "-Y", "sign", "-q", "-n", NAMESPACE, "-f", str(key), str(file)],
            stderr=None if sys.stdin.isatty() else subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            check=False,
        )
        made = file.with_name("pesan.sig")
        if done.returncode or not made.is_file():
            said = (done.stderr or b"").decode("utf-8", "replace").strip()
            raise SignatureError(
                f"Tidak dapat menandatangani dengan {key}. Periksa kata sandi dan izin berkasnya "
                f"(hanya Anda yang boleh membacanya). {said}".rstrip()
            )
        return read_below(folder, made.name, _MOST_BYTES)


def signer(signature: bytes) -> PublicKey:
    """Return the key that a signature names; whether it is genuine, :func:`verify` says.

    Raises:
        SignatureError: it is no signature of OpenSSH.
    """
    try:
        text = signature.decode("ascii").strip()
        if not (text.startswith(_BEGIN) and text.endswith(_END)):
            raise ValueError
        raw = base64.b64decode("".join(text[len(_BEGIN) : -len(_END)].split()), validate=True)
        if raw[:6] != b"SSHSIG":
            raise ValueError
        blob, _ = _take(raw[10:])
        kind, _ = _take(blob)
        return PublicKey(printable(kind.decode("ascii")), blob, "tanpa nama")
    except (ValueError, struct.error) as error:
        raise SignatureError("Berkas tanda tangan rusak.") from error


def _take(data: bytes) -> tuple[bytes, bytes]:
    """Split a length-prefixed string off wire data (RFC 4251, section 5)."""
    (length,) = struct.unpack(">I", data[:4])
    if len(data) < 4 + length:
        raise ValueError("cut short")
    return data[4 : 4 + length], data[4 + length :]


def verify(message: bytes, signature: bytes, keys: list[PublicKey]) -> PublicKey:
    """Return the one of ``keys`` that made ``signature`` over ``message``.

    Raises:
        SignatureError: none of them did, or the message is another.
    """
    named = signer(signature)
    key = next((key for key in keys if key.blob == named.blob), None)
    if key is None:
        raise SignatureError(
            f"Ditandatangani dengan kunci lain ({named.fingerprint}), bukan kunci yang Anda "
            f"percaya ({', '.join(key.fingerprint for key in keys)})."
        )
    with tempfile.TemporaryDirectory(prefix="rakor-") as folder:
        allowed, made = Path(folder) / "kunci", Path(folder) / "tanda"
        allowed.write_text(
            f'rakor namespaces="{NAMESPACE}" {key.line()}\n', encoding="ascii", newline="\n"
        )
        made.write_bytes(signature)
        done = subprocess.run(
            [
                *(_ssh_keygen(), "-Y", "verify", "-q", "-f", str(allowed)),
                *("-I", "rakor", "-n", NAMESPACE, "-s", str(made)),
            ],
            input=message,
            capture_output=True,
            check=False,
        )
    if done.returncode:
        raise SignatureError(
            "Tanda tangan tidak cocok dengan isinya: manifes sudah diubah sesudah ditandatangani."
        )
    return key


def _ssh_keygen() -> str:
    found = shutil.which("ssh-keygen")
    if found is None and os.name == "nt":
        # Windows hides its own from 32-bit Python; Git for Windows brings another.
        for variable, rest in (
            ("SYSTEMROOT", "Sysnative/OpenSSH"),
            ("SYSTEMROOT", "System32/OpenSSH"),
            ("PROGRAMFILES", "Git/usr/bin"),
        ):
            folder = os.environ.get(variable)
            if folder and (path := Path(folder) / rest / "ssh-keygen.exe").is_file():
                return str(path)
    if found is None:
        raise SignatureError(_MISSING)
    return found
