import { describe, expect, it } from '@jest/globals';
import { checkedAddress } from '../../../src/distributions/metadata/address-list.ts';
import { addressFault, checkEmailAddresses } from '../../../src/distributions/metadata/email-address.ts';

describe('checkedAddress', () => {
  it.each([
    ['a@b.co', 'a@b.co'],
    [' a@b.co ', 'a@b.co'],
    ['Ann <a@b.co>', 'a@b.co'],
    ['"B, b" <a@b.co>', 'a@b.co'],
    ['A. B (c (d)) <a@b.co>', 'a@b.co'],
    ['a@b.co (Ann)', 'a@b.co'],
    ['<@route:a@b.co>', 'a@b.co'],
    ['a b@c.de', 'a b@c.de'],
    ['"a b"@c.de', '"a b"@c.de'],
    ['"a\\"b"@c.de', '"a\\"b"@c.de'],
    ['team: a@b.co;', 'a@b.co'],
    // A name alone is read as an address without @.
    ['nobody', 'nobody'],
    ['John Doe', 'John'],
    ['@b.co', '@b.co'],
  ])('reads the address of %j', (field, address) => {
    expect(checkedAddress(field)).toBe(address);
  });

  it.each([
    '',
    '<>',
    'A <a@b.co>, B <b@b.co>',
    'B, b <a@b.co>',
    'a@b.co, ',
    'Ann a@b.co (x',
    'a@b@c.co',
    'a@[1.2.3.4]',
    'team: a@b.co, c@d.co;',
    'nobody@',
    `${'('.repeat(500)}${')'.repeat(500)}, a`,
    `${'a:'.repeat(500)}b@c.co`,
  ])('reads none that PyPI would check of %j', (field) => {
    expect(checkedAddress(field)).toBe('');
  });
});

describe('checkEmailAddresses', () => {
  const faults = (value: string): readonly string[] =>
    checkEmailAddresses(new Map([['author-email', [value]]])).map(({ message }) => message);

  /** Each refused value beside its nearest good neighbour. */
  it.each([
    ['nobody', /has no @/, 'nobody@example.org'],
    ['John Doe', /has no @/, 'John Doe <j@example.org>'],
    ['@b.co', /nothing before its @/, 'a@b.co'],
    ['a@host', /without a dot/, 'a@host.de'],
    ['a b@c.de', /character before its @/, 'a.b@c.de'],
    ['.a@b.co', /a dot/, 'a.x@b.co'],
    ['a..b@c.de', /a dot/, 'a.b.c@d.de'],
    ['"a b"@c.de', /character before its @/, "o'a+b@c.de"],
    ['a\u2028b@c.de', /character before its @/, 'ä@c.de'],
    ['a@b..co', /has an invalid domain/, 'a@b.b.co'],
    ['a@b.co.', /has an invalid domain/, 'a@b.co'],
    ['a@-b.co', /has an invalid domain/, 'a@b-c.co'],
    ['a@b_c.co', /has an invalid domain/, 'a@b.c.co'],
    ['a@ab--c.co', /has an invalid domain/, 'a@xn--mnchen-3ya.de'],
    ['a@xn--a.co', /has an invalid domain/, 'a@münchen.de'],
    ['a@☃.net', /has an invalid domain/, 'a@ไทย.net'],
    ['a@ab--cé.co', /has an invalid domain/, 'a@a-b-cé.co'],
    ['a@a·b.co', /has an invalid domain/, 'a@col·legi.cat'],
    ['a@͵a.gr', /has an invalid domain/, 'a@͵α.gr'],
    ['a@׳א.co', /has an invalid domain/, 'a@א׳ב.co'],
    ['a@a・b.jp', /has an invalid domain/, 'a@a・カ.jp'],
    ['a@بـ.co', /has an invalid domain/, 'a@〇.co'],
    ['a@ᄀ.kr', /has an invalid domain/, 'a@가.kr'],
    ['a@1.2.3.4', /last part/, 'a@1.2.3.c4d'],
    [`a@${'b'.repeat(64)}.co`, /too long/, `a@${'b'.repeat(63)}.co`],
    [`${'a'.repeat(250)}@b.co`, /more than 254/, `${'a'.repeat(249)}@b.co`],
    ['a@printer.local', /'\.local'/, 'a@local.example.com'],
    ['a@b.test', /'\.test'/, 'a@test.example'],
    ['a@localhost.localdomain.invalid', /'\.invalid'/, 'a@invalid.example.net'],
    ['a@x.in-addr.arpa', /'\.arpa'/, 'a@arpa.org'],
  ])('refuses %j', (bad, said, good) => {
    expect(faults(bad)).toEqual([expect.stringMatching(said)]);
    expect(faults(good)).toEqual([]);
  });

  it.each([
    ['nobody', /^Write the address as `name@example.org`/],
    ['root@localhost', /reached from anywhere/],
    ['a@printer.local', /reached from anywhere/],
  ])('says what to change in %j', (value, hint) => {
    expect(checkEmailAddresses(new Map([['author-email', [value]]]))).toEqual([
      expect.objectContaining({ hint: expect.stringMatching(hint) }),
    ]);
  });

  it.each(['a@reserved domain.org', 'a@without a dot.'])('goes by no word of the address %j', (address) => {
    expect(addressFault(address)).toEqual({
      problem: `has an invalid domain: '${address.slice(2)}'`,
      hint: 'Write the address as `name@example.org`, or as `Name <name@example.org>`.',
    });
  });

  it.each(['A <a@b.co>, nobody', 'Doe, John <j@example>', 'a@[::1]', 'x <>'])(
    'leaves %j to the index, which checks nothing in it',
    (value) => {
      expect(faults(value)).toEqual([]);
    },
  );
});
