"""Problems as text: the model of the design, and what terminals make hard."""

from __future__ import annotations

from rakor.diagnostics import Problem, Severity, Source, Span, render_json, render_text


def problem(span: Span, file: str = "a.md", message: str = "Pesan.", **more: object) -> Problem:
    fields: dict[str, object] = {"cause": "Sebabnya.", "remedy": "tulis: ini"}
    return Problem(file, span, "RK203", message, **{**fields, **more})  # type: ignore[arg-type]


def test_model_of_the_design() -> None:
    file = "bulletins/jawa-timur/kabupaten-pasuruan/2024/2024-08-02-pengamanan-pilkada.md"
    source = Source(file, "---\njudul: a\ntanggal: b\ntempat: c\nwilayah: Pasuruan\n---\n")
    found = Problem(
        file,
        Span(5, 10, 5, 18),
        "RK203",
        'Wilayah "Pasuruan" bisa berarti dua daerah.',
        "Ada Kabupaten Pasuruan (35.14) dan Kota Pasuruan (35.75).",
        'wilayah: "35.14"   atau   wilayah: "35.75"',
    )
    assert render_text([found], {file: source}, files=17) == (
        "bulletins/jawa-timur/kabupaten-pasuruan/2024/2024-08-02-pengamanan-pilkada.md:5:10\n"
        'galat RK203  Wilayah "Pasuruan" bisa berarti dua daerah.\n'
        "    5 | wilayah: Pasuruan\n"
        "      |          ^^^^^^^^\n"
        "  Sebab   Ada Kabupaten Pasuruan (35.14) dan Kota Pasuruan (35.75).\n"
        '  Tulis   wilayah: "35.14"   atau   wilayah: "35.75"\n'
        "\n"
        "1 galat, 0 peringatan dalam 1 dari 17 berkas. Penjelasan: rakor explain RK203\n"
    )


def carets(line: str, start: int, end: int) -> tuple[str, str]:
    text = render_text([problem(Span(1, start, 1, end))], {"a.md": Source("a.md", line)})
    shown, below = text.split("\n")[2:4]
    return shown.removeprefix("    1 | "), below.removeprefix("      | ")


def test_tabs_take_four_columns() -> None:
    assert carets("\tab: c", 2, 4) == ("    ab: c", "    ^^")


def test_wide_characters_take_two_columns_and_combining_ones_none() -> None:
    assert carets("日本: c", 5, 6) == ("日本: c", "      ^")
    assert carets("e\u0301a: c", 3, 4) == ("e\u0301a: c", " ^")


def test_a_place_without_width_gets_one_caret() -> None:
    assert carets("ab", 3, 3) == ("ab", "  ^")


def test_long_lines_are_cut_around_the_place() -> None:
    shown, below = carets("x" * 500 + "y" + "x" * 500, 501, 502)
    assert len(shown) <= 102
    assert shown[below.index("^")] == "y"
    assert shown.startswith("…")
    assert shown.endswith("…")


def test_a_place_over_several_lines_is_marked_to_the_end_of_the_first() -> None:
    source = Source("a.md", "a: |\n  b\n")
    text = render_text([problem(Span(1, 4, 2, 4))], {"a.md": source})
    assert "      |    ^\n" in text


def test_nothing_commands_the_terminal() -> None:
    source = Source("a.md", "a: \x1b[31m\u202eb\n")
    text = render_text([problem(Span(1, 1, 1, 2), message="\x1b[2J\u2066x")], {"a.md": source})
    assert not set(text) & set("\x1b\u202e\u2066")


def test_colour_only_on_request() -> None:
    span = Span(1, 1, 1, 1)
    assert "\x1b" not in render_text([problem(span)], {})
    assert "\x1b[1;31mgalat RK203\x1b[0m" in render_text([problem(span)], {}, color=True)
    warning = problem(span, severity=Severity.WARNING)
    assert "\x1b[1;33mperingatan RK203\x1b[0m" in render_text([warning], {}, color=True)


def test_a_step_is_no_text_to_write() -> None:
    text = render_text([problem(Span(1, 1, 1, 1), is_step=True, remedy="Hapus.\nLalu simpan.")], {})
    assert "  Langkah Hapus.\n          Lalu simpan.\n" in text


def test_long_lists_are_capped_and_counted() -> None:
    many = [problem(Span(n, 1, n, 1), file=f"{n % 40:02}.md") for n in range(1, 2001)]
    text = render_text(many, {})
    assert text.count("galat RK203") == 100
    assert "dan 1900 masalah lain" in text
    assert "2000 galat, 0 peringatan dalam 40 berkas." in text


def test_json_lines_hold_no_line_ends_and_can_be_encoded() -> None:
    odd = problem(Span(1, 1, 1, 1), message="a\n\u2028\x85\udce9b")
    (line,) = render_json([odd])
    assert line.splitlines() == [line]
    assert line.encode()
