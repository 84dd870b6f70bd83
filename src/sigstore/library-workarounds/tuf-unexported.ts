// For tuf-js 6.0.2. What it and @tufjs/models 5.0.2 keep to themselves and we need: the judge of single files, the classes of its
// errors, and the models of delegations. Neither package has an `exports` map, so that these paths can be imported until the packages
// export the names.
export { LengthOrHashMismatchError, UnsignedMetadataError } from '@tufjs/models/dist/error.js';
export { Delegations } from '@tufjs/models/dist/delegations.js';
export { DelegatedRole } from '@tufjs/models/dist/role.js';
export { BadVersionError, EqualVersionError, ExpiredMetadataError } from 'tuf-js/dist/error.js';
export { TrustedMetadataStore } from 'tuf-js/dist/store.js';
