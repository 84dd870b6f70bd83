import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  withoutDotsAtEnd
} from "./chunk-TPGC6LJH.mjs";

// src/sigstore/roots/github.root.json
var github_root_default = {
  signatures: [
    {
      keyid: "54809115b40137aac01af4b7ac2408c77ea0d58fa4dad48fc3196497d2a26f44",
      sig: ""
    },
    {
      keyid: "8b498a80a1b7af188c10c9abdf6aade81d14faaffcde2abcd6063baa673ebd12",
      sig: "3046022100b7e9b7174cbad8871520d60bb8cc6e479f250be022e31f3bcdd3ceec55c1553c022100da3bcc0f2391490549f0ea45f1ca4af5aeb5ab10c846f7a7eac883c4a62edea1"
    },
    {
      keyid: "56db9f7d64bef1feab6190760336643b20196af4875ee8be915e78f239863aae",
      sig: "30450221008bdaa1a37e031404c0e9323c518bc6bf032f25bf81f9b7f750df19b74287885f0220730cb8b50a80b9ca5d4ec74358e0b35066a5ef9bb7da684b642e7d903740eee0"
    },
    {
      keyid: "d6a89e23fb22801a0d1186bf1bdd007e228f65a8aa9964d24d06cb5fbb0ce91c",
      sig: "3045022100937376a35c200a86ef7338d357ca18c7feeff2ccfb538a44a612545a8fdfb1f602200a72ad82e69cae2a764c014269a07e583cc15964de525a3c8ade0661e42fe53e"
    },
    {
      keyid: "a10513a5ab61acd0c6b6fbe0504856ead18f3b17c4fabbe3fa848c79a5a187cf",
      sig: "3045022036c8a2b135f71dfd421fa3124d7ab77c730daf5e5a3b70b67925a22c7f91c003022100bde6399c5b2ee41060395a3167a7458b4a25b9679f584822adefedb93e0c27eb"
    },
    {
      keyid: "1b8fa2a77525b38ef24804d3d907ca96f76d178a49520333626ba36d319c5790",
      sig: "304502210081e87da79a0afbcbd28ab54d3d16c245f58c4105c4c043cb41e69dfe4cd37f0b0220434e17ef1d60f222f825c0647f2013dcde1e144aafe067f4c22a99737ba4f061"
    },
    {
      keyid: "88737ccdac7b49cc237e9aaead81be2a40278b886a693d8149a19cf543f093d3",
      sig: "304502210085ccbbad39f5e9dff06b57646bf7173d24875b151390a43fc335a85263372be502206032d70fc60630387b9bd3b88a52c07674541f53e100914ea51e6b950f7f0f88"
    }
  ],
  signed: {
    _type: "root",
    consistent_snapshot: true,
    expires: "2027-01-28T20:18:53Z",
    keys: {
      "1b8fa2a77525b38ef24804d3d907ca96f76d178a49520333626ba36d319c5790": {
        keytype: "ecdsa",
        keyval: {
          public: "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEZcUP5fUpUgUiGMusabv7lmn+6nVI\nManyvT8Qr7IJ88pbCdDQdh5rdfjvk+AjQja4l+xOh7V9GtRUcM3gbJSD+w==\n-----END PUBLIC KEY-----\n"
        },
        scheme: "ecdsa-sha2-nistp256",
        "x-tuf-on-ci-keyowner": "@aaroncathcart"
      },
      "54809115b40137aac01af4b7ac2408c77ea0d58fa4dad48fc3196497d2a26f44": {
        keytype: "ecdsa",
        keyval: {
          public: "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEimKcdST+ORD+g0aGEFDOVZDAaIYg\nIgesNKiIe2L7MUsYx5UHhzQ08quvew13eYSCNJnfwooFZu7cdTu8AwqFjQ==\n-----END PUBLIC KEY-----\n"
        },
        scheme: "ecdsa-sha2-nistp256",
        "x-tuf-on-ci-keyowner": "@alexiswales"
      },
      "56db9f7d64bef1feab6190760336643b20196af4875ee8be915e78f239863aae": {
        keytype: "ecdsa",
        keyval: {
          public: "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEwnBUd4d18zbFzkdjQMwqQUcOA6S6\nYpNvdQNckHtjwiGlJyvqjzrRYeObBLMKA/TnqeFAipDfiqsDoqDVwL2cVQ==\n-----END PUBLIC KEY-----\n"
        },
        scheme: "ecdsa-sha2-nistp256",
        "x-tuf-on-ci-keyowner": "@tquinn86"
      },
      "88737ccdac7b49cc237e9aaead81be2a40278b886a693d8149a19cf543f093d3": {
        keytype: "ecdsa",
        keyval: {
          public: "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEBagkskNOpOTbetTX5CdnvMy+LiWn\nonRrNrqAHL4WgiebH7Uig7GLhC3bkeA/qgb926/vr9qhOPG9Buj2HatrPw==\n-----END PUBLIC KEY-----\n"
        },
        scheme: "ecdsa-sha2-nistp256",
        "x-tuf-on-ci-keyowner": "@gregose"
      },
      "8b498a80a1b7af188c10c9abdf6aade81d14faaffcde2abcd6063baa673ebd12": {
        keytype: "ecdsa",
        keyval: {
          public: "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE7IEoVNwrprchXGhT5sAhSax7SOd3\n8duuISghCzfmHdKJWSbV2wJRamRiUVRtmA83K/qm5cT20WXMCT5QeM/D3A==\n-----END PUBLIC KEY-----\n"
        },
        scheme: "ecdsa-sha2-nistp256",
        "x-tuf-on-ci-keyowner": "@trevrosen"
      },
      a10513a5ab61acd0c6b6fbe0504856ead18f3b17c4fabbe3fa848c79a5a187cf: {
        keytype: "ecdsa",
        keyval: {
          public: "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEC2wJ3xscyXxBLybJ9FVjwkyQMe53\nRHUz77AjMO8MzVaT8xw6ZvJqdNZiytYtigWULlINxw6frNsWJKb/f7lC8A==\n-----END PUBLIC KEY-----\n"
        },
        scheme: "ecdsa-sha2-nistp256",
        "x-tuf-on-ci-keyowner": "@kommendorkapten"
      },
      d6a89e23fb22801a0d1186bf1bdd007e228f65a8aa9964d24d06cb5fbb0ce91c: {
        keytype: "ecdsa",
        keyval: {
          public: "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEDdORwcruW3gqAgaLjH/nNdGMB4kQ\nAvA+wD6DyO4P/wR8ee2ce83NZHq1ZADKhve0rlYKaKy3CqyQ5SmlZ36Zhw==\n-----END PUBLIC KEY-----\n"
        },
        scheme: "ecdsa-sha2-nistp256",
        "x-tuf-on-ci-keyowner": "@krukow"
      },
      eb9799b483affac9da87ef4c9ea467928415c961349e607e5e6e485679b07f8f: {
        keytype: "ecdsa",
        keyval: {
          public: "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAENKNcNcX+d73lS1TRFb9Vnp8JvOoh\nzYQ+in43iGenbG8RGo9L/6FJ2hoRbVU6xskvyuErcdPbCdI4GxrQ5i8hkw==\n-----END PUBLIC KEY-----\n"
        },
        scheme: "ecdsa-sha2-nistp256",
        "x-tuf-on-ci-online-uri": "azurekms://production-tuf-root.vault.azure.net/keys/Online-Key/aaf375fd8ed24acb949a5cc173700b05"
      }
    },
    roles: {
      root: {
        keyids: [
          "a10513a5ab61acd0c6b6fbe0504856ead18f3b17c4fabbe3fa848c79a5a187cf",
          "88737ccdac7b49cc237e9aaead81be2a40278b886a693d8149a19cf543f093d3",
          "d6a89e23fb22801a0d1186bf1bdd007e228f65a8aa9964d24d06cb5fbb0ce91c",
          "8b498a80a1b7af188c10c9abdf6aade81d14faaffcde2abcd6063baa673ebd12",
          "54809115b40137aac01af4b7ac2408c77ea0d58fa4dad48fc3196497d2a26f44",
          "56db9f7d64bef1feab6190760336643b20196af4875ee8be915e78f239863aae",
          "1b8fa2a77525b38ef24804d3d907ca96f76d178a49520333626ba36d319c5790"
        ],
        threshold: 3
      },
      snapshot: {
        keyids: [
          "eb9799b483affac9da87ef4c9ea467928415c961349e607e5e6e485679b07f8f"
        ],
        threshold: 1,
        "x-tuf-on-ci-expiry-period": 21,
        "x-tuf-on-ci-signing-period": 7
      },
      targets: {
        keyids: [
          "a10513a5ab61acd0c6b6fbe0504856ead18f3b17c4fabbe3fa848c79a5a187cf",
          "88737ccdac7b49cc237e9aaead81be2a40278b886a693d8149a19cf543f093d3",
          "d6a89e23fb22801a0d1186bf1bdd007e228f65a8aa9964d24d06cb5fbb0ce91c",
          "8b498a80a1b7af188c10c9abdf6aade81d14faaffcde2abcd6063baa673ebd12",
          "54809115b40137aac01af4b7ac2408c77ea0d58fa4dad48fc3196497d2a26f44",
          "56db9f7d64bef1feab6190760336643b20196af4875ee8be915e78f239863aae",
          "1b8fa2a77525b38ef24804d3d907ca96f76d178a49520333626ba36d319c5790"
        ],
        threshold: 3
      },
      timestamp: {
        keyids: [
          "eb9799b483affac9da87ef4c9ea467928415c961349e607e5e6e485679b07f8f"
        ],
        threshold: 1,
        "x-tuf-on-ci-expiry-period": 7,
        "x-tuf-on-ci-signing-period": 6
      }
    },
    spec_version: "1.0.31",
    version: 9,
    "x-tuf-on-ci-expiry-period": 240,
    "x-tuf-on-ci-signing-period": 60
  }
};

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
var GITHUB = { domain: "githubapp.com", tufUrl: "https://tuf-repo.github.com", root: github_root_default };
var DEFAULT_AUDIENCE = "sigstore";
function audienceOf(instance) {
  return "audience" in instance ? instance.audience : DEFAULT_AUDIENCE;
}
function embeddedRepository(name) {
  const { tufUrl, root } = name === "github" ? GITHUB : INSTANCES[name];
  return { url: tufUrl, root: Buffer.from(JSON.stringify(root)) };
}
function githubServices({ server }) {
  const domain = server === "github.com" ? GITHUB.domain : server;
  const tenant = server === "github.com" ? "" : `${server.slice(0, server.indexOf("."))}.`;
  return {
    fulcio: `https://fulcio.${domain}`,
    timestampAuthority: `https://timestamp.${domain}/api/v1/timestamp`,
    trustedRoot: `${tenant}trusted_root.json`
  };
}
function publicDomain(kind) {
  return kind === "public-good" || kind === "staging" ? INSTANCES[kind].domain : void 0;
}
function isHostOf(domain, host) {
  const name = withoutDotsAtEnd(host.toLowerCase().replace(/:\d{1,5}$/, ""));
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
  const { hostname } = new URL(url);
  return isPublicHost(hostname) || isHostOf(GITHUB.domain, hostname) || isHostOf("ghe.com", hostname);
}

export {
  audienceOf,
  embeddedRepository,
  githubServices,
  publicDomain,
  isHostOf,
  isPublicHost,
  limitsOf,
  timestampLimitsOf,
  entryPage
};
