import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  require_src
} from "./chunk-62JOJ2RJ.mjs";
import {
  require_dist as require_dist2,
  trustMaterialOf
} from "./chunk-E6NAXZBW.mjs";
import {
  require_dist
} from "./chunk-2YB2CDZZ.mjs";
import {
  require_dist as require_dist3,
  require_error2 as require_error,
  require_store
} from "./chunk-MRJM53W6.mjs";
import {
  isTransientFailure,
  isTransientStatus,
  retry,
  retryAfter
} from "./chunk-YVEY64XH.mjs";
import {
  ActionError,
  TransportError,
  messageOf
} from "./chunk-6KDXYDH2.mjs";
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
        return (0, promise_retry_1.promiseRetry)(async (retry2, number) => {
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
              return retry2(err);
            }
            throw err;
          }
          if (!response.ok || !response.body) {
            const err = new error_1.DownloadHTTPError("Failed to download", response.status);
            if (shouldRetry && response.status >= 500 && response.status < 600) {
              return retry2(err);
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
    var models_1 = require_dist3();
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
var require_dist4 = __commonJS({
  "node_modules/tuf-js/dist/index.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.Updater = exports.BaseFetcher = exports.TargetFile = void 0;
    var models_1 = require_dist3();
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

// src/sigstore/services/service-decisions.ts
var KNOWN_REKOR = [1, 2];
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

// src/sigstore/services/service-offer.ts
var import_protobuf_specs = __toESM(require_dist(), 1);
var NO_START = "it has no start of validity";
function usableServices(services, versions, verifies, now) {
  const usable = [];
  const dropped = [];
  for (const service of services) {
    const { url, majorApiVersion, operator, validFor } = service;
    const start = validFor?.start;
    const reason = versions(majorApiVersion) ?? unsuitable(service, now) ?? verifies(url);
    if (reason === void 0 && start !== void 0) usable.push({ url, majorApiVersion, operator, start });
    else dropped.push(`${url} (v${majorApiVersion}): ${reason ?? NO_START}`);
  }
  return { usable, dropped };
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
  const highest = Math.max(...services.map((service) => service.majorApiVersion));
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
function noneUsable(kind, { dropped }, need = "", hint) {
  const reasons = dropped.length === 0 ? "the signing config lists none" : dropped.join("; ");
  return noService(`No service of kind ${kind} can be used${need}: ${reasons}`, hint);
}
var UnverifiableByIndex = class extends ActionError {
  /** The versions of Rekor that could be signed with, if it were for the instance alone. */
  offered;
  constructor(refusal, offered) {
    super(refusal.code, refusal.message, refusal.hint);
    this.offered = offered;
  }
};
function noService(message, hint = "Check the signing config and the trusted root of the Sigstore instance.") {
  return new ActionError("NO_SERVICE", message, hint);
}

// src/sigstore/services/verifiable-services.ts
function logVerifier(logs, now) {
  return verifierOf(
    logs.map((log) => ({ url: log.baseUrl, fault: keyFault(log, now) })),
    "key",
    []
  );
}
function authorityVerifier(authorities, now) {
  return verifierOf(
    authorities.map((authority) => ({ url: authority.uri, fault: chainFault(authority, now) })),
    "certificate chain",
    [""]
  );
}
function verifierOf(anchors, kind, fitting) {
  return (url) => {
    const own = anchors.filter(
      (anchor) => fitting.includes(anchor.url) || normalised(anchor.url) === normalised(url)
    );
    if (own.length === 0) return `the trusted root has no ${kind} for it`;
    return own.some((anchor) => anchor.fault === void 0) ? void 0 : own[0]?.fault;
  };
}
function keyFault({ publicKey, logId }, now) {
  if (publicKey?.rawBytes === void 0 || logId === void 0) return "the trusted root has no key for it";
  if (publicKey.validFor?.start === void 0) return "its key in the trusted root has no start of validity";
  return windowFault(publicKey.validFor, "key", now);
}
function chainFault({ certChain, validFor }, now) {
  if ((certChain?.certificates.length ?? 0) === 0) return "the trusted root has no certificate chain for it";
  return windowFault(validFor, "certificate chain", now);
}
function windowFault(window, kind, now) {
  const { start, end } = window ?? {};
  if (Number.isNaN(start?.getTime() ?? 0) || Number.isNaN(end?.getTime() ?? 0)) {
    return `the validity of its ${kind} in the trusted root is not a time`;
  }
  if (start !== void 0 && now < start)
    return `its ${kind} in the trusted root starts on ${start.toISOString()}`;
  if (end !== void 0 && now > end) return `its ${kind} in the trusted root ended on ${end.toISOString()}`;
  return void 0;
}
function normalised(text) {
  if (!URL.canParse(text)) return text;
  const url = new URL(text);
  return `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, "")}`;
}

// src/sigstore/services/select-services.ts
var FULCIO_VERSION = onlyVersion(1);
var TIMESTAMP_AUTHORITY_VERSION = onlyVersion(1);
function selectServices(request) {
  const { trustedRoot, now } = request;
  refuseContradiction(request);
  const config = configFor(request);
  const fulcioVerifies = authorityVerifier(trustedRoot.certificateAuthorities, now);
  const fulcios = usableServices(config.caUrls, FULCIO_VERSION, fulcioVerifies, now);
  const fulcio = newest("Fulcio", fulcios);
  const rekors = logsOf(config, request);
  if (rekors.usable.length === 0) throw withoutLog(config, rekors, request);
  const log = selectLog(config, rekors);
  const rekor = { ...atBase(log), majorApiVersion: log.majorApiVersion === 2 ? 2 : 1 };
  const authorityVerifies = authorityVerifier(trustedRoot.timestampAuthorities, now);
  const authorities = usableServices(config.tsaUrls, TIMESTAMP_AUTHORITY_VERSION, authorityVerifies, now);
  const chosen = selectTimestampAuthorities(config, authorities, rekor.majorApiVersion);
  return {
    fulcio: atBase(fulcio),
    rekor,
    timestampAuthorities: chosen.map(serviceOf),
    decisions: [
      decisionLine("Fulcio", fulcio, fulcios, [fulcio], "the newest that can be used now"),
      decisionLine("Rekor", log, rekors, [log], reasonForLog(request, config)),
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
function logsOf(config, request, verifies = logVerifier(request.trustedRoot.tlogs, request.now)) {
  return usableServices(config.rekorTlogUrls, rekorVersions(request), verifies, request.now);
}
function withoutLog(config, offer, request) {
  const listed = config.rekorTlogUrls.map(({ majorApiVersion }) => majorApiVersion);
  const refusal = noneUsable("Rekor", offer, "", hintForLogs(listed, request));
  const verifiable = logsOf(config, request, () => void 0).usable;
  const offered = logsOf(config, { ...request, verifiableRekor: [1, 2] }).usable;
  if (request.rekorChoice !== "auto" || verifiable.length > 0 || offered.length === 0) return refusal;
  return new UnverifiableByIndex(
    refusal,
    [1, 2].filter((version) => offered.some(({ majorApiVersion }) => majorApiVersion === version))
  );
}
function reasonForLog({ rekorChoice, signingConfig }, config) {
  if (rekorChoice === "auto") return "the highest version that can be used now";
  return `as rekor-version asks${config === signingConfig ? "" : ", from the opt-in signing config"}`;
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

// src/sigstore/trust/trust.ts
var import_protobuf_specs3 = __toESM(require_dist(), 1);
var import_tuf_js2 = __toESM(require_dist4(), 1);
import { createHash } from "node:crypto";

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

// src/sigstore/trust/trust-failure.ts
var import_error = __toESM(require_error(), 1);
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
var import_tuf_js = __toESM(require_dist4(), 1);
var import_error2 = __toESM(require_error(), 1);
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
      const answer = await retry(() => this.#attempt(url, maxLength), BUDGET, this.#platform);
      const date = Date.parse(answer.headers["date"] ?? "");
      this.last = { url, failure: void 0, serverTime: Number.isNaN(date) ? void 0 : new Date(date) };
      if (answer.status !== 200) throw new import_error2.DownloadHTTPError(`HTTP ${answer.status}`, answer.status);
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
  async #attempt(url, maximumBytes) {
    const { http, clock } = this.#platform;
    try {
      const purpose = "trust metadata of Sigstore";
      const answer = await http.request({ method: "GET", url, purpose, deadline: DEADLINE, maximumBytes });
      if (!isTransientStatus(answer.status)) return { kind: "done", value: answer };
      const after = retryAfter(answer, clock.now());
      const error = new import_error2.DownloadHTTPError(`HTTP ${answer.status}`, answer.status);
      return { kind: "again", error, ...after !== void 0 && { after } };
    } catch (error) {
      if (error instanceof TransportError && isTransientFailure(error)) return { kind: "again", error };
      throw error;
    }
  }
};

// src/sigstore/trust/trust.ts
var PUBLIC_GOOD_URL = "https://tuf-repo-cdn.sigstore.dev";
var STAGING_URL = "https://tuf-repo-cdn.sigstage.dev";
var MAXIMUM_TARGET = 5e6;
var TRUSTED_ROOT_MEDIA_TYPE = /^application\/vnd\.dev\.sigstore\.trustedroot(?:\+json;version=0\.[12]|\.v0\.[12]\+json)$/;
async function loadTrust(instance, wishes, platform) {
  const throughTuf = (url, root) => loadThroughTuf(url, root, wishes, platform);
  if (instance.kind === "public-good") return throughTuf(PUBLIC_GOOD_URL, jsonBytes(public_good_root_default));
  if (instance.kind === "staging") return throughTuf(STAGING_URL, jsonBytes(staging_root_default));
  if (instance.kind === "tuf") return throughTuf(instance.url, instance.root);
  const given = /* @__PURE__ */ new Map([
    ["trusted_root.json", instance.trustedRoot],
    ["signing_config.v0.2.json", instance.signingConfig]
  ]);
  return trustOf("the given files", wishes, (name) => Promise.resolve(given.get(name)));
}
async function loadThroughTuf(url, root, wishes, platform) {
  const folder = `tuf-${createHash("sha256").update(url).digest("hex").slice(0, 16)}`;
  const directory = `${platform.files.privateDirectory}/${folder}`;
  await platform.files.writeAtomically(`${directory}/root.json`, root);
  return update(url, directory, wishes, platform);
}
async function update(url, directory, wishes, platform) {
  const { files, clock } = platform;
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
    const trust = await trustOf(base, wishes, async (name) => {
      const info = await updater.getTargetInfo(name);
      if (info === void 0) return void 0;
      if (info.length > MAXIMUM_TARGET)
        throw new Error(`${name} of ${info.length} bytes is longer than it may be`);
      const path = await updater.downloadTarget(info, `${directory}/target-${name}`);
      return files.readSmall(path, MAXIMUM_TARGET);
    });
    return { ...trust, refresh: () => update(url, directory, wishes, platform) };
  } catch (error) {
    if (error instanceof ActionError) throw error;
    throw trustFailure(base, error, fetcher.last, clock.now());
  }
}
async function trustOf(source, { rekorV2 }, target) {
  const trustedRoot = parse(source, "trusted_root.json", await target("trusted_root.json"), readTrustedRoot);
  const name = "signing_config.v0.2.json";
  const signingConfig = parse(source, name, await target(name), readSigningConfig);
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
function readTrustedRoot(value) {
  const trustedRoot = import_protobuf_specs3.TrustedRoot.fromJSON(value);
  if (!TRUSTED_ROOT_MEDIA_TYPE.test(trustedRoot.mediaType)) {
    throw new Error(`its media type is ${JSON.stringify(trustedRoot.mediaType)}`);
  }
  trustMaterialOf(trustedRoot);
  return trustedRoot;
}
function parse(source, name, bytes, read) {
  const hint = "Check that the files or the TUF repository are of a Sigstore instance, and that wheelseal is up to date.";
  if (bytes === void 0) {
    throw new ActionError("TRUST_UNAVAILABLE", `${name} is missing in ${source}`, hint);
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
function jsonBytes(value) {
  return Buffer.from(JSON.stringify(value));
}

// src/sigstore/library-workarounds/log-base-url.ts
var import_core = __toESM(require_dist2(), 1);
import { createHash as createHash2, createPublicKey } from "node:crypto";
var DEADLINE2 = 3e4;
var MAXIMUM_BYTES = 64 * 1024;
var BUDGET2 = { total: 6e4, attempts: 4, firstDelay: 500, maximumDelay: 1e4 };
var OWN_KEYS = /* @__PURE__ */ new Map([
  [1, { path: "/api/v1/log/publicKey", isOf: isKey }],
  [2, { path: "/api/v2/checkpoint", isOf: isCheckpointBy }]
]);
async function nameLogs(trustedRoot, services, platform) {
  const unnamed = trustedRoot.tlogs.filter(({ baseUrl }) => baseUrl === "");
  if (unnamed.length === 0) return trustedRoot;
  const named = await Promise.all(
    services.map(async (service) => logAt(service, unnamed, trustedRoot, platform))
  );
  return { ...trustedRoot, tlogs: [...trustedRoot.tlogs, ...named.flat()] };
}
async function logAt({ url, majorApiVersion }, unnamed, trustedRoot, platform) {
  const own = OWN_KEYS.get(majorApiVersion);
  if (own === void 0 || !URL.canParse(url)) return [];
  const answer = await download(`${url.replace(/\/+$/, "")}${own.path}`, platform);
  const keys = answer === void 0 ? [] : trustMaterialOf(trustedRoot).tlogs.filter((key) => own.isOf(answer, key));
  return unnamed.filter(
    ({ checkpointKeyId, logId }) => keys.some((key) => key.baseURL === "" && (checkpointKeyId ?? logId)?.keyId.equals(key.logID))
  ).map((log) => ({ ...log, baseUrl: url }));
}
async function download(url, { http, clock }) {
  const attempt = async () => {
    const purpose = "key of the log";
    try {
      const answer = await http.request({
        method: "GET",
        url,
        purpose,
        deadline: DEADLINE2,
        maximumBytes: MAXIMUM_BYTES
      });
      if (!isTransientStatus(answer.status)) {
        return { kind: "done", value: answer.status === 200 ? answer.body : void 0 };
      }
      const after = retryAfter(answer, clock.now());
      const error = new TransportError("unreachable", `${url} answered HTTP ${answer.status}`, true);
      return { kind: "again", error, ...after !== void 0 && { after } };
    } catch (error) {
      if (isTransientFailure(error)) return { kind: "again", error };
      throw error;
    }
  };
  try {
    return await retry(attempt, BUDGET2, { clock });
  } catch (error) {
    if (error instanceof TransportError) return void 0;
    throw error;
  }
}
function isKey(pem, { logID }) {
  try {
    const key = createPublicKey(pem).export({ type: "spki", format: "der" });
    return createHash2("sha256").update(key).digest().equals(logID);
  } catch {
    return false;
  }
}
function isCheckpointBy(note, { logID, publicKey }) {
  const [text = "", signatures = ""] = note.toString("utf8").split("\n\n");
  const [origin] = text.split("\n");
  return [...signatures.matchAll(/^\u2014 (\S+) (\S+)$/gm)].some(([, name, encoded = ""]) => {
    const bytes = Buffer.from(encoded, "base64");
    const hinted = name === origin && bytes.subarray(0, 4).equals(logID.subarray(0, 4));
    return hinted && import_core.crypto.verify(Buffer.from(`${text}
`), publicKey, bytes.subarray(4));
  });
}

// src/sigstore/prepare.ts
async function prepareSigstore(request, platform) {
  const { instance } = request;
  const prepare = async (learnt) => {
    const trust = {
      ...learnt,
      trustedRoot: await nameLogs(learnt.trustedRoot, listedLogs(learnt), platform)
    };
    const services = select(trust, request, platform.clock.now());
    checkHosts(instance.kind, serviceHosts(services));
    return {
      trust,
      services,
      audience: "audience" in instance ? instance.audience : "sigstore",
      instance: instance.kind,
      refresh: async () => prepare(await learnt.refresh())
    };
  };
  const wishes = { rekorV2: request.rekorChoice === 2 };
  return prepare(await loadTrust(instance, wishes, platform));
}
function listedLogs({ signingConfig, rekorV2SigningConfig }) {
  return [...signingConfig.rekorTlogUrls, ...rekorV2SigningConfig?.rekorTlogUrls ?? []];
}
function select(trust, { rekorChoice, verifiableRekor }, now) {
  const { trustedRoot, signingConfig, rekorV2SigningConfig } = trust;
  const optional = rekorV2SigningConfig === void 0 ? {} : { rekorV2SigningConfig };
  return selectServices({ signingConfig, trustedRoot, rekorChoice, verifiableRekor, now, ...optional });
}
var DOMAINS = {
  "public-good": "sigstore.dev",
  staging: "sigstage.dev"
};
function checkHosts(kind, hosts) {
  const domain = DOMAINS[kind];
  const stray = domain === void 0 ? void 0 : hosts.find((host) => !host.endsWith(`.${domain}`));
  if (stray === void 0) return;
  throw new ActionError(
    "TRUST_UNAVAILABLE",
    `The signing config of Sigstore's ${kind} instance names the host ${stray}, which is not one of ${domain}.`,
    "Nothing was signed. If it stays so, tell the operator of the Sigstore instance."
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
