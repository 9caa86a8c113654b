"""The command line: ``rakor check``, ``build``, ``serve``, ``new``, ``import``, ``explain``.

Exit status: 0 fine, 1 problems found, 2 wrong use. Whatever goes wrong is said in Indonesian on
standard error; a traceback means a defect of the program, never a user's mistake.
"""

from __future__ import annotations

import argparse
import datetime as dt
import functools
import gc
import os
import re
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, Self, TextIO

from rakor import __version__
from rakor.cli.arguments import add_commands as add_offline_commands
from rakor.cli.data import add_command as add_data_command
from rakor.cli.importing import add_command as add_import_command
from rakor.cli.init import add_command as add_init_command
from rakor.cli.new import add_command as add_new_command
from rakor.errors import RakorError
from rakor.printable import json_text, printable, printable_lines, say, say_as_is
from rakor.settings import STORE_NAME, find_root

if TYPE_CHECKING:
    from rakor.build.builder import BuildOutcome, Options
    from rakor.diagnostics import Problem, Source
    from rakor.lint.project_check import CheckReport
    from rakor.lint.results import CheckResult
    from rakor.source.scan import ScannedFiles
    from rakor.theme.frame import Frame

FINE, PROBLEMS, WRONG_USE = 0, 1, 2

UNCHANGED = "Situs tidak dibangun. Situs lama tetap seperti semula."


class _Parser(argparse.ArgumentParser):
    """Argparse that speaks Indonesian."""

    _TRANSLATIONS = (
        (r"the following arguments are required: (.*)", r"kurang: \1"),
        (r"unrecognized arguments: (.*)", r"tidak dikenal: \1"),
        (
            r"argument (.*): invalid choice: (.*?) \(choose from (.*)\)",
            r"\1: \2 tidak dikenal; pilih salah satu: \3",
        ),
        (r"argument (.*): invalid \w+ value: (.*)", r"\1: \2 bukan angka"),
        (r"argument (.*): expected one argument", r"\1: nilainya belum ditulis"),
        (r'argument (.*?): (".*)', r"\1: \2"),
        (r"argument (.*): not allowed with argument (.*)", r"\1 tidak boleh bersama \2"),
    )

    def __init__(self, **options: object) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **options)  # type: ignore[arg-type]
        self._positionals.title = "yang ditulis"
        self._optionals.title = "pilihan"
        self.add_argument("-h", "--help", action="help", help="tampilkan bantuan ini")

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", "pemakaian: ", 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", "pemakaian: ", 1)

    def error(self, message: str) -> NoReturn:
        for pattern, replacement in self._TRANSLATIONS:
            if re.fullmatch(pattern, message):
                message = re.sub(pattern, replacement, message)
                break
        self.exit(WRONG_USE, f"{self.format_usage()}{self.prog}: {printable_lines(message)}\n")


def _add_root(parser: argparse.ArgumentParser, default: object = None) -> None:
    parser.add_argument(
        "--root",
        type=Path,
        metavar="FOLDER",
        default=default,
        help="folder situs, tempat mkdocs.yml (bila tidak ditulis: dicari ke atas)",
    )


