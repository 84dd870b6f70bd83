import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  require_dist as require_dist2,
  require_error2 as require_error,
  require_store
} from "./chunk-BSKTRWAC.mjs";
import {
  require_src
} from "./chunk-62JOJ2RJ.mjs";
import {
  requestWithRetry
} from "./chunk-SFSFVEM5.mjs";
import "./chunk-2QWILKNM.mjs";
import {
  addressOf,
  isSameAddress,
  readTrustedRoot,
  rekorVersionsOf,
  require_dist
} from "./chunk-5VSGC6W7.mjs";
import "./chunk-4CYMUFG5.mjs";
import {
  ActionError,
  TransportError,
  messageOf
} from "./chunk-TCESNLFT.mjs";
import {
  DEFAULT_AUDIENCE,
  isHostOf,
  publicDomain,
  publicRepository
} from "./chunk-6M27Y4YM.mjs";
import {
  __commonJS,
  __require,
  __toESM
} from "./chunk-HT5OEBR5.mjs";

// node_modules/tuf-js/dist/utils/tmpfile.js
var require_tmpfile = __commonJS({
  "node_modules/tuf-js/dist/utils/tmpfile.js"(exports) {
    "use strict";
    var __importDefault = exports && exports.__importDefault || function(mod) {
      return mod && mod.__esModule ? mod : { "default": mod };
    };
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.withTempFile = void 0;
    var promises_1 = __importDefault(__require("fs/promises"));
    var os_1 = __importDefault(__require("os"));
    var path_1 = __importDefault(__require("path"));
    var withTempFile = async (handler) => withTempDir(async (dir) => handler(path_1.default.join(dir, "tempfile")));
    exports.withTempFile = withTempFile;
    var withTempDir = async (handler) => {
      const tmpDir = await promises_1.default.realpath(os_1.default.tmpdir());
      const dir = await promises_1.default.mkdtemp(tmpDir + path_1.default.sep);
      try {
        return await handler(dir);
      } finally {
        await promises_1.default.rm(dir, { force: true, recursive: true, maxRetries: 3 });
      }
    };
  }
});

