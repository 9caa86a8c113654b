"""What systems leave wherever they look: no part of an edition, and no damage to it.

Known by name, by kind (a regular file, or a folder of the system's own) and by size. None of it is
trusted: what begins like a program, an archive or a page is a stranger's whatever its name, and so
is a link. The names are those that the makers of the systems document, or that their programs
create on a medium that is plugged in and looked at.
"""

from __future__ import annotations

import re

from rakor.offline.disk import FolderEntry
from rakor.opener import Folder
from rakor.printable import printable

_KB, _MB = 1 << 10, 1 << 20

_FILES: tuple[tuple[str, int], ...] = (
    # macOS: how a folder is shown, and what its own file systems keep beside a file.
    (r"\.ds_store", _MB),
    (r"\._.+", _MB),
    (r"\.localized|\.metadata_never_index|\.apdisk|icon\r", 64 * _KB),
    (r"\.volumeicon\.icns|\.com\.apple\.\S+", 4 * _MB),
    # Windows: small pictures of a folder, how it is shown, and what its offices leave beside.
    (r"(?:eh)?thumbs(?:_vista)?\.db", 64 * _MB),
    (r"desktop\.ini", 16 * _KB),
    (r"~\$.+", 4 * _KB),
    # Linux: how a folder is shown, and files that are removed while somebody reads them.
    (r"\.directory|\.hidden|\.~lock\..+#", 16 * _KB),
    (r"\.(?:fuse_hidden|nfs)[0-9a-f]{8,}", 64 * _MB),
    # Android: a folder not to be searched for pictures.
    (r"\.nomedia", 4 * _KB),
)
_FOLDERS = re.compile(
    r"system volume information|\$recycle\.bin|recycle[rd]|found\.\d{3}"  # Windows
    r"|\.trashes|\.spotlight-v100|\.fseventsd|\.temporaryitems|\.documentrevisions-v100|__macosx"
    r"|\.trash(?:-\d{1,10})?|lost\+found|\.thumbnails"  # Linux
    r"|lost\.dir|\.android_secure"  # Android
    r"|@eadir"  # stores on a network
)
_IN_FOLDERS = 256 * _MB
_KNOWN = [(re.compile(pattern), most) for pattern, most in _FILES]

_STRANGE = re.compile(
    rb"MZ|\x7fELF|#!|PK\x03\x04|Rar!|7z\xbc\xaf|\xca\xfe\xba\xbe|[\xce\xcf]\xfa\xed\xfe|L\x00\x00\x00\x01"
    rb"|(?:\xef\xbb\xbf)?\s*<|@echo"
)
"""What programs, archives, shortcuts and pages begin with."""

_STRANGE_NAME = re.compile(
    r".*\.(?:exe|com|bat|cmd|scr|pif|msi|lnk|url|vbs?|vbe|jse?|wsf|hta|ps1|jar|app|desktop|sh|apk"
    r"|html?|xhtml|shtml|svg|mht(?:ml)?)"
)
"""Names that open as a program or a page when they are clicked."""


class Litter:
    """What of the unlisted files of a copy systems have left there."""

    def __init__(self, root: Folder) -> None:
        self._root = root
        self._files: list[str] = []
        self._folders: dict[str, int] = {}

    def takes(self, path: str, entry: FolderEntry) -> bool:
        """Tell whether systems leave such a file, and note it if they do."""
        *above, name = path.split("/")
        for depth, part in enumerate(above):
            if _FOLDERS.fullmatch(part.casefold()):
                if not self._may_lie(name, entry, _IN_FOLDERS, path):
                    return False
                folder = "/".join(path.split("/")[: depth + 1])
                self._folders[folder] = self._folders.get(folder, 0) + 1
                return True
        if entry.closed and _FOLDERS.fullmatch(name.casefold()):
            self._folders[path] = self._folders.get(path, 0)
            return True
        for known, most in _KNOWN:
            if known.fullmatch(name.casefold()):
                if self._may_lie(name, entry, most, path):
                    self._files.append(path)
                    return True
                return False
        return False

    def _may_lie(self, name: str, entry: FolderEntry, most: int, path: str) -> bool:
        if entry.closed:
            return True
        if not entry.regular or entry.size > most:
            return False
        # The part after "._" or "~$" is another file's name and opens as nothing.
        if not name.startswith(("._", "~$")) and _STRANGE_NAME.fullmatch(name.casefold()):
            return False
        try:
            return not _STRANGE.match(self._root.head(path, 64))
        except PermissionError:
            return True

    def named(self) -> list[str]:
        """Return what was taken, for people: files, and folders with what is in them."""
        folders = (
            f"{printable(folder)}/ ({count} berkas)" for folder, count in self._folders.items()
        )
        return sorted([*map(printable, self._files), *folders])
