import type { Extension } from '@peculiar/asn1-x509';
import type { JWTPayload } from 'jose';
import { extension } from './certificates.ts';
import { tagged } from './der-values.ts';

const ARC = '1.3.6.1.4.1.57264.1';
const UTF8_STRING = 0x0c;

/** What a certificate says of a GitHub token (fulcio docs/oid-info.md and its config/identity/config.yaml). */
export interface GitHubIdentity {
  /** The subject alternative name. */
  readonly uri: string;
  readonly extensions: readonly Extension[];
}

/**
 * The certificate's identity of a token, as the public instance maps it; throws when a claim is missing.
 * @param url the `url` that the ci-provider's templates begin with
 */
export function githubIdentity(claims: JWTPayload, url = 'https://github.com'): GitHubIdentity {
  const claim = (name: string): string => {
    const value = claims[name];
    if (typeof value !== 'string') throw new Error(`the token has no claim ${name}`);
    return value;
  };
  const repository = `${url}/${claim('repository')}`;
  const uri = `${url}/${claim('job_workflow_ref')}`;
  const raw: [arc: number, value: string][] = [
    [1, claim('iss')],
    [2, claim('event_name')],
    [3, claim('sha')],
    [4, claim('workflow')],
    [5, claim('repository')],
    [6, claim('ref')],
  ];
  const encoded: [arc: number, value: string][] = [
    [8, claim('iss')],
    [9, uri],
    [10, claim('job_workflow_sha')],
    [11, claim('runner_environment')],
    [12, repository],
    [13, claim('sha')],
    [14, claim('ref')],
    [15, claim('repository_id')],
    [16, `${url}/${claim('repository_owner')}`],
    [17, claim('repository_owner_id')],
    [18, `${url}/${claim('workflow_ref')}`],
    [19, claim('workflow_sha')],
    [20, claim('event_name')],
    [21, `${repository}/actions/runs/${claim('run_id')}/attempts/${claim('run_attempt')}`],
    [22, claim('repository_visibility')],
  ];
  if (typeof claims['environment'] === 'string') encoded.push([23, claims['environment']]);
  encoded.push([24, claim('sub')]);
  // Fulcio leaves out an extension whose value is empty (its `Extensions.Render`).
  const said = ([, value]: readonly [number, string]): boolean => value !== '';
  return {
    uri,
    extensions: [
      ...raw.filter(said).map(([arc, value]) => extension(`${ARC}.${arc}`, Buffer.from(value))),
      ...encoded
        .filter(said)
        .map(([arc, value]) => extension(`${ARC}.${arc}`, tagged(UTF8_STRING, Buffer.from(value)))),
    ],
  };
}
