"""Words that tell what is said: meetings, their being held, attending, speaking."""

from __future__ import annotations

import re

#: A meeting of any kind.
MEETING = re.compile(
    r"\b(?:rapat|ra[kp]o+r\w*|rakernas|raker|rakerda|kegiatan|acara|pertemuan|hlm|"
    r"high level meeting|vicon|vidcon|koordinasi|musyawarah|rembu[kg]|dirapatkan|forum)\b",
    re.IGNORECASE,
)
#: A meeting that was called one: "rapat koordinasi", "rakor", "HLM".
COORDINATION = re.compile(
    r"\b(?:rapat\s+k[o]{0,2}r\w*|ra[kp]o+r\w*|hlm|high level meeting|rembu[kg]|rapat)\b",
    re.IGNORECASE,
)
#: That it was held, begun, led or attended.
HELD = re.compile(
    r"\b(?:(?:di|meng|men|ber)?gelar|digelar|menggelar|diadakan|mengadakan|diselenggarakan|"
    r"menyelenggarakan|dilaksanakan|melaksanakan|dilakukan|melakukan|berlangsung|bertempat|"
    r"dipimpin|memimpin|pimpin|dibuka|membuka|buka|pembukaan\w*|dihadiri|menghadiri|hadiri|"
    r"hadir|diikuti|mengikuti|ikuti|ikut|dirapatkan|dipusatkan|menampung|tampak|datang|diinisiasi)\b",
    re.IGNORECASE,
)
#: That somebody speaks, in the active voice.
SPEAKS = (
    r"(?:mengatakan|menyampaikan|menegaskan|menjelaskan|menyebut(?:kan)?|memaparkan|"
    r"menambahkan|menekankan|mengungkapkan|menuturkan|mengingatkan|menyatakan|menilai|berharap|"
    r"mengajak|mengimbau|menghimbau|meminta|minta|melaporkan|mengapresiasi|mengulas|"
    r"menggambarkan|menerangkan|membeberkan|memberikan (?:arahan|materi|paparan|sambutan)|"
    r"memberi (?:arahan|materi|paparan|sambutan)|menyoroti|mengungkap|berpesan|berterima kasih|"
    r"mengucapkan|membacakan|tampil sebagai|mengupas|menyambut|mengemukakan|menandaskan|"
    r"berpendapat|menguraikan|mendorong|menginstruksikan|memastikan|mengaku|menginformasikan)"
)
#: That somebody said something, with the speaker after it.
SAID_BY = r"(?:kata|ujar|ucap|jelas|tutur|ungkap|terang|papar|imbuh|tegas|tambah|sebut|pesan)"
