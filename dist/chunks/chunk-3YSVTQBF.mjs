import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);

// src/sigstore/roots/public-good.root.json
var public_good_root_default = {
  signatures: [
    {
      keyid: "e71a54d543835ba86adad9460379c7641fb8726d164ea766801a1c522aba7ea2",
      sig: "3045022065c68f28ebe44d0a4e047a6e287f9669c8e3b31e08536396c67a1483326be8c6022100e7524a889e40de0df84231dd40e1fcc57fbbbf62055c17076568307dbc509046"
    },
    {
      keyid: "22f4caec6d8e6f9555af66b3d4c3cb06a3bb23fdc7e39c916c61f462e6f52b06",
      sig: "304502206fedc4a382a0c5155e812c9b7461fe388ef704fef9e093c5c236e20abbf8e6620221008bbec36b63bf9baebc03a83c770cf9387efc90907eb83070b7a875129512d687"
    },
    {
      keyid: "61643838125b440b40db6942f5cb5a31c0dc04368316eb2aaa58b95904a58222",
      sig: "30450220468f4219db51c7e815e1e3d33d9987878aa12aeaf331604d5180dd60b19dfb350221009f778ef5e96647c08bd23d63f69c0cce6fc353d747b9d51f35dc0f8678de9fef"
    },
    {
      keyid: "a687e5bf4fab82b0ee58d46e05c9535145a2c9afb458f43d42b45ca0fdce2a70",
      sig: "3045022029e2518a7bcac05ec0b227809ce0c969406743412f90dc5255401afb13363f4602210087a64182249e41dd11de91c9f385a33659bd60147a93d13c86b7a64e447f9826"
    },
    {
      keyid: "183e64f37670dc13ca0d28995a3053f3740954ddce44321a41e46534cf44e632",
      sig: "30450221008051c456ed2bf48aa5fc5742928ab0904266c1d6bdde5fc75ae20f12d098a95502203cc683bd86793808e6c9f89e2ca93f80b00c6ea64880ac4e37db69e2e86b24e3"
    }
  ],
  signed: {
    _type: "root",
    consistent_snapshot: true,
    expires: "2027-04-22T19:27:31Z",
    keys: {
      "0c87432c3bf09fd99189fdc32fa5eaedf4e4a5fac7bab73fa04a2e0fc64af6f5": {
        keyid_hash_algorithms: [
          "sha256",
          "sha512"
        ],
        keytype: "ecdsa",
        keyval: {
          public: "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEWRiGr5+j+3J5SsH+Ztr5nE2H2wO7\nBV+nO3s93gLca18qTOzHY1oWyAGDykMSsGTUBSt9D+An0KfKsD2mfSM42Q==\n-----END PUBLIC KEY-----\n"
        },
        scheme: "ecdsa-sha2-nistp256",
        "x-tuf-on-ci-online-uri": "gcpkms:projects/sigstore-root-signing/locations/global/keyRings/root/cryptoKeys/timestamp/cryptoKeyVersions/1"
      },
      "183e64f37670dc13ca0d28995a3053f3740954ddce44321a41e46534cf44e632": {
        keytype: "ecdsa",
        keyval: {
          public: "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEMxpPOJCIZ5otG4106fGJseEQi3V9\npkMYQ4uyV9Tj1M7WHXIyLG+jkfvuG0glQ1JZbRZZBV3gAR4sojdGHISeow==\n-----END PUBLIC KEY-----\n"
        },
        scheme: "ecdsa-sha2-nistp256",
        "x-tuf-on-ci-keyowner": "@lance"
      },
      "22f4caec6d8e6f9555af66b3d4c3cb06a3bb23fdc7e39c916c61f462e6f52b06": {
        keyid_hash_algorithms: [
          "sha256",
          "sha512"
        ],
        keytype: "ecdsa",
        keyval: {
          public: "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEzBzVOmHCPojMVLSI364WiiV8NPrD\n6IgRxVliskz/v+y3JER5mcVGcONliDcWMC5J2lfHmjPNPhb4H7xm8LzfSA==\n-----END PUBLIC KEY-----\n"
        },
        scheme: "ecdsa-sha2-nistp256",
        "x-tuf-on-ci-keyowner": "@santiagotorres"
      },
      "61643838125b440b40db6942f5cb5a31c0dc04368316eb2aaa58b95904a58222": {
        keyid_hash_algorithms: [
          "sha256",
          "sha512"
        ],
        keytype: "ecdsa",
        keyval: {
          public: "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEinikSsAQmYkNeH5eYq/CnIzLaacO\nxlSaawQDOwqKy/tCqxq5xxPSJc21K4WIhs9GyOkKfzueY3GILzcMJZ4cWw==\n-----END PUBLIC KEY-----\n"
        },
        scheme: "ecdsa-sha2-nistp256",
        "x-tuf-on-ci-keyowner": "@bobcallaway"
      },
      a687e5bf4fab82b0ee58d46e05c9535145a2c9afb458f43d42b45ca0fdce2a70: {
        keyid_hash_algorithms: [
          "sha256",
          "sha512"
        ],
        keytype: "ecdsa",
        keyval: {
          public: "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE0ghrh92Lw1Yr3idGV5WqCtMDB8Cx\n+D8hdC4w2ZLNIplVRoVGLskYa3gheMyOjiJ8kPi15aQ2//7P+oj7UvJPGw==\n-----END PUBLIC KEY-----\n"
        },
        scheme: "ecdsa-sha2-nistp256",
        "x-tuf-on-ci-keyowner": "@joshuagl"
      },
      e71a54d543835ba86adad9460379c7641fb8726d164ea766801a1c522aba7ea2: {
        keyid_hash_algorithms: [
          "sha256",
          "sha512"
        ],
        keytype: "ecdsa",
        keyval: {
          public: "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEEXsz3SZXFb8jMV42j6pJlyjbjR8K\nN3Bwocexq6LMIb5qsWKOQvLN16NUefLc4HswOoumRsVVaajSpQS6fobkRw==\n-----END PUBLIC KEY-----\n"
        },
        scheme: "ecdsa-sha2-nistp256",
        "x-tuf-on-ci-keyowner": "@mnm678"
      }
    },
    roles: {
      root: {
        keyids: [
          "e71a54d543835ba86adad9460379c7641fb8726d164ea766801a1c522aba7ea2",
          "22f4caec6d8e6f9555af66b3d4c3cb06a3bb23fdc7e39c916c61f462e6f52b06",
          "61643838125b440b40db6942f5cb5a31c0dc04368316eb2aaa58b95904a58222",
          "a687e5bf4fab82b0ee58d46e05c9535145a2c9afb458f43d42b45ca0fdce2a70",
          "183e64f37670dc13ca0d28995a3053f3740954ddce44321a41e46534cf44e632"
        ],
        threshold: 3
      },
      snapshot: {
        keyids: [
          "0c87432c3bf09fd99189fdc32fa5eaedf4e4a5fac7bab73fa04a2e0fc64af6f5"
        ],
        threshold: 1,
        "x-tuf-on-ci-expiry-period": 3650,
        "x-tuf-on-ci-signing-period": 365
      },
      targets: {
        keyids: [
          "e71a54d543835ba86adad9460379c7641fb8726d164ea766801a1c522aba7ea2",
          "22f4caec6d8e6f9555af66b3d4c3cb06a3bb23fdc7e39c916c61f462e6f52b06",
          "61643838125b440b40db6942f5cb5a31c0dc04368316eb2aaa58b95904a58222",
          "a687e5bf4fab82b0ee58d46e05c9535145a2c9afb458f43d42b45ca0fdce2a70",
          "183e64f37670dc13ca0d28995a3053f3740954ddce44321a41e46534cf44e632"
        ],
        threshold: 3
      },
      timestamp: {
        keyids: [
          "0c87432c3bf09fd99189fdc32fa5eaedf4e4a5fac7bab73fa04a2e0fc64af6f5"
        ],
        threshold: 1,
        "x-tuf-on-ci-expiry-period": 7,
        "x-tuf-on-ci-signing-period": 6
      }
    },
    spec_version: "1.0",
    version: 16,
    "x-tuf-on-ci-expiry-period": 197,
    "x-tuf-on-ci-signing-period": 46
  }
};

