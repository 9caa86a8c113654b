"""``rakor import``: drafts of bulletins from articles and press releases."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path

AddCommand = Callable[[str, str], argparse.ArgumentParser]


def add_command(command: AddCommand) -> None:
    """Add ``import`` to the parser of ``rakor``."""
    parser = command(
        "import", "Membuat draf buletin dari siaran pers: .txt, .md, .html, .docx, .pdf, atau -."
    )
    parser.add_argument(
        "files",
        nargs="+",
        metavar="BERKAS",
        help="siaran pers atau berita; tanda - membaca teks yang ditempel di masukan standar",
    )
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="json: tidak menulis draf, hanya menampilkan apa yang terbaca, satu objek tiap baris",
    )
    parser.add_argument(
        "--no-text", action="store_true", help="jangan sertakan teks sumber di dalam draf"
    )


def run(root: Path, options: argparse.Namespace, today: dt.date) -> int:
    """Import each file; 1 if one could not be read, the others are imported all the same."""
    from rakor.content.new_bulletin import NotCreated
    from rakor.errors import RakorError
    from rakor.importing.draft import asked, make_draft, write_draft
    from rakor.importing.extraction import understand
    from rakor.importing.gazetteer import Gazetteer
    from rakor.importing.reading import read_bytes, read_file
    from rakor.importing.retelling import retell
    from rakor.lint.project import open_project
    from rakor.printable import json_text, say, say_as_is

    project = open_project(root)
    agencies = project.resolver.agencies
    gazetteer = Gazetteer(agencies)
    status = 0
    for name in options.files:
        try:
            read = (
                read_bytes(sys.stdin.buffer.read(), "Masukan standar")
                if name == "-"
                else read_file(Path(name))
            )
            found = understand(read.text, gazetteer, project.topics, today)
            if options.format == "json":
                say_as_is(json_text(found.to_json(name)))
                continue
            draft = make_draft(found, read, agencies, project.topics, with_text=not options.no_text)
            path = write_draft(root, draft)
        except NotCreated:
            raise
        except RakorError as error:
            say(f"galat: {error}", sys.stderr)
            status = 1
            continue
        say(f"Draf: {_shown(path)}")
        say(f"  {retell(found, agencies)}")
        for problem in found.problems:
            say(f"  Sumber janggal: {problem.message}")
        for question in asked(found.questions):
            say(f"  {question}")
        for missing in _missing(draft.text):
            say(f"  {missing}")
    return status


def _shown(path: Path) -> str:
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)


def _missing(text: str) -> list[str]:
    """What is left to write, in the order of the keys."""
    wanted = {
        "# tanggal:": "tanggal",
        "# wilayah:": "wilayah",
        "# penyelenggara:": "penyelenggara",
        "# instansi:": "instansi",
        "# topik:": "topik",
        "# ringkasan:": "ringkasan",
        "# sumber:": "sumber",
    }
    keys = [
        key for line in text.split("\n") for mark, key in wanted.items() if line.startswith(mark)
    ]
    if ">>> " in text:
        keys.append("isi (ganti baris >>>)")
    return [f"Masih perlu ditulis: {', '.join(dict.fromkeys(keys))}."] if keys else []
