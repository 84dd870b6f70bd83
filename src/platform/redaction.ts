import { normalForm, normalForms, plainForm, type NormalForm } from './normal-form.ts';

/** Bytes of a normal form below which a secret can't be distinguished from other text. */
const SHORTEST = 8;
/** A piece of a secret of so many bytes is taken out too: a server may have cut it, or encoded more around it. */
const PIECE = 16;
/** Bytes that are compared first, at as many places of a secret as leave no piece without one. */
const BLOCK = 4;
/** Places in one secret at which the same block is looked for; more of them are repetitions. */
const MOST_PLACES = 4;
const SHORTEST_PART = 16;
const BEARER = /^Bearer\s+(\S.*)$/i;
/**
 * Claims and signature of a JSON Web Token (RFC 7519). Pieces of its claims are no secret, and stand in base64 in the certificates that
 * are made from them: only all of them count, and the signature, without which they are worth nothing.
 */
const JWT = /^eyJ[\w-]+\.([\w-]+)\.([\w-]+)$/;

/** One secret in one spelling. */
interface Needle {
  readonly bytes: Uint8Array;
  /** Bytes of it that are taken out where they stand alone. */
  shortest: number;
  /** It is part of what the run must show. */
  shown: boolean;
  /** Base64 of it: the characters at its ends have bits of it too. */
  readonly base64: boolean;
}

/** What the run must show whole, and its normal form. */
interface ShownText {
  readonly text: string;
  readonly bytes: Uint8Array;
}

/** The secrets of one run, and texts without them. */
export class Redaction {
  readonly #needles = new Map<string, Needle>();
  readonly #places = new Map<number, { readonly needle: Needle; readonly offset: number }[]>();
  /** One bit of the hash of every block: most places of a text need no more. */
  readonly #seen = new Uint8Array(2 ** 18);
  readonly #values = new Map<string, Needle>();
  #shown: readonly ShownText[] = [];
  /** Secrets whose normal form is too short, spelled out. */
  #plain: readonly string[] = [];

  /**
   * Adds a secret.
   * @param users whose basic credentials (RFC 7617 §2) it may be part of
   */
  add(value: string, users: readonly string[]): void {
    if (this.#values.has(value)) return;
    const [, token = value] = BEARER.exec(value) ?? [];
    const main = bytesOf(token, true);
    if (main.length < SHORTEST) return this.#addPlain(token);
    const parts = JWT.exec(token)?.slice(1) ?? [];
    const needle = this.#addNeedle(main, { whole: parts.length > 0 });
    this.#values.set(value, needle);
    this.#addNeedle(bytesOf(token, false), { whole: parts.length > 0 });
    for (const [place, part] of parts.entries()) {
      this.#addNeedle(bytesOf(part, false), { whole: place === 0 });
    }
    for (const spelling of spellingsWithin(token)) this.#addEncoded(Buffer.from(spelling));
    // As PowerShell takes commands.
    this.#addBase64(Buffer.from(token, 'utf16le'));
    for (const user of users) {
      const basic = Buffer.from(`${user}:${token}`).toString('base64');
      this.#addNeedle(bytesOf(basic, true), { base64: true });
    }
    this.#leave(this.#shown);
  }

  /** Names and words that the run must show whole: a secret that is part of one is not taken out any more. */
  show(texts: readonly string[]): void {
    const shown = texts.map((text) => ({ text, bytes: bytesOf(text, false) }));
    this.#shown = [...this.#shown, ...shown];
    this.#leave(shown);
  }

  /** Whether a secret that was added is taken out of texts: it is long enough, and part of nothing that the run shows whole. */
  hides(value: string): boolean {
    const needle = this.#values.get(value);
    return needle === undefined ? this.#plain.includes(value) : !needle.shown;
  }

  /** The text with `***` for each secret and each long piece of one, in whatever form: linear in its length. */
  redact(text: string): string {
    const form = plainForm(text);
    const spans = form !== undefined && this.#runs(form).length === 0 ? [] : this.#spansOf(text);
    const redacted = spans.length === 0 ? text : withStars(text, spans);
    return this.#plain.reduce((clean, plain) => clean.replaceAll(plain, () => '***'), redacted);
  }

  #addPlain(value: string): void {
    if (value.replaceAll(/\s/g, '').length < SHORTEST) return;
    const forms = formsOf(value, []).filter((form) => form.length >= SHORTEST);
    if (forms.some((form) => this.#shown.some(({ text }) => text.includes(form)))) return;
    this.#plain = [...new Set([...this.#plain, ...forms])].toSorted(
      (one, other) => other.length - one.length,
    );
  }

  /** Base64 of either alphabet (RFC 4648 §4, §5) of a text that has the secret somewhere, at each of its three alignments; and hex. */
  #addEncoded(bytes: Buffer): void {
    this.#addBase64(bytes);
    this.#addNeedle(Buffer.from(bytes.toString('hex')));
  }

