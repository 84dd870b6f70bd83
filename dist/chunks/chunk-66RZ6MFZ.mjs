import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  require_src
} from "./chunk-62JOJ2RJ.mjs";
import {
  makeModelsLinear,
  require_dist as require_dist2,
  require_error,
  require_store
} from "./chunk-2GNLLGXH.mjs";
import {
  requestWithRetry
} from "./chunk-BRVPZI4G.mjs";
import {
  readTrustedRoot
} from "./chunk-NH3AT7BC.mjs";
import {
  embeddedRepository,
  githubServices
} from "./chunk-JMQYGHRU.mjs";
import {
  withoutSlashesAtEnd
} from "./chunk-TPGC6LJH.mjs";
import {
  require_dist
} from "./chunk-WMHLLTQA.mjs";
import {
  ActionError,
  TransportError,
  messageOf,
  runAgain
} from "./chunk-3BFIJHZE.mjs";
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

// src/sigstore/trust/trust.ts
var import_tuf_js2 = __toESM(require_dist3(), 1);
import { createHash } from "node:crypto";

// src/sigstore/trust/signing-config.ts
var import_protobuf_specs = __toESM(require_dist(), 1);
var MEDIA_TYPE = "application/vnd.dev.sigstore.signingconfig.v0.2+json";
var SELECTORS = ["ALL", "ANY", "EXACT", 1, 2, 3];
function readSigningConfig(value) {
  const document = { ...Object(value) };
  const mediaType = document["mediaType"];
  if (mediaType !== MEDIA_TYPE) {
    throw new Error(
      `its media type is ${JSON.stringify(mediaType)}, but this release supports only ${MEDIA_TYPE}`
    );
  }
  for (const name of ["rekorTlogConfig", "tsaConfig"]) {
    const selector = Reflect.get(Object(document[name]), "selector");
    if (document[name] !== void 0 && !SELECTORS.includes(selector)) {
      throw new Error(
        `its ${name} has the selector ${JSON.stringify(selector)}, but this release supports only ANY, ALL and EXACT`
      );
    }
  }
  return import_protobuf_specs.SigningConfig.fromJSON(document);
}

// src/sigstore/library-workarounds/tuf-errors.ts
var import_error = __toESM(require_error(), 1);

// src/sigstore/trust/trust-failure.ts
var SKEW = 3e5;
var PROBLEMS = {
  unreachable: "unreachable",
  rollback: "rollback: a version goes backwards",
  oversized: "oversized",
  freeze: "freeze: the metadata has expired",
  hash: "wrong hash or length",
  foreign: "not TUF metadata",
  signature: "wrong signature"
};
var KINDS = [
  [/less than current version|Expected version|does not match snapshot version/, "rollback"],
  [/exceeds its limit/, "oversized"],
  [/expired/i, "freeze"],
  [/Expected length|Expected hash|LengthOrHash/, "hash"],
  [/is not defined|JSON|Unexpected token|too many|too deep/, "foreign"],
  [/signature|signed|threshold|verif/i, "signature"],
  [/Expected '|must be|Invalid|Missing|undefined/i, "foreign"]
];
function trustFailure(url, error, last, now) {
  const where = last?.url ?? url;
  const { kind, problem, cause } = problemOf(error, last);
  return new ActionError(
    "TRUST_UNAVAILABLE",
    `The trust metadata of the Sigstore instance could not be loaded from ${where}: ${problem}`,
    hintOf(kind, last?.serverTime, now),
    cause
  );
}
function problemOf(error, last) {
  const failure = last?.failure;
  if (failure instanceof TransportError && failure.failure === "too-large")
    return {
      kind: "oversized",
      problem: `${PROBLEMS.oversized}: the answer exceeds its limit`,
      cause: failure
    };
  if (failure instanceof TransportError || failure instanceof import_error.DownloadHTTPError)
    return { kind: "unreachable", problem: `${PROBLEMS.unreachable}: ${failure.message}`, cause: failure };
  const text = messageOf(error);
  const [, kind] = KINDS.find(([pattern]) => pattern.test(text)) ?? [];
  const said = text.replace(WRAPPED, "");
  return {
    kind,
    problem: kind === void 0 ? said : `${PROBLEMS[kind]} (${said})`,
    cause: error instanceof Error ? error.cause : void 0
  };
}
var WRAPPED = /^Unable to load (?:snapshot metadata|targets) error (?:\w*Error: )?/;
function hintOf(kind, serverTime, now) {
  if (kind === "unreachable")
    return runAgain({
      when: "later",
      after: "If the problem persists, check that the network and proxy of the runner let this host through."
    });
  if (kind === "freeze" && serverTime !== void 0 && Math.abs(serverTime.getTime() - now.getTime()) > SKEW) {
    return `Set this machine's clock: it shows ${now.toISOString()}, the server's ${serverTime.toISOString()}.`;
  }
  if (kind === "foreign")
    return "Check that the URL is that of a TUF repository, and that root.json belongs to it.";
  return "Nothing was signed. If the problem persists, contact the operator of the Sigstore instance.";
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
      this.#platform,
      this.#platform.signal
    );
  }
};

