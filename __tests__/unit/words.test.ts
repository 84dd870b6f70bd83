// What users read is in the words of the field: none of these phrases, which a translation would make.
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const ROOT = new URL('../../', import.meta.url);

const PHRASES: readonly (readonly [phrase: string, instead: string])[] = [
  ['would not take', 'would reject'],
  ['counts? as done', 'is treated as already uploaded'],
  ['can not', 'cannot'],
  ['own (?:Sigstore )?instance', 'private Sigstore instance'],
  ['is none of', 'invalid value; expected one of'],
  ['left alone', 'skipped, ignored'],
  ['if it stays so', 'If the problem persists'],
  ['was there already', 'already uploaded'],
  ['one a line', 'one per line'],
  ['make and send|made and sent', 'create and upload'],
  ['for good', 'permanently'],
  ['for ever', 'permanently'],
  ['stands? in (?:public|the log)', 'is permanently recorded in'],
  ['could not be had', 'could not be fetched'],
  ['can(?:not| not) be believed', 'failed verification'],
  ['gets no identity token', 'refusing to send an identity token'],
  ['knows another publisher', 'was published by'],
  ['there, as it was sent', 'confirmed'],
  ['taken, not yet published', 'accepted, pending publication'],
  ['packages-dir that matches nothing', 'pattern matched no files'],
  ['published or not:', 'Upload status unknown:'],
  ['addresses of the project', 'Project URLs'],
  ['where the time went', 'Timeline'],
  ['what the index signs for', 'Verify index TUF metadata'],
  ['in a way it does not know|failed in a way', 'unexpected error in wheelseal'],
  ['did not take', 'did not accept, rejected'],
  ['takes? no (?:more )?(?:entr|upload|attestation|log|signature)\\w*', 'accepts no'],
  ['no longer takes?', 'no longer accepts'],
  ['not to be had', 'could not be fetched'],
  ["(?:was|were|cannot be|can’t be|can't be) asked", 'queried'],
  ['(?:was|were) not asked', 'was not queried'],
  ['is asked for|are asked for|was asked for', 'requested, required'],
  ['asked for again', 'requested again'],
  ['look at the release page', 'check the release page'],
  ['fails? the check of', 'failed verification of'],
  ['signing anew|fetching trust anew', 'signing again'],
  ['run again', 'run the job again'],
  ['not descended into', 'subdirectories are not searched'],
  ['not usable', 'invalid'],
  ['is no (?:JSON|zip|key|certificate|distribution|URL)', 'is not a'],
  ['instance of your own', 'private Sigstore instance'],
  ['none was made', 'none was created'],
  ['is said to (?:be|have)', 'the actor and what it reports'],
  ['not known here', 'unknown to wheelseal, unsupported'],
  ['tell the operator', 'contact the operator'],
  ['takes up what', 'continues with what'],
];

function filesBelow(folder: string, ending: string): readonly string[] {
  return readdirSync(fileURLToPath(new URL(folder, ROOT)), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith(ending))
    .map((name) => `${folder}${name.replaceAll('\\', '/')}`);
}

const FILES = ['README.md', 'action.yml', ...filesBelow('docs/', '.md'), ...filesBelow('src/', '.ts')];

describe('the words of the field', () => {
  it('are searched for everywhere that users read', () => {
    expect(FILES.length).toBeGreaterThan(150);
  });

  it.each(PHRASES)('are not "%s": %s', (phrase) => {
    const pattern = new RegExp(`\\b(?:${phrase})(?!\\w)`, 'i');
    const found = FILES.flatMap((file) =>
      readFileSync(new URL(file, ROOT), 'utf8')
        .split('\n')
        .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
    );
    expect(found).toEqual([]);
  });
});
