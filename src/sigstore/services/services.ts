/** One service of a SigningConfig, chosen and verifiable with the trusted root of this run. */
export interface Service {
  /** Base URL, without the slash at its end; for a timestamp authority the full endpoint. */
  readonly url: string;
  readonly majorApiVersion: number;
  readonly operator: string;
}

/** The services that one run signs with. */
export interface SelectedServices {
  readonly fulcio: Service;
  readonly rekor: Service & { readonly majorApiVersion: 1 | 2 };
  /** At least one with Rekor v2. */
  readonly timestampAuthorities: readonly Service[];
  /** One line a decision, with its reason, for the log. */
  readonly decisions: readonly string[];
}
