import { Pool, type Dispatcher } from 'undici';

/**
 * The tunnels that were opened through a proxy (CONNECT, RFC 9110 §9.3.6), and the errors of those that could not be: undici fails a
 * request with the proxy's error as it does with the server's.
 */
export class Tunnels {
  readonly #failures = new WeakSet<object>();
  readonly #opened = new Set<string>();

  /** Whether a request ended with this error because its tunnel could not be opened. */
  failedWith(error: unknown): boolean {
    return typeof error === 'object' && error !== null && this.#failures.has(error);
  }

  /** Whether the proxy has opened a tunnel to this host and port. */
  hasOpened(target: string): boolean {
    return this.#opened.has(target);
  }

  /** Whether the proxy has opened any. */
  get haveOpened(): boolean {
    return this.#opened.size > 0;
  }

  /** Connections to the proxy. */
  pool(origin: URL, options: Pool.Options): Pool {
    return new TunnelPool(origin, options, {
      opened: (target) => this.#opened.add(target),
      failed: (error) => {
        if (typeof error === 'object' && error !== null) this.#failures.add(error);
      },
    });
  }
}

interface TunnelEvents {
  readonly opened: (target: string) => void;
  readonly failed: (error: unknown) => void;
}

type ConnectOptions = Parameters<Pool['connect']>[0];

class TunnelPool extends Pool {
  readonly #events: TunnelEvents;

  constructor(origin: URL, options: Pool.Options, events: TunnelEvents) {
    super(origin, options);
    this.#events = events;
  }

  // undici's ProxyAgent opens its tunnels by promises.
  override async connect(options: ConnectOptions): Promise<Dispatcher.ConnectData> {
    try {
      const data = await super.connect(options);
      if (data.statusCode === 200) this.#events.opened(options.path);
      return data;
    } catch (error) {
      this.#events.failed(error);
      throw error;
    }
  }
}