// src/sigstore/roots/staging.root.json
var staging_root_default = {
  signatures: [
    {
      keyid: "aa61e09f6af7662ac686cf0c6364079f63d3e7a86836684eeced93eace3acd81",
      sig: "304502201419a6f003291be4cd00c110a00e9d9b152a78181ed3c54edf9d22a79938276f022100f751058c6c3eb6aecf277db367b4858d3612abd1ad96c40fd71ebbd26c944055"
    },
    {
      keyid: "61f9609d2655b346fcebccd66b509d5828168d5e447110e261f0bcc8553624bc",
      sig: "3045022007313e0afd5f282a1383a4f8f7a150e266a059420e1036eee222ce0053e36a67022100dfb05a4d1e6be2f43ce30f030783ff7a747cda5d84f341fd03b06dff32fba5bd"
    },
    {
      keyid: "9471fbda95411d10109e467ad526082d15f14a38de54ea2ada9687ab39d8e237",
      sig: ""
    },
    {
      keyid: "0374a9e18a20a2103736cb4277e2fdd7f8453642c7d9eaf4ad8aee9cf2d47bb5",
      sig: ""
    }
  ],
  signed: {
    _type: "root",
    consistent_snapshot: true,
    expires: "2026-10-16T19:39:43Z",
    keys: {
      "0374a9e18a20a2103736cb4277e2fdd7f8453642c7d9eaf4ad8aee9cf2d47bb5": {
        keytype: "ecdsa",
        keyval: {
          public: "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEoxkvDOmtGEknB3M+ZkPts8joDM0X\nIH5JZwPlgC2CXs/eqOuNF8AcEWwGYRiDhV/IMlQw5bg8PLICQcgsbrDiKg==\n-----END PUBLIC KEY-----\n"
        },
        scheme: "ecdsa-sha2-nistp256",
        "x-tuf-on-ci-keyowner": "@mnm678"
      },
      "61f9609d2655b346fcebccd66b509d5828168d5e447110e261f0bcc8553624bc": {
        keytype: "ecdsa",
        keyval: {
          public: "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE++Wv+DcLRk+mfkmlpCwl1GUi9EMh\npBUTz8K0fH7bE4mQuViGSyWA/eyMc0HvzZi6Xr0diHw0/lUPBvok214YQw==\n-----END PUBLIC KEY-----\n"
        },
        scheme: "ecdsa-sha2-nistp256",
        "x-tuf-on-ci-keyowner": "@kommendorkapten"
      },
      "9471fbda95411d10109e467ad526082d15f14a38de54ea2ada9687ab39d8e237": {
        keytype: "ecdsa",
        keyval: {
          public: "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEFHDb85JH+JYR1LQmxiz4UMokVMnP\nxKoWpaEnFCKXH8W4Fc/DfIxMnkpjCuvWUBdJXkO0aDIxwsij8TOFh2R7dw==\n-----END PUBLIC KEY-----\n"
        },
        scheme: "ecdsa-sha2-nistp256",
        "x-tuf-on-ci-keyowner": "@joshuagl"
      },
      aa61e09f6af7662ac686cf0c6364079f63d3e7a86836684eeced93eace3acd81: {
        keytype: "ecdsa",
        keyval: {
          public: "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEohqIdE+yTl4OxpX8ZxNUPrg3SL9H\nBDnhZuceKkxy2oMhUOxhWweZeG3bfM1T4ZLnJimC6CAYVU5+F5jZCoftRw==\n-----END PUBLIC KEY-----\n"
        },
        scheme: "ecdsa-sha2-nistp256",
        "x-tuf-on-ci-keyowner": "@jku"
      },
      c3479007e861445ce5dc109d9661ed77b35bbc0e3f161852c46114266fc2daa4: {
        keytype: "ecdsa",
        keyval: {
          public: "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAExxmEtmhF5U+i+v/6he4BcSLzCgMx\n/0qSrvDg6bUWwUrkSKS2vDpcJrhGy5fmmhRrGawjPp1ALpC3y1kqFTpXDg==\n-----END PUBLIC KEY-----\n"
        },
        scheme: "ecdsa-sha2-nistp256",
        "x-tuf-on-ci-online-uri": "gcpkms:projects/projectsigstore-staging/locations/global/keyRings/tuf-keyring/cryptoKeys/tuf-key/cryptoKeyVersions/2"
      }
    },
    roles: {
      root: {
        keyids: [
          "aa61e09f6af7662ac686cf0c6364079f63d3e7a86836684eeced93eace3acd81",
          "61f9609d2655b346fcebccd66b509d5828168d5e447110e261f0bcc8553624bc",
          "9471fbda95411d10109e467ad526082d15f14a38de54ea2ada9687ab39d8e237",
          "0374a9e18a20a2103736cb4277e2fdd7f8453642c7d9eaf4ad8aee9cf2d47bb5"
        ],
        threshold: 2
      },
      snapshot: {
        keyids: [
          "c3479007e861445ce5dc109d9661ed77b35bbc0e3f161852c46114266fc2daa4"
        ],
        threshold: 1,
        "x-tuf-on-ci-expiry-period": 3650,
        "x-tuf-on-ci-signing-period": 365
      },
      targets: {
        keyids: [
          "aa61e09f6af7662ac686cf0c6364079f63d3e7a86836684eeced93eace3acd81",
          "61f9609d2655b346fcebccd66b509d5828168d5e447110e261f0bcc8553624bc",
          "9471fbda95411d10109e467ad526082d15f14a38de54ea2ada9687ab39d8e237",
          "0374a9e18a20a2103736cb4277e2fdd7f8453642c7d9eaf4ad8aee9cf2d47bb5"
        ],
        threshold: 1
      },
      timestamp: {
        keyids: [
          "c3479007e861445ce5dc109d9661ed77b35bbc0e3f161852c46114266fc2daa4"
        ],
        threshold: 1,
        "x-tuf-on-ci-expiry-period": 7,
        "x-tuf-on-ci-signing-period": 6
      }
    },
    spec_version: "1.0",
    version: 14,
    "x-tuf-on-ci-expiry-period": 182,
    "x-tuf-on-ci-signing-period": 35
  }
};

