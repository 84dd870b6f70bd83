// For @sigstore/verify 4.1.3. Its `Verifier` is one call: it learns the time of a signature from log entries only, checks chain and
// SCT anew for each bundle, and finds a log by an address. Its steps do what each says and no more, but the package does not
// export them.
export { verifyCertificateChain } from '@sigstore/verify/dist/key/certificate.js';
export { verifySCTs } from '@sigstore/verify/dist/key/sct.js';
export { verifyRFC3161Timestamp } from '@sigstore/verify/dist/timestamp/tsa.js';
export { verifyCheckpoint } from '@sigstore/verify/dist/tlog/checkpoint.js';
export { verifyMerkleInclusion } from '@sigstore/verify/dist/tlog/merkle.js';
export { verifyTLogSET } from '@sigstore/verify/dist/tlog/set.js';