def _port(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,5}", text) or int(text) > 65535:
        raise argparse.ArgumentTypeError(
            f'"{text}" bukan nomor porta; tulis angka dari 1024 sampai 65535, misalnya 8000'
        )
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="rakor",
        description="Menerbitkan buletin rapat koordinasi pemerintah sebagai catatan publik.",
    )
    _add_root(parser)
    parser.add_argument(
        "--version",
        action="version",
        version=f"rakor {__version__}",
        help="tampilkan versi program",
    )
    commands = parser.add_subparsers(
        dest="command", required=True, metavar="PERINTAH", parser_class=_Parser, title="perintah"
    )

    def command(name: str, summary: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=summary, description=summary)
        _add_root(added, default=argparse.SUPPRESS)  # or it would undo one before the command
        return added

    _add_check(command)
    command("schema", "Menampilkan JSON Schema kepala data untuk penyunting teks.")
    _add_build(command)
    serve = command("serve", "Menampilkan pratinjau yang ikut berubah setiap berkas disimpan.")
    serve.add_argument("--port", type=_port, default=8000, metavar="N", help="nomor porta (8000)")
    serve.add_argument(
        "--no-form", action="store_true", help="tanpa formulir /tulis/ untuk menulis buletin"
    )
    serve.add_argument("--open", action="store_true", help="buka pratinjau di peramban")

    add_init_command(command)
    add_new_command(command)
    add_import_command(command)
    add_offline_commands(command)
    add_data_command(command)

    explain = command("explain", "Menjelaskan sebuah kode pesan, dengan contoh salah dan benar.")
    explain.add_argument("code", metavar="KODE", help="misalnya RK203")
    return parser


def _add_check(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    check = command("check", "Memeriksa buletin; tanpa --fix tidak ada yang diubah.")
    check.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="BERKAS",
        help="berkas atau folder yang diperiksa (bila tidak ditulis: semua buletin); tanda - "
        "membaca satu buletin dari masukan standar",
    )
    check.add_argument(
        "--format",
        choices=("text", "json", "sarif", "github", "gitlab"),
        default="text",
        help="bentuk laporan: text untuk dibaca, json satu objek tiap baris, sarif, github, dan "
        "gitlab untuk layanan kode",
    )
    check.add_argument(
        "--stdin-name",
        type=Path,
        metavar="BERKAS",
        help="nama berkas untuk buletin dari masukan standar",
    )
    check.add_argument(
        "--fix", action="store_true", help="perbaiki yang sudah pasti, lalu laporkan sisanya"
    )
    check.add_argument(
        "--diff",
        action="store_true",
        help="tampilkan perbaikan yang pasti tanpa menuliskannya, juga bila bersama --fix",
    )
    check.add_argument(
        "--since",
        metavar="REVISI",
        help="bandingkan dengan revisi Git: fakta berubah tanpa ralat, buletin terhapus",
    )
    check.add_argument(
        "--labels",
        action="store_true",
        help="tampilkan setiap instansi sebagaimana ditulis dan sebagai apa ia dibaca",
    )


