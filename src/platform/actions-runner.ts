import { setOutput, summary } from '@actions/core';
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createLog } from './actions-log.ts';
import { secretsAmong, usersOf } from './detect-secrets.ts';
import { readDocuments } from './documents.ts';
import { readServer } from './job-server.ts';
import type { JobFacts, Runner } from './runner.ts';
import { asObject, parseJson, type JsonObject } from '../ground/json.ts';
import type { Secret } from '../ground/secret.ts';
import { withoutSlashesAtEnd } from '../ground/url-text.ts';
import { Secrets } from './secrets.ts';
import { uploaderSettings } from './uploader-settings.ts';

const TOKEN_VARIABLE = 'ACTIONS_ID_TOKEN_REQUEST_TOKEN';

/**
 * The runner port of GitHub Actions. Takes all inputs and the identity request token out of the environment, after masking the
 * secrets among them and those in the proxies' addresses.
 * @param environment the process's own: `@actions/core` finds the files for outputs and summary there
 * @param write writes to standard output, where the runner reads commands
 */
export function createRunner(environment: NodeJS.ProcessEnv, write: (text: string) => void): Runner {
  const inputs = readInputs(environment);
  const names = ['GITHUB_WORKSPACE', 'RUNNER_TEMP', 'GITHUB_REPOSITORY'];
  const secrets = new Secrets({
    given: secretsAmong(inputs, environment),
    visible: names.flatMap((name) => given(environment, name) ?? []),
    users: usersOf(inputs),
    write,
  });
  const secret = (value: string): Secret => secrets.add(value);
  const redact = (text: string): string => secrets.redact(text);
  for (const variable of Object.keys(environment)) {
    if (variable.startsWith('INPUT_')) delete environment[variable];
  }
  const { log, showHeld } = createLog({ write, redact, debugging: environment['RUNNER_DEBUG'] === '1' });
  secrets.warn(log);
  return {
    log,
    showHeldAnnotations: showHeld,
    job: readJob(environment),
    uploaderSettings: uploaderSettings(environment),
    githubApiUrl: withoutSlashesAtEnd(given(environment, 'GITHUB_API_URL') ?? 'https://api.github.com'),
    artifactServiceUrl: given(environment, 'ACTIONS_RESULTS_URL'),
    temporaryDirectory: given(environment, 'RUNNER_TEMP') ?? tmpdir(),
    identityTokenRequest: takeIdentityTokenRequest(environment, secret),
    inputs: () => inputs,
    secret,
    redact,
    secrets: () => secrets.all(),
    keepVisible: (visible) => {
      secrets.keepVisible(visible);
      secrets.warn(log);
    },
    // Without its file @actions/core would print the value instead.
    setOutput: (name, value) => {
      if (hasFile(environment, 'GITHUB_OUTPUT')) setOutput(name, redact(value));
      else log.debug(`There is no file for the output ${name}`);
    },
    writeSummary: async (markdown) => {
      if (!hasFile(environment, 'GITHUB_STEP_SUMMARY')) return log.debug('There is no file for the summary');
      summary.emptyBuffer().addRaw(redact(markdown), true);
      await summary.write({ overwrite: false });
    },
  };
}

function readInputs(environment: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  const inputs: Record<string, string> = {};
  for (const [variable, value] of Object.entries(environment)) {
    const text = value?.trim() ?? '';
    if (variable.startsWith('INPUT_') && text !== '')
      inputs[variable.slice('INPUT_'.length).toLowerCase()] = text;
  }
  return Object.freeze(inputs);
}

function readJob(environment: NodeJS.ProcessEnv): JobFacts {
  const repository = environment['GITHUB_REPOSITORY'] ?? '';
  return {
    eventName: environment['GITHUB_EVENT_NAME'] ?? '',
    repository,
    serverUrl: withoutSlashesAtEnd(given(environment, 'GITHUB_SERVER_URL') ?? 'https://github.com'),
    server: readServer(environment),
    documents: readDocuments(environment),
    sha: environment['GITHUB_SHA'] ?? '',
    workflowRef: environment['GITHUB_WORKFLOW_REF'] ?? '',
    runId: environment['GITHUB_RUN_ID'] ?? '',
    runAttempt: environment['GITHUB_RUN_ATTEMPT'] ?? '',
    actor: environment['GITHUB_ACTOR'] ?? '',
    fromFork: isFromFork(environment['GITHUB_EVENT_PATH'], repository),
  };
}

// https://docs.github.com/webhooks/webhook-events-and-payloads#pull_request: the head's repository is null once it was deleted.
function isFromFork(eventPath: string | undefined, repository: string): boolean {
  const pullRequest = asObject(eventIn(eventPath)?.get('pull_request'));
  const head = asObject(pullRequest?.get('head'));
  return head !== undefined && asObject(head.get('repo'))?.get('full_name') !== repository;
}

function eventIn(path: string | undefined): JsonObject | undefined {
  if (path === undefined || path === '') return undefined;
  try {
    return asObject(parseJson(readFileSync(path)));
  } catch {
    // The event only sharpens a diagnosis.
    return undefined;
  }
}

function takeIdentityTokenRequest(
  environment: NodeJS.ProcessEnv,
  secret: (value: string) => Secret,
): Runner['identityTokenRequest'] {
  const url = given(environment, 'ACTIONS_ID_TOKEN_REQUEST_URL');
  const token = given(environment, TOKEN_VARIABLE);
  delete environment[TOKEN_VARIABLE];
  return url === undefined || token === undefined ? undefined : { url, token: secret(token) };
}

function given(environment: NodeJS.ProcessEnv, name: string): string | undefined {
  const value = environment[name];
  return value === '' ? undefined : value;
}

function hasFile(environment: NodeJS.ProcessEnv, name: string): boolean {
  const path = given(environment, name);
  return path !== undefined && existsSync(path);
}
