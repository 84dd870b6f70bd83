import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);

// src/ground/pool.ts
async function pool(items, width, work, stopped = () => false) {
  const widthNow = typeof width === "number" ? () => width : width;
  const running = /* @__PURE__ */ new Set();
  const errors = [];
  let oneEnded = Promise.withResolvers();
  for (const item of items) {
    while (running.size > 0 && running.size >= widthNow()) await oneEnded.promise;
    if (errors.length > 0 || stopped()) break;
    const one = work(item).catch((error) => void errors.push(error)).finally(() => {
      running.delete(one);
      oneEnded.resolve();
      oneEnded = Promise.withResolvers();
    });
    running.add(one);
  }
  await Promise.all(running);
  if (errors.length > 0) throw errors[0];
}
async function mapPool(items, width, work) {
  const results = [];
  await pool(items.entries(), width, async ([place, item]) => {
    results[place] = await work(item);
  });
  return results;
}

export {
  pool,
  mapPool
};