def _add_build(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    build = command("build", "Memeriksa semua buletin, lalu membangun situs.")
    build.add_argument(
        "--site-dir", type=Path, metavar="FOLDER", help="folder hasil (bawaan: site)"
    )
    build.add_argument(
        "--strict", action="store_true", help="berhenti juga bila hanya ada peringatan"
    )
    build.add_argument(
        "--clean",
        action="store_true",
        help="jangan percaya catatan lama; buat dan periksa ulang semua halaman",
    )
    build.add_argument(
        "--jobs",
        type=int,
        default=0,
        metavar="N",
        help="banyaknya proses yang bekerja bersama (bawaan: sebanyak inti prosesor)",
    )
    build.add_argument(
        "--cluster",
        metavar="ALAMAT",
        help="bekerja bersama komputer lain lewat penjadwal Dask di alamat ini, misalnya "
        "tls://penjadwal.kantor:8786; foldernya harus dilihat semua komputer",
    )
    build.add_argument(
        "--cluster-without-tls",
        action="store_true",
        help="izinkan alamat tcp:// di komputer lain; siapa pun di jaringan itu dapat ikut campur",
    )
    build.add_argument(
        "--format", choices=("text", "json"), default="text", help="bentuk angka di akhir"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    _speak_utf8()
    options = _parser().parse_args(arguments)
    try:
        if options.command == "explain":
            return _explain(options.code)
        if options.command == "schema":
            return _schema()
        if options.command == "init":
            from rakor.cli.init import run as run_init

            return run_init(options, _today())
        start = options.root or Path.cwd()
        if options.command in {"usb", "verify", "key", "zim"}:
            from rakor.cli.offline import run as run_offline

            return run_offline(options, functools.partial(find_root, start), _built)
        if options.command == "data":
            from rakor.cli.data import run as run_data

            return run_data(options, functools.partial(find_root, start), _built)
        root = find_root(start)
        if options.command == "check":
            return _check(root, options)
        if options.command == "build":
            return _build(root, options)
        if options.command == "new":
            from rakor.cli.new import run as run_new

            return run_new(root, options, _today())
        if options.command == "import":
            from rakor.cli.importing import run as run_import

            return run_import(root, options, _today())
        return _serve(root, options)
    except RakorError as error:
        said = str(error)
        for given in sys.argv[1:] if arguments is None else arguments:
            # What was written on the command line may hold line ends, which start no line here.
            said = said.replace(given, printable(given)) if not given.isprintable() else said
        say(f"galat: {said}", sys.stderr)
        return PROBLEMS
    except BrokenPipeError:
        # The reader (a pager, "head") has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except KeyboardInterrupt:
        say("Dihentikan.", sys.stderr)
        return PROBLEMS


def _speak_utf8() -> None:
    """Windows consoles and pipes may default to an old code page that lacks our dashes."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def _colour(stream: TextIO) -> bool:
    return stream.isatty() and "NO_COLOR" not in os.environ


class ProgressLine:
    """A line that tells how far a phase is and how long it may still take.

    Only on a terminal; otherwise nothing is said.
    """

    _EVERY = 0.1  # seconds

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._is_shown = stream.isatty()
        self._phase = ""
        self._begun = self._last = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._phase:
            self._write("")

    def __call__(self, phase: str, done: int, of: int) -> None:
        now = time.monotonic()
        if not self._is_shown or (now - self._last < self._EVERY and done < of):
            return
        if phase != self._phase:
            self._phase, self._begun = phase, now
        self._last = now
        left = (now - self._begun) / done * (of - done) if done else 0.0
        self._write(f"{phase}: {done} dari {of}, sekitar {left:.0f} detik lagi")

    def _write(self, text: str) -> None:
        self._stream.write(f"\r\x1b[K{text}")
        self._stream.flush()


def _make_frame(root: Path) -> Frame:
    """Run MkDocs; it is loaded no sooner than this, for it takes longer than most builds."""
    from rakor.adapter.frame import make_frame

    return make_frame(root)


def _today() -> dt.date:
    """The day in the east of Indonesia, where it begins first."""
    return dt.datetime.now(dt.timezone(dt.timedelta(hours=9))).date()


def _check(root: Path, options: argparse.Namespace) -> int:
    if Path("-") in options.paths:
        others = options.fix or options.diff or options.since or options.labels
        if len(options.paths) > 1 or others:
            raise RakorError(
                "Tanda - (masukan standar) tidak bisa bersama berkas atau pilihan lain."
            )
        from rakor.lint.linter import check_text

        text = sys.stdin.buffer.read()
        problems, sources = check_text(root, text, options.stdin_name)
        _report(options.format, problems, sources, 1)
        return _status(problems)
    paths = [_existing(path) for path in options.paths] or None
    if options.labels:
        return _labels(root, paths, options.format)
    if options.diff:
        return _diff(root, paths)
    if options.fix:
        _fix(root, paths)
    result = _look(root, paths)
    if paths and not result.files:
        raise RakorError(
            f"Tidak ada buletin di {', '.join(map(str, paths))}. "
            "Nama berkas buletin berakhir dengan .md (bukan .md.txt)."
        )
    problems = list(result.problems)
    if options.since is not None:
        problems = sorted(problems + _since(root, options))
    _report(options.format, problems, result.sources, result.files)
    return _status(problems)


def _look(root: Path, paths: Sequence[Path] | None) -> CheckResult | CheckReport:
    if paths is None:
        from rakor.lint.project_check import check_project

        report = check_project(root, _today())
        if report.notice:
            say(report.notice, sys.stderr)
        return report
    from rakor.incremental.parallel import Workers
    from rakor.lint.linter import check

    with Workers(root) as workers:
        return check(root, paths, workers=workers, today=_today())


def _status(problems: Iterable[Problem]) -> int:
    from rakor.diagnostics import Severity

    return PROBLEMS if any(p.severity is Severity.ERROR for p in problems) else FINE


def _report(
    form: str, problems: Sequence[Problem], sources: Mapping[str, Source], files: int
) -> None:
    from rakor import diagnostics

    if form == "sarif":
        from rakor.lint.catalogue import CATALOGUE

        say(diagnostics.render_sarif(problems, CATALOGUE))
    elif form == "gitlab":
        say(diagnostics.render_gitlab(problems))
    elif form in ("json", "github"):
        render = diagnostics.render_json if form == "json" else diagnostics.render_github
        for line in render(problems):
            say(line)
    elif problems:
        say_as_is(diagnostics.render_text(problems, sources, _colour(sys.stdout), files), end="")
    else:
        say(f"{files} berkas diperiksa, tidak ada masalah.")


def _labels(root: Path, paths: Sequence[Path] | None, form: str) -> int:
    from rakor.content.tree import FOLDER
    from rakor.lint.labels import read_labels
    from rakor.lint.project import open_project
    from rakor.lint.selection import wanted_files

    if form not in ("text", "json"):
        raise RakorError("Pilihan --labels hanya punya bentuk text dan json.")
    project = open_project(root)
    wanted = wanted_files(root, paths)
    names = project.tree.bulletins
    chosen = [name for name in names if wanted is None or wanted(f"{FOLDER}/{name}")]
    status, file = FINE, ""
    if form == "text":
        say("Ditulis → dibaca sebagai (tanda ? berarti belum dipahami; rakor check menjelaskannya)")
    for label in read_labels(project, chosen):
        if label.agency is None:
            status = PROBLEMS
        if form == "text" and label.file != file:
            file = label.file
            say(file)
        say(label.to_json() if form == "json" else label.to_text())
    return status


def _since(root: Path, options: argparse.Namespace) -> list[Problem]:
    from rakor.lint.fix import write_fixes
    from rakor.lint.since import check_since

    found = check_since(root, options.since, _today())
    if options.fix and write_fixes(root, found):
        found = check_since(root, options.since, _today())
    return found


def _diff(root: Path, paths: Sequence[Path] | None) -> int:
    from rakor.lint.fix import plan_fixes

    changes = plan_fixes(root, paths)
    for change in changes:
        say(change.diff(), end="")
    if not changes:
        say("Tidak ada yang bisa diperbaiki otomatis.", sys.stderr)
    return PROBLEMS if changes else FINE


def _fix(root: Path, paths: Sequence[Path] | None) -> None:
    from rakor.lint.fix import apply_changes, plan_fixes

    changes = plan_fixes(root, paths)
    apply_changes(root, changes)
    for change in changes:
        codes = ", ".join(change.codes)
        moved = f" (dipindahkan dari {printable(change.moved_from)})" if change.moved_from else ""
        say(f"Diperbaiki: {printable(change.file)}{moved}: {codes}", sys.stderr)


def _schema() -> int:
    from rakor.content.json_schema import schema

    say(json_text(schema(), indent=2))
    return FINE


def _existing(path: Path) -> Path:
    if not path.exists():
        raise RakorError(f"Berkas atau folder {path} tidak ada. Periksa ejaannya.")
    return path


def _build(root: Path, options: argparse.Namespace) -> int:
    from rakor.build.up_to_date import QuickLook, look, summary

    site_dir = options.site_dir.resolve() if options.site_dir else None
    quick = QuickLook(None) if options.clean else look(root, site_dir)
    figures = quick.figures
    if figures is None:
        # A build makes many objects and lets go of them only when it ends: looking for
        # cycles among them finds none, be it again and again or once more at the very end.
        gc.disable()
        try:
            figures = _build_anew(root, site_dir, options, quick.sources)
        finally:
            gc.freeze()
            gc.enable()
    if figures is None:
        say(UNCHANGED, sys.stderr)
        return PROBLEMS
    if options.format == "json":
        say(json_text(figures))
    else:
        say(summary(figures))
    return FINE


def _build_anew(
    root: Path, site_dir: Path | None, options: argparse.Namespace, sources: ScannedFiles | None
) -> dict[str, Any] | None:
    from rakor.build.builder import Options
    from rakor.incremental.parallel import Workers

    with ExitStack() as held:
        executor = None
        if options.cluster is not None:
            from rakor.incremental.cluster import connected

            root = root.absolute()  # workers stand in other folders
            way = connected(options.cluster, without_tls=options.cluster_without_tls)
            executor = held.enter_context(way)
        progress = held.enter_context(ProgressLine(sys.stderr))
        outcome = _make(
            root,
            site_dir,
            Options(
                strict=options.strict,
                clean=options.clean,
                workers=Workers(root / STORE_NAME, options.jobs, executor),
                progress=progress,
            ),
            sources,
        )
    for warning in outcome.warnings:
        say(f"peringatan (MkDocs): {printable(warning)}", sys.stderr)
    _say_problems(outcome.checked)
    return outcome.figures.to_json() if outcome.figures else None


def _make(
    root: Path,
    site_dir: Path | None = None,
    options: Options | None = None,
    sources: ScannedFiles | None = None,
) -> BuildOutcome:
    """Build, and say what is worth a word about what was kept, or about bulletins if it fails."""
    from rakor.build.builder import FrameNotMade, make

    try:
        outcome = make(root, _make_frame, site_dir, options, sources)
    except FrameNotMade as error:
        _say_problems(error.checked)
        raise
    for notice in outcome.notices:
        say(notice, sys.stderr)
    return outcome


def _built(root: Path) -> Path | None:
    """Build the site where ``mkdocs.yml`` wants it and return its folder, or say why not."""
    from rakor.build.builder import Options

    with ProgressLine(sys.stderr) as progress:
        outcome = _make(root, options=Options(progress=progress))
    _say_problems(outcome.checked)
    if outcome.figures is None:
        say(UNCHANGED, sys.stderr)
    return outcome.site_dir


def _say_problems(checked: CheckResult) -> None:
    from rakor.diagnostics import render_text

    if checked.problems:
        text = render_text(checked.problems, checked.sources, _colour(sys.stderr), checked.files)
        say_as_is(text, sys.stderr, end="")


def _serve(root: Path, options: argparse.Namespace) -> int:
    from rakor.serve import open_browser, serve

    def build(site_dir: Path) -> BuildOutcome:
        outcome = _make(root, site_dir)
        _say_problems(outcome.checked)
        if outcome.figures is None:
            say(UNCHANGED, sys.stderr)
        return outcome

    def say_now(text: str) -> None:
        say(text)
        sys.stdout.flush()

    show = open_browser if options.open else None
    serve(root, options.port, build, say_now, show=show, with_form=not options.no_form)
    return FINE


def _explain(code: str) -> int:
    from rakor.diagnostics.reference import FAMILIES, explain
    from rakor.lint.catalogue import CATALOGUE

    wanted = re.sub(r"[\s-]", "", code).upper()
    wanted = f"RK{wanted}" if wanted.isdigit() else wanted
    rule = CATALOGUE.get(wanted)
    if rule is None:
        # A code that looks like it means something else, so the codes of its family are named.
        family = [known for known in sorted(CATALOGUE) if known[:3] == wanted[:3]]
        hint = (
            f" Kode keluarga {FAMILIES[wanted[:3]]}: {', '.join(family)}."
            if family
            else " Kode berbentuk RK dan tiga angka, misalnya RK203."
        )
        raise RakorError(f"Tidak ada pesan berkode {code}.{hint}")
    say(explain(rule))
    return FINE
