/** Deeper comments and groups than this are not read: Python ends at its own limit there. */
const maximumDepth = 100;
const specials = '()<>@,:;."[]';
const atomEnds = `${specials} \t\r\n`;
const phraseEnds = atomEnds.replace('.', '');

/**
 * The address that PyPI checks of a field: of one mailbox its address, and nothing where the field has several, none, or a
 * form that Python's strict parser rejects. It reads as `email.utils.parseaddr` does, whose liberties (RFC 5322 with
 * obsolete forms) decide what PyPI reads.
 */
export function checkedAddress(field: string): string {
  const addresses = hasBalancedComments(field) ? new AddressReader(field).addresses() : undefined;
  const [address = '', second] = addresses ?? [];
  return second !== undefined || address.includes('[') ? '' : address;
}

/** Whether parentheses outside of quotations pair up. */
function hasBalancedComments(field: string): boolean {
  let depth = 0;
  for (const character of withoutQuotations(field)) {
    if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** The characters outside of quotations, escaped ones left out; a quotation that does not end is none. */
function* withoutQuotations(field: string): Generator<string> {
  let pending: string[] | undefined;
  for (let position = 0; position < field.length; position += 1) {
    const character = field.charAt(position);
    if (character === '\\') position += 1;
    else if (character === '"') pending = pending === undefined ? [] : undefined;
    else if (pending === undefined) yield character;
    else pending.push(character);
  }
  if (pending !== undefined) yield* pending;
}

/** Reads mailboxes and groups from a field, from left to right. */
class AddressReader {
  readonly #field: string;
  #position = 0;

  constructor(field: string) {
    this.#field = field;
  }

  /** All addresses, an empty one for what is none; undefined where the field is nested too deeply. */
  addresses(): string[] | undefined {
    const found: string[] = [];
    while (!this.#atEnd()) {
      const before = found.length;
      if (!this.#address(found, 0)) return undefined;
      if (found.length === before) found.push('');
    }
    return found;
  }

  /** Adds the next mailbox, or those of the next group. */
  #address(found: string[], depth: number): boolean {
    if (depth > maximumDepth) return false;
    this.#skip();
    const start = this.#position;
    const phrase = this.#phrase();
    this.#skip();
    const next = this.#next();
    if (next === '.' || next === '@') {
      this.#position = start;
      found.push(this.#specification());
    } else if (next === ':') {
      if (!this.#group(found, depth)) return false;
    } else if (next === '<') found.push(this.#angled());
    else if (phrase !== undefined) found.push(phrase);
    else if (next !== '') this.#position += 1;
    this.#skip();
    if (this.#next() === ',') this.#position += 1;
    return true;
  }

  #group(found: string[], depth: number): boolean {
    this.#position += 1;
    while (!this.#atEnd()) {
      this.#skip();
      if (this.#next() === ';') {
        this.#position += 1;
        return true;
      }
      if (!this.#address(found, depth + 1)) return false;
    }
    return true;
  }

  /** The address between angle brackets, without the route that may stand before it. */
  #angled(): string {
    this.#position += 1;
    this.#skip();
    while (!this.#atEnd()) {
      const next = this.#next();
      if (next === '>') {
        this.#position += 1;
        return '';
      }
      if (next === '@') {
        this.#position += 1;
        this.#skip();
        this.#domain();
      } else if (next === ':') this.#position += 1;
      else {
        const address = this.#specification();
        this.#position += 1;
        return address;
      }
      this.#skip();
    }
    return '';
  }

  /** `local@domain`, or the local part alone where no `@` follows; empty where the domain is none. */
  #specification(): string {
    const local: string[] = [];
    this.#skip();
    while (!this.#atEnd()) {
      const next = this.#next();
      if (next !== '"' && next !== '.' && atomEnds.includes(next)) break;
      if (next === '.' && local.at(-1)?.trim() === '') local.pop();
      if (next === '"') local.push(`"${this.#delimited('"').replace(/["\\]/g, '\\$&')}"`);
      else if (next === '.') {
        local.push('.');
        this.#position += 1;
      } else local.push(this.#atom(atomEnds));
      const space = this.#skip();
      if (next !== '.' && space !== '') local.push(space);
    }
    if (!this.#atEnd() && local.at(-1)?.trim() === '') local.pop();
    if (this.#next() !== '@') return local.join('');
    this.#position += 1;
    this.#skip();
    const domain = this.#domain();
    return domain === '' ? '' : `${local.join('')}@${domain}`;
  }

  #domain(): string {
    const parts: string[] = [];
    while (!this.#atEnd()) {
      const next = this.#next();
      if (next === ' ' || next === '\t') this.#position += 1;
      else if (next === '(') this.#delimited(')');
      else if (next === '[') parts.push(`[${this.#delimited(']')}]`);
      else if (next === '.') {
        parts.push('.');
        this.#position += 1;
      } else if (next === '@') return '';
      else if (atomEnds.includes(next)) break;
      else parts.push(this.#atom(atomEnds));
    }
    return parts.join('');
  }

  /** The first word of a phrase; undefined where no word comes next. */
  #phrase(): string | undefined {
    let first: string | undefined;
    while (!this.#atEnd()) {
      const next = this.#next();
      if (' \t\r\n'.includes(next)) this.#position += 1;
      else if (next === '(') this.#delimited(')');
      else if (next === '"') {
        const word = this.#delimited('"');
        first ??= word;
      } else if (phraseEnds.includes(next)) break;
      else {
        const word = this.#atom(phraseEnds);
        first ??= word;
      }
    }
    return first;
  }

  #atom(ends: string): string {
    const start = this.#position;
    while (!this.#atEnd() && !ends.includes(this.#next())) this.#position += 1;
    return this.#field.slice(start, this.#position);
  }

  /** What stands between the delimiter that comes next and its end; comments may lie in comments. */
  #delimited(end: ')' | '"' | ']'): string {
    const characters: string[] = [];
    let depth = 1;
    this.#position += 1;
    while (!this.#atEnd() && depth > 0) {
      const next = this.#next();
      this.#position += 1;
      if (next === '\\') {
        characters.push(this.#next());
        this.#position += 1;
      } else if (next === end) depth -= 1;
      else if (next === '(' && end === ')') depth += 1;
      else characters.push(next);
    }
    return characters.join('');
  }

  /** Passes white space and comments; the spaces and tabs among it. */
  #skip(): string {
    const start = this.#position;
    let spaces = '';
    while (!this.#atEnd()) {
      const next = this.#next();
      if (next === '(') this.#delimited(')');
      else if (' \t\r\n'.includes(next)) {
        if (next === ' ' || next === '\t') spaces += next;
        this.#position += 1;
      } else break;
    }
    return start === this.#position ? '' : spaces;
  }

  #next(): string {
    return this.#field.charAt(this.#position);
  }

  #atEnd(): boolean {
    return this.#position >= this.#field.length;
  }
}