  #addBase64(bytes: Buffer): void {
    for (const before of [0, 1, 2]) {
      const padded = Buffer.concat([Buffer.alloc(before), bytes]);
      const end = padded.length % 3 === 0 ? undefined : -1;
      const text = padded.toString('base64url');
      const core = text.slice(Math.ceil((before * 8) / 6), end);
      this.#addNeedle(bytesOf(core, false), { base64: true });
    }
  }

  #addNeedle(bytes: Uint8Array, { whole = false, base64 = false } = {}): Needle {
    const key = Buffer.from(bytes).toString('latin1');
    const known = this.#needles.get(key);
    if (known !== undefined) return known;
    const piece = Math.min(bytes.length, PIECE, Math.max(SHORTEST, bytes.length - 2));
    const shortest = whole ? bytes.length : piece;
    const needle: Needle = { bytes, shortest, shown: bytes.length < SHORTEST, base64 };
    this.#needles.set(key, needle);
    for (let offset = 0; offset + BLOCK <= bytes.length; offset += piece - BLOCK + 1) {
      const block = blockAt(bytes, offset);
      this.#seen[bloom(block)] = 1;
      const places = this.#places.get(block) ?? [];
      this.#places.set(block, places);
      if (places.filter((place) => place.needle === needle).length < MOST_PLACES)
        places.push({ needle, offset });
    }
    return needle;
  }

  #leave(texts: readonly ShownText[]): void {
    for (const { bytes } of texts) {
      for (const { needle, length } of this.#runs(bytes)) {
        if (length === needle.bytes.length) needle.shown = true;
        else needle.shortest = needle.bytes.length;
      }
    }
  }

  #spansOf(text: string): readonly Span[] {
    return normalForms(text).flatMap((form) => this.#spans(form, text));
  }

  #spans(form: NormalForm, text: string): Span[] {
    return this.#runs(form.bytes).map(({ needle, from, length }) => {
      const [start, end] = [form.starts[from] ?? 0, form.ends[from + length - 1] ?? 0];
      return needle.base64 ? widened(text, start, end) : { start, end };
    });
  }

  /** Where a needle, or a piece of one that is long enough, occurs in a normal form. */
  #runs(bytes: Uint8Array): Run[] {
    const runs: Run[] = [];
    let marked = 0;
    for (let at = 0; at + BLOCK <= bytes.length; at += 1) {
      const block = blockAt(bytes, at);
      if (this.#seen[bloom(block)] === 0) continue;
      for (const { needle, offset } of this.#places.get(block) ?? []) {
        if (needle.shown || at + BLOCK <= marked) continue;
        const run = runAt(bytes, at, needle, offset, marked);
        if (run === undefined) continue;
        runs.push(run);
        marked = run.from + run.length;
      }
    }
    return runs;
  }
}

