import { TransportError } from '../errors.ts';
import { isLoopback } from '../ground/loopback.ts';
import { publicUrl } from '../ground/url-text.ts';
import type { HttpRequest } from '../ground/http.ts';

/**
 * The URL of a request, where it is allowed at all: https anywhere, http on loopback only, no user information.
 * @throws {TransportError} `tls`, nothing sent.
 */
export function permittedUrl(request: Pick<HttpRequest, 'method' | 'url' | 'purpose'>): URL {
  const url = URL.canParse(request.url) ? new URL(request.url) : undefined;
  if (url === undefined) throw refusal(request, 'its address is not a URL');
  if (url.username !== '' || url.password !== '') throw refusal(request, 'its address carries credentials');
  if (url.protocol === 'https:') return url;
  if (url.protocol !== 'http:') throw refusal(request, `${url.protocol}// is not supported`);
  if (!isLoopback(url.hostname)) throw refusal(request, 'http is for loopback only; use https');
  return url;
}

/** A request as messages name it: purpose, method, and the URL without its query, user information and fragment. */
export function describeRequest(request: Pick<HttpRequest, 'method' | 'url' | 'purpose'>): string {
  return `${request.purpose}: ${request.method} ${publicUrl(request.url)}`;
}

function refusal(request: Pick<HttpRequest, 'method' | 'url' | 'purpose'>, reason: string): TransportError {
  return new TransportError('tls', `${describeRequest(request)} was not sent: ${reason}`, false);
}
