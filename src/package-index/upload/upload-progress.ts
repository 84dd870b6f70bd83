import type { Clock } from '../../platform/clock.ts';
import type { StreamedBody } from '../../platform/http.ts';

/** How far one upload is. */
export interface UploadProgress {
  /** Bytes that the connection has taken. */
  readonly sent: number;
  /** Bytes of the whole request body. */
  readonly total: number;
  /** Milliseconds since the first byte. */
  readonly elapsed: number;
}

/** Milliseconds between two words about one upload. */
const PAUSE = 15_000;

/** A body that tells, at most every 15 seconds, how much of it was taken; its last byte goes without saying. */
export function tellingProgress<Body extends StreamedBody>(
  body: Body,
  clock: Pick<Clock, 'now'>,
  tell: (progress: UploadProgress) => void,
): Body {
  return {
    ...body,
    async *chunks() {
      const began = clock.now().getTime();
      let told = began;
      let sent = 0;
      for await (const chunk of body.chunks()) {
        yield chunk;
        // Asked for the next piece: this one is on its way.
        sent += chunk.length;
        const now = clock.now().getTime();
        if (now - told < PAUSE || sent === body.length) continue;
        told = now;
        tell({ sent, total: body.length, elapsed: now - began });
      }
    },
  };
}
