/* Shapes of what the scripts of the pages pass among themselves. */

/** A set of numbers, 16 of them to a word. */
type Bits = Uint16Array;

interface Segment {
  at: number;
  name: string;
  mark: string;
  count: number;
  /** First and last day, ISO 8601. */
  from: string;
  to: string;
  /** The lengths of its files of texts, as digits; `leaves` once they are read. */
  texts: string;
  leaves: Leaf[] | null;
  /** Lines of bulletins as words, by number. */
  lines: string[];
  facets?: Facets;
  agencies?: string[][];
}

/** A file of texts: bulletins from `start` up to, but not, `end`. */
interface Leaf { name: string; day: number; start: number; end: number }

/** Of each bulletin of a segment, by number. */
interface Facets { days: Int32Array; regions: Int16Array; topics: number[][] }

interface Directory {
  count: number;
  blocks: number;
  pairBlocks: number;
  pairFloor: number;
  segments: Segment[];
  /** Names of the blocks of the vocabulary by what the words in them begin with. */
  vocabulary: Map<string, string>;
  provinces: Record<string, string>;
  topics: Record<string, string>;
  topicIds: (string | null)[];
  topicCounts: Map<string, number>;
  /** How many bulletins each month has, by "2024-11". */
  months: Map<string, number>;
}

/** What is known of a date; of a weekday 0 is Sunday. */
interface When { year?: number; month?: number; day?: number; weekday?: number; /** Of a span, its last day, month or year. */ until?: When }

/** A date that words begin with, and how many of them it takes; told from today or not. */
interface Dated { length: number; when: When; isRelative?: boolean }

/** A letter for what it is and its id, name, address, count, and how many promises; see
 * destinations.py. */
type NamedRow = [string, string, string, number, number?] | [string, string];

/** What names of a query mean, by name and by name without blanks, and kecamatan. */
interface Names {
  all: Record<string, NamedRow[]>;
  joined: Record<string, string>;
  /** Codes of kecamatan by name, and the words of their names by code. */
  districts: Record<string, string[]>;
  joinedDistricts: Record<string, string>;
}

/** What the vocabulary knows of a word; `rarity` once a query has been weighed. */
interface Entry {
  word: string;
  root: string;
  exponent: number;
  segments: Bits;
  hasWays: boolean;
  rarity?: number;
}

interface Part {
  kind: "kata" | "frasa" | "istilah" | "awalan" | "medan" | "pilihan";
  words: string[];
  minus: boolean;
  quoted?: boolean;
  other?: string;
  entries: (Entry | null)[];
  /** Of a choice ("pilihan"): what it is among. */
  either?: Part[];
  /** Of a place or a date ("medan"): what else its words match, and what it is. */
  inner?: Part[];
  when?: When;
  codes?: string[];
  /** How it is asked for again, where that is not its words. */
  asked?: string;
  /** Of a kecamatan: its name, which the text must hold. */
  named?: Part;
  /** Whether more words stood behind it than are looked for. */
  isCut?: boolean;
  /** Segments with bulletins of the place. */
  where?: Bits;
  /** How many parts a code takes. */
  taken?: number;
  /** Whether the word begins a name, so that it is never corrected. */
  known?: boolean;
}

type FilterName = "wilayah" | "tanggal" | "topik" | "jenis" | "instansi";
/** Filters that widen each other: a bulletin has to pass one of each group. */
type Group = Exclude<FilterName, "jenis">;
type Filters = Record<FilterName, string[]>;

/** What the address of the page asks for. */
interface Question extends Filters { q: string; /** As chosen; nothing where it follows from the question. */
  urut: "terbaru" | "cocok" | ""; tampil: number }

/** What the engine is asked; see `search`. */
interface Wanted extends Partial<Question> {
  parts?: Part[];
  berjalan?: boolean;
  dihitung?: boolean;
  instansiDihitung?: boolean;
}

/** Bulletins of a segment and, where they are scored, how well each fits. */
interface Matched { set: Bits; scores: Int32Array }

/** Finds the bulletins of a segment that match a part, among `candidates` if given. */
type Matcher = (segment: Segment, part: Part, candidates: Bits | null, scored: boolean) =>
  Promise<Matched>;

/** Whether a bulletin has a value of a filter. */
type Test = (part: Found, value: string) => (doc: number) => boolean;

/** What a segment holds for an answer. */
interface Found extends Matched {
  segment: Segment;
  facets: Facets;
  agencies: string[][];
  /** What the filters let pass. */
  hits: Bits;
}

