import { describe, expect, it } from '@jest/globals';
import { ActionError } from '../../../src/errors.ts';
import type { Ledger } from '../../../src/ledger.ts';
import { escapeMarkdown, link } from '../../../src/report/markdown.ts';
import { counted, readableDuration, readableSize } from '../../../src/report/quantities.ts';
import { renderSummary } from '../../../src/report/summary.ts';
import { timeline } from '../../../src/report/timeline.ts';
import {
  ledgerWith,
  made,
  recordOf,
  reportOf,
  sdist,
  seen,
  there,
  wheel,
} from '../../support/sample-records.ts';

const summaryOf = (ledger: Ledger): string => renderSummary(reportOf(ledger), recordOf(ledger));

type Compared = Parameters<Ledger['compared']>[0][number];

function compared(project: string, novelties: Compared['novelties']): Compared {
  const file = { name: wheel.name, since: wheel.name, size: 2000, sizeBefore: 1000, members: undefined };
  const rest = { version: '2.0', since: '1.0', metadata: [], lostPlatforms: [] };
  return { project, files: [file], novelties, ...rest };
}

describe('renderSummary', () => {
  it('tells of a complete release: files, signer, addresses, decisions, time', () => {
    const ledger = ledgerWith();
    const began = Date.UTC(2026, 10, 21, 10);
    ledger.stage('Distributions', new Date(began + 1500))(new Date(began + 3000));
    ledger.signsWith('public-good');
    ledger.decided('Rekor v1: the index verifies no other.');
    ledger.linked([
      { label: 'Source', url: 'https://github.com/octo/demo', verified: true },
      { label: 'Docs', url: 'https://demo.example/', verified: false },
    ]);
    for (const { name } of [wheel, sdist]) {
      ledger.attested(name, [made(name)]);
      ledger.published(name, 'uploaded');
      ledger.confirmed(name, { confirmed: true, url: `https://files.example/${name}`, attestations: seen });
    }
    expect(summaryOf(ledger)).toMatchInlineSnapshot(`
      "## Published demo 1.0 to PyPI

      2 files, all attested and confirmed · [release page](https://pypi.org/project/demo/1.0/) · signed by release.yml&#64;v1

      | File | Status | Size | Attestation |
      | --- | --- | ---: | --- |
      | [demo-1.0.tar.gz](https://files.example/demo-1.0.tar.gz) | confirmed | 1.2&nbsp;kB | Rekor&nbsp;v1,&nbsp;7 |
      | [demo-1.0-py3-none-any.whl](https://files.example/demo-1.0-py3-none-any.whl) | confirmed | 1.2&nbsp;kB | Rekor&nbsp;v1,&nbsp;7 |

      ### Next

      - Anyone can check the provenance: \`pypi-attestations verify pypi --repository https://github.com/octo/demo pypi:demo-1.0.tar.gz\`

      ### Signed by

      [release.yml&#64;refs/tags/v1](https://github.com/octo/demo) · commit [c0ffeec](https://github.com/octo/demo/commit/c0ffeec0ffeec0ffeec0ffeec0ffeec0ffee0000) · 2 signatures in Rekor v1 · certificate 2026-11-21 10:00–10:10 UTC

      Sigstore: public-good

      ### Project URLs

      | Label | Verified | URL |
      | --- | --- | --- |
      | Source | yes | https&#58;//github.com/octo/demo |
      | Docs | no | https&#58;//demo.example/ |

      PyPI shows only URLs under the publishing repository as verified.

      <details><summary>Why these services and attestations</summary>

      - Rekor v1: the index verifies no other.

      </details>

      ### Timeline

      1.5&nbsp;s in all: Distributions 1.5&nbsp;s
      "
    `);
  });

  it.each([
    [true, '## Dry run: signed, nothing uploaded'],
    [false, '## Dry run: nothing signed, nothing uploaded'],
  ])('says of a dry run whether it signed (%s)', (signed, heading) => {
    const ledger = ledgerWith({ 'dry-run': 'sign' });
    if (signed) ledger.attested(wheel.name, [made(wheel.name)]);
    expect(summaryOf(ledger).split('\n')[0]).toBe(heading);
  });

  it('counts what is published of a release that is not whole', () => {
    const ledger = ledgerWith();
    ledger.published(wheel.name, 'uploaded');
    ledger.failed(sdist.name, new ActionError('UPLOAD_REJECTED', '400', 'Rename it.'));
    expect(summaryOf(ledger)).toContain('\n\n1 of 2 files published');
  });

  it('says of each release of a run how much of it is published, and links its page', () => {
    const names = ['one-1.0.tar.gz', 'two-1.0.tar.gz', 'two-1.0-py3-none-any.whl', 'three-1.0.tar.gz'];
    const ledger = ledgerWith({}, new Map(), names);
    for (const name of [names[0] ?? '', names[2] ?? '']) ledger.published(name, 'uploaded');
    ledger.failed(names[1] ?? '', new ActionError('UPLOAD_REJECTED', '400', 'Rename it.'));
    expect(summaryOf(ledger)).toContain(
      [
        '- [one 1.0](https://pypi.org/project/one/1.0/) (1 file)',
        '- [two 1.0](https://pypi.org/project/two/1.0/) (1 of 2 files published)',
        '- three 1.0 (0 of 1 file published)',
      ].join('\n'),
    );
  });

  it('has no count of files that exist where all were skipped', () => {
    const other = { kind: 'different', file: { ...there, sha256: 'cd'.repeat(32) } } as const;
    const ledger = ledgerWith({ 'skip-existing': 'true' }, new Map([[wheel.name, other]]), [wheel.name]);
    expect(summaryOf(ledger)).toContain(
      '## Nothing uploaded: 1 skipped because PyPI has different files under these names\n',
    );
  });

  it('links the page of a release whose first file is not published', () => {
    const ledger = ledgerWith();
    ledger.published(wheel.name, 'uploaded');
    ledger.failed(sdist.name, new ActionError('UPLOAD_REJECTED', '400', 'Rename it.'));
    expect(summaryOf(ledger)).toContain('[release page](https://pypi.org/project/demo/1.0/)');
  });

  it('does not call files without attestations that were not confirmed', () => {
    const ledger = ledgerWith();
    for (const { name } of [wheel, sdist]) {
      ledger.attested(name, [made(name)]);
      ledger.published(name, 'uploaded');
      ledger.confirmed(name, { confirmed: null, attestations: { kind: 'unknown', because: 'too late' } });
    }
    expect(summaryOf(ledger)).toContain(
      '> **Not all attested:** Attestations could not be checked (too late)',
    );
  });

  it('says why nothing is attested', () => {
    const ledger = ledgerWith();
    ledger.notAttested('`attestations` is `never`.');
    ledger.published(wheel.name, 'uploaded');
    ledger.published(sdist.name, 'uploaded');
    expect(summaryOf(ledger)).toContain('**Without attestations:** `attestations` is `never`.');
  });

  it('shows the failure, with foreign text made inert', () => {
    const ledger = ledgerWith();
    ledger.decided('Rekor v1, since <script>alert(1)</script> | `x`');
    ledger.failed(
      wheel.name,
      new ActionError('UPLOAD_REJECTED', '400 | <b>No</b>\n# Published', 'Rename it.'),
    );
    expect(summaryOf(ledger)).toMatchInlineSnapshot(`
      "## Failed to publish demo 1.0 to PyPI

      2 files

      > [!CAUTION]
      > **Upload rejected** (\`UPLOAD_REJECTED\`)
      >
      > 1 of 2 files failed:  
      > - demo-1.0-py3-none-any.whl: 400 \\| &lt;b&gt;No&lt;/b&gt;
      >
      > \\# Published  
      > Uploaded by this run: none.  
      > Not published: demo-1.0.tar.gz, demo-1.0-py3-none-any.whl.  
      > Held back: demo-1.0.tar.gz, because pip would build from it where a wheel is missing.  
      >
      > **What to do:** Rename it. After the fix, run the job again.

      | File | Status | Size |
      | --- | --- | ---: |
      | demo-1.0.tar.gz | not attempted | 1.2&nbsp;kB |
      | demo-1.0-py3-none-any.whl | failed | 1.2&nbsp;kB |

      <details><summary>Why these services and attestations</summary>

      - Rekor v1, since &lt;script&gt;alert(1)&lt;/script&gt; \\| \`x\`

      </details>
      "
    `);
  });

  it('shows the causes of an error as text, each in a line of its own', () => {
    const ledger = ledgerWith();
    const cause = new Error('<b>No</b> | `x`\n# Published', {
      cause: new Error('[a](https://evil.example)'),
    });
    const error = new ActionError('INDEX_UNAVAILABLE', 'No answer.', 'Wait.', cause);
    const summary = renderSummary(reportOf(ledger, { error, cancelled: false }), recordOf(ledger));
    expect(summary.split('\n').filter((line) => line.startsWith('> because: '))).toEqual([
      '> because: &lt;b&gt;No&lt;/b&gt; \\| `x` \\# Published  ',
      '> because: \\[a\\](https&#58;//evil.example)  ',
    ]);
  });

  it('lists what is new in each release, and folds those with nothing new where they are many', () => {
    const ledger = ledgerWith();
    const quiet = Array.from({ length: 6 }, (_, place) => compared(`quiet-${place}`, []));
    ledger.compared([...quiet, compared('loud', [{ kind: 'dependency', what: 'a|b', files: [wheel.name] }])]);
    const summary = summaryOf(ledger);
    expect(summary).toContain(
      '### Since the last release\n\n**loud 2.0** since 1.0 · members not compared · 1.0&nbsp;kB →&nbsp;2.0&nbsp;kB\n\n- **new dependency** a\\|b\n\n' +
        '<details><summary>6 releases with nothing notable</summary>\n\n- **quiet-0 2.0** since',
    );
    const members = { added: ['a'], removed: [], changed: ['b', 'c'] };
    const [file] = compared('demo', []).files.map((each) => ({ ...each, size: 1001, members }));
    ledger.compared([
      ...quiet.slice(2),
      { ...compared('demo', []), files: file === undefined ? [] : [file] },
    ]);
    expect(summaryOf(ledger)).toContain(
      '\n\n**demo 2.0** since 1.0 · 1 member added, 2 changed · 1.0&nbsp;kB · nothing notable\n',
    );
  });

  it('has what the page of the job had no room for', () => {
    const ledger = ledgerWith();
    const summary = renderSummary(
      { ...reportOf(ledger), unannotated: ['demo: <b>old</b>', ...Array.from({ length: 60 }, () => 'more')] },
      recordOf(ledger),
    );
    expect(summary).toContain('### More notices\n\n- demo: &lt;b&gt;old&lt;/b&gt;\n- more');
    expect(summary).toContain('\n- more\n\n<details><summary>56 more</summary>\n\n- more\n');
    expect(summary).toContain('- and 11 more, all in the log');
  });

  it('shows what a plan comes to, and no column of attestations', () => {
    const ledger = ledgerWith({ 'dry-run': 'plan' });
    ledger.decided('A run would sign 2 files.');
    const summary = summaryOf(ledger);
    expect(summary).toContain('### What a run would do\n\n- A run would sign 2 files.');
    expect(summary).not.toContain('<details>');
    expect(summary).not.toContain('Attestation |');
  });

  it.each([
    [5, '\n\n- project0 1.0 (1 file)\n'],
    [6, '\n\n<details><summary>6 releases</summary>\n\n- project0 1.0 (1 file)\n'],
  ])('lists %d releases, folded where they are many', (count, list) => {
    const names = Array.from({ length: count }, (_, index) => `project${index}-1.0-py3-none-any.whl`);
    const summary = summaryOf(ledgerWith({}, new Map(), names));
    expect(summary).toContain(`\n\n${count} files${list}`);
  });

  it('folds the middle of a long failure, and keeps its beginning, its end and what to do', () => {
    const lines = ['200 files are invalid:', ...Array.from({ length: 200 }, (_, index) => `fault ${index}`)];
    const error = new ActionError('DISTRIBUTION_INVALID', lines.join('\n'), 'Rename them.');
    const summary = renderSummary(
      reportOf(ledgerWith(), { error, cancelled: false }),
      recordOf(ledgerWith()),
    );
    const [open = '', fold = '', end = ''] = summary.split(/<\/?details>/);
    expect(open).toContain('> fault 6  \n');
    expect(open).not.toContain('fault 7');
    expect(fold).toMatch(/^<summary>\d+ more lines<\/summary>\n>\n> fault 7 {2}\n/);
    expect(end).toContain('> **What to do:** Rename them.');
    expect(summary.match(/^> fault \d+ {2}$/gm)).toHaveLength(200);
  });

  it('stays below 1 MiB for 5,000 files that all failed at length', () => {
    const names = Array.from({ length: 5000 }, (_, index) => `demo-1.${index}-py3-none-any.whl`);
    const ledger = ledgerWith({}, new Map(), names);
    for (const name of names) ledger.failed(name, new ActionError('UPLOAD_REJECTED', '&'.repeat(300), 'No.'));
    const summary = summaryOf(ledger);
    expect(Buffer.byteLength(summary)).toBeLessThan(1024 * 1024);
    expect(summary).toMatch(/… and \d+ more files: the report file has all of them\./);
    expect(summary).toMatch(
      /The same for 4999 more: (?:demo-1\.\d+-py3-none-any\.whl(?:, | and )){5}4994 more\./,
    );
  });
});

