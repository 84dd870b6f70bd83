import type { Awaiting, Clock } from './clock.ts';
import type { Http, HttpRequest, StreamedBody } from './http.ts';
import type { Log } from './log.ts';

/** Milliseconds without news after which a wait is named, again and again. */
const PAUSE = 60_000;
/** Waits that follow each other closer than this, in milliseconds, are one. */
const GAP = 1000;

/** Something that is waited for. Times are milliseconds since 1970. */
interface Wait {
  readonly what: () => string;
  until: number;
  /** When it was last seen to go on. */
  alive: number;
}

interface Machine {
  readonly http: Http;
  readonly clock: Clock;
  readonly runner: { readonly log: Log };
}

/**
 * The same machine, whose log names what is waited for, and until when, wherever a minute passes without news: a request that hangs, a
 * body that does not go on, a sleep whose purpose is known. At most one line a minute, of the wait that is oldest.
 */
export function withHeartbeat<P extends Machine>(platform: P): P {
  const { http, clock, runner } = platform;
  const heartbeat = new Heartbeat(clock, runner.log);
  return {
    ...platform,
    http: { request: async (request) => heartbeat.request(request, http) },
    clock: {
      now: () => clock.now(),
      random: () => clock.random(),
      sleep: async (milliseconds, signal, awaited) => heartbeat.sleep(milliseconds, signal, awaited),
    },
    runner: { ...runner, log: heartbeat.log },
  };
}

class Heartbeat {
  /** The log, whose lines are news. */
  readonly log: Log;
  readonly #clock: Clock;
  readonly #outlet: Log;
  readonly #open = new Set<Wait>();
  #news: number;
  #beat: number;
  #left: number;
  #stop: AbortController | undefined;

  constructor(clock: Clock, log: Log) {
    this.#clock = clock;
    this.#outlet = log;
    this.#news = this.#beat = this.#left = this.#now();
    const news = (): void => void (this.#news = this.#now());
    this.log = {
      ...log,
      info: (line) => (news(), log.info(line)),
      notice: (...said) => (news(), log.notice(...said)),
      warning: (...said) => (news(), log.warning(...said)),
      error: (...said) => (news(), log.error(...said)),
    };
  }

  async request(request: HttpRequest, http: Http): ReturnType<Http['request']> {
    const { purpose, url, body, deadline, idleDeadline = deadline } = request;
    const where = `${purpose} at ${URL.canParse(url) ? new URL(url).host : url}`;
    if (typeof body !== 'object' || !('chunks' in body)) {
      const wait = this.#wait(() => where, deadline);
      return this.#during(wait, http.request(request));
    }
    let sent = 0;
    const wait = this.#wait(
      () => `${where}, ${megabytes(sent)} of ${megabytes(body.length)} MB sent`,
      idleDeadline,
    );
    const onChunk = (bytes: number): void => {
      sent += bytes;
      wait.alive = this.#now();
      wait.until = wait.alive + (sent < body.length ? idleDeadline : deadline);
    };
    return this.#during(wait, http.request({ ...request, body: counted(body, onChunk) }));
  }

  async sleep(
    milliseconds: number,
    signal: AbortSignal | undefined,
    awaited: Awaiting | undefined,
  ): Promise<void> {
    const sleeping = this.#clock.sleep(milliseconds, signal, awaited);
    if (awaited === undefined) return sleeping;
    const { what, until } = awaited;
    const wait = this.#wait(() => what, milliseconds);
    return this.#during(until === undefined ? wait : { ...wait, until: until.getTime() }, sleeping);
  }

  #now(): number {
    return this.#clock.now().getTime();
  }

  #wait(what: () => string, milliseconds: number): Wait {
    const now = this.#now();
    return { what, until: now + milliseconds, alive: now };
  }

  async #during<T>(wait: Wait, work: Promise<T>): Promise<T> {
    const now = this.#now();
    if (this.#open.size === 0 && now - this.#left > GAP) this.#news = now;
    this.#open.add(wait);
    if (this.#stop === undefined) void this.#follow();
    try {
      return await work;
    } finally {
      this.#open.delete(wait);
      this.#left = this.#now();
      if (this.#open.size === 0) this.#end();
    }
  }

  /** At once: a wait that begins next must start a watcher of its own, not count on one that is about to end. */
  #end(): void {
    this.#stop?.abort();
    this.#stop = undefined;
  }

  /** Checks whenever a line may be due, as long as anything is waited for. */
  async #follow(): Promise<void> {
    const stop = new AbortController();
    this.#stop = stop;
    for (let wait = this.#oldest(); wait !== undefined && !stop.signal.aborted; wait = this.#oldest()) {
      const since = Math.min(wait.alive, this.#news);
      const due = Math.max(since, this.#beat) + PAUSE;
      const now = this.#now();
      if (now >= due) this.#say(wait, since, now);
      else await this.#clock.sleep(due - now, stop.signal).catch(() => undefined);
    }
  }

  #oldest(): Wait | undefined {
    return [...this.#open].toSorted((one, other) => one.alive - other.alive)[0];
  }

  #say({ what, until }: Wait, since: number, now: number): void {
    this.#beat = now;
    const others = this.#open.size - 1;
    const minutes = Math.round((now - since) / 60_000);
    const time = new Date(until).toISOString().slice(11, 19);
    this.#outlet.info(
      `Still waiting after ${minutes} min: ${what()}${others > 0 ? `, and ${others} more` : ''}; until ${time} UTC.`,
    );
  }
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

/** The same body, which counts what is read of it; anew with each reading. */
function counted(body: StreamedBody, onChunk: (bytes: number) => void): StreamedBody {
  return {
    ...body,
    chunks: async function* (): AsyncGenerator<Uint8Array> {
      for await (const chunk of body.chunks()) {
        onChunk(chunk.length);
        yield chunk;
      }
    },
  };
}
