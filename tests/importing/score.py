"""Score ``rakor.importing`` on a folder of articles with expected answers.

    python tests/importing/score.py FOLDER [--also FOLDER] [--labels FILE] [-v]

The folder holds the articles and ``labels.jsonl``, one object an article. For each field it prints
how often the answer was right, silent, asked for, or wrong, and of what is marked certain how much
is right. Labels name agencies by id, or by type and region as those made by hand do; ``may`` lists
agencies that a careful reader may record or not, ``through`` the kind of file that the text is put
into before it is read (:data:`documents.MAKERS`). What evidence says stands in the text, always.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "hooks"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

from documents import MAKERS

from rakor.importing.extraction import understand
from rakor.importing.gazetteer import Gazetteer
from rakor.importing.reading import READERS, read_file
from rakor.registry import Agencies, load_topics, regions

TODAY = dt.date(2026, 11, 28)
TOPICS = (
    "pilkada pemilu keamanan logistik-pemilihan partisipasi-pemilih netralitas-asn politik-uang"
    " informasi-bohong konflik-sosial inflasi pangan transportasi karhutla bencana narkoba"
    " reforma-agraria orang-asing covid-19 pemerintahan-umum kerja-sama-daerah"
).split()
FIELDS = ("date", "end_date", "region", "venue", "mode", "chair_name", "chair_position", "status")
# Types of labels made by hand, as the registry calls them.
TYPES = {
    "kesbangpol": "bakesbangpol", "bnnp": "bnn", "bpn": "atr-bpn", "atr/bpn": "atr-bpn",
    "forkopimka": "forkopimcam", "pemkab/kota": "pemda-kabkota", "dpr ri": "dpr-ri",
    "kominfo": "diskominfo", "satpol pp": "satpol-pp", "satgas covid-19": "satgas-covid-19",
    "kemenko ekon": "kemenko-perekonomian", "tni au": "satrad",
    "kemenko polhukam": "kemenko-polhukam",
    "bea cukai": "bea-cukai", "kkp": "karantina-kesehatan", "dukcapil": "disdukcapil",
    "pt": "perguruan-tinggi", "balai ppi": "klhk", "kemenkes": "kemenkes",
}  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--also", type=Path, help="where articles lie that are not in the folder")
    parser.add_argument("--labels", type=Path)
    parser.add_argument("-v", "--verbose", action="store_true")
    options = parser.parse_args()
    labels = options.labels or options.folder / "labels.jsonl"
    score = Score(options.verbose)
    others = sorted(options.also.glob("*.txt")) if options.also else []
    for line in labels.read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        path = options.folder / label["file"]
        if not path.exists() and others:
            path = others[int(label["file"][:3]) - 1]
        score.add(label, read(path, label))
    print(score.report())
    return 0


def read(path: Path, label: dict[str, Any]) -> str:
    """The text of an article as it is read from the kind of file that its label names."""
    text = read_file(path).text
    if "through" not in label:
        return text
    return READERS[label["through"].rpartition(".")[2]](MAKERS[label["through"]](text)).text


def score_of(folder: Path) -> Score:
    """The score of a folder's articles."""
    score = Score()
    for line in (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        score.add(label, read(folder / label["file"], label))
    return score


class Score:
    """Counts of right, silent, asked and wrong answers."""

    def __init__(self, verbose: bool = False) -> None:
        self.gazetteer = Gazetteer(Agencies(regions()))
        self.topics = load_topics({topic: topic for topic in TOPICS})
        self.counts: dict[str, Counter[str]] = {}
        self.certain = Counter[str]()
        self.articles = 0
        self.questions = 0
        self.verbose = verbose
        self.notes: list[str] = []

    def add(self, label: dict[str, Any], text: str) -> None:
        """Compare one article's findings with its label."""
        found = understand(text, self.gazetteer, self.topics, TODAY)
        self.articles += 1
        self.questions += len(found.questions)
        asked = {question.field for question in found.questions}
        for field in (*FIELDS, *(["time"] if "time" in label else [])):
            wanted = _wanted(label, field)
            value = found.values.get(field)
            got = value.value if value else None
            outcome = _outcome(field, wanted, got, field in asked)
            self._count(field, outcome)
            if value and value.confidence == "certain" and outcome in ("right", "wrong"):
                self.certain[outcome] += 1
            if outcome in ("wrong", "silent") or (outcome == "asked" and self.verbose):
                self.notes.append(f"{label['file']} {field} {outcome}: {got!r}, wanted {wanted}")
        self._conflict(label, found)
        self._agencies(label, found, asked)
        self._figures(label.get("figures", []), found)
        self._commitments(label.get("commitments", []), found)
        for evidence in _evidence(found.to_json("x")):
            assert text[evidence["start"] : evidence["end"]] == evidence["text"]

    def _count(self, field: str, outcome: str) -> None:
        self.counts.setdefault(field, Counter())[outcome] += 1

    def _conflict(self, label: dict[str, Any], found: Any) -> None:
        wanted = bool(label.get("date_conflict") or label.get("conflict"))
        got = any(problem.field == "date" for problem in found.problems)
        outcome = {(1, 1): "right", (1, 0): "silent", (0, 1): "wrong"}.get((wanted, got), "none")
        self._count("conflict", outcome)
        if outcome in ("silent", "wrong"):
            self.notes.append(f"{label['file']} conflict {outcome}: {found.problems}")

    def _figures(self, wanted: list[tuple[str, str, str | None]], found: Any) -> None:
        """Whether figures of record are found with what they count and who said them."""
        for value, unit, who in wanted:
            got = next((f for f in found.figures if (f.value, f.unit) == (value, unit)), None)
            said = got.according_to if got else None
            outcome = "silent" if got is None or (who and not said) else "right"
            if said and not (who and (said in who or who in said)):
                outcome = "wrong"
            self._count("figures", outcome)
            if outcome != "right":
                self.notes.append(f"figure {outcome}: {value} {unit}, {who}: {got}")

    def _commitments(self, wanted: list[tuple[str, str | None]], found: Any) -> None:
        """Whether follow-ups are found with their kind and their deadline."""
        got = [(one.kind, one.due) for one in found.commitments]
        for kind, due in wanted:
            self._count("commitments", "right" if (kind, due) in got else "silent")
        dues = {due for _, due in wanted}
        for _, due in got:
            if wanted and due and due not in dues:
                self._count("commitments", "wrong")
        if wanted and not {tuple(one) for one in wanted} <= set(got):
            self.notes.append(f"commitments {got}, wanted {wanted}")

    def _agencies(self, label: dict[str, Any], found: Any, asked: set[str]) -> None:
        wanted = [_agency_label(one) for one in label["agencies"]]
        left = list(wanted)
        may = [_agency_label(one) for one in label.get("may", [])]
        for one in found.agencies:
            match = next((w for w in left if self._is_agency(w, one)), None)
            again = next((w for w in wanted if self._is_agency(w, one)), None)
            if match is not None:
                left.remove(match)
                self._count("agencies", "right")
                if one.confidence == "certain":
                    self.certain["right"] += 1
            elif any(self._is_agency(other, one) for other in may):
                continue
            elif one.value and again is None:
                self._count("agencies", "wrong")
                if one.confidence == "certain":
                    self.certain["wrong"] += 1
                self.notes.append(f"{label['file']} agency wrong: {one.value} “{one.label}”")
            elif not one.value:
                self._count("agencies", "unknown")
                self.notes.append(f"{label['file']} agency unknown: “{one.label}”")
        for missed in left:
            outcome = "asked" if "agencies" in asked else "silent"
            self._count("agencies", outcome)
            self.notes.append(f"{label['file']} agency {outcome}: {missed}")

    def _is_agency(self, wanted: tuple[str, str | None, str], got: Any) -> bool:
        type_id, region, surface = wanted
        if got.value is None:
            return bool(surface) and (got.label in surface or surface in got.label)
        if "@" not in type_id and "@" in got.value and region is None and not surface:
            return False
        agency = self.gazetteer.agencies[got.value]
        if not surface:
            return got.value == type_id
        known = TYPES.get(type_id, type_id)
        alike = {"pemkab", "pemkot", "pemprov", "setda"}
        same = agency.type == known or {agency.type, known} <= alike
        if not same:
            return False
        if region is None or not agency.regions:
            return True
        return region in agency.regions or agency.region == region

    def report(self) -> str:
        """A table of the counts, and what went wrong."""
        rows = [f"{'':16}{'right':>7}{'silent':>7}{'asked':>7}{'wrong':>7}  precision recall"]
        wrong = 0
        for field, count in self.counts.items():
            right, bad = count["right"], count["wrong"]
            missed = count["silent"] + count["asked"]
            precision = right / (right + bad) if right + bad else 1.0
            recall = right / (right + missed + bad) if right + missed + bad else 1.0
            wrong += bad
            rows.append(
                f"{field:16}{right:7}{count['silent']:7}{count['asked']:7}{bad:7}"
                f"  {precision:9.2f} {recall:6.2f}"
            )
        sure = self.certain["right"] + self.certain["wrong"]
        rows.append(
            f"{self.articles} articles; certain right {self.certain['right']} of {sure}; "
            f"{wrong / max(self.articles, 1):.2f} wrong and "
            f"{self.questions / max(self.articles, 1):.2f} questions an article"
        )
        return "\n".join([*rows, *(self.notes if self.verbose else [])])


def _wanted(label: dict[str, Any], field: str) -> list[str | None]:
    if field == "region":
        accepted = label.get("region_accept") or label.get("region")
        return list(accepted) if isinstance(accepted, list) else [accepted]
    if field == "mode":
        return list(label.get("mode_accept") or [label.get("mode")])
    if field == "status":
        planned = label.get("status") in ("planned", "rencana")
        return ["rencana" if planned else "terbit"]
    if field == "date" and label.get("date_conflict"):
        return [label["date"], None]
    wanted = label.get(field)
    return wanted if isinstance(wanted, list) else [wanted]


def _outcome(field: str, wanted: list[str | None], got: str | None, asked: bool) -> str:
    truths = [one for one in wanted if one]
    if got is None:
        if not truths:
            return "none"
        if asked:
            return "asked"
        return "none" if None in wanted else "silent"
    if not truths:
        return "wrong"
    if field in ("venue", "chair_name", "chair_position"):
        return "right" if any(_is_like(field, one, got) for one in truths) else "wrong"
    return "right" if got in truths else "wrong"


_EXPANSIONS = {"pj": "penjabat", "mentri": "menteri", "sultra": "sulawesi tenggara", "m": ""}
_LOOSE = frozenset("di penjabat plt plh pj mendagri the".split())


def _words(text: str) -> set[str]:
    text = re.sub(r"\(mewakili[^)]*\)", "", text)
    words = re.findall(r"[a-z0-9]+", text.lower())
    return {part for word in words for part in _EXPANSIONS.get(word, word).split()} - _LOOSE


def _is_like(field: str, wanted: str, got: str) -> bool:
    a, b = _words(wanted), _words(got)
    if not a or not b:
        return a == b
    if field == "chair_name":
        return a <= b or b <= a
    common = len(a & b)
    return common / min(len(a), len(b)) >= 0.85 and common / max(len(a), len(b)) >= 0.35


def _agency_label(one: Any) -> tuple[str, str | None, str]:
    if isinstance(one, str):
        return (one[1:], None, one[1:]) if one.startswith("?") else (one, None, "")
    return one["type"].lower(), one["region_code"], one["surface"]


def _evidence(part: Any) -> list[dict[str, Any]]:
    if isinstance(part, dict):
        own = part.get("evidence") or []
        return [*own, *(e for v in part.values() for e in _evidence(v) if v is not own)]
    if isinstance(part, list):
        return [e for v in part for e in _evidence(v)]
    return []


if __name__ == "__main__":
    sys.exit(main())
