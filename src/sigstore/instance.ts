/** Which Sigstore signs, and how its trust is learnt. */
export type SigstoreInstance =
  | { readonly kind: 'public-good' }
  | { readonly kind: 'staging' }
  /** An own instance through TUF: repository URL, and the bytes of a root.json to begin with. */
  | { readonly kind: 'tuf'; readonly url: string; readonly root: Buffer; readonly audience: string }
  /** An own instance from the bytes of trusted_root.json and signing_config.v0.2.json. */
  | {
      readonly kind: 'files';
      readonly trustedRoot: Buffer;
      readonly signingConfig: Buffer;
      readonly audience: string;
    };

/** The `rekor-version` input. */
export type RekorChoice = 'auto' | 1 | 2;
