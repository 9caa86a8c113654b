"""Words and sentences of the synthetic bulletins, as many and as rare as those of press offices.

Three kinds of words make the vocabulary of press text grow. Words that hold a sentence together are
few and come again and again; the frames below hold them. Words for things and deeds are some
thousands: roots that are listed here, in every form that prefixes and suffixes give them. Names and
figures have no end, and most of them are met once: invented names are counted through syllables.

How often a word is met falls with its rank ``r`` like ``1 / (r + offset)`` (Mandelbrot's form of
Zipf's law); ``vocabulary_growth.py`` shows the growth that comes of it beside that of real text.
"""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
UNITS = tuple(
    "orang petugas personel kotak dokumen titik keluarga ton rumah unit paket hektare liter"
    " kendaraan sekolah kader lembar meter".split()
)

FORMS_OFFSET = 100
"""How evenly roots in all their forms are used; the fewer, the more often the first are met."""

NAMES, NAMES_OFFSET = 800_000, 1500
"""How many invented names there are, and how evenly they are used."""

LARGEST_FIGURE = 20_000_000


def rank(rng: random.Random, count: int, offset: float) -> int:
    """Return 0 to ``count - 1``, each with a share like ``1 / (rank + offset)``."""
    return int(offset * ((1 + count / offset) ** rng.random() - 1))


def _one_of(rng: random.Random, items: Sequence[str]) -> str:
    """Return one of several, which ``rng.choice`` does at three times the cost."""
    return items[int(rng.random() * len(items))]


# --- roots and their forms -------------------------------------------------------------------