// node_modules/@gar/promise-retry/lib/retry.js
var require_retry = __commonJS({
  "node_modules/@gar/promise-retry/lib/retry.js"(exports, module) {
    var RetryOperation = class {
      #attempts = 1;
      #cachedTimeouts = null;
      #errors = [];
      #fn = null;
      #maxRetryTime;
      #operationStart = null;
      #originalTimeouts;
      #timeouts;
      #timer = null;
      #unref;
      constructor(timeouts, options = {}) {
        this.#originalTimeouts = [...timeouts];
        this.#timeouts = [...timeouts];
        this.#unref = options.unref;
        this.#maxRetryTime = options.maxRetryTime || Infinity;
        if (options.forever) {
          this.#cachedTimeouts = [...this.#timeouts];
        }
      }
      get timeouts() {
        return [...this.#timeouts];
      }
      get errors() {
        return [...this.#errors];
      }
      get attempts() {
        return this.#attempts;
      }
      get mainError() {
        let mainError = null;
        if (this.#errors.length) {
          let mainErrorCount = 0;
          const counts = {};
          for (let i = 0; i < this.#errors.length; i++) {
            const error = this.#errors[i];
            const { message } = error;
            if (!counts[message]) {
              counts[message] = 0;
            }
            counts[message]++;
            if (counts[message] >= mainErrorCount) {
              mainError = error;
              mainErrorCount = counts[message];
            }
          }
        }
        return mainError;
      }
      reset() {
        this.#attempts = 1;
        this.#timeouts = [...this.#originalTimeouts];
      }
      stop() {
        if (this.#timer) {
          clearTimeout(this.#timer);
        }
        this.#timeouts = [];
        this.#cachedTimeouts = null;
      }
      retry(err) {
        this.#errors.push(err);
        if ((/* @__PURE__ */ new Date()).getTime() - this.#operationStart >= this.#maxRetryTime) {
          this.#errors.unshift(new Error("RetryOperation timeout occurred"));
          return false;
        }
        let timeout = this.#timeouts.shift();
        if (timeout === void 0) {
          if (this.#cachedTimeouts) {
            this.#errors.pop();
            timeout = this.#cachedTimeouts.at(-1);
          } else {
            return false;
          }
        }
        this.#timer = setTimeout(() => {
          this.#attempts++;
          this.#fn(this.#attempts);
        }, timeout);
        if (this.#unref) {
          this.#timer.unref();
        }
        return true;
      }
      attempt(fn) {
        this.#fn = fn;
        this.#operationStart = (/* @__PURE__ */ new Date()).getTime();
        this.#fn(this.#attempts);
      }
    };
    module.exports = { RetryOperation };
  }
});

// node_modules/@gar/promise-retry/lib/index.js
var require_lib = __commonJS({
  "node_modules/@gar/promise-retry/lib/index.js"(exports, module) {
    var { RetryOperation } = require_retry();
    var createTimeout = (attempt, opts) => Math.min(Math.round((1 + (opts.randomize ? Math.random() : 0)) * Math.max(opts.minTimeout, 1) * Math.pow(opts.factor, attempt)), opts.maxTimeout);
    var isRetryError = (err) => err?.code === "EPROMISERETRY" && Object.hasOwn(err, "retried");
    var promiseRetry = async (fn, options = {}) => {
      let timeouts = [];
      if (options instanceof Array) {
        timeouts = [...options];
      } else {
        if (options.retries === Infinity) {
          options.forever = true;
          delete options.retries;
        }
        const opts = {
          retries: 10,
          factor: 2,
          minTimeout: 1 * 1e3,
          maxTimeout: Infinity,
          randomize: false,
          ...options
        };
        if (opts.minTimeout > opts.maxTimeout) {
          throw new Error("minTimeout is greater than maxTimeout");
        }
        if (opts.retries) {
          for (let i = 0; i < opts.retries; i++) {
            timeouts.push(createTimeout(i, opts));
          }
          timeouts.sort((a, b) => a - b);
        } else if (options.forever) {
          timeouts.push(createTimeout(0, opts));
        }
      }
      const operation = new RetryOperation(timeouts, {
        forever: options.forever,
        unref: options.unref,
        maxRetryTime: options.maxRetryTime
      });
      return new Promise(function(resolve, reject) {
        operation.attempt(async (number) => {
          try {
            const result = await fn((err) => {
              throw Object.assign(new Error("Retrying"), { code: "EPROMISERETRY", retried: err });
            }, number, operation);
            return resolve(result);
          } catch (err) {
            if (!isRetryError(err)) {
              return reject(err);
            }
            if (!operation.retry(err.retried || new Error())) {
              return reject(err.retried);
            }
          }
        });
      });
    };
    module.exports = { promiseRetry };
  }
});

// node_modules/tuf-js/dist/fetcher.js
var require_fetcher = __commonJS({
  "node_modules/tuf-js/dist/fetcher.js"(exports) {
    "use strict";
    var __importDefault = exports && exports.__importDefault || function(mod) {
      return mod && mod.__esModule ? mod : { "default": mod };
    };
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.DefaultFetcher = exports.BaseFetcher = void 0;
    var debug_1 = __importDefault(require_src());
    var fs_1 = __importDefault(__require("fs"));
    var util_1 = __importDefault(__require("util"));
    var error_1 = require_error();
    var tmpfile_1 = require_tmpfile();
    var promise_retry_1 = require_lib();
    var log = (0, debug_1.default)("tuf:fetch");
    var USER_AGENT_HEADER = "User-Agent";
    var BaseFetcher2 = class {
      // Download file from given URL. The file is downloaded to a temporary
      // location and then passed to the given handler. The handler is responsible
      // for moving the file to its final location. The temporary file is deleted
      // after the handler returns.
      async downloadFile(url, maxLength, handler) {
        return (0, tmpfile_1.withTempFile)(async (tmpFile) => {
          const reader = await this.fetch(url);
          let numberOfBytesReceived = 0;
          const fileStream = fs_1.default.createWriteStream(tmpFile);
          const streamReader = reader.getReader();
          try {
            while (true) {
              const { done, value: chunk } = await streamReader.read();
              if (done) {
                break;
              }
              numberOfBytesReceived += chunk.length;
              if (numberOfBytesReceived > maxLength) {
                throw new error_1.DownloadLengthMismatchError("Max length reached");
              }
              await writeBufferToStream(fileStream, Buffer.from(chunk));
            }
          } finally {
            streamReader.releaseLock();
            await util_1.default.promisify(fileStream.close).bind(fileStream)();
          }
          return handler(tmpFile);
        });
      }
      // Download bytes from given URL.
      async downloadBytes(url, maxLength) {
        return this.downloadFile(url, maxLength, async (file) => {
          const stream = fs_1.default.createReadStream(file);
          const chunks = [];
          for await (const chunk of stream) {
            chunks.push(chunk);
          }
          return Buffer.concat(chunks);
        });
      }
    };
    exports.BaseFetcher = BaseFetcher2;
    var DefaultFetcher = class extends BaseFetcher2 {
      userAgent;
      timeout;
      retry;
      constructor(options = {}) {
        super();
        this.userAgent = options.userAgent;
        this.timeout = options.timeout;
        if (options.retry === true) {
          this.retry = { forever: true };
        } else if (options.retry === false || options.retry === void 0) {
          this.retry = void 0;
        } else if (typeof options.retry === "number") {
          if (options.retry < 0) {
            throw new Error("Retry count must be non-negative number");
          }
          this.retry = { retries: options.retry };
        } else {
          this.retry = options.retry;
        }
      }
      async fetch(url) {
        const shouldRetry = this.retry !== void 0;
        return (0, promise_retry_1.promiseRetry)(async (retry, number) => {
          log("GET %s (attempt %d)", url, number);
          let response;
          try {
            response = await fetch(url, {
              headers: {
                [USER_AGENT_HEADER]: this.userAgent || ""
              },
              signal: this.timeout ? AbortSignal.timeout(this.timeout) : void 0
            });
          } catch (error) {
            const err = error instanceof Error ? error : new Error(String(error));
            if (shouldRetry) {
              return retry(err);
            }
            throw err;
          }
          if (!response.ok || !response.body) {
            const err = new error_1.DownloadHTTPError("Failed to download", response.status);
            if (shouldRetry && response.status >= 500 && response.status < 600) {
              return retry(err);
            }
            throw err;
          }
          return response.body;
        }, this.retry);
      }
    };
    exports.DefaultFetcher = DefaultFetcher;
    var writeBufferToStream = async (stream, buffer) => {
      return new Promise((resolve, reject) => {
        stream.write(buffer, (err) => {
          if (err) {
            reject(err);
          }
          resolve(true);
        });
      });
    };
  }
});

// node_modules/tuf-js/package.json
var require_package = __commonJS({
  "node_modules/tuf-js/package.json"(exports, module) {
    module.exports = {
      name: "tuf-js",
      version: "6.0.2",
      description: "JavaScript implementation of The Update Framework (TUF)",
      main: "dist/index.js",
      types: "dist/index.d.ts",
      scripts: {
        build: "tsc --build tsconfig.build.json",
        clean: "rm -rf dist && rm tsconfig.build.tsbuildinfo",
        test: "jest"
      },
      repository: {
        type: "git",
        url: "git+https://github.com/theupdateframework/tuf-js.git"
      },
      files: [
        "dist"
      ],
      keywords: [
        "tuf",
        "security",
        "update"
      ],
      author: "bdehamer@github.com",
      license: "MIT",
      bugs: {
        url: "https://github.com/theupdateframework/tuf-js/issues"
      },
      homepage: "https://github.com/theupdateframework/tuf-js/tree/main/packages/client#readme",
      devDependencies: {
        "@tufjs/repo-mock": "5.0.2",
        "@types/debug": "^4.1.13",
        "@types/retry": "^0.12.5"
      },
      dependencies: {
        "@gar/promise-retry": "^1.0.3",
        "@tufjs/models": "5.0.2",
        debug: "^4.4.3"
      },
      engines: {
        node: "^22.22.2 || ^24.15.0 || >=26.0.0"
      }
    };
  }
});

// node_modules/tuf-js/dist/config.js
var require_config = __commonJS({
  "node_modules/tuf-js/dist/config.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.defaultConfig = void 0;
    exports.defaultConfig = {
      maxRootRotations: 256,
      maxDelegations: 32,
      rootMaxLength: 512e3,
      //bytes
      timestampMaxLength: 16384,
      // bytes
      snapshotMaxLength: 2e6,
      // bytes
      targetsMaxLength: 5e6,
      // bytes
      prefixTargetsWithHash: true,
      fetchTimeout: 1e5,
      // milliseconds
      fetchRetries: void 0,
      fetchRetry: 2,
      userAgent: ""
    };
  }
});

