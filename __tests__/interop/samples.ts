// The workflows that README and docs show, as their readers would copy them.
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../../', import.meta.url);

export interface Sample {
  /** File and line. */
  readonly place: string;
  /** The workflow's name; empty for steps alone. */
  readonly name: string;
  /** A whole workflow; steps alone are put into one. */
  readonly text: string;
}

/** What stands for the action in the samples. */
export const ACTION = 'OWNER/wheelseal@<full commit SHA>';

const AROUND_STEPS = `name: steps
on:
  push:
    tags: ['v*']
permissions: {}
jobs:
  publish:
    name: publish
    runs-on: ubuntu-latest
    environment: pypi
    permissions:
      id-token: write # Trusted Publishing and signing
    steps:
`;

function samplesOf(file: string): readonly Sample[] {
  const text = readFileSync(new URL(file, ROOT), 'utf8');
  return [...text.matchAll(/^```yaml\n([^]*?)^```/gm)].map(({ 1: code = '', index }) => {
    const place = `${file}:${text.slice(0, index).split('\n').length}`;
    const [, name = ''] = /^name: (.*)$/m.exec(code) ?? [];
    const whole = code.startsWith('- ') ? AROUND_STEPS + code.replaceAll(/^(?=.)/gm, '      ') : code;
    return { place, name: code.startsWith('- ') ? '' : name, text: whole };
  });
}

/** All of them. */
export function samples(): readonly Sample[] {
  const docs = readdirSync(fileURLToPath(new URL('docs/', ROOT))).filter((name) => name.endsWith('.md'));
  return ['README.md', ...docs.map((name) => `docs/${name}`)].flatMap(samplesOf);
}