_VERBS = tuple(
    "siap lapor bahas catat awas bantu salur pantau data sampai susun tata bangun kembang jaga"
    " latih didik layan aman atur bagi kirim terima periksa hitung tetap tunjuk tugas kerja bina"
    " bimbing dorong dukung pilih kelola olah tanam panen bersih pulih tangani cegah atasi hadap"
    " libat serta gerak jalan mulai akhir tutup buka bayar biaya angkut simpan timbun jual beli"
    " tawar ukur timbang uji coba kaji teliti nilai banding ubah ganti tambah kurang tingkat turun"
    " naik lancar cepat lambat tunda batas luas sempit padat ringan berat kuat lemah teguh tegas"
    " jelas terang paham sadar yakin percaya harap minta tanya jawab sebut sapa undang kumpul temu"
    " dekat jauh pindah datang pulang pergi masuk keluar lewat singgah tinggal huni rawat sehat"
    " sembuh obat lindung selamat waspada siaga tanggap darurat ungsi evakuasi galang himpun satu"
    " padu selaras serasi seimbang imbang bagus baik benar betul rusak hancur hilang cari dapat"
    " peroleh miliki guna pakai manfaat sia hemat boros lebih cukup penuh kosong isi muat tampung"
    " alir siram airi gali bor bongkar pasang sambung putus ikat lepas kunci tanda cap tulis baca"
    " gambar foto rekam siar umum sebar edar kabar warta berita promosi tayang tampil pamer lomba"
    " juara menang kalah tanding banding saing usaha dagang niaga modal untung rugi pinjam hutang"
    " tagih setor tarik tabung iur sumbang hibah sedekah santun asuh didik ajar hafal ingat lupa"
    " kenal sosialisasi koordinasi verifikasi validasi sinkron inventaris identifikasi evaluasi"
    " simulasi antisipasi distribusi alokasi realisasi digital daftar rekap laksana tindak putus"
    " sepakat musyawarah rapat runding tengah damai rukun hormat harga murah mahal tentu pasti"
    " mungkin perlu wajib larang izin boleh bebas tertib disiplin taat patuh langgar sanksi tegur"
    " hukum adil sidik gugat sita lelang pugar rehab renovasi pugas resmi lantik pimpin pandu"
    " perintah kuasa wewenang limpah serah gilir rotasi mutasi angkat berhenti pensiun".split()
)
_THINGS = tuple(
    "anggaran alur bahan air jadwal jalur honor gudang posko lokasi mekanisme peta risiko wilayah"
    " batas logistik sarana prasarana jembatan irigasi pasar terminal pelabuhan puskesmas klinik"
    " sekolah madrasah pesantren masjid gereja pura balai kantor aula pos gardu menara tanggul"
    " saluran selokan drainase sungai danau pantai pesisir bukit lereng hutan kebun sawah ladang"
    " tambak kolam ternak sapi kambing ayam ikan udang rumput beras gabah jagung kedelai cabai"
    " bawang tomat kentang sayur buah gula garam minyak tepung telur daging susu gas solar bensin"
    " pupuk benih bibit pestisida traktor pompa truk perahu kapal motor sepeda mobil ambulans"
    " alat mesin komputer jaringan aplikasi laman sistem sandi server kamera sensor radio pengeras"
    " suara spanduk baliho brosur buku berkas surat formulir kartu kotak bilik tinta segel stiker"
    " kertas pena meja kursi tenda terpal selimut masker vaksin vitamin oralit tablet imunisasi"
    " gizi balita ibu lansia remaja pemuda pelajar mahasiswa guru dosen perawat bidan dokter kader"
    " relawan warga tokoh adat ulama pendeta petani nelayan pedagang buruh pekerja pengusaha"
    " koperasi kelompok komunitas lembaga yayasan panitia tim satuan regu anggota pengurus peserta"
    " penduduk keluarga rumah hunian kompleks perumahan kampung dusun lingkungan taman lapangan"
    " museum situs pariwisata hotel losmen warung restoran kerajinan batik tenun anyaman ukiran"
    " festival lomba pawai upacara hari bulan tahun musim hujan kemarau banjir longsor kebakaran"
    " gempa badai kekeringan wabah demam diare campak rabies sampah limbah plastik kompos tempat"
    " pembuangan bau asap debu kualitas udara inflasi harga stok pasokan permintaan ekspor impor"
    " pajak retribusi pendapatan belanja kas utang aset lahan sertifikat izin perda peraturan"
    " instruksi edaran keputusan naskah perjanjian nota rencana strategi target indikator capaian"
    " kinerja mutu standar pedoman petunjuk prosedur tahapan hasil dampak manfaat kendala masalah"
    " solusi usulan saran masukan keluhan aduan pertanyaan jawaban catatan dokumen arsip laporan"
    " statistik angka persentase survei sensus sampel hasil riset inovasi teknologi pengetahuan"
    " budaya bahasa seni musik tari olahraga kesehatan pendidikan keamanan ketertiban keadilan"
    " kesejahteraan kemiskinan pengangguran stunting ketahanan pangan energi listrik panel surya"
    " sumur embung waduk bendungan pipa meteran pelanggan tarif subsidi bantuan program proyek"
    " kontrak tender rekanan konsultan auditor notaris mediator saksi ahli petugas pengawas"
    " pemantau pendamping penyuluh operator teknisi sopir kurir satpam".split()
)
_QUALITIES = tuple(
    "baru lama besar kecil tinggi rendah penting utama khusus umum bersama terpadu rutin berkala"
    " tahunan bulanan mingguan harian darurat sementara tetap lanjutan awal akhir teknis"
    " administratif lapangan daring luring terbuka tertutup langsung berjenjang bertahap menyeluruh"
    " merata lengkap rinci ringkas akurat mutakhir layak aman nyaman bersih sehat kuat mandiri"
    " produktif aktif inklusif ramah transparan akuntabel tepat cepat lancar mendesak rawan"
    " terpencil terluar pesisir perkotaan perdesaan lokal daerah nasional sosial ekonomi politik"
    " hukum budaya lingkungan digital manual murah mahal langka cukup kurang berlebih seimbang"
    " sederhana rumit wajar berkelanjutan kolektif swadaya partisipatif preventif kuratif".split()
)


def _with_men(root: str) -> str:
    """Return the active form of a root: "catat", "mencatat"."""
    first = root[0]
    if first in "aiueoghk":
        return "meng" + (root[1:] if first == "k" else root)
    if first in "pbf":
        return "mem" + (root[1:] if first == "p" else root)
    if first in "tdcj":
        return "men" + (root[1:] if first == "t" else root)
    if first == "s":
        return "meny" + root[1:]
    return "me" + root


