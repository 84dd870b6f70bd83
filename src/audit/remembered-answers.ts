import type { Http, HttpAnswer, HttpRequest } from '../ground/http.ts';
import type { KeptAnswer } from './state.ts';

/** Characters of one answer, and of all, that are kept for the next audit: they are stored after each. */
const [LONGEST, MOST] = [512 * 1024, 16 * 1024 * 1024];

/** An HTTP port that revalidates the answers that it has. */
interface RememberingHttp extends Http {
  answers(): ReadonlyMap<string, KeptAnswer>;
}

/**
 * The same way to the network, with conditional requests (RFC 9110 §13.1.2): where the server says that nothing has changed, the
 * answer of the last audit is the answer. A server that sends no ETags is queried as before.
 */
export function rememberAnswers(http: Http, before: ReadonlyMap<string, KeptAnswer>): RememberingHttp {
  const kept = new Map<string, KeptAnswer>();
  let length = 0;
  const keep = (url: string, answer: KeptAnswer): void => {
    if (kept.has(url) || answer.body.length > LONGEST || length + answer.body.length > MOST) return;
    length += answer.body.length;
    kept.set(url, answer);
  };
  return {
    answers: () => kept,
    request: async (request) => {
      if (request.method !== 'GET') return http.request(request);
      const known = before.get(request.url);
      const answer = await http.request(known === undefined ? request : conditional(request, known));
      const same = answer.status === 304 && known !== undefined;
      const found = same ? answered(answer, known) : answer;
      const { etag } = found.headers;
      if (found.status === 200 && etag !== undefined && isText(found)) {
        keep(request.url, {
          etag,
          type: found.headers['content-type'] ?? '',
          body: found.body.toString('utf8'),
        });
      }
      return found;
    },
  };
}

/** `no-cache` stays: a cache on the way has to revalidate too. */
function conditional(request: HttpRequest, { etag }: KeptAnswer): HttpRequest {
  return { ...request, headers: { ...request.headers, 'if-none-match': etag } };
}

function answered(answer: HttpAnswer, { etag, type, body }: KeptAnswer): HttpAnswer {
  return {
    ...answer,
    status: 200,
    headers: { ...answer.headers, etag, 'content-type': type },
    body: Buffer.from(body),
  };
}

function isText({ headers }: HttpAnswer): boolean {
  return /json|html/.test(headers['content-type'] ?? '');
}