// node_modules/tuf-js/dist/utils/url.js
var require_url = __commonJS({
  "node_modules/tuf-js/dist/utils/url.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.join = join;
    var url_1 = __require("url");
    function join(base, path) {
      return new url_1.URL(ensureTrailingSlash(base) + removeLeadingSlash(path)).toString();
    }
    function ensureTrailingSlash(path) {
      return path.endsWith("/") ? path : path + "/";
    }
    function removeLeadingSlash(path) {
      return path.startsWith("/") ? path.slice(1) : path;
    }
  }
});

// node_modules/tuf-js/dist/updater.js
var require_updater = __commonJS({
  "node_modules/tuf-js/dist/updater.js"(exports) {
    "use strict";
    var __createBinding = exports && exports.__createBinding || (Object.create ? (function(o, m, k, k2) {
      if (k2 === void 0) k2 = k;
      var desc = Object.getOwnPropertyDescriptor(m, k);
      if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) {
        desc = { enumerable: true, get: function() {
          return m[k];
        } };
      }
      Object.defineProperty(o, k2, desc);
    }) : (function(o, m, k, k2) {
      if (k2 === void 0) k2 = k;
      o[k2] = m[k];
    }));
    var __setModuleDefault = exports && exports.__setModuleDefault || (Object.create ? (function(o, v) {
      Object.defineProperty(o, "default", { enumerable: true, value: v });
    }) : function(o, v) {
      o["default"] = v;
    });
    var __importStar = exports && exports.__importStar || /* @__PURE__ */ (function() {
      var ownKeys = function(o) {
        ownKeys = Object.getOwnPropertyNames || function(o2) {
          var ar = [];
          for (var k in o2) if (Object.prototype.hasOwnProperty.call(o2, k)) ar[ar.length] = k;
          return ar;
        };
        return ownKeys(o);
      };
      return function(mod) {
        if (mod && mod.__esModule) return mod;
        var result = {};
        if (mod != null) {
          for (var k = ownKeys(mod), i = 0; i < k.length; i++) if (k[i] !== "default") __createBinding(result, mod, k[i]);
        }
        __setModuleDefault(result, mod);
        return result;
      };
    })();
    var __importDefault = exports && exports.__importDefault || function(mod) {
      return mod && mod.__esModule ? mod : { "default": mod };
    };
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.Updater = void 0;
    var models_1 = require_dist2();
    var debug_1 = __importDefault(require_src());
    var fs = __importStar(__require("fs"));
    var path = __importStar(__require("path"));
    var package_json_1 = require_package();
    var config_1 = require_config();
    var error_1 = require_error();
    var fetcher_1 = require_fetcher();
    var store_1 = require_store();
    var url = __importStar(require_url());
    var log = (0, debug_1.default)("tuf:cache");
    var Updater2 = class {
      dir;
      metadataBaseUrl;
      targetDir;
      targetBaseUrl;
      forceCache;
      trustedSet;
      config;
      fetcher;
      constructor(options) {
        const { metadataDir, metadataBaseUrl, targetDir, targetBaseUrl, fetcher, config } = options;
        this.dir = metadataDir;
        this.metadataBaseUrl = metadataBaseUrl;
        this.targetDir = targetDir;
        this.targetBaseUrl = targetBaseUrl;
        this.forceCache = options.forceCache ?? false;
        const data = this.loadLocalMetadata(models_1.MetadataKind.Root);
        this.trustedSet = new store_1.TrustedMetadataStore(data);
        this.config = { ...config_1.defaultConfig, ...config };
        const userAgent = config?.userAgent ? `${config.userAgent} tuf-js/${package_json_1.version}` : `tuf-js/${package_json_1.version}`;
        this.fetcher = fetcher || new fetcher_1.DefaultFetcher({
          userAgent,
          timeout: this.config.fetchTimeout,
          retry: this.config.fetchRetries ?? this.config.fetchRetry
        });
      }
      // refresh and load the metadata before downloading the target
      // refresh should be called once after the client is initialized
      async refresh() {
        if (this.forceCache) {
          try {
            await this.loadTimestamp({ checkRemote: false });
          } catch (error) {
            await this.loadRoot();
            await this.loadTimestamp();
          }
        } else {
          await this.loadRoot();
          await this.loadTimestamp();
        }
        await this.loadSnapshot();
        await this.loadTargets(models_1.MetadataKind.Targets, models_1.MetadataKind.Root);
      }
      // Returns the TargetFile instance with information for the given target path.
      //
      // Implicitly calls refresh if it hasn't already been called.
      async getTargetInfo(targetPath) {
        if (!this.trustedSet.targets) {
          await this.refresh();
        }
        return this.preorderDepthFirstWalk(targetPath);
      }
      async downloadTarget(targetInfo, filePath, targetBaseUrl) {
        const targetPath = filePath || this.generateTargetPath(targetInfo);
        if (!targetBaseUrl) {
          if (!this.targetBaseUrl) {
            throw new error_1.ValueError("Target base URL not set");
          }
          targetBaseUrl = this.targetBaseUrl;
        }
        let targetFilePath = targetInfo.path;
        const consistentSnapshot = this.trustedSet.root.signed.consistentSnapshot;
        if (consistentSnapshot && this.config.prefixTargetsWithHash) {
          const hashes = Object.values(targetInfo.hashes);
          const { dir, base } = path.parse(targetFilePath);
          const filename = `${hashes[0]}.${base}`;
          targetFilePath = dir ? `${dir}/${filename}` : filename;
        }
        const targetUrl = url.join(targetBaseUrl, targetFilePath);
        await this.fetcher.downloadFile(targetUrl, targetInfo.length, async (fileName) => {
          await targetInfo.verify(fs.createReadStream(fileName));
          log("WRITE %s", targetPath);
          fs.copyFileSync(fileName, targetPath);
        });
        return targetPath;
      }
      async findCachedTarget(targetInfo, filePath) {
        if (!filePath) {
          filePath = this.generateTargetPath(targetInfo);
        }
        try {
          if (fs.existsSync(filePath)) {
            await targetInfo.verify(fs.createReadStream(filePath));
            return filePath;
          }
        } catch (error) {
          return;
        }
        return;
      }
      loadLocalMetadata(fileName) {
        const filePath = path.join(this.dir, `${fileName}.json`);
        log("READ %s", filePath);
        return fs.readFileSync(filePath);
      }
      // Sequentially load and persist on local disk every newer root metadata
      // version available on the remote.
      // Client workflow 5.3: update root role
      async loadRoot() {
        const rootVersion = this.trustedSet.root.signed.version;
        const lowerBound = rootVersion + 1;
        const upperBound = lowerBound + this.config.maxRootRotations;
        for (let version = lowerBound; version < upperBound; version++) {
          const rootUrl = url.join(this.metadataBaseUrl, `${version}.root.json`);
          try {
            const bytesData = await this.fetcher.downloadBytes(rootUrl, this.config.rootMaxLength);
            this.trustedSet.updateRoot(bytesData);
            this.persistMetadata(models_1.MetadataKind.Root, bytesData);
          } catch (error) {
            if (error instanceof error_1.DownloadHTTPError) {
              if ([403, 404].includes(error.statusCode)) {
                break;
              }
            }
            throw error;
          }
        }
      }
      // Load local and remote timestamp metadata.
      // Client workflow 5.4: update timestamp role
      async loadTimestamp({ checkRemote } = { checkRemote: true }) {
        try {
          const data = this.loadLocalMetadata(models_1.MetadataKind.Timestamp);
          this.trustedSet.updateTimestamp(data);
          if (!checkRemote) {
            return;
          }
        } catch (error) {
        }
        const timestampUrl = url.join(this.metadataBaseUrl, "timestamp.json");
        const bytesData = await this.fetcher.downloadBytes(timestampUrl, this.config.timestampMaxLength);
        try {
          this.trustedSet.updateTimestamp(bytesData);
        } catch (error) {
          if (error instanceof error_1.EqualVersionError) {
            return;
          }
          throw error;
        }
        this.persistMetadata(models_1.MetadataKind.Timestamp, bytesData);
      }
      // Load local and remote snapshot metadata.
      // Client workflow 5.5: update snapshot role
      async loadSnapshot() {
        try {
          const data = this.loadLocalMetadata(models_1.MetadataKind.Snapshot);
          this.trustedSet.updateSnapshot(data, true);
        } catch (error) {
          if (!this.trustedSet.timestamp) {
            throw new ReferenceError("No timestamp metadata", { cause: error });
          }
          const snapshotMeta = this.trustedSet.timestamp.signed.snapshotMeta;
          const maxLength = snapshotMeta.length || this.config.snapshotMaxLength;
          const version = this.trustedSet.root.signed.consistentSnapshot ? snapshotMeta.version : void 0;
          const snapshotUrl = url.join(this.metadataBaseUrl, version ? `${version}.snapshot.json` : "snapshot.json");
          try {
            const bytesData = await this.fetcher.downloadBytes(snapshotUrl, maxLength);
            this.trustedSet.updateSnapshot(bytesData);
            this.persistMetadata(models_1.MetadataKind.Snapshot, bytesData);
          } catch (error2) {
            throw new error_1.RuntimeError(`Unable to load snapshot metadata error ${error2}`);
          }
        }
      }
      // Load local and remote targets metadata.
      // Client workflow 5.6: update targets role
      async loadTargets(role, parentRole) {
        const cachedRole = this.trustedSet.getRole(role);
        if (cachedRole) {
          const delegator = this.trustedSet.getRole(parentRole);
          if (!delegator) {
            throw new error_1.RuntimeError(`No trusted ${parentRole} metadata`);
          }
          delegator.verifyDelegate(role, cachedRole);
          return cachedRole;
        }
        try {
          const buffer = this.loadLocalMetadata(role);
          this.trustedSet.updateDelegatedTargets(buffer, role, parentRole);
        } catch (error) {
          if (!this.trustedSet.snapshot) {
            throw new ReferenceError("No snapshot metadata", { cause: error });
          }
          const metaInfo = this.trustedSet.snapshot.signed.meta[`${role}.json`];
          const maxLength = metaInfo.length || this.config.targetsMaxLength;
          const version = this.trustedSet.root.signed.consistentSnapshot ? metaInfo.version : void 0;
          const encodedRole = encodeURIComponent(role);
          const metadataUrl = url.join(this.metadataBaseUrl, version ? `${version}.${encodedRole}.json` : `${encodedRole}.json`);
          try {
            const bytesData = await this.fetcher.downloadBytes(metadataUrl, maxLength);
            this.trustedSet.updateDelegatedTargets(bytesData, role, parentRole);
            this.persistMetadata(role, bytesData);
          } catch (error2) {
            throw new error_1.RuntimeError(`Unable to load targets error ${error2}`);
          }
        }
        return this.trustedSet.getRole(role);
      }
      async preorderDepthFirstWalk(targetPath) {
        const delegationsToVisit = [
          {
            roleName: models_1.MetadataKind.Targets,
            parentRoleName: models_1.MetadataKind.Root
          }
        ];
        const visitedRoleNames = /* @__PURE__ */ new Set();
        while (visitedRoleNames.size <= this.config.maxDelegations && delegationsToVisit.length > 0) {
          const { roleName, parentRoleName } = delegationsToVisit.pop();
          if (visitedRoleNames.has(roleName)) {
            continue;
          }
          const targets = (await this.loadTargets(roleName, parentRoleName))?.signed;
          if (!targets) {
            continue;
          }
          const target = targets.targets?.[targetPath];
          if (target) {
            return target;
          }
          visitedRoleNames.add(roleName);
          if (targets.delegations) {
            const childRolesToVisit = [];
            const rolesForTarget = targets.delegations.rolesForTarget(targetPath);
            for (const { role: childName, terminating } of rolesForTarget) {
              childRolesToVisit.push({
                roleName: childName,
                parentRoleName: roleName
              });
              if (terminating) {
                delegationsToVisit.splice(0);
                break;
              }
            }
            childRolesToVisit.reverse();
            delegationsToVisit.push(...childRolesToVisit);
          }
        }
        return;
      }
      generateTargetPath(targetInfo) {
        if (!this.targetDir) {
          throw new error_1.ValueError("Target directory not set");
        }
        const filePath = encodeURIComponent(targetInfo.path);
        return path.join(this.targetDir, filePath);
      }
      persistMetadata(metaDataName, bytesData) {
        const encodedName = encodeURIComponent(metaDataName);
        try {
          const filePath = path.join(this.dir, `${encodedName}.json`);
          log("WRITE %s", filePath);
          fs.writeFileSync(filePath, bytesData.toString("utf8"));
        } catch (error) {
          throw new error_1.PersistError(`Failed to persist metadata ${encodedName} error: ${error}`);
        }
      }
    };
    exports.Updater = Updater2;
  }
});