@cache
def _forms() -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return things, passive and active verbs: the usual forms of all roots, then rarer ones."""
    verbs = tuple(dict.fromkeys(_VERBS))
    actives = [_with_men(root) for root in verbs]
    doers = [f"pe{active[2:]}" for active in actives]
    things = [
        *itertools.chain.from_iterable(
            zip(_THINGS, [f"{doer}an" for doer in doers], strict=False),
        ),
        *_THINGS[len(doers) :],
        *(f"{doer}an" for doer in doers[len(_THINGS) :]),
        *(f"{root}an" for root in verbs),
        *(f"ke{root}an" for root in (*verbs, *_QUALITIES)),
        *(f"{thing}nya" for thing in _THINGS),
        *doers,
        *(f"per{root}an" for root in verbs),
        *(f"{doer}annya" for doer in doers),
        *(f"ke{root}annya" for root in (*verbs, *_QUALITIES)),
        *(f"keter{root}an" for root in verbs),
        *(f"{thing}-{thing}" for thing in _THINGS),
        *(f"ketidak{root}an" for root in (*verbs, *_QUALITIES)),
    ]
    passives = [
        *(f"di{root}kan" for root in verbs),
        *(f"di{root}" for root in verbs),
        *(f"ter{root}" for root in verbs),
        *(f"di{root}i" for root in verbs if root[-1] != "i"),
        *(f"diper{root}" for root in verbs),
        *(f"dipe{root}kan" for root in verbs),
    ]
    doings = [
        *(f"{active}kan" for active in actives),
        *actives,
        *(f"{active}i" for active in actives if active[-1] != "i"),
        *(f"memper{root}" for root in verbs),
        *(f"memper{root}kan" for root in verbs),
    ]
    return _sorted_out(things), _sorted_out(passives), _sorted_out(doings)


# One letter away from the name of an agency or region, which ``rakor check`` takes for a slip.
_MISREAD = frozenset(("kecatatan", "kemurahan", "diserta", "disidik"))


def _sorted_out(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word in dict.fromkeys(words) if word not in _MISREAD)


# --- names -----------------------------------------------------------------------------------

_ONSETS = ("b", "d", "g", "j", "k", "l", "m", "n", "p", "r", "s", "t", "w", "y", "ng", "ny", "h")
_SYLLABLES = [onset + vowel for onset in _ONSETS for vowel in "aiueo"]
_CODAS = ("", "n", "ng", "r", "s", "k", "h", "t", "")


def invented(number: int) -> str:
    """Return the invented name of a number: its digits as syllables, so that each is another."""
    number, coda = divmod(number * 7919 + 101, len(_CODAS))
    word = ""
    for _ in range(2):
        number, syllable = divmod(number, len(_SYLLABLES))
        word += _SYLLABLES[syllable]
    while number:
        number, syllable = divmod(number, len(_SYLLABLES))
        word += _SYLLABLES[syllable]
    return (word + _CODAS[coda]).capitalize()


_BEARERS = (
    *("Desa", "Dusun", "Kampung", "Jalan", "Pasar", "Sungai", "Jembatan", "Embung", "Program"),
    *("Aplikasi", "Posyandu", "Koperasi", "Perumahan", "Lapangan", "Bukit", "Pantai", "Gerakan"),
    *("Terminal", "Waduk", "Kelompok Tani", "Sanggar", "Paguyuban", "Puskesmas", "Sekolah"),
)
_POSTS = (
    *("Kepala Bagian", "Asisten", "Kepala Bidang", "Ketua Kelompok", "Koordinator", "Ibu"),
    *("Bapak", "Sekretaris Panitia", "Anggota Komisi", "Kepala Seksi", "Saudara", "Staf"),
    *("Juru Bicara", "Pengurus", "Penyuluh", "Operator", "Pendamping", "Inspektur", "Peneliti"),
)


def person(rng: random.Random) -> str:
    """Return the name of an invented person, "... Contoh", without a title."""
    given = [invented(rank(rng, NAMES, NAMES_OFFSET)) for _ in range(rng.choice((1, 2, 2)))]
    return f"{' '.join(dict.fromkeys(given))} Contoh"


def figure(rng: random.Random) -> str:
    """Return a number as Indonesians write it: points between thousands."""
    return f"{2 + rank(rng, LARGEST_FIGURE, 3):,}".replace(",", ".")


# --- sentences -------------------------------------------------------------------------------

# T thing, Q quality, P passive verb, A active verb, N name of a person, G agency, L place,
# F figure with unit, E percentage. A frame holds together what is drawn for it.
_LEADS = (
    *("", "", "", "", "", "", "", "", "Selain itu, ", "Sementara itu, ", "Menurut N, ", "Di L, "),
    *("Pada kesempatan itu ", "Hingga pekan lalu ", "Dalam paparannya ", "Untuk itu, "),
    *("Karena itu, ", "Sesudah itu, ", "Meskipun demikian, ", "Sebagai contoh, ", "Di sisi lain, "),
    *("Terkait T, ", "Mengenai T Q, ", "Bersama G, ", "Sejak awal tahun ", "Setiap pekan "),
    *("Selama masa T, ", "Berdasarkan T, ", "Guna A T, ", "Lebih jauh, ", "Ke depan, "),
    *("Agar T lebih Q, ", "Dari segi T, ", "Melalui T, ", "Kali ini ", "Pada tahap T, "),
    *("Di tengah T, ", "Walaupun T belum Q, ", "Sebelumnya, ", "Menanggapi T, ", "Dengan begitu "),
    *("Demi T yang Q, ", "Seiring T, ", "Khusus T, ", "Ketika T P, ", "Usai T, ", "Kemudian "),
)
_CORES = (
    *("T dan T perlu P", "G A T Q", "N meminta agar T P", "T di L sudah P", "T T belum P"),
    *("peserta A T yang Q", "G melaporkan F telah P", "N A T T", "T itu P oleh G"),
    *("rapat A T serta T", "sebanyak F P", "T baru P E", "warga L A T", "petugas A T dan A T"),
    *("T yang Q akan P", "pihaknya A T Q", "para T diminta A T", "G dan G A T bersama"),
    *("T Q masih dalam T", "ada F yang harus P", "N menilai T cukup Q", "T tersebut dapat P"),
    *("seluruh T wajib A T", "kebutuhan T tercatat F", "G menyiapkan T", "T turun menjadi E"),
    *("capaian T naik E", "tidak ada T yang P", "T hanya P kalau T Q", "N berharap T tidak P"),
    *("beberapa T di L mulai A T", "T tidak lagi A T", "masing-masing T A F", "hal itu adalah T Q"),
    *("T, T, dan T menjadi T bersama", "T lebih Q daripada T", "kami A T secara Q"),
    *("N mengajak G A T dan T", "G berencana A T", "N menyoroti T", "T dan T terus P oleh G"),
    *("T bukan sekadar T", "setiap T berhak A T", "G sepakat bahwa T P", "T di L terbilang Q"),
    *("hasil T dan T segera P", "apabila T P, T akan P", "T pun P", "G kembali A T dan A T"),
    *("N juga A T", "G bersama N A T", "sudah saatnya T P", "jumlah T mencapai F"),
)
_TAILS = (
    *("", "", "", "", " di L", " di L", " untuk A T", " agar T Q", " bersama G", " sampai ke L"),
    *(" sebelum T", " karena T Q", " melalui T", " dengan T Q", " serta T", " pada T Q", " dari L"),
    *(" oleh T", " supaya T tidak P", " tanpa T", " kepada T", " sebagai T Q", " selama T"),
    *(" dalam rangka T", " menjelang T", " dan T", " atau T", " yang P", " terhadap T Q", " di T"),
    *(" sehingga T dapat P", " namun T belum Q", " antara T dan T", " bagi T yang Q", " sesuai T"),
    *(" sejak T", " secara Q", " hingga L", " sebesar E", " menurut N", " seperti T", " atas T"),
    *(
        " dan T Q",
        " dan L",
        " dalam T",
        " dalam waktu dekat",
        " tahun ini",
        " maupun T",
        " lewat T",
    ),
    *(" akibat T", " setelah T P", " meski T Q", " guna A T", " terkait T", " antara G dan G"),
    *(" di tingkat T", " selain T", " berupa T", " seiring T", " demi T", " menuju T", " bila T P"),
)
_ENDS = (*_TAILS, ", ujar N", ", kata N", ", jelas N", ", tutur N", ", tambah N")
# Before and after what is said.
_QUOTES = (
    ("“Kami ingin agar ", ",” ujar N."),
    ("“", ",” kata N."),
    ("N menegaskan, “", ".”"),
    ("“Semua harus tahu bahwa ", ",” jelas N."),
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What the sentences of one bulletin speak of."""

    agencies: Sequence[str]
    people: Sequence[str]  # with their posts, without their last name
    districts: Sequence[str]
    things: Sequence[str]  # what this meeting comes back to
    shunned: frozenset[str]  # starts of names that could be misread as one of the people

    @classmethod
    def draw(
        cls, rng: random.Random, agencies: Sequence[str], named: Sequence[str],
        districts: Sequence[str],
    ) -> Setting:  # fmt: skip
        """Return one for a bulletin on whose record the people ``named`` are."""
        words = [word for name in named for word in name.split()[:-1]]
        shunned = frozenset(itertools.chain.from_iterable((word[:1], word[1:3]) for word in words))
        things = [thing(rng) for _ in range(rng.randint(4, 9))]
        given = [*(name.removesuffix(" Contoh") for name in named)]
        given += [_unlike(rng, shunned) for _ in range(3)]
        people = [f"{_one_of(rng, _POSTS)} {name}" for name in given]
        return cls(agencies, people, districts, things, shunned)


