// Which characters may stand beside inline markup, as hexadecimal code points and ranges of them. docutils 0.23,
// utils/punctuation_chars (Unicode 5.2)

/** What opens a quotation or parenthesis. */
const openers = [
  '22 27 28 3c 5b 7b f3a f3c 169b 2045 207d 208d 2329 2768 276a 276c 276e 2770 2772 2774 27c5 27e6 27e8',
  '27ea 27ec 27ee 2983 2985 2987 2989 298b 298d 298f 2991 2993 2995 2997 29d8 29da 29fc 2e22 2e24 2e26',
  '2e28 3008 300a 300c 300e 3010 3014 3016 3018 301a 301d 301d fd3e fe17 fe35 fe37 fe39 fe3b fe3d fe3f',
  'fe41 fe43 fe47 fe59 fe5b fe5d ff08 ff3b ff5b ff5f ff62 ab 2018 201c 2039 2e02 2e04 2e09 2e0c 2e1c',
  '2e20 201a 201e bb 2019 201d 203a 2e03 2e05 2e0a 2e0d 2e1d 2e21 201b 201f',
].join(' ');
/** What closes it, each at the place of its counterpart. */
const closers = [
  '22 27 29 3e 5d 7d f3b f3d 169c 2046 207e 208e 232a 2769 276b 276d 276f 2771 2773 2775 27c6 27e7 27e9',
  '27eb 27ed 27ef 2984 2986 2988 298a 298c 298e 2990 2992 2994 2996 2998 29d9 29db 29fd 2e23 2e25 2e27',
  '2e29 3009 300b 300d 300f 3011 3015 3017 3019 301b 301e 301f fd3f fe18 fe36 fe38 fe3a fe3c fe3e fe40',
  'fe42 fe44 fe48 fe5a fe5c fe5e ff09 ff3d ff5d ff60 ff63 bb 2019 201d 203a 2e03 2e05 2e0a 2e0d 2e1d',
  '2e21 201b 201f ab 2018 201c 2039 2e02 2e04 2e09 2e0c 2e1c 2e20 201a 201e',
].join(' ');
/** What inline markup may follow, and what may follow it. */
const delimiters = [
  '2d 2f 3a a1 b7 bf 37e 387 55a-55f 589-58a 5be 5c0 5c3 5c6 5f3-5f4 609-60a 60c-60d 61b 61e-61f',
  '66a-66d 6d4 700-70d 7f7-7f9 830-83e 964-965 970 df4 e4f e5a-e5b f04-f12 f85 fd0-fd4 104a-104f 10fb',
  '1361-1368 1400 166d-166e 16eb-16ed 1735-1736 17d4-17d6 17d8-17da 1800-180a 1944-1945 19de-19df',
  '1a1e-1a1f 1aa0-1aa6 1aa8-1aad 1b5a-1b60 1c3b-1c3f 1c7e-1c7f 1cd3 2010-2017 2020-2027 2030-2038',
  '203b-203e 2041-2043 2047-2051 2053 2055-205e 2cf9-2cfc 2cfe-2cff 2e00-2e01 2e06-2e08 2e0b 2e0e-2e1b',
  '2e1e-2e1f 2e2a-2e2e 2e30-2e31 3001-3003 301c 3030 303d 30a0 30fb a4fe-a4ff a60d-a60f a673 a67e',
  'a6f2-a6f7 a874-a877 a8ce-a8cf a8f8-a8fa a92e-a92f a95f a9c1-a9cd a9de-a9df aa5c-aa5f aade-aadf abeb',
  'fe10-fe16 fe19 fe30-fe32 fe45-fe46 fe49-fe4c fe50-fe52 fe54-fe58 fe5f-fe61 fe63 fe68 fe6a-fe6b',
  'ff01-ff03 ff05-ff07 ff0a ff0c-ff0f ff1a-ff1b ff1f-ff20 ff3c ff61 ff64-ff65',
].join(' ');
/** Python's white space. */
const spaces = '9-d 1c-20 85 a0 1680 2000-200a 2028-2029 202f 205f 3000';
const closingDelimiters = '2e 2c 3b 21 3f';
/** Further counterparts, in typographic conventions of some languages. */
const quotationPairs =
  'bb-bb 2018-201a 2019-2019 201a-2018 201a-2019 201c-201e 201e-201c 201e-201d 201d-201d 203a-203a';

function codesOf(text: string): Set<number> {
  const codes = new Set<number>();
  for (const range of text.split(' ')) {
    const [start = 0, end = start] = range.split('-').map((code) => Number.parseInt(code, 16));
    for (let code = start; code <= end; code += 1) codes.add(code);
  }
  return codes;
}

function pairsOf(): ReadonlySet<string> {
  const right = closers.split(' ');
  // `index` of a repeated opener is its first place.
  const left = openers.split(' ');
  const pairs = left.map((code) => `${code}-${right[left.indexOf(code)] ?? ''}`);
  return new Set([...pairs, ...quotationPairs.split(' ')]);
}

const pairs = pairsOf();
const SPACE = 1;
const BEFORE = 2;
const AFTER = 4;
/** What each character of the basic plane may be beside inline markup. */
const roles = rolesOf();

function rolesOf(): Uint8Array {
  const table = new Uint8Array(0x1_0000);
  const add = (codes: Iterable<number>, role: number): void => {
    for (const code of codes) table[code] = (table[code] ?? 0) | role;
  };
  add(codesOf(spaces), SPACE | BEFORE | AFTER);
  add(codesOf(openers), BEFORE);
  add(codesOf(delimiters), BEFORE | AFTER);
  add(codesOf(closingDelimiters), AFTER);
  add(codesOf(closers), AFTER);
  table[0] = AFTER;
  return table;
}

function roleAt(text: string, index: number): number {
  return roles[text.charCodeAt(index)] ?? 0;
}

/** Whether the character at an index is white space. */
export function isSpaceAt(text: string, index: number): boolean {
  return (roleAt(text, index) & SPACE) !== 0;
}

/** Whether inline markup may begin after the character at an index. */
export function mayPrecede(text: string, index: number): boolean {
  return (roleAt(text, index) & BEFORE) !== 0;
}

/** Whether inline markup may end before an index. */
export function mayFollow(text: string, index: number): boolean {
  return index >= text.length || (roleAt(text, index) & AFTER) !== 0;
}

/** Whether two characters open and close the same quotation or parenthesis. */
export function arePair(opener: number, closer: number): boolean {
  return pairs.has(`${opener.toString(16)}-${closer.toString(16)}`);
}