describe('timeline', () => {
  it('is one line of what each stage took, whatever a heading says', () => {
    const began = new Date(Date.UTC(2026, 10, 21));
    const at = (milliseconds: number): Date => new Date(began.getTime() + milliseconds);
    const line = timeline([
      { heading: 'What a:8080;#x\n```\n# y has', began, ended: at(90) },
      { heading: 'Upload', began: at(100), ended: at(65_100) },
    ]);
    expect(line).toBe("65.1&nbsp;s in all: What a:8080;\\#x ''' \\# y has 90&nbsp;ms · Upload 65.0&nbsp;s");
    expect(timeline([])).toBe('');
  });
});

describe('Markdown', () => {
  it('makes inert what Markdown would read', () => {
    expect(escapeMarkdown('[a](b) | *c* <d> `e` @f https://g www.h #1')).toBe(
      "\\[a\\](b) \\| \\*c\\* &lt;d&gt; 'e' &#64;f https&#58;//g www&#46;h \\#1",
    );
  });

  it.each([
    ['javascript:alert(1)', 'x'],
    ['http://plain.example/', 'x'],
    ['nowhere', 'x'],
    ['https://e.example/a)[b](c|d', '[x](https://e.example/a%29[b]%28c%7Cd)'],
  ])('links %s as %s', (url, expected) => {
    expect(link('x', url)).toBe(expected);
  });
});

describe('quantities', () => {
  it('are written as people read them', () => {
    expect([999, 1000, 1_500_000, 2e9].map(readableSize)).toEqual(['999 B', '1.0 kB', '1.5 MB', '2.0 GB']);
    expect([0.4, 999, 1000, 99_949, 99_950, 245_000].map(readableDuration)).toEqual([
      '0 ms',
      '999 ms',
      '1.0 s',
      '99.9 s',
      '1 min 40 s',
      '4 min 5 s',
    ]);
    expect([0, 1, 2].map((count) => counted(count, 'file'))).toEqual(['0 files', '1 file', '2 files']);
  });
});
