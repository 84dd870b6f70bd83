// The licences of everything that esbuild put into dist/, as one text.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const PACKAGE = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;
const TEXT = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i;

const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

const ISC = `Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted, provided that the above copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.`;

// Packages that carry no licence file; each was looked at once. Anything else without one stops the build.
const WITHOUT_TEXT = {
  '@nodable/entities@3.1.0': `Copyright (c) Amit Gupta\n\n${MIT}`,
  '@npmcli/agent@5.0.2': `Copyright (c) GitHub Inc.\n\n${ISC}`,
  '@sigstore/verify@4.1.3':
    'Copyright (c) The Sigstore Authors. The text is that of @sigstore/bundle, from the same repository.',
  'binary@0.3.0': `Copyright (c) James Halliday\n\n${MIT}`,
  'buffers@0.1.1':
    'Copyright (c) James Halliday. The package names no licence; it reaches dist/ through binary@0.3.0 (MIT).',
  'chainsaw@0.1.0': `Copyright (c) James Halliday\n\n${MIT}`,
  'isarray@1.0.0': `Copyright (c) 2013 Julian Gruber <julian@juliangruber.com>\n\n${MIT}`,
  'spdx-exceptions@2.5.0':
    'Names of licence exceptions by the SPDX workgroup of the Linux Foundation, collected by Kyle E. Mitchell. Creative Commons Attribution 3.0 Unported: https://creativecommons.org/licenses/by/3.0/legalcode',
  'spdx-license-ids@3.0.24':
    'Identifiers of the SPDX License List, collected by Shinnosuke Watanabe. Dedicated to the public domain by CC0 1.0: https://creativecommons.org/publicdomain/zero/1.0/legalcode',
  'proxy-agent-negotiate@1.1.0': `Copyright (c) Nathan Rajlich <nathan@tootallnate.net>\n\n${MIT}`,
};

/** Name, version, licence and licence texts of every package with bytes in an output of esbuild's metafile. */
export async function thirdParty(metafile) {
  const notices = new Map();
  for (const root of packageRoots(metafile)) {
    const { title, text } = await notice(root);
    notices.set(title, text);
  }
  const sorted = [...notices].toSorted(([one], [other]) => (one < other ? -1 : 1));
  const rule = '-'.repeat(80);
  return sorted.map(([title, text]) => `${title}\n\n${text}\n`).join(`\n${rule}\n\n`);
}

/** The same packages as a software bill of materials (CycloneDX 1.6 JSON), without time or serial number: the same bundle has the same. */
export async function billOfMaterials(metafile) {
  const found = new Map();
  for (const root of packageRoots(metafile)) {
    const { name, version, license } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
    const licenses = license === undefined ? {} : { licenses: [{ expression: spdx(license) }] };
    found.set(purl, { type: 'library', 'bom-ref': purl, name, version, purl, ...licenses });
  }
  const { name, version, license } = JSON.parse(await readFile('package.json', 'utf8'));
  const component = { type: 'application', name, version, licenses: [{ expression: license }] };
  const components = [...found].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, part]) => part);
  const bill = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component },
    components,
  };
  return `${JSON.stringify(bill, null, 2)}\n`;
}

function packageRoots(metafile) {
  const roots = new Set();
  for (const { inputs } of Object.values(metafile.outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const [root] = PACKAGE.exec(path) ?? [];
      if (root !== undefined && bytesInOutput > 0) roots.add(root);
    }
  }
  return roots;
}

async function notice(root) {
  const { name, version, license } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const id = `${name}@${version}`;
  const files = (await readdir(root)).filter((file) => TEXT.test(file)).toSorted();
  const texts = await Promise.all(files.map((file) => readFile(join(root, file), 'utf8')));
  const text = texts.map((each) => each.replaceAll('\r\n', '\n').trim()).join('\n\n') || WITHOUT_TEXT[id];
  if (text === undefined)
    throw new Error(`${id} carries no licence text: look at it and name it in scripts/licenses.mjs`);
  return { title: `${id} (${spdx(license)})`, text };
}

function spdx(license) {
  if (license === undefined) return 'not named';
  return typeof license === 'string' ? license : license.type;
}