// node_modules/tuf-js/dist/index.js
var require_dist3 = __commonJS({
  "node_modules/tuf-js/dist/index.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.Updater = exports.BaseFetcher = exports.TargetFile = void 0;
    var models_1 = require_dist2();
    Object.defineProperty(exports, "TargetFile", { enumerable: true, get: function() {
      return models_1.TargetFile;
    } });
    var fetcher_1 = require_fetcher();
    Object.defineProperty(exports, "BaseFetcher", { enumerable: true, get: function() {
      return fetcher_1.BaseFetcher;
    } });
    var updater_1 = require_updater();
    Object.defineProperty(exports, "Updater", { enumerable: true, get: function() {
      return updater_1.Updater;
    } });
  }
});

// src/sigstore/services/usable-services.ts
var import_protobuf_specs = __toESM(require_dist(), 1);
var NO_START = "it has no start of validity";
function usableServices(services, versions, judge, now) {
  const usable = [];
  const dropped = [];
  for (const service of services) {
    const { url, majorApiVersion, operator, validFor } = service;
    const start = validFor?.start;
    const drop = (reason) => void dropped.push(`${url} (v${majorApiVersion}): ${reason}`);
    const unsuited = versions(majorApiVersion) ?? unsuitable(service, now);
    if (unsuited !== void 0 || start === void 0) {
      drop(unsuited ?? NO_START);
      continue;
    }
    const verifiability = judge(service);
    if (verifiability.kind === "unverifiable") drop(verifiability.reason);
    else usable.push({ url, majorApiVersion, operator, start, verifiability: verifiability.kind });
  }
  return withoutBorrowed(usable, dropped);
}
function withoutBorrowed(usable, dropped) {
  const isNeedless = ({ verifiability, majorApiVersion }) => verifiability === "borrowed" && usable.some((other) => other.verifiability !== "borrowed" && other.majorApiVersion === majorApiVersion);
  const needless = usable.filter(isNeedless).map(({ url, majorApiVersion }) => `${url} (v${majorApiVersion}): the trusted root has no key for it`);
  return {
    usable: usable.filter((service) => !isNeedless(service)),
    dropped: [...dropped, ...needless]
  };
}
function unsuitable({ url, validFor }, now) {
  const { start, end } = validFor ?? {};
  if (start === void 0) return NO_START;
  if (Number.isNaN(start.getTime()) || Number.isNaN(end?.getTime() ?? 0)) return "its validity is not a time";
  if (now < start) return `it starts on ${start.toISOString()}`;
  if (end !== void 0 && now > end) return `it ended on ${end.toISOString()}`;
  return URL.canParse(url) ? void 0 : "its URL is not valid";
}
function onePerOperator(services) {
  const highest = services.reduce((most, { majorApiVersion }) => Math.max(most, majorApiVersion), 0);
  const sorted = services.filter((service) => service.majorApiVersion === highest).toSorted((one, other) => other.start.getTime() - one.start.getTime());
  return sorted.filter(
    (service, index) => sorted.findIndex((earlier) => earlier.operator === service.operator) === index
  );
}
function bySelector(kind, configuration, offer) {
  const candidates = onePerOperator(offer.usable);
  const selector = configuration?.selector;
  if (selector === import_protobuf_specs.ServiceSelector.ANY) return candidates.slice(0, 1);
  if (selector === import_protobuf_specs.ServiceSelector.ALL) return candidates;
  if (selector === import_protobuf_specs.ServiceSelector.EXACT) return exactly(kind, configuration?.count ?? 0, candidates, offer);
  throw noService(
    `The signing config has no known selector (ANY, ALL, EXACT) for its services of kind ${kind}`
  );
}
function exactly(kind, count, candidates, offer) {
  if (!Number.isInteger(count) || count < 1) {
    throw noService(`The signing config asks for exactly ${count} services of kind ${kind}`);
  }
  if (candidates.length < count) {
    throw noneUsable(
      kind,
      offer,
      ` (exactly ${count} of different operators are asked for, ${candidates.length} found)`
    );
  }
  return candidates.slice(0, count);
}
function decisionLine(kind, service, { usable, dropped }, chosen, reason) {
  const passedOver = usable.filter((other) => !chosen.includes(other)).map((other) => `${other.url} (v${other.majorApiVersion}): ${reasonAgainst(other, chosen)}`);
  const others = [...dropped, ...passedOver];
  const rest = others.length === 0 ? "" : `; not used: ${others.join("; ")}`;
  return `${kind} ${service.url} (v${service.majorApiVersion}): ${reason}${rest}`;
}
function reasonAgainst(service, chosen) {
  if (chosen.every(({ majorApiVersion }) => majorApiVersion > service.majorApiVersion)) {
    return "a higher version can be used";
  }
  const rival = chosen.find(({ operator }) => operator === service.operator);
  if (rival === void 0) return "no more are asked for";
  return rival.start > service.start ? "another of its operator started later" : "another of its operator is listed before it";
}
function noneUsable(kind, { dropped }, need = "", hint) {
  const reasons = dropped.length === 0 ? "the signing config lists none" : dropped.join("; ");
  return noService(`No service of kind ${kind} can be used${need}: ${reasons}`, hint);
}
function noService(message, hint = "Check the signing config and the trusted root of the Sigstore instance.") {
  return new ActionError("NO_SERVICE", message, hint);
}

