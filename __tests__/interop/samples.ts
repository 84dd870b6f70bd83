// The workflows that README and docs show, as their readers would copy them.
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../../', import.meta.url);

export interface Sample {
  /** File and line. */
  readonly place: string;
  /** The workflow's name; empty for a part of one. */
  readonly name: string;
  /** A whole workflow; a job or steps alone are put into one. */
  readonly text: string;
}

/** What stands for the action in the samples. */
export const ACTION = 'OWNER/wheelseal@<full commit SHA>';
export const AUDIT = 'OWNER/wheelseal/audit@<full commit SHA>';

const AROUND_JOB = `name: part
on:
  push:
    tags: ['v*']
permissions: {}
concurrency:
  group: part
  cancel-in-progress: false
jobs:
  build:
    name: build
    runs-on: ubuntu-latest
    outputs:
      hashes: \${{ steps.make.outputs.hashes }}
    steps:
      - id: make
        run: make
`;

const AROUND_STEPS = `${AROUND_JOB}
  publish:
    name: publish
    needs: build
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
    const [, name] = /^name: (.*)\n/.exec(code) ?? [];
    return name === undefined ? { place, name: '', text: workflowOf(code) } : { place, name, text: code };
  });
}

/** The workflow of which a document shows steps, or one job. */
const workflowOf = (code: string): string =>
  code.startsWith('- ')
    ? AROUND_STEPS + code.replaceAll(/^(?=.)/gm, '      ')
    : AROUND_JOB + code.replaceAll(/^(?=.)/gm, '  ');

/** All of them. */
export function samples(): readonly Sample[] {
  const docs = readdirSync(fileURLToPath(new URL('docs/', ROOT))).filter((name) => name.endsWith('.md'));
  return ['README.md', ...docs.map((name) => `docs/${name}`)].flatMap(samplesOf);
}
