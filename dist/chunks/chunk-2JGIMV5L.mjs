import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  readableDuration
} from "./chunk-LVXEP7JL.mjs";
import {
  TransportError
} from "./chunk-3BFIJHZE.mjs";

// src/ground/within-time.ts
function withinTime(platform, end) {
  const left = () => end.getTime() - platform.clock.now().getTime();
  const http = {
    request: async (request) => {
      const deadline = Math.min(request.deadline, left());
      if (deadline > 0) return platform.http.request({ ...request, deadline });
      throw new TransportError("timeout", `${request.purpose}: no time is left`, false);
    }
  };
  const clock = {
    now: () => platform.clock.now(),
    random: () => platform.clock.random(),
    sleep: async (milliseconds, signal, awaited) => platform.clock.sleep(Math.max(0, Math.min(milliseconds, left())), signal, awaited)
  };
  return { ...platform, http, clock };
}

// src/stages/stage.ts
async function stage(heading, { ledger, platform, cancelled }, work) {
  cancelled.throwIfAborted();
  const { clock, runner } = platform;
  const began = clock.now();
  const end = ledger.stage(heading, began);
  let ended = began;
  return runner.log.group(
    heading,
    async () => {
      try {
        return await work();
      } finally {
        ended = clock.now();
        end(ended);
      }
    },
    () => `Took ${readableDuration(ended.getTime() - began.getTime())}.`
  );
}

// src/index-tuf/target-template.ts
var PLACEHOLDERS = {
  project: ({ project }) => project,
  version: ({ version }) => version,
  filename: ({ filename }) => filename,
  sha256: ({ sha256 }) => sha256,
  // Warehouse's storage path: two, two and sixty characters.
  "blake2b-path": ({ blake2b: hex }) => `${hex.slice(0, 2)}/${hex.slice(2, 4)}/${hex.slice(4)}`
};
var PER_FILE = /\{(?:filename|sha256|blake2b-path)\}/;
function templateFault(template) {
  const names = [...template.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => name);
  const unknown = names.find((name) => !Object.hasOwn(PLACEHOLDERS, name));
  const known = Object.keys(PLACEHOLDERS).map((name) => `{${name}}`);
  if (unknown !== void 0) return `{${unknown}} is unknown; expected one of ${known.join(", ")}`;
  if (/[{}]/.test(template.replace(/\{[^{}]*\}/g, ""))) return "it has a brace without its pair";
  if (!PER_FILE.test(template) && !names.includes("project")) return `it names neither file nor project`;
  return void 0;
}
function isPerFile(template) {
  return PER_FILE.test(template);
}
function needsBlake2b(template) {
  return template.includes("{blake2b-path}");
}
function targetPath(template, facts) {
  return template.replace(/\{([^{}]*)\}/g, (whole, name) => PLACEHOLDERS[name]?.(facts) ?? whole);
}

export {
  templateFault,
  isPerFile,
  needsBlake2b,
  targetPath,
  withinTime,
  stage
};