// src/sigstore/services/verifiability.ts
function logJudge({ tlogs, skipped }, listed, now) {
  return (service) => {
    const named = tlogs.filter((log) => isAt(log.baseUrl, service.url));
    const own = named.filter((log) => couldServe(log, service));
    if (own.some((log) => isValid(log.validFor, now))) return { kind: "named" };
    if (own.length > 0) return unverifiable(outside(own, "key", now));
    if (named.length > 0)
      return unverifiable("its key in the trusted root is of another version or operator");
    const possible = tlogs.filter((log) => couldServe(log, service) && isValid(log.validFor, now));
    const free = possible.filter(
      (log) => listedAt(log, listed).every(({ majorApiVersion }) => majorApiVersion === service.majorApiVersion)
    );
    if (free.length === 0 && named.length > 0) {
      return unverifiable("its key in the trusted root is of another version or operator");
    }
    if (free.length === 0) return noAnchor("key", "tlogs", service, skipped);
    return { kind: free.some((log) => listedAt(log, listed).length === 0) ? "possible" : "borrowed" };
  };
}
function authorityJudge(field, trustedRoot, now) {
  const authorities = trustedRoot[field];
  return (service) => {
    const own = authorities.filter(({ uri }) => uri === "" || isAt(uri, service.url));
    if (own.length === 0) return noAnchor("certificate chain", field, service, trustedRoot.skipped);
    if (own.some(({ validFor }) => isValid(validFor, now))) return { kind: "named" };
    return unverifiable(outside(own, "certificate chain", now));
  };
}
function couldServe(log, { majorApiVersion, operator }) {
  const sameOperator = log.operator === "" || operator === "" || log.operator === operator;
  return sameOperator && rekorVersionsOf(log).some((version) => version === majorApiVersion);
}
function listedAt({ baseUrl }, listed) {
  return listed.filter(({ url }) => isAt(baseUrl, url));
}
function isAt(named, url) {
  const [one, other] = [addressOf(named), addressOf(url)];
  return one !== void 0 && other !== void 0 && isSameAddress(one, other);
}
function isValid({ start, end }, now) {
  return start <= now && now <= end;
}
function outside([first], what, now) {
  const { start, end } = first?.validFor ?? { start: now, end: now };
  return now < start ? `its ${what} in the trusted root starts on ${start.toISOString()}` : `its ${what} in the trusted root ended on ${end.toISOString()}`;
}
function noAnchor(what, list, { url }, skipped) {
  const own = skipped.find((anchor) => anchor.field.startsWith(`${list}[`) && isAt(anchor.url ?? "", url));
  const because = own === void 0 ? "" : ` that can be used: ${own.field}: ${own.reason}`;
  return unverifiable(`the trusted root has no ${what} for it${because}`);
}
function unverifiable(reason) {
  return { kind: "unverifiable", reason };
}