def thing(rng: random.Random) -> str:
    """Return a noun."""
    found = _forms()[0]
    return found[rank(rng, len(found), FORMS_OFFSET)]


def deed(rng: random.Random) -> str:
    """Return an active verb, which wants an object."""
    found = _forms()[2]
    return found[rank(rng, len(found), FORMS_OFFSET)]


def _unlike(rng: random.Random, shunned: frozenset[str]) -> str:
    """Return an invented name that begins otherwise than those on record.

    ``rakor check`` takes a name that differs from one on record by a letter for a slip.
    """
    while True:
        name = invented(rank(rng, NAMES, NAMES_OFFSET))
        if name[0] not in shunned and name[1:3] not in shunned:
            return name


def place(rng: random.Random, setting: Setting) -> str:
    """Return a real district, or something that bears an invented name."""
    if rng.random() < 0.35:
        return _one_of(rng, setting.districts)
    return f"{_one_of(rng, _BEARERS)} {_unlike(rng, setting.shunned)}"


def _drawn(rng: random.Random, slot: str, setting: Setting) -> str:
    """Return what fills a slot of a frame."""
    if slot == "T":
        return _one_of(rng, setting.things) if rng.random() < 0.15 else thing(rng)
    if slot == "Q":
        return _QUALITIES[rank(rng, len(_QUALITIES), 8)]
    if slot == "P":
        passives = _forms()[1]
        return passives[rank(rng, len(passives), FORMS_OFFSET)]
    if slot == "A":
        return deed(rng)
    if slot == "L":
        return place(rng, setting)
    if slot == "G":
        return _one_of(rng, setting.agencies)
    if slot == "N":
        if rng.random() < 0.7:
            return _one_of(rng, setting.people)
        return f"{_one_of(rng, _POSTS)} {_unlike(rng, setting.shunned)} Contoh"
    if slot == "F":
        return f"{figure(rng)} {_one_of(rng, UNITS)}"
    assert slot == "E", slot
    return f"{rank(rng, 99, 99)},{rank(rng, 99, 99)} persen"


