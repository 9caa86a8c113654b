"""Posts and people: "Penjabat (Pj) Bupati Probolinggo H. Ugas Irwanto, S.Sos., M.Si".

Where a post ends and a name begins is told by words of offices, which the registry knows, by
names of regions, by ranks and by commas. A name ends where its words do, degrees included.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rakor.importing.gazetteer import Gazetteer
from rakor.indonesian import DAYS, MONTHS
from rakor.registry.labels import key

_TOKEN = re.compile(r"[^\W\d_][\w'’.`-]*|\d[\w./-]*|\S")
_ACTING = frozenset("pj plt plh pjs pejabat penjabat pelaksana tugas harian sementara".split())
_HEADS = frozenset(
    "staff mentri bupati wabup gubernur wagub walikota wawali sekretaris sekda sekdakab"
    " sekdako sekdaprov"
    " kepala ketua wadanyon wadan wadanki kapolres kapolresta kapolrestabes wakapolres"
    " wakapolresta wakapolrestabes"
    " kapolda wakapolda kapolsek dandim kasdim danrem pangdam danlanal danlanud dansat danramil"
    " danyon dansatrad kajari kajati asisten asda asdep staf kabag kabid kadis kaban kabiro kasi"
    " kasubag kasubbag kasubid kasubbid kasat kakan kakanwil kalaksa kadinkes kadinsos kadishub"
    " kadisdik kadisdikbud kadiskominfo kadisdukcapil kadishut direktur dirjen deputi irjen"
    " inspektur menteri wamen mendagri wamendagri menko menkopolhukam menkes mentan menhut sekjen"
    " camat lurah komandan presiden wapres kasatpol koordinator komisioner anggota rektor dirut"
    " manajer pimpinan sekwan kapuspen kapus kabinda kasrem kasat wadir dir karo kakankemenag"
    " dirintel dirintelkam dirlantas dirkrimum dirkrimsus dirsamapta dirbinmas dirpolairud"
    " dansatbrimob karoops kasubditgakkum kapolri panglima kasipidum kasiintel kbo plt."
    " sekretariat kabagops pelaksana hakim panitera"
    " kalapas karutan jaksa wakajati wakajari sestama direktorat wakasat kapendam kasubdit"
    " pakorwil sekcam tenaga ketum kanit penanggung administratur".split()
)
_TWO = {("wali", "kota"), ("wakil", "bupati"), ("wakil", "gubernur"), ("wakil", "ketua")}
# What stands after these is an office, whatever it is.
_OF_OFFICES = frozenset(
    "kasat kabag kabid kasi kasubag kasubbag kasubid kasubbid kanit kabiro karo kabagops".split()
)
_RANKS = frozenset(
    "letkol kolonel mayor kapten lettu letda brigjen irjen komjen jenderal mayjen letjen akbp akp"
    " kompol kombes iptu ipda aiptu aipda pol inf arh arm czi kav tni laut mar marinir pnb pom lek"
    " cpl cba ckm cpm laksma laksda laksamana marsma marsda serka pelda peltu bripka ajun komisaris"
    " drs dra dr ir h hj prof kh k.h tgk ust ustaz ustadz rd hc h.c apt ns kapt mayjen. cpn caj"
    " jend sertu serma kopda psk purn bapak ibu bpk sdr saudara tuan lettu. kol rm tb kombespol"
    " brigjenpol".split()
)
_RANKS_OF_POLICE = frozenset("akp kompol iptu ipda aiptu aipda bripka".split())
_POLITE = frozenset("bapak ibu bpk sdr saudara".split())
_DEGREE = re.compile(
    r"(?:[SM]\.\s?(?:Sos|Si|Pd|Kes|Hum|AP|IP|STP|Ag|Psi|Farm|Kep|Kom|Ak|Sc|Eng|Ars|Tr|Sn|Th|Fil|"
    r"Hut|Pt|Pi|TP|Ikom|Ed|PH|Par|Stat|Sy|HI|Ling|Pol|Han|SI|sos|si|pd|kes|hum|STr|Pdi|Mar|Or|"
    r"[A-Z])(?![a-z])(?:\.\s?[A-Z][a-z]{0,3}(?![a-z]))*\.?"
    r"|D\.?E\.?A\b|A\.?Md(?:\.[A-Z][a-z]*)?\.?|Sp\.[A-Z]\w*|Ph\.?D\.?|Lc\.?,?|[SM]\.\s?[A-Z]\.?(?:\s?[A-Z]\.?)*"
    r"|S STP|S\.\s?STP|M SI"
    r"|(?:SH|MH|SE|MM|ST|MT|SP|SIK|MSi|MAP|SKM|SSos|SPd|MPd|SIP|MIP|AP|MKes|STP|SSTP|MA|MBA|SPi|"
    r"SPt|SPsi|SAg|MAg|SHI|SSi|MSc|MEng|MHum|MIK|SSTPi|CA|Ak|SHut|Msi|MSI|MP|MPH|Mars|MARS|SAP|"
    r"SAB|MMT|MSP|Apt|CIHR|CfrA|CRMP|QIA|S\.sos|M\.si|IPU|SST|SSIT|MTr|MTP|CGCAE|MPA)\b\.?)"
)
_PARTICLES = frozenset("bin binti al de van der el ibn ar as bte".split())
_NO_NAME = frozenset(
    [day.lower() for day in DAYS]
    + [month.lower() for month in MONTHS]
    + (
        "jum'at ahad rapat rakor rakorda rakornas kegiatan acara yang di pada dalam dan serta ruang"
        " aula gedung hotel saat untuk tahun pilkada pemilu turut hadir bersama guna secara dengan"
        " ini itu tersebut setelah usai juga para seluruh hasil adapun selain menurut forkopimda"
        " ia dia beliau namun sementara provinsi kabupaten kota republik indonesia ri pemerintah"
        " pemkab pemkot pemprov tim rombongan dari ke bertempat pendopo balai kantor auditorium"
        " kemudian lalu operasi polri tni asn kelas pusat nasional agenda rangka foto wib wita wit"
        " jajaran pju rombongan tema zoom meeting command center baca sekaligus atau hari"
        " tanggal media se".split()
    )
)
_OFFICE = frozenset(
    "bid non pemerintahan perekonomian pembangunan kesejahteraan rakyat umum hukum organisasi"
    " bidang bagian"
    " seksi sub subbagian pencegahan penindakan intelijen intelejen keuangan aset administrasi"
    " daerah wilayah pemberantasan rehabilitasi perencanaan kewaspadaan nasional ketahanan bangsa"
    " politik dalam negeri kesatuan persandian statistik informasi komunikasi publik program data"
    " teknis penyelenggaraan logistik hubungan masyarakat humas protokol ekonomi sumber daya alam"
    " manusia sosial budaya kesra tapem tata usaha pengawasan pelayanan pengendalian penanganan"
    " operasi operasional ops binops pembinaan kesiapsiagaan darurat kedaruratan rekonstruksi"
    " biro divisi unit satuan kerja perangkat pelaksana badan dinas kantor kementerian lembaga"
    " direktorat jenderal ditjen republik indonesia ri provinsi kabupaten kota kecamatan kelurahan"
    " desa distrik dewan perwakilan komisi pemilihan penanggulangan bencana polisi pamong praja"
    " kepolisian resor sektor militer komando pengadilan negeri tinggi agama kejaksaan staf ahli"
    " khusus lalu lintas lantas reskrim intelkam samapta narkoba narkotika intel pidum pidsus"
    " perdata penerangan hukum kamtibmas keamanan ketertiban kesehatan pendidikan kebudayaan"
    " pariwisata perhubungan pertanian perikanan kelautan perdagangan perindustrian koperasi usaha"
    " kecil mikro menengah tenaga transmigrasi lingkungan hidup kehutanan perkebunan peternakan"
    " pangan perumahan permukiman pekerjaan penataan ruang penanaman modal terpadu satu pintu"
    " pemuda olahraga perempuan anak perlindungan pemberdayaan keluarga berencana kependudukan"
    " pencatatan sipil arsip perpustakaan kearsipan kepegawaian pengembangan riset inovasi"
    " pendapatan keimigrasian imigrasi pemasyarakatan pertanahan agraria landreform reforma"
    " perbendaharaan pajak bea cukai distribusi jasa harga produksi kebijakan strategis maritim"
    " investasi koordinator menko perwakilan cabang pimpinan setda sekretariat setwan polres polda"
    " polresta polrestabes polsek kodim korem kodam koramil lanal lanud kejari kejati kpu bawaslu"
    " dprd pkk sekda kampanye partisipasi hubmas sdm sengketa deputi asisten pencegahan metrologi"
    " meteorologi klimatologi geofisika urusan kemitraan kelembagaan pemantauan evaluasi"
    " pelaporan pemadam kebakaran penyelamatan kerukunan umat beragama penyuluhan konflik"
    " binmas sabhara polairud propam pelopor kompi batalyon kerja sama otonomi perbatasan"
    " setdaprov setdakab setdako setdakot polkam polhukam marves"
    " barat timur utara selatan tengah tenggara kepulauan".split()
)
# Whose posts end with the region: "Bupati Kubu Raya Muda Rekaan".
_OF_REGIONS = frozenset("bupati wabup gubernur wagub walikota wawali kota".split())
# What stands after these may be a district: "Kapolsek Rokan IV Koto AKP Budi".
_OF_DISTRICTS = frozenset("kapolsek wakapolsek camat sekcam danramil".split())
_SMALL_LINKS = frozenset("dan di bidang bag bid pada kab prov kec".split())
_ORGANS = frozenset("dinas badan kantor".split())
_ROMAN = re.compile(r"[IVX]{1,4}|\d[\w./-]*")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9/&.]{1,7}")
_CIRCUMFIX = re.compile(r"(?:Ke|Pe|Per|Pem|Pen|Peng)[a-z]{4,}an")
_MOST_NAME = 7


@dataclass(frozen=True, slots=True)
class PersonMention:
    """Where a post and a name stand; either may be missing."""

    post: tuple[int, int] | None
    name: tuple[int, int] | None

    @property
    def start(self) -> int:
        return min(span[0] for span in (self.post, self.name) if span)

    @property
    def end(self) -> int:
        return max(span[1] for span in (self.post, self.name) if span)


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str

    @property
    def low(self) -> str:
        return self.text.rstrip(".").lower()


def _tokenize(content: str, start: int, end: int) -> list[_Token]:
    found = _TOKEN.finditer(content, start, end)
    return [_Token(match.start(), match.end(), match[0]) for match in found]


class PeopleReader:
    """Reads posts and names at a place of a text."""

    def __init__(self, gazetteer: Gazetteer, content: str) -> None:
        self._gazetteer = gazetteer
        self._content = content

    def heads(self, start: int, end: int) -> list[int]:
        """Where posts begin between two places."""
        tokens = _tokenize(self._content, start, end)
        return [
            token.start
            for i, token in enumerate(tokens)
            if self._begins_post(tokens, i) is not None
        ]

    def read(self, start: int, end: int) -> PersonMention | None:
        """The person who stands at ``start``: post and name, in either order, or one of them."""
        tokens = _tokenize(self._content, start, min(end, start + 400))
        if not tokens:
            return None
        after = self._begins_post(tokens, 0)
        if after is not None:
            stop = self._post_end(tokens, after)
            post = (tokens[0].start, self._without_stop(tokens[stop - 1]))
            name = self._name_after(tokens, stop)
            return PersonMention(post, name)
        name_end = self._name_end(tokens, 0)
        if name_end is None:
            return None
        stop, place = name_end
        found = (tokens[0].start, place)
        post_at = self._post_after_name(tokens, stop)
        if post_at is None:
            return PersonMention(None, found)
        after = self._begins_post(tokens, post_at, small=True)
        assert after is not None
        post_stop = self._post_end(tokens, after)
        return PersonMention(
            (tokens[post_at].start, self._without_stop(tokens[post_stop - 1])), found
        )

    @staticmethod
    def _without_stop(token: _Token) -> int:
        """Where a post ends whose last word ends a sentence too."""
        return token.end - 1 if token.text.endswith(".") and len(token.text) > 4 else token.end

    # --- posts -------------------------------------------------------------------------------

    def _begins_post(self, tokens: Sequence[_Token], at: int, *, small: bool = False) -> int | None:
        """The token after the head of a post that begins at ``at``: after "Pj", "Wakil" ..."""
        i = at
        if not tokens[i].text[0].isupper() and not (small and tokens[i].low in _HEADS):
            return None
        while i < len(tokens) and (tokens[i].low in _ACTING or tokens[i].text in "()"):
            i += 1
        if i >= len(tokens):
            return None
        low = tokens[i].low
        following = tokens[i + 1].low if i + 1 < len(tokens) else ""
        if low in ("wakil", "eks", "mantan"):
            if low != "wakil":
                return None
            return self._begins_post(tokens, i + 1) if i + 1 < len(tokens) else None
        if low == "wali" and following == "kota":
            return i + 2
        if low == "irjen" and following in ("pol", "tni"):
            return None  # a rank
        if low == "jaksa" and following == "agung":
            return i + 2
        if low in _HEADS and low not in ("tenaga", "sekretariat", "direktorat", "plt."):
            return i + 1
        return None

    def _post_end(self, tokens: Sequence[_Token], at: int) -> int:
        i = at
        while i < len(tokens):
            step = self._post_step(tokens, i)
            if not step:
                break
            is_whole = tokens[i - 1].low in _OF_REGIONS and self._region_length(tokens, i) == step
            i += step
            if is_whole and i < len(tokens):
                i += self._post_step(tokens, i) if tokens[i].text == "(" else 0
                break
        while (i > at and tokens[i - 1].text in (",", "/", "-", "–")) or (
            i > at and tokens[i - 1].low in _SMALL_LINKS
        ):
            i -= 1
        return i

    def _post_step(self, tokens: Sequence[_Token], i: int) -> int:
        """How many tokens from ``i`` on still belong to the post."""
        token = tokens[i]
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        before = tokens[i - 1].low if i else ""
        if token.low == "jenderal" and before in ("sekretaris", "direktur", "inspektur"):
            return 1
        if before in _OF_OFFICES and token.text[0].isupper() and token.low not in _RANKS:
            return 1
        if token.text == "(":
            close = next((j for j in range(i, min(i + 8, len(tokens))) if tokens[j].text == ")"), 0)
            inside = tokens[i + 1 : close]
            is_name = (
                len(inside) > 1
                and inside[0].low not in _HEADS
                and all(t.text[0].isupper() and len(t.text) > 3 for t in inside)
            )
            is_short = sum(len(t.text) for t in inside) < 30
            return close - i + 1 if close and is_short and not is_name else 0
        if token.text == "/" and i and _ROMAN.fullmatch(tokens[i - 1].text):
            return _name_of_command(tokens, i)
        if token.text in ("/", "-", "–"):
            return 1 if following and self._is_office(following) else 0
        if token.text == ",":
            return self._after_comma(tokens, i)
        region = self._region_length(tokens, i) or self._district_length(tokens, i)
        if region:
            return region
        if token.low in _SMALL_LINKS and not token.text[0].isupper():
            if following is None or following.low in _HEADS - {"asisten", "staf"}:
                return 0
            return 1 if self._is_office(following) or self._region_length(tokens, i + 1) else 0
        if token.low in _RANKS:
            return 0
        return 1 if self._is_office(token) or _is_within_office(tokens, i, self._office) else 0

    def _after_comma(self, tokens: Sequence[_Token], i: int) -> int:
        """Commas within a post: "Kepala Dinas Komunikasi, Informatika dan Statistik"."""
        if i + 2 >= len(tokens):
            return 0
        one, two = tokens[i + 1], tokens[i + 2]
        if one.low in _RANKS or one.low in _HEADS or one.low in _ORGANS:
            return 0
        joined = two.text == "," or two.low == "dan"
        known = one.low in _OFFICE or one.low in self._gazetteer.office_words
        return 1 if joined and known and one.text[0].isupper() else 0

    def _is_office(self, token: _Token) -> bool:
        text = token.text.rstrip(".,")
        if not text[:1].isalnum():
            return False
        if token.low in _RANKS:
            return False
        if _ROMAN.fullmatch(text) or _ACRONYM.fullmatch(text) or _is_unspeakable(text):
            return not _DEGREE.fullmatch(token.text) or len(text) > 2
        if not text[0].isupper():
            return token.low in ("se", "bidang")
        if token.low in _OFFICE or token.low in self._office - _COMMON_NAMES:
            return True
        return bool(_CIRCUMFIX.fullmatch(text))

    def _region_length(self, tokens: Sequence[_Token], i: int) -> int:
        """How many tokens from ``i`` on name a region; the level goes with it."""
        if i >= len(tokens) or not tokens[i].text[0].isupper():
            return 0
        mention = self._gazetteer.region_after(
            self._content, tokens[i].start, tokens[min(i + 5, len(tokens) - 1)].end
        )
        if mention is None or mention.start != tokens[i].start:
            return 0
        return sum(1 for token in tokens[i:] if token.start < mention.end)

    def _district_length(self, tokens: Sequence[_Token], i: int) -> int:
        """How many tokens from ``i`` on name the district of a "Camat" or "Kapolsek"."""
        if not i or tokens[i - 1].low not in _OF_DISTRICTS:
            return 0
        names = self._gazetteer.regions.district_keys
        for stop in range(min(len(tokens), i + 4), i, -1):
            if key("".join(token.text for token in tokens[i:stop])) in names:
                return stop - i
        # A name that is not known is a place if somebody's rank follows it.
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        is_place = tokens[i].text.isalpha() and tokens[i].text.istitle()
        return 1 if is_place and following and following.low in _RANKS_OF_POLICE else 0

    # --- names -------------------------------------------------------------------------------

    def _name_after(self, tokens: Sequence[_Token], at: int) -> tuple[int, int] | None:
        i = at
        while i < len(tokens) and tokens[i].text in (",", "yaitu", "yakni", ":", "–", "-"):
            i += 1
        if i < len(tokens) and self._begins_post(tokens, i) is not None:
            return None
        if i > at and i < len(tokens) and self._is_listed_office(tokens, i):
            return None
        while i < len(tokens) and tokens[i].low in _POLITE:
            i += 1
        end = self._name_end(tokens, i)
        if end is None or (i > at and self._heads_an_office(tokens, i, end[0])):
            return None
        return tokens[i].start, end[1]

    def _heads_an_office(self, tokens: Sequence[_Token], i: int, stop: int) -> bool:
        """Whether one word after a comma is a post that is not known: "…, Dirintel Polda X"."""
        return (
            stop == i + 1
            and stop < len(tokens)
            and tokens[stop].text[0].isupper()
            and (self._is_office(tokens[stop]) or self._region_length(tokens, stop) > 0)
        )

    def _is_listed_office(self, tokens: Sequence[_Token], i: int) -> bool:
        """Whether another agency follows the comma: "Kepala BPBD, Polres Garut"."""
        return tokens[i].low in self._gazetteer.office_words or tokens[i].low in _OFFICE

    def _name_end(self, tokens: Sequence[_Token], at: int) -> tuple[int, int] | None:
        """The token after a name that begins at ``at``, and where the name ends in the text."""
        i, names = at, 0
        while i < len(tokens) and names < _MOST_NAME:
            token = tokens[i]
            text = token.text
            if token.low in _RANKS and not (names and token.low in ("h", "mar", "laut", "ir", "i")):
                if names:
                    break
                i += 1
                if i < len(tokens) and tokens[i].text == ".":
                    i += 1
                continue
            if text in "(" and not names and i + 2 < len(tokens) and tokens[i + 2].text == ")":
                i += 3  # "Komjen Pol. (P)"
                continue
            if not self._is_name_word(tokens, i, names):
                break
            names += 1
            i += 1
            if text.endswith(".") and len(text) > 3 and not re.search(r"\.\w", text):
                break  # the end of a sentence
        real = [t for t in tokens[at:i] if len(t.text.rstrip(".")) > 1 and t.low not in _RANKS]
        if not real or not names:
            return None
        acronyms = [t for t in real if t.text.isupper() and t.text.isalpha() and len(t.text) < 6]
        if len(acronyms) == len(real) and len(real[0].text) < 5:
            return None  # "PJU"
        if len(acronyms) < len(real) and any(len(t.text) > 2 for t in acronyms):
            return None  # "Non TPI Muara Enim" is some office
        if len(real) == 1 and names == 1 and self._is_region_alone(real[0]):
            return None
        end = tokens[i - 1].end
        if tokens[i - 1].text.endswith(".") and len(tokens[i - 1].text) > 2:
            end -= 1
        return self._with_degrees(tokens, i, end)

    def _is_name_word(self, tokens: Sequence[_Token], i: int, names: int) -> bool:
        token = tokens[i]
        text, low = token.text, token.low
        if not text[0].isalpha():
            return False
        if low in _PARTICLES and names and i + 1 < len(tokens):
            return tokens[i + 1].text[0].isupper()
        if names and text.isalpha() and text.islower() and len(text) > 3:
            # "Heri Sugeng priyantho,S.IK.": a small letter by mistake, told by the degree.
            after = self._content[token.end : token.end + 12]
            return re.match(rf"\s?,\s?(?:{_DEGREE.pattern})", after) is not None
        if not text[0].isupper() or low in _NO_NAME or low.startswith("se-"):
            return False
        if not _HEADS.isdisjoint(low.split("-")) and not (names and low in ("tenaga",)):
            return False
        if names and _DEGREE.fullmatch(text) and len(text.rstrip(".")) > 1:
            return not (("." in text and len(text) > 3) or (text.isupper() and len(text) <= 4))
        if low in _OFFICE or (text.isupper() and len(text) <= 4 and low in self._office):
            return False
        return not (low in self._office and low not in _COMMON_NAMES)

    @property
    def _office(self) -> frozenset[str]:
        return self._gazetteer.office_words

    def _is_region_alone(self, token: _Token) -> bool:
        return bool(self._gazetteer.regions.named(token.text.rstrip(".")))

    def _with_degrees(self, tokens: Sequence[_Token], i: int, end: int) -> tuple[int, int]:
        """The name with the degrees behind it, and the token after them."""
        pattern = re.compile(rf"[\s,.]{{0,3}}({_DEGREE.pattern})(?=[\s,.;:)\]]|$)")
        at = end
        while match := pattern.match(self._content, at):
            gap = self._content[at : match.start(1)]
            if "\n\n" in gap or (gap.strip() == "." and not match[1].startswith("S ")):
                break
            at = match.end(1)
        place = at
        text = self._content[end:at]
        if text.endswith(".") and self._ends_sentence(at) and not re.search(r"\.\w+\.$", text):
            place -= 1
        stop = next((j for j in range(i, len(tokens)) if tokens[j].start >= at), len(tokens))
        return stop, place

    def _ends_sentence(self, at: int) -> bool:
        return not self._content[at : at + 20].strip()[:1].islower()

    def _post_after_name(self, tokens: Sequence[_Token], i: int) -> int | None:
        while i < len(tokens) and tokens[i].text in (",", "selaku", "sebagai", "(", "yang"):
            if tokens[i].text == "yang":
                return None
            i += 1
        if i < len(tokens) and self._begins_post(tokens, i, small=True) is not None:
            return i
        return None


def _name_of_command(tokens: Sequence[_Token], slash: int) -> int:
    """How many tokens "/Tuanku Imam Bonjol" has in "Pangdam XX/Tuanku Imam Bonjol Mayjen TNI …"."""
    for stop in range(slash + 1, min(len(tokens), slash + 6)):
        if tokens[stop].low in _RANKS:
            return stop - slash
        if not tokens[stop].text[0].isupper():
            break
    return 2 if slash + 1 < len(tokens) and tokens[slash + 1].text[0].isupper() else 0


def _is_within_office(tokens: Sequence[_Token], i: int, offices: frozenset[str]) -> bool:
    """Whether a word stands between post and agency: "Dirjen Bina Bangda Kemendagri"."""
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following is None or following.start - tokens[i].end != 1 or not i:
        return False
    is_word = tokens[i].text.isalpha() and tokens[i].text.istitle()
    names = offices - _COMMON_NAMES - _OFFICE - _HEADS
    return is_word and tokens[i].low not in _NO_NAME and following.low in names


def _is_unspeakable(text: str) -> bool:
    """Whether it is a long acronym, which has too few vowels for a name: "DPPPAPPKB"."""
    return text.isupper() and len(text) > 8 and 4 * sum(c in "AEIOU" for c in text) < len(text)


# Words of names of agencies that are names of people as well.
_COMMON_NAMES = frozenset(
    "bulan bintang wahyu surya garuda putra bakti satria tirta jaya karya dharma mulia sari utama"
    " sakti perdana harapan pratama nusantara mitra asri indah cahaya budi intan permata".split()
)