// src/sigstore/services/select-services.ts
var UnverifiableByIndex = class extends ActionError {
  /** The versions of Rekor that could be signed with, if it were for the instance alone. */
  offered;
  constructor(refusal, offered) {
    super(refusal.code, refusal.message, refusal.hint);
    this.offered = offered;
  }
};
var KNOWN_REKOR = [1, 2];
function selectServices(request) {
  const { trustedRoot, now } = request;
  refuseContradiction(request);
  const config = configFor(request);
  const fulcioJudge = authorityJudge("certificateAuthorities", trustedRoot, now);
  const fulcios = usableServices(config.caUrls, onlyVersion(1), fulcioJudge, now);
  const fulcio = newest("Fulcio", fulcios);
  const rekors = logsOf(config, request);
  if (rekors.usable.length === 0) throw withoutLog(config, rekors, request);
  const log = selectLog(config, rekors);
  const version = log.majorApiVersion === 2 ? 2 : 1;
  const rekor = { ...atBase(log), majorApiVersion: version, named: log.verifiability === "named" };
  const authorityVerdict = authorityJudge("timestampAuthorities", trustedRoot, now);
  const authorities = usableServices(config.tsaUrls, onlyVersion(1), authorityVerdict, now);
  const chosen = selectTimestampAuthorities(config, authorities, version);
  return {
    fulcio: atBase(fulcio),
    rekor,
    timestampAuthorities: chosen.map(serviceOf),
    decisions: [
      decisionLine("Fulcio", fulcio, fulcios, [fulcio], "the newest that can be used now"),
      decisionLine("Rekor", log, rekors, [log], reasonForLog(request, config, rekor.named)),
      ...chosen.map(
        (authority) => decisionLine(
          "Timestamp authority",
          authority,
          authorities,
          chosen,
          "by the selector of the signing config"
        )
      )
    ]
  };
}
function refuseContradiction({ rekorChoice, verifiableRekor }) {
  if (rekorChoice === "auto" || verifiableRekor.includes(rekorChoice)) return;
  throw noService(
    `rekor-version is ${rekorChoice}, but the index verifies only Rekor v${verifiableRekor.join(" and v")}`,
    "Set rekor-version to auto."
  );
}
function logsOf(config, request, judge = logJudge(request.trustedRoot, config.rekorTlogUrls, request.now)) {
  return usableServices(config.rekorTlogUrls, rekorVersions(request), judge, request.now);
}
function withoutLog(config, offer, request) {
  const listed = config.rekorTlogUrls.map(({ majorApiVersion }) => majorApiVersion);
  const refusal = noneUsable("Rekor", offer, "", hintForLogs(listed, request));
  const verifiable = logsOf(config, request, () => ({ kind: "named" })).usable;
  const offered = logsOf(config, { ...request, verifiableRekor: [1, 2] }).usable;
  if (request.rekorChoice !== "auto" || verifiable.length > 0 || offered.length === 0) return refusal;
  return new UnverifiableByIndex(
    refusal,
    [1, 2].filter((version) => offered.some(({ majorApiVersion }) => majorApiVersion === version))
  );
}
function reasonForLog({ rekorChoice, signingConfig }, config, named) {
  const first = named ? "" : "; the trusted root does not name this address, so one entry is verified before others are made";
  if (rekorChoice === "auto") return `the highest version that can be used now${first}`;
  return `as rekor-version asks${config === signingConfig ? "" : ", from the opt-in signing config"}${first}`;
}
function configFor(request) {
  const { rekorChoice, signingConfig, rekorV2SigningConfig } = request;
  if (rekorChoice !== 2 || rekorV2SigningConfig === void 0) return signingConfig;
  const offers = (config) => logsOf(config, request).usable.length > 0;
  return !offers(signingConfig) && offers(rekorV2SigningConfig) ? rekorV2SigningConfig : signingConfig;
}
function newest(kind, offer) {
  const [first] = onePerOperator(offer.usable);
  if (first === void 0) throw noneUsable(kind, offer);
  return first;
}
function selectLog(config, offer) {
  const [log, ...others] = bySelector("Rekor", config.rekorTlogConfig, offer);
  if (log === void 0 || others.length > 0) {
    throw noService(
      `The signing config asks for ${others.length + 1} transparency logs, but attestations carry one entry`,
      "Use a signing config with the selector ANY for its logs."
    );
  }
  return log;
}
function selectTimestampAuthorities(config, offer, rekor) {
  if (rekor === 1 && offer.usable.length === 0) return [];
  if (offer.usable.length === 0) throw noneUsable("Timestamp authority", offer, " (Rekor v2 needs one)");
  return bySelector("Timestamp authority", config.tsaConfig, offer);
}
function serviceOf({ url, majorApiVersion, operator }) {
  return { url, majorApiVersion, operator };
}
function atBase(service) {
  return { ...serviceOf(service), url: service.url.replace(/\/+$/, "") };
}
function onlyVersion(known) {
  return (version) => version === known ? void 0 : unknown(version);
}
function rekorVersions({ rekorChoice, verifiableRekor }) {
  return (version) => {
    if (!KNOWN_REKOR.includes(version)) return unknown(version);
    if (!verifiableRekor.some((verifiable) => verifiable === version)) {
      return `the index verifies Rekor v${verifiableRekor.join(" and v")} only`;
    }
    return rekorChoice === "auto" || rekorChoice === version ? void 0 : `rekor-version is ${rekorChoice}`;
  };
}
function unknown(version) {
  return `API version ${version} is not known to this release of wheelseal`;
}
function hintForLogs(listed, { rekorChoice, verifiableRekor }) {
  const known = listed.filter((version) => KNOWN_REKOR.includes(version));
  const verifiable = known.filter((version) => verifiableRekor.some((one) => one === version));
  if (listed.length > 0 && known.length === 0) {
    return "Update wheelseal to a release that knows what this Sigstore instance uses.";
  }
  if (verifiable.length < known.length) {
    return "The index cannot verify what this Sigstore instance signs: publish with `attestations: never` until it can.";
  }
  if (rekorChoice !== "auto" && verifiable.some((version) => version !== rekorChoice))
    return "Set rekor-version to auto.";
  return "Check the signing config and the trusted root of the Sigstore instance.";
}