// src/sigstore/instances.ts
var INSTANCES = {
  "public-good": {
    domain: "sigstore.dev",
    tufUrl: "https://tuf-repo-cdn.sigstore.dev",
    root: public_good_root_default
  },
  staging: { domain: "sigstage.dev", tufUrl: "https://tuf-repo-cdn.sigstage.dev", root: staging_root_default }
};
var DEFAULT_AUDIENCE = "sigstore";
function audienceOf(instance) {
  return "audience" in instance ? instance.audience : DEFAULT_AUDIENCE;
}
function publicRepository(name) {
  const { tufUrl, root } = INSTANCES[name];
  return { url: tufUrl, root: Buffer.from(JSON.stringify(root)) };
}
function publicDomain(kind) {
  return kind === "public-good" || kind === "staging" ? INSTANCES[kind].domain : void 0;
}
function isHostOf(domain, host) {
  const labels = host.toLowerCase().replace(/:\d{1,5}$/, "").split(".");
  while (labels.at(-1) === "") labels.pop();
  const name = labels.join(".");
  return name === domain || name.endsWith(`.${domain}`);
}
function isPublicHost(host) {
  return Object.values(INSTANCES).some(({ domain }) => isHostOf(domain, host));
}
function limitsOf(url, majorApiVersion) {
  const shared = isShared(url);
  if (majorApiVersion === 1) {
    return shared ? { first: 16, maximum: 16, interval: 125 } : { first: 64, maximum: 64, interval: 0 };
  }
  return shared ? { first: 32, maximum: 256, interval: 0 } : { first: 256, maximum: 256, interval: 0 };
}
function timestampLimitsOf(url) {
  return { first: isShared(url) ? 32 : 64, maximum: 64, interval: 0 };
}
function entryPage(logHost, version, logIndex) {
  return version === 1 && logHost === "rekor.sigstore.dev" ? `https://search.sigstore.dev/?logIndex=${logIndex}` : void 0;
}
function isShared(url) {
  return isPublicHost(new URL(url).hostname);
}

export {
  audienceOf,
  publicRepository,
  publicDomain,
  isHostOf,
  isPublicHost,
  limitsOf,
  timestampLimitsOf,
  entryPage
};
