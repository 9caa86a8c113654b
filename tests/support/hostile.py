"""Files as they should not be: mutations of good bulletins, and things made to hurt."""

from __future__ import annotations

import random
from collections.abc import Iterator

import corpus

_TOKENS = (
    *(
        "---\n",
        "\n---\n",
        "- ",
        ": ",
        ":",
        "#",
        "# ",
        '"',
        "'",
        "“",
        "”",
        "[",
        "]",
        "{",
        "}",
        "(",
        ")",
    ),
    *("&a ", "*a", "!!python/object:os.system ", "|\n", ">-\n", "%", "@", "`", "```\n", "~~~\n"),
    *(
        "<!--",
        "-->",
        "<p>",
        "<a href=",
        "![",
        "](",
        "]: ",
        "\t",
        "\r",
        "\r\n",
        "\n\n",
        "\0",
        "\x1b",
    ),
    *("\u2028", "\u202e", "\ufeff", "\ud7ff", "😀", "é", "٣", "\\", "...", "..", "  ", " ."),
    *("Kamis (14/11/2024)", "Senin, 31/31/9999", "99/99", "29 Februari 2023", "1945", "2922"),
    *(
        "3513011203900001",
        "0812-3456-7890",
        "a@gmail.com",
        "RT 01/RW 02",
        "100.000 %",
        "24 kecamatan",
    ),
    *(
        "Pj Bupati ",
        "Pemkot Baubau ",
        "KPU Kabupaten ",
        "terdiri atas 1 a, 2 b dan 3 c",
        "yang yang",
    ),
    *(
        "<!-- rakor: abaikan RK501 ",
        "# rakor: abaikan",
        "tanggal: ",
        "wilayah: ",
        "instansi:\n",
        "null",
    ),
    *(
        "wilayah: '35.13'\n",
        "tanggal: 2024-13-45\n",
        "waktu: 25.61 WIB\n",
        "selesai: a/b\n",
        "~",
        "0x1F",
    ),
    *(
        "“35.13”",
        "‘",
        "\u00a0",
        "\u200b",
        "• ",
        "– ",
        "1. ",
        "-Kodim",
        "\n  -KPU\n",
        "```markdown\n",
    ),
    *(
        "[a](https://b.c)",
        "KPU, Bawaslu dan Polres ",
        "…",
        " = ",
        "；",
        "<!-- a -->",
        "\n- ",
        "+++\n",
    ),
)
_REPEATED = (
    *(
        "- ",
        "[",
        "{",
        "a: ",
        "  ",
        "> ",
        "* ",
        "(",
        "“",
        "x",
        "1",
        "0812",
        "A ",
        "<!--",
        "![](",
        "`",
    ),
    *("#", "\n", "Senin ", "14/11/", "RT 1/RW 1 ", "10% ", "kecamatan ", "&a [*a,", "\\", "'"),
)


def files(count: int, seed: int) -> Iterator[bytes]:
    """Yield ``count`` files; the same arguments always give the same."""
    rng = random.Random(seed)
    good = [document.text for document in corpus.documents(60, seed)]
    for number in range(count):
        kind = number % 20
        if kind == 0:
            yield _bomb(rng)
        elif kind == 1:
            yield rng.randbytes(rng.randint(0, 3_000))
        elif kind == 2:
            yield _encoded(rng, rng.choice(good))
        elif kind == 3:
            yield _huge(rng, rng.choice(good))
        else:
            yield _mutated(rng, rng.choice(good), good).encode("utf-8", "surrogatepass")


def _mutated(rng: random.Random, text: str, others: list[str]) -> str:
    for _ in range(rng.choice((1, 1, 2, 3, 8))):
        at = rng.randint(0, len(text))
        to = min(len(text), at + rng.choice((0, 1, 3, 10, 40, 200)))
        match rng.randrange(8):
            case 0:
                text = text[:at] + text[to:]
            case 1 | 2 | 3:
                text = text[:at] + rng.choice(_TOKENS) + text[at:]
            case 4:
                other = rng.choice(others)
                start = rng.randint(0, len(other))
                text = text[:at] + other[start : start + rng.randint(1, 300)] + text[to:]
            case 5:
                lines = text.split("\n")
                place, target = rng.randrange(len(lines)), rng.randrange(len(lines))
                lines[place], lines[target] = lines[target], lines[place]
                text = "\n".join(lines)
            case 6:
                lines = text.split("\n")
                place = rng.randrange(len(lines))
                lines[place] = rng.choice((" ", "  ", "    ", "\t", "- ")) + lines[place]
                text = "\n".join(lines)
            case _:
                text = text[:at] + text[at:to] * rng.choice((2, 3, 20)) + text[to:]
    return text


def _bomb(rng: random.Random) -> bytes:
    match rng.randrange(6):
        case 0:
            lines = ["a0: &a0 [x,x,x,x,x,x,x,x,x]"]
            lines += [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
            text = "---\n" + "\n".join(lines) + "\n---\n"
        case 1:
            depth = rng.choice((20, 500, 30_000))
            text = f"---\njudul: {'[' * depth}{']' * rng.choice((0, depth))}\n---\n"
        case 2:
            text = "---\n" + _steps(rng.choice((20, 300))) + "---\n"
        case 3:
            text = "---\n" + _keys(rng.choice((1_000, 9_000))) + "---\n"
        case 4:
            text = "---\ninstansi:\n" + "  - KPU\n" * rng.choice((400, 9_000)) + "---\n"
        case _:
            text = "---\n<<: &a {<<: *a}\njudul: *a\n---\n"
    return text.encode()


def _huge(rng: random.Random, text: str) -> bytes:
    part = rng.choice(_REPEATED)
    at = rng.choice((rng.randint(0, len(text)), len(text)))
    size = rng.choice((300, 3_000, 30_000)) if rng.random() < 0.97 else 900_000
    return (text[:at] + part * (size // len(part)) + text[at:]).encode("utf-8", "surrogatepass")


def _encoded(rng: random.Random, text: str) -> bytes:
    encoding = rng.choice(
        ("utf-16", "utf-16-le", "utf-32", "latin-1", "cp1252", "utf-7", "utf-8-sig")
    )
    data = text.encode(encoding, "replace")
    if rng.random() < 0.3:
        at = rng.randint(0, len(data))
        data = data[:at] + rng.randbytes(rng.randint(1, 20)) + data[at:]
    if rng.random() < 0.2:
        data = data[: rng.randint(0, len(data))]
    return data


def _steps(count: int) -> str:
    return "".join(f"{'  ' * n}a:\n" for n in range(count))


def _keys(count: int) -> str:
    return "".join(f"k{n}: v\n" for n in range(count))