// src/sigstore/trust/trust.ts
var import_tuf_js2 = __toESM(require_dist3(), 1);
import { createHash } from "node:crypto";

// src/sigstore/trust/signing-config.ts
var import_protobuf_specs2 = __toESM(require_dist(), 1);
var MEDIA_TYPE = "application/vnd.dev.sigstore.signingconfig.v0.2+json";
var SELECTORS = ["ALL", "ANY", "EXACT", 1, 2, 3];
function readSigningConfig(value) {
  const document = { ...Object(value) };
  const mediaType = document["mediaType"];
  if (mediaType !== MEDIA_TYPE) {
    throw new Error(
      `its media type is ${JSON.stringify(mediaType)}, and this release knows ${MEDIA_TYPE} only`
    );
  }
  for (const name of ["rekorTlogConfig", "tsaConfig"]) {
    const selector = Reflect.get(Object(document[name]), "selector");
    if (document[name] !== void 0 && !SELECTORS.includes(selector)) {
      throw new Error(
        `its ${name} has the selector ${JSON.stringify(selector)}, and this release knows ANY, ALL and EXACT only`
      );
    }
  }
  return import_protobuf_specs2.SigningConfig.fromJSON(document);
}

// src/sigstore/library-workarounds/tuf-errors.ts
var import_error = __toESM(require_error(), 1);

// src/sigstore/trust/trust-failure.ts
var SKEW = 3e5;
var KINDS = [
  [
    /less than current version|Expected version|does not match snapshot version/,
    "rollback: a version goes backwards"
  ],
  [/longer than it may be/, "oversized"],
  [/expired/i, "freeze: the metadata has expired"],
  [/Expected length|Expected hash|LengthOrHash/, "wrong hash or length"],
  [/is not defined|JSON|Unexpected token/, "not TUF metadata"],
  [/signature|signed|threshold|verif/i, "wrong signature"],
  [/Expected '|must be|Invalid|Missing|undefined/i, "not TUF metadata"]
];
function trustFailure(url, error, last, now) {
  const where = last?.url ?? url;
  const kind = kindOf(error, last);
  return new ActionError(
    "TRUST_UNAVAILABLE",
    `The trust of the Sigstore instance could not be loaded from ${where}: ${kind}`,
    hintOf(kind, last?.serverTime, now),
    error
  );
}
function kindOf(error, last) {
  const failure = last?.failure;
  if (failure instanceof TransportError) {
    return failure.failure === "too-large" ? "oversized: the answer is longer than it may be" : `unreachable: ${failure.message}`;
  }
  if (failure instanceof import_error.DownloadHTTPError) return `unreachable: ${failure.message}`;
  const text = messageOf(error);
  const [, kind] = KINDS.find(([pattern]) => pattern.test(text)) ?? [];
  return kind === void 0 ? text : `${kind} (${text})`;
}
function hintOf(kind, serverTime, now) {
  if (kind.startsWith("unreachable"))
    return "Run again later. If it stays so, check that the network and proxy of the runner let this host through.";
  if (kind.startsWith("freeze") && serverTime !== void 0 && Math.abs(serverTime.getTime() - now.getTime()) > SKEW) {
    return `Set this machine's clock: it says ${now.toISOString()}, the server ${serverTime.toISOString()}.`;
  }
  if (kind.startsWith("not TUF"))
    return "Check that the URL is of a TUF repository, and that its root.json is too.";
  return "Nothing was signed. If it stays so, tell the operator of the Sigstore instance.";
}

// src/sigstore/trust/tuf-fetcher.ts
var import_tuf_js = __toESM(require_dist3(), 1);
var DEADLINE = 3e4;
var BUDGET = { total: 12e4, firstDelay: 500, maximumDelay: 1e4 };
var TufFetcher = class extends import_tuf_js.BaseFetcher {
  #platform;
  #directory;
  last;
  /** @param directory private folder for downloads */
  constructor(platform, directory) {
    super();
    this.#platform = platform;
    this.#directory = directory;
  }
  async fetch(url) {
    const bytes = await this.downloadBytes(url, 0);
    return new Blob([new Uint8Array(bytes)]).stream();
  }
  async downloadBytes(url, maxLength) {
    this.last = { url, failure: void 0, serverTime: void 0 };
    try {
      const answer = await this.#request(url, maxLength);
      const date = Date.parse(answer.headers["date"] ?? "");
      this.last = { url, failure: void 0, serverTime: Number.isNaN(date) ? void 0 : new Date(date) };
      if (answer.status !== 200) throw new import_error.DownloadHTTPError(`HTTP ${answer.status}`, answer.status);
      return answer.body;
    } catch (error) {
      if (error instanceof Error) this.last = { ...this.last, failure: error };
      throw error;
    }
  }
  async downloadFile(url, maxLength, handler) {
    const file = `${this.#directory}/download`;
    await this.#platform.files.writeAtomically(file, await this.downloadBytes(url, maxLength));
    return handler(file);
  }
  async #request(url, maximumBytes) {
    const request = {
      method: "GET",
      url,
      purpose: "trust metadata of Sigstore",
      deadline: DEADLINE,
      maximumBytes
    };
    return requestWithRetry(
      {
        request,
        budget: BUDGET,
        read: (answer) => ({ kind: "done", value: answer }),
        refused: ({ status }) => new import_error.DownloadHTTPError(`HTTP ${status}`, status),
        failed: (failure) => failure
      },
      this.#platform
    );
  }
};

