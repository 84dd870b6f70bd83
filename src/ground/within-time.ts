import { TransportError } from '../errors.ts';
import type { Clock } from './clock.ts';
import type { Http } from './http.ts';

/**
 * The same machine for work that must end in time: no request and no sleep lasts longer, and no request begins later.
 * A request that is late fails as one whose answer did not come in time.
 */
export function withinTime<P extends { readonly http: Http; readonly clock: Clock }>(
  platform: P,
  end: Date,
): P {
  const left = (): number => end.getTime() - platform.clock.now().getTime();
  const http: Http = {
    request: async (request) => {
      const deadline = Math.min(request.deadline, left());
      if (deadline > 0) return platform.http.request({ ...request, deadline });
      throw new TransportError('timeout', `${request.purpose}: no time is left`, false);
    },
  };
  const clock: Clock = {
    now: () => platform.clock.now(),
    random: () => platform.clock.random(),
    sleep: async (milliseconds, signal, awaited) =>
      platform.clock.sleep(Math.max(0, Math.min(milliseconds, left())), signal, awaited),
  };
  return { ...platform, http, clock };
}