/** A text as it stands in what is then encoded as a whole: in a URL, a form, JSON or a page. */
function spellingsWithin(text: string): ReadonlySet<string> {
  const percent = encodeURIComponent(text.toWellFormed());
  const form = new URLSearchParams({ '': text }).toString().slice(1);
  const json = JSON.stringify(text).slice(1, -1);
  const page = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return new Set([
    text,
    ...[percent, form].flatMap((each) => [each, each.replaceAll(/%../g, (byte) => byte.toLowerCase())]),
    json,
    json.replaceAll('/', '\\/'),
    json.replaceAll(/[&<>]/g, (each) => `\\u00${each.charCodeAt(0).toString(16)}`),
    page,
    page.replaceAll('"', '&quot;').replaceAll("'", '&#39;'),
    page.replaceAll('"', '&#34;').replaceAll("'", '&#39;'),
    page.replaceAll('"', '&quot;').replaceAll("'", '&#x27;'),
  ]);
}

interface Span {
  readonly start: number;
  readonly end: number;
}

interface Run {
  readonly needle: Needle;
  readonly from: number;
  readonly length: number;
}

function bytesOf(text: string, unescape: boolean): Uint8Array {
  return plainForm(text) ?? normalForm(text, unescape).bytes;
}

/** The longest run of both that covers the block; left of what is marked already only as far as a piece needs. */
function runAt(
  text: Uint8Array,
  at: number,
  needle: Needle,
  offset: number,
  marked: number,
): Run | undefined {
  const { bytes, shortest } = needle;
  const leftmost = Math.max(0, marked - shortest);
  let before = 0;
  while (before < offset && at - before > leftmost && bytes[offset - before - 1] === text[at - before - 1])
    before += 1;
  let after = BLOCK;
  while (
    offset + after < bytes.length &&
    at + after < text.length &&
    bytes[offset + after] === text[at + after]
  )
    after += 1;
  const length = before + after;
  return length < shortest ? undefined : { needle, from: at - before, length };
}

function blockAt(bytes: Uint8Array, at: number): number {
  return (
    ((bytes[at] ?? 0) << 24) |
    ((bytes[at + 1] ?? 0) << 16) |
    ((bytes[at + 2] ?? 0) << 8) |
    (bytes[at + 3] ?? 0)
  );
}

function bloom(block: number): number {
  return Math.imul(block, 0x9e3779b1) >>> 14;
}

/** The up to three characters of base64 before and after, which have bits of the secret, and the padding. */
function widened(text: string, start: number, end: number): Span {
  const [before = ''] = /[A-Za-z0-9+/_-]{0,3}$/.exec(text.slice(Math.max(0, start - 3), start)) ?? [];
  const [after = ''] = /^[A-Za-z0-9+/_-]{0,3}={0,2}/.exec(text.slice(end, end + 5)) ?? [];
  return { start: start - before.length, end: end + after.length };
}

function withStars(text: string, spans: readonly Span[]): string {
  const sorted = spans.toSorted((one, other) => one.start - other.start);
  const pieces: string[] = [];
  let done = 0;
  for (const { start, end } of sorted) {
    if (end <= done) continue;
    if (start > done || pieces.length === 0) pieces.push(text.slice(done, start), '***');
    done = end;
  }
  return pieces.join('') + text.slice(done);
}

/**
 * Forms of a secret for the runner's own mask, which compares letter for letter: itself, its lines, the parts of a token,
 * percent-encoded, in JSON, and as basic credentials.
 */
export function formsOf(value: string, users: readonly string[]): readonly string[] {
  const basic = users.flatMap((user) => {
    const bytes = Buffer.from(`${user}:${value}`);
    return [bytes.toString('base64'), bytes.toString('base64url')];
  });
  const parts = [...value.split('.'), ...value.split(/\r?\n/)].filter((part) => part.length >= SHORTEST_PART);
  const percent = encodeURIComponent(value.toWellFormed());
  const lower = percent.replaceAll(/%[0-9A-F]{2}/g, (found) => found.toLowerCase());
  const encoded = [percent, lower, JSON.stringify(value).slice(1, -1)];
  return [...new Set([value, ...parts, ...encoded, ...basic])].filter((form) => form.trim() !== '');
}