// src/sigstore/trust/trust.ts
var MAXIMUM_TARGET = 5e6;
var SIGNING_CONFIG = "signing_config.v0.2.json";
async function loadTrust(instance, wishes, platform) {
  if (instance.kind !== "files") {
    return loadThroughTuf(repositoryOf(instance), wishes, platform);
  }
  const given = /* @__PURE__ */ new Map([
    ["trusted_root.json", instance.trustedRoot],
    [SIGNING_CONFIG, instance.signingConfig]
  ]);
  return trustOf("the given files", wishes, (name) => Promise.resolve(given.get(name)));
}
function repositoryOf(instance) {
  if (instance.kind === "tuf") return { ...instance, isMirror: false };
  const { url, root } = publicRepository(instance.kind);
  return { url: instance.mirror ?? url, root, isMirror: instance.mirror !== void 0 };
}
async function loadThroughTuf(repository, wishes, platform) {
  const { url, root } = repository;
  const folder = `tuf-${createHash("sha256").update(url).digest("hex").slice(0, 16)}`;
  const directory = `${platform.files.privateDirectory}/${folder}`;
  await platform.files.writeAtomically(`${directory}/root.json`, root);
  return update(repository, directory, wishes, platform);
}
async function update(repository, directory, wishes, platform) {
  const { files, clock } = platform;
  const { url, signingConfig, isMirror } = repository;
  const fetcher = new TufFetcher(platform, directory);
  const base = url.replace(/\/+$/, "");
  try {
    const updater = new import_tuf_js2.Updater({
      metadataDir: directory,
      metadataBaseUrl: base,
      targetBaseUrl: `${base}/targets`,
      fetcher
    });
    await updater.refresh();
    const wished = signingConfig === void 0 ? wishes : { rekorV2: false };
    const trust = await trustOf(base, wished, async (name) => {
      if (name === SIGNING_CONFIG && signingConfig !== void 0) return signingConfig;
      const info = await updater.getTargetInfo(name);
      if (info === void 0) return void 0;
      if (info.length > MAXIMUM_TARGET)
        throw new Error(`${name} of ${info.length} bytes is longer than it may be`);
      const path = await updater.downloadTarget(info, `${directory}/target-${name}`);
      return files.readSmall(path, MAXIMUM_TARGET);
    });
    return { ...trust, refresh: () => update(repository, directory, wishes, platform) };
  } catch (error) {
    if (error instanceof ActionError) throw error;
    const failure = trustFailure(base, error, fetcher.last, clock.now());
    if (!isMirror) throw failure;
    const hint = `${failure.hint} If this is a private instance, add \`sigstore-tuf-root\`.`;
    throw new ActionError(failure.code, failure.message, hint, failure.cause);
  }
}
async function trustOf(source, { rekorV2 }, target) {
  const trustedRoot = parse(source, "trusted_root.json", await target("trusted_root.json"), readTrustedRoot);
  const signingConfig = parse(source, SIGNING_CONFIG, await target(SIGNING_CONFIG), readSigningConfig);
  const optional = "signing_config_rekor_v2.v0.2.json";
  const bytes = rekorV2 ? await target(optional) : void 0;
  const rekorV2SigningConfig = bytes && parse(source, optional, bytes, readSigningConfig);
  const trust = {
    trustedRoot,
    signingConfig,
    rekorV2SigningConfig,
    refresh: () => Promise.resolve(trust)
  };
  return trust;
}
function parse(source, name, bytes, read) {
  const hint = "Check that the files or the TUF repository are of a Sigstore instance, and that wheelseal is up to date.";
  if (bytes === void 0) {
    const wayOut = name === SIGNING_CONFIG ? "Give `sigstore-signing-config` beside `sigstore-tuf-url` and `sigstore-tuf-root`, or `sigstore-trusted-root` and `sigstore-signing-config` without TUF." : hint;
    throw new ActionError("TRUST_UNAVAILABLE", `${name} is missing in ${source}`, wayOut);
  }
  try {
    return read(JSON.parse(bytes.toString("utf8")));
  } catch (error) {
    throw new ActionError(
      "TRUST_UNAVAILABLE",
      `${name} of ${source} cannot be read: ${messageOf(error)}`,
      hint,
      error
    );
  }
}

// src/sigstore/prepare.ts
async function prepareSigstore(request, platform) {
  const { instance } = request;
  const logged = /* @__PURE__ */ new Set();
  const prepare = (trust) => {
    for (const { field, reason } of trust.trustedRoot.skipped) {
      const line = `The trusted root's ${field} is skipped: ${reason}.`;
      if (!logged.has(line)) platform.runner.log.info(line);
      logged.add(line);
    }
    const services = select(trust, request, platform.clock.now());
    checkHosts(instance.kind, serviceHosts(services));
    return {
      trust,
      services,
      audience: "audience" in instance ? instance.audience : DEFAULT_AUDIENCE,
      instance: instance.kind,
      refresh: async () => prepare(await trust.refresh())
    };
  };
  const wishes = { rekorV2: request.rekorChoice === 2 };
  return prepare(await loadTrust(instance, wishes, platform));
}
function select(trust, { rekorChoice, verifiableRekor }, now) {
  const { trustedRoot, signingConfig, rekorV2SigningConfig } = trust;
  const optional = rekorV2SigningConfig === void 0 ? {} : { rekorV2SigningConfig };
  return selectServices({ signingConfig, trustedRoot, rekorChoice, verifiableRekor, now, ...optional });
}
function checkHosts(kind, hosts) {
  const domain = publicDomain(kind);
  const stray = domain === void 0 ? void 0 : hosts.find((host) => !isHostOf(domain, host));
  if (stray === void 0) return;
  throw new ActionError(
    "TRUST_UNAVAILABLE",
    `The signing config of Sigstore's ${kind} instance names the host ${stray}, which is not one of ${domain}.`,
    "Nothing was signed. If the problem persists, contact the operator of the Sigstore instance."
  );
}
function serviceHosts({ fulcio, rekor, timestampAuthorities }) {
  return [fulcio, rekor, ...timestampAuthorities].map(({ url }) => new URL(url).hostname);
}
export {
  UnverifiableByIndex,
  checkHosts,
  prepareSigstore,
  serviceHosts
};
