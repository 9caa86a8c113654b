"""What is set in ``mkdocs.yml`` and has no effect here: said, instead of passed over in silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rakor.theme.config_places import ConfigPlaces, Key

_FRAME = "halaman memakai kerangka Rakor sendiri, bukan kerangka tema"
_TOP = {
    "repo_url": "tautan ke gudang kode tidak ditampilkan; sebut di extra.social",
    "repo_name": "tautan ke gudang kode tidak ditampilkan; sebut di extra.social",
    "edit_uri": "tautan sunting tidak ditampilkan",
    "edit_uri_template": "tautan sunting tidak ditampilkan",
    "google_analytics": "halaman tidak memuat apa pun dari situs lain",
}
_THEME = {
    "name",
    "language",
    "logo",
    "favicon",
    "palette",
    "custom_dir",
    "font",
    "static_templates",
}
"""Keys of ``theme`` that have an effect, or say what holds anyway."""
_THEME_REASONS = {
    "features": f"fitur Material tidak dipakai: {_FRAME}",
    "icon": f"ikon kerangka Material tidak dipakai: {_FRAME}",
    "include_search_page": "halaman pencarian selalu ada",
}
_PALETTE = {"primary", "media", "scheme", "toggle"}
_EXTRA = {
    "analytics": "halaman tidak memuat apa pun dari situs lain",
    "consent": "situs tidak memakai kuki, jadi tidak ada yang perlu disetujui",
    "version": "situs hanya memiliki satu versi",
    "alternate": "situs hanya memiliki satu bahasa",
    "homepage": "nama situs selalu menuju beranda",
    "generator": "kaki halaman tidak menyebut pembuat program",
    "annotate": "anotasi ditampilkan sebagai daftar di bawah teksnya",
    "tags": "label Material tidak ditampilkan; buletin memakai topik",
    "status": "status halaman Material tidak ditampilkan",
    "disqus": "halaman tidak memuat apa pun dari situs lain",
}
_PLUGINS = {
    "search": "pencarian Rakor menggantikannya; tulis plugins: [rakor]",
    "blog": "buletin menggantikan blog; daftar tulisannya tidak dibuat",
    "tags": "label Material tidak ditampilkan; buletin memakai topik",
    "social": "kartu gambar tidak dibuat",
    "offline": "situs sudah dapat dibuka dari folder dan stik",
    "privacy": "halaman tidak memuat apa pun dari situs lain",
}


def not_supported(
    said: Mapping[str, Any], plugins: Mapping[str, object], places: ConfigPlaces
) -> Iterator[str]:
    """Yield a sentence for each setting without effect.

    Args:
        said: ``mkdocs.yml`` as plain values, read by :func:`rakor.theme.identity.read_identity`.
        plugins: names of the plugins that MkDocs has loaded.
        places: where it is said.
    """

    def line(reason: str, *keys: Key) -> str:
        name = ".".join(str(key) for key in keys if isinstance(key, str))
        return f"{places.at(*keys)}: {name} tidak berpengaruh: {reason}."

    for key in said.keys() & _TOP.keys():
        if said[key]:
            yield line(_TOP[key], key)
    if said.get("use_directory_urls"):
        yield line("alamat berakhir .html, agar situs terbuka dari folder", "use_directory_urls")
    theme = said.get("theme")
    if isinstance(theme, Mapping):
        yield from (
            line(_THEME_REASONS.get(key, _FRAME), "theme", key)
            for key in theme
            if key not in _THEME and theme[key] not in (None, False, [], {})
        )
        if theme.get("name") not in (None, "material"):
            yield line(f"{_FRAME}; tulis name: material", "theme", "name")
        if theme.get("font"):
            yield line("huruf tidak diambil dari situs lain; pakai extra_css", "theme", "font")
        if theme.get("language", "id") != "id":
            yield line("kata-kata halaman berbahasa Indonesia", "theme", "language")
        yield from _palette(theme.get("palette"), line)
    extra = said.get("extra")
    if isinstance(extra, Mapping):
        yield from (line(why, "extra", key) for key, why in _EXTRA.items() if extra.get(key))
    for plugin in plugins:
        reason = _PLUGINS.get(plugin.removeprefix("material/"))
        if reason:
            yield line(reason, "plugins").replace("plugins", f"plugins {plugin}", 1)


def _palette(value: object, line: Any) -> Iterator[str]:
    schemes = value if isinstance(value, list) else [value]
    for number, scheme in enumerate(schemes):
        if not isinstance(scheme, Mapping):
            continue
        keys = ("theme", "palette", number) if isinstance(value, list) else ("theme", "palette")
        for key in scheme:
            if key not in _PALETTE:
                yield line("warnanya diturunkan dari primary", *keys, key)
        if scheme.get("primary") == "custom":
            yield line("tulis warnanya, misalnya primary: '#0b4a37'", *keys, "primary")
        if len(schemes) == 1 and scheme.get("scheme"):
            reason = "situs terang atau gelap menurut perangkat dan pilihan pembaca"
            yield line(reason, *keys, "scheme")
