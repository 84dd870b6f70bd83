/** Names of ASCII characters in HTML (https://html.spec.whatwg.org/#named-character-references), and of the space that is not broken. */
const ENTITIES: ReadonlyMap<string, number> = new Map([
  ...Array.from(
    `excl ! quot " num # dollar $ percnt % amp & apos ' lpar ( rpar ) ast * midast * plus + comma , period . sol / colon : semi ; lt <
    equals = gt > quest ? commat @ lsqb [ lbrack [ bsol \\ rsqb ] rbrack ] Hat ^ lowbar _ UnderBar _ grave \` lcub { lbrace { verbar |
    vert | VerticalLine | rcub } rbrace } LT < GT > AMP & QUOT "`.matchAll(/(\S+) (\S)/g),
    ([, name = '', character = '']) => [name, character.charCodeAt(0)] as const,
  ),
  ...['Tab', 'NewLine', 'nbsp'].map((name) => [name, 0x20] as const),
]);
/** Characters of the longest reference that is read. */
export const LONGEST_REFERENCE = '&VerticalLine;'.length;

/**
 * Where a reference has no semicolon, and is one all the same: of a number, before what is no digit of it, and of the names that are as
 * old as HTML (https://html.spec.whatwg.org/#named-character-reference-state).
 */
const OPEN_REFERENCE =
  /&(?:#(?:[0-9]{1,7}(?![0-9])|[xX][0-9a-fA-F]{1,6}(?![0-9a-fA-F]))|amp|AMP|lt|LT|gt|GT|quot|QUOT)(?!;)/g;

/** The character that `&NAME;` means: by name or number; undefined where it means none. */
export function referenceMeaning(name: string): number | undefined {
  return ENTITIES.get(name) ?? numericReference(name);
}

/** Places in ASCII at which a reference ends without its semicolon. */
export function* endsOfOpenReferences(bytes: Uint8Array): Generator<number> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  for (const { index, 0: open } of text.matchAll(OPEN_REFERENCE)) yield index + open.length;
}

function numericReference(name: string): number | undefined {
  const [, hex, decimal] = /^#(?:[xX]([0-9a-fA-F]+)|([0-9]+))$/.exec(name) ?? [];
  const code = hex !== undefined ? Number.parseInt(hex, 16) : Number(decimal);
  return code > 0 && code <= 0x10ffff ? code : undefined;
}
