// Every refusal of an identity token that is known of Warehouse: what a user reads.
import { describe, expect, it } from '@jest/globals';
import { describeIndex } from '../../../src/package-index/hosts.ts';
import { mintRefusal } from '../../../src/package-index/trusted-publishing/mint-refusal.ts';
import { demoClaims } from '../../support/sample-claims.ts';

const PYPI = describeIndex('https://upload.pypi.org/legacy/', 'auto', undefined);
const GENERIC = describeIndex('https://index.example/legacy/', 'generic', undefined);
const NO_PUBLISHER =
  'valid token, but no corresponding publisher (Publisher with matching claims was not found)';

describe('mintRefusal', () => {
  it.each([
    ['no publisher', 'invalid-publisher', NO_PUBLISHER, {}],
    ['no publisher for an environment', 'invalid-publisher', NO_PUBLISHER, { environment: 'pypi' }],
    ['pull_request_target', 'invalid-publisher', NO_PUBLISHER, { event_name: 'pull_request_target' }],
    [
      "another repository's reusable workflow",
      'invalid-publisher',
      "valid token, but no corresponding publisher (The job_workflow_ref claim does not match, expecting one of ['a'], got 'b')",
      { job_workflow_ref: 'other/tools/.github/workflows/publish.yml@refs/heads/main' },
    ],
    [
      'a pending publisher too late',
      'invalid-pending-publisher',
      'valid token, but project already exists',
      {},
    ],
    ['switched off', 'not-enabled', 'GitHub-based trusted publishing functionality not enabled', {}],
    ['a token not accepted', 'invalid-token', 'malformed or invalid token', {}],
    ['a token used before', 'invalid-reuse-token', 'invalid token: already used', {}],
    ['a payload not accepted', 'invalid-payload', "The name 'json' isn't allowed", {}],
    ['what is not known', 'something-new', 'a new reason', {}],
  ])('%s', (_case, code, description, changed) => {
    const { message, hint } = mintRefusal(code, description, { index: PYPI, claims: demoClaims(changed) });
    expect(`${message}\n-> ${hint}`).toMatchSnapshot();
  });

  it('names the index where its pages are not known', () => {
    expect(mintRefusal('invalid-publisher', 'x', { index: GENERIC, claims: demoClaims() }).hint).toContain(
      'index.example',
    );
  });
});