interface Hit { segment: Segment; doc: number; score: number }

type Counts = Record<FilterName, Map<string, number>>;

interface Answer {
  total: number;
  spread: number;
  counts: Counts;
  hits: Hit[];
  parts: Part[];
  unknown: string[];
  /** Provinces among the results, the commonest first; put in by the page. */
  provinces?: string[];
}

interface BulletinText {
  id: string;
  day: string;
  title: string;
  place: string;
  agencies: string[];
  summary: string;
  body: string;
  state: string;
}

/** Words of a text from `start` up to `end`. */
interface Token { start: number; end: number; word: string }

/** What is marked in a text. */
interface Marking { words: Set<string>; roots: string[]; beginning: string; sequences: string[][] }

type Child = string | Node | null | undefined | false;
type Attributes = Record<string, string | null | ((this: any, event: any) => void)>;
type Make = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag, attributes?: Attributes, children?: Child | Child[]) => HTMLElementTagNameMap[Tag];

interface TypeTable { labels: Record<string, string>; others: Record<string, string> }

interface Failure { address: string; reason: "muat" | "usang" | "rusak" }

/** What the engine offers, to the page of results and to tests. */
interface Engine {
  Failure: new (address: string, reason: Failure["reason"]) => Failure;
  FILTERS: FilterName[];
  FIRST: number;
  MOST: number;
  question: () => Question;
  isFiltered: (question: Question) => boolean;
  open: () => Promise<Directory>;
  search: (wanted: Wanted, early?: (answer: Answer) => unknown) => Promise<Answer>;
  texts: (hits: Hit[]) => Promise<BulletinText[]>;
  ways: (parts: Part[]) => Promise<string[][]>;
  singly: (parts: Part[]) => Part[];
  named: (query: string, unfinished?: boolean) => Promise<NamedRow[]>;
  monthOf: (word: string) => number;
  orderOf: (question: Question) => "terbaru" | "cocok";
  look: (word: string) => Promise<Entry | null>;
  vocabulary: (words: string[]) => Promise<string[]>;
  types: () => Promise<TypeTable>;
  typeOf: (agency: string) => string;
  namesOf: (kind: string) => Promise<any>;
  load: (name: string) => Promise<any>;
  loadScript: (address: string) => Promise<any>;
  valueOf: (digit: string) => number;
  fold: (text: string) => string;
  words: (folded: string) => string[];
  amount: (number: string, scale: string) => string;
  numeral: (words: string[]) => { length: number, value: string } | null;
  hash: (text: string) => number;
  parse: (query: string) => Part[];
  Reader: new (text: string) => { at: number; digit(): number; number(): number; chain(): number[];
    list(): number[] };
  readSet: (text: string, size: number) => Bits;
  quads: (text: string) => number[];
  members: (set: Bits) => number[];
  sizeOf: (set: Bits) => number;
}

/** What the page of results lends to the script that offers ways on. */
interface ResultsPage {
  state: Question;
  make: Make;
  link: (text: Child | Child[], next: Question, attributes?: Attributes) => HTMLAnchorElement;
  changed: (changes: Partial<Question>) => Question;
  unfiltered: () => Question;
  TOKEN: RegExp;
  number: (value: number) => string;
  quoted: (query: string) => string;
  short: (query: string) => string;
  kindOf: (part: Part) => string;
  shown: (part: Part) => string;
  asked: (part: Part) => string;
  entry: (text: BulletinText, wanted: Marking, note: string) => HTMLElement;
  wantedWords: (parts: Part[], ways: string[][]) => Marking;
}

/** A page that a query names: its address, its name, what it is and how much it has. */
interface Destination { href: string; name: string; note: string }

type Offer = Record<"suggestion" | "reason" | "partly" | "ways", HTMLElement | null>;

/** What is found by some parts of a query, and which of those that are wanted are not among them. */
interface Loosened { parts: Part[]; missed: Part[]; found: Answer }

/** The edition that a site shows; its line stands before the script that shows it. */
interface Edition { id: string; tanggal: string; waktu: string; situs: string; usia: number }

interface Window {
  RakorMesin: Engine;
  rakorBlok: (value: any) => void;
  rakorCopy: (text: string) => Promise<void>;
  rakorEdisi: Edition;
}
declare function rakorBlok(
  offer: (engine: Engine, page: ResultsPage, answer: Answer) => Promise<Offer>): void;