// src/sigstore/trust/trust.ts
var MAXIMUM_TARGET = 5e6;
var SIGNING_CONFIG = "signing_config.v0.2.json";
async function loadTrust(instance, wishes, platform, embedded = embeddedRepository) {
  if (instance.kind !== "files") {
    const repository = repositoryOf(instance, embedded);
    return loadThroughTuf(repository, fetching(repository, wishes), platform);
  }
  const given = /* @__PURE__ */ new Map([
    ["trusted_root.json", instance.trustedRoot],
    [SIGNING_CONFIG, instance.signingConfig]
  ]);
  const trust = {
    ...await trustOf("the given files", wishes, (name) => Promise.resolve(given.get(name))),
    refresh: () => Promise.resolve(trust)
  };
  return trust;
}
async function loadGithubTrust(instance, onVerified, platform, embedded = embeddedRepository) {
  const name = githubServices(instance).trustedRoot;
  const read = async (source, target) => ({
    trustedRoot: parse(source, name, await target(name), readTrustedRoot)
  });
  const repository = repositoryOf(instance, embedded);
  return loadThroughTuf(repository, { read, ...onVerified !== void 0 && { onVerified } }, platform);
}
function repositoryOf(instance, embedded) {
  if (instance.kind === "tuf") return { ...instance, isMirror: false };
  const { url, root } = embedded(instance.kind);
  return { url: instance.mirror ?? url, root, isMirror: instance.mirror !== void 0 };
}
function fetching({ signingConfig }, wishes) {
  const { rekorV2, onVerified } = wishes;
  const read = async (source, target) => signingConfig === void 0 ? trustOf(source, { rekorV2 }, target) : trustOf(
    source,
    { rekorV2: false },
    async (name) => name === SIGNING_CONFIG ? signingConfig : target(name)
  );
  return { read, ...onVerified !== void 0 && { onVerified } };
}
async function loadThroughTuf(repository, wanted, platform) {
  const { url, root } = repository;
  const folder = `tuf-${createHash("sha256").update(url).digest("hex").slice(0, 16)}`;
  const directory = `${platform.files.privateDirectory}/${folder}`;
  await platform.files.writeAtomically(`${directory}/root.json`, root);
  return update(repository, directory, wanted, platform);
}
async function update(repository, directory, { read, onVerified }, platform) {
  const { files, clock } = platform;
  const { url, isMirror } = repository;
  makeModelsLinear();
  const fetcher = new TufFetcher(platform, directory);
  const base = withoutSlashesAtEnd(url);
  try {
    const updater = new import_tuf_js2.Updater({
      metadataDir: directory,
      metadataBaseUrl: base,
      targetBaseUrl: `${base}/targets`,
      fetcher
    });
    await updater.refresh();
    onVerified?.();
    const fetched = await read(base, async (name) => {
      const info = await updater.getTargetInfo(name);
      if (info === void 0) return void 0;
      if (info.length > MAXIMUM_TARGET) throw new Error(`${name} of ${info.length} bytes exceeds its limit`);
      const path = await updater.downloadTarget(info, `${directory}/target-${name}`);
      return files.readSmall(path, MAXIMUM_TARGET);
    });
    return { ...fetched, refresh: () => update(repository, directory, { read }, platform) };
  } catch (error) {
    if (error instanceof ActionError) throw error;
    const failure = trustFailure(base, error, fetcher.last, clock.now());
    if (!isMirror) throw failure;
    const hint = `${failure.hint} If this is a private instance, add \`sigstore-tuf-root\`.`;
    throw new ActionError(failure.code, failure.message, { hint, rerun: failure.rerun }, failure.cause);
  }
}
async function trustOf(source, { rekorV2 }, target) {
  const trustedRoot = parse(source, "trusted_root.json", await target("trusted_root.json"), readTrustedRoot);
  const signingConfig = parse(source, SIGNING_CONFIG, await target(SIGNING_CONFIG), readSigningConfig);
  const optional = "signing_config_rekor_v2.v0.2.json";
  const bytes = rekorV2 ? await target(optional) : void 0;
  const rekorV2SigningConfig = bytes && parse(source, optional, bytes, readSigningConfig);
  return { trustedRoot, signingConfig, rekorV2SigningConfig };
}
function parse(source, name, bytes, read) {
  const hint = "Check that the files or the TUF repository belong to a Sigstore instance, and that wheelseal is up to date.";
  if (bytes === void 0) {
    const wayOut = name === SIGNING_CONFIG ? "Set `sigstore-signing-config` beside `sigstore-tuf-url` and `sigstore-tuf-root`, or `sigstore-trusted-root` and `sigstore-signing-config` without TUF." : hint;
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
function readGivenRoot(bytes) {
  return parse("the given file", "trusted_root.json", bytes, readTrustedRoot);
}

export {
  loadTrust,
  loadGithubTrust,
  readGivenRoot
};
