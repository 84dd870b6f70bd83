/** One service of a SigningConfig, chosen for this run. */
export interface Service {
  /** Base URL, without the slash at its end; for a timestamp authority the full endpoint. */
  readonly url: string;
  readonly majorApiVersion: number;
  readonly operator: string;
}

/** A transparency log to write to. */
interface LogService extends Service {
  readonly majorApiVersion: 1 | 2;
  /**
   * The trusted root names this address, and so the key of its log. Where it does not (a load balancer in front of logs, a root without
   * names), only an entry shows whose key signs it.
   */
  readonly named: boolean;
}

interface SigningServices {
  readonly fulcio: Service;
  readonly timestampAuthorities: readonly Service[];
  /** One line a decision, with its reason, for the log. */
  readonly decisions: readonly string[];
}

/** The services that one run signs with; at least one timestamp authority with Rekor v2. */
export interface SelectedServices extends SigningServices {
  readonly rekor: LogService;
}

/** The services of an instance that has no log. */
export interface TimestampedServices extends SigningServices {
  readonly rekor: undefined;
  readonly timestampAuthorities: readonly [Service];
}
