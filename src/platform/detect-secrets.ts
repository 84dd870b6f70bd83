import { percentDecoded } from '../ground/url-text.ts';

/** A value that a job was given and that opens something, and the users whom it may open it for. */
export interface GivenSecret {
  /** Where it was given, as messages name it; undefined for what other steps use. */
  readonly given: string | undefined;
  /** What people call it; undefined where it may well be no secret but a word, which other texts have too. */
  readonly name: string | undefined;
  readonly value: string;
  readonly users: readonly string[];
}

const SECRET_INPUTS: readonly string[] = ['password', 'github-token'];
const PROXIES: readonly string[] = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY'];
/** Tokens of the runner's own services, and what steps call their secrets. */
const SECRET_VARIABLES = /(?:^|_)(?:TOKEN|PASSWORD|PASSWD|SECRET)$/i;

/** Users by which indexes distinguish kinds of passwords: the same for everybody, and no secret. */
const COMMON_USERS: readonly string[] = ['__token__', 'oauth2accesstoken', 'gitlab-ci-token', 'aws'];

/** Values of a query that are shorter say what is meant; longer ones may say who is allowed. */
const SHORTEST_KEY = 16;

/**
 * The secrets among inputs and environment: passwords and tokens, a user that is a token (Gemfury and others take it there), what
 * addresses of indexes and proxies carry beside host and path, and tokens of the runner and of other steps.
 */
export function secretsAmong(
  inputs: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string | undefined>>,
): readonly GivenSecret[] {
  const { user } = inputs;
  const users = usersOf(inputs);
  const values = [...SECRET_INPUTS, ...(user !== undefined && isToken(user) ? ['user'] : [])];
  const urls = Object.entries(inputs).filter(([name]) => /[-_]url$|^index$/.test(name));
  const proxies = PROXIES.flatMap((name) => [name, name.toLowerCase()]).map(
    (name) => [name, environment[name] ?? ''] as const,
  );
  const variables = Object.entries(environment).filter(
    ([name]) => !name.startsWith('INPUT_') && SECRET_VARIABLES.test(name),
  );
  return [
    ...values.flatMap((name) => secretIn(`\`${name}\``, inputs[name], users)),
    ...urls.flatMap(([name, address]) => credentialsOf(`\`${name}\``, address)),
    ...proxies.flatMap(([name, address]) => credentialsOf(name, address)),
    ...variables.flatMap(([name, value]) =>
      secretIn(undefined, value?.trim(), []).map((secret) => ({
        ...secret,
        name: isToken(secret.value) ? `the secret in the environment variable ${name}` : undefined,
      })),
    ),
  ];
}

/** With whom a password of these inputs may stand in basic credentials: its user, and that of API tokens. */
export function usersOf({ user = '__token__' }: Readonly<Record<string, string>>): readonly string[] {
  return [...new Set(['__token__', user])];
}

function secretIn(
  given: string | undefined,
  value: string | undefined,
  users: readonly string[],
): readonly GivenSecret[] {
  return value === undefined || value === ''
    ? []
    : [{ given, value, users, name: given && `the secret in ${given}` }];
}

function isToken(user: string): boolean {
  return /^(?=.*\d)(?=.*[a-z])\S{16,}$/i.test(user) && !COMMON_USERS.includes(user);
}

// By pattern: what is not a URL may still contain a password.
function credentialsOf(given: string, address: string): readonly GivenSecret[] {
  const [, information] = /^(?:[a-z][a-z0-9+.-]*:)?(?:\/\/)?([^/?#\s]+)@/i.exec(address) ?? [];
  const [, query = ''] = /\?([^#]*)/.exec(address) ?? [];
  const keys = [...new URLSearchParams(query).values()].filter((value) => value.length >= SHORTEST_KEY);
  return [...informationOf(given, information ?? ''), ...keys.flatMap((value) => keyIn(given, value))];
}

function keyIn(given: string, value: string): readonly GivenSecret[] {
  return secretIn(given, value, []).map((secret) =>
    isToken(value) ? secret : { ...secret, name: undefined },
  );
}

/** RFC 3986 §3.2.1; a user alone is taken for a token. */
function informationOf(given: string, information: string): readonly GivenSecret[] {
  const at = information.indexOf(':');
  const user = at < 0 ? '' : information.slice(0, at);
  const password = information.slice(at + 1);
  if (password === '') return secretIn(given, percentDecoded(user), []);
  const users = [...new Set([user, percentDecoded(user)])];
  return [...new Set([password, percentDecoded(password)])].flatMap((value) => secretIn(given, value, users));
}
