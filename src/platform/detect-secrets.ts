/** A value that a job was given and that opens something, and the users whom it may open it for. */
interface GivenSecret {
  readonly value: string;
  readonly users: readonly string[];
}

const SECRET_INPUTS: readonly string[] = ['password', 'github-token'];
const PROXIES: readonly string[] = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY'];

/** Users by which indexes tell kinds of passwords apart: everybody's, and no secret. */
const COMMON_USERS: readonly string[] = ['__token__', 'oauth2accesstoken', 'gitlab-ci-token', 'aws'];

/** Values of a query that are shorter say what is meant; longer ones may say who is allowed. */
const SHORTEST_KEY = 16;

/**
 * The secrets among inputs and environment: passwords and tokens, a user that is a token (Gemfury and others take it there), and what
 * addresses of indexes and proxies carry beside host and path.
 */
export function secretsAmong(
  inputs: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string | undefined>>,
): readonly GivenSecret[] {
  const { user } = inputs;
  const users = [...new Set(['__token__', user ?? '__token__'])];
  const values = SECRET_INPUTS.flatMap((name) => inputs[name] ?? []);
  const given = [...values, ...(user !== undefined && isToken(user) ? [user] : [])];
  const addresses = [
    ...Object.entries(inputs).flatMap(([name, value]) => (/[-_]url$/.test(name) ? [value] : [])),
    ...PROXIES.flatMap((name) => [environment[name] ?? '', environment[name.toLowerCase()] ?? '']),
  ];
  return [...given.map((value) => ({ value, users })), ...addresses.flatMap(credentialsOf)];
}

function isToken(user: string): boolean {
  return /^(?=.*\d)(?=.*[a-z])\S{16,}$/i.test(user) && !COMMON_USERS.includes(user);
}

// By pattern: what is no URL may hold a password all the same.
function credentialsOf(address: string): readonly GivenSecret[] {
  const [, information] = /^(?:[a-z][a-z0-9+.-]*:)?(?:\/\/)?([^/?#\s]+)@/i.exec(address) ?? [];
  const [, query = ''] = /\?([^#]*)/.exec(address) ?? [];
  const keys = [...new URLSearchParams(query).values()].filter((value) => value.length >= SHORTEST_KEY);
  return [...informationOf(information ?? ''), ...keys.map((value) => ({ value, users: [] }))];
}

/** RFC 3986 §3.2.1; a user alone is taken for a token. */
function informationOf(information: string): readonly GivenSecret[] {
  const at = information.indexOf(':');
  const user = at < 0 ? '' : information.slice(0, at);
  const password = information.slice(at + 1);
  if (password === '') return user === '' ? [] : [{ value: decoded(user), users: [] }];
  const users = [...new Set([user, decoded(user)])];
  return [...new Set([password, decoded(password)])].map((value) => ({ value, users }));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
