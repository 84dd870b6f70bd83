/** An address without what may be a secret in it: user information, query and fragment; `(not a URL)` where it is none. */
export function bareUrl(address: string): string {
  const url = URL.parse(address);
  return url === null ? '(not a URL)' : `${url.protocol}//${url.host}${url.pathname}`;
}

/** The same, as logs and messages quote it: a query that was left out shows as `?…`. */
export function publicUrl(address: string): string {
  return `${bareUrl(address)}${URL.parse(address)?.search ? '?…' : ''}`;
}

/** A part of an address with its percent-encoding undone (RFC 3986 §2.1); as it is where a stray `%` stands for itself. */
export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** An address or path without the slashes at its end. Linear in hostile ones, unlike a pattern, which is tried at every slash. */
export function withoutSlashesAtEnd(text: string): string {
  return withoutLast(text, '/');
}

/** A host name without the dots at its end, which say only that it is complete (RFC 1034 §3.1). */
export function withoutDotsAtEnd(host: string): string {
  return withoutLast(host, '.');
}

function withoutLast(text: string, character: string): string {
  let end = text.length;
  while (text[end - 1] === character) end -= 1;
  return text.slice(0, end);
}