_SLOT = re.compile(r"\b([TQPALGNFE])\b")


@cache
def _parts(frame: str) -> list[str]:
    """Return a frame cut at its slots: text, slot, text, slot, ..., text."""
    return _SLOT.split(frame)


def _filled(rng: random.Random, frame: str, setting: Setting, text: str = "") -> str:
    """Return ``text`` and a frame with its slots filled.

    What would repeat the word before it is drawn anew; a frame that begins with it is left out.
    """
    parts = _parts(frame)
    if parts[0][:1] == " " and text.endswith(parts[0].partition(" ")[2].partition(" ")[0] or " "):
        return text
    text += parts[0]
    for slot, after in zip(parts[1::2], parts[2::2], strict=True):
        last = re.split("[ “-]", text.rstrip(" "))[-1]
        while (drawn := _drawn(rng, slot, setting)).partition(" ")[0] == last:
            pass
        text += drawn + after
    return text


def sentence(rng: random.Random, setting: Setting) -> str:
    """Return one sentence."""
    if rng.random() < 0.1:
        before, after = _one_of(rng, _QUOTES)
        frames = (before, _one_of(rng, _CORES), _one_of(rng, _TAILS), after)
    else:
        frames = (
            _one_of(rng, _LEADS),
            _one_of(rng, _CORES),
            _one_of(rng, _TAILS),
            _one_of(rng, _ENDS),
            ".",
        )
    text = ""
    for frame in frames:
        text = _filled(rng, frame, setting, text)
    at = 1 if text[0] == "“" else 0
    return text[:at] + text[at].upper() + text[at + 1 :]
