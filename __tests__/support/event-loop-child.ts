// Calls one export of a module and prints for how many milliseconds the event loop could not turn: see event-loop.ts. Where the
// process had to wait for a core, its own time on one is what counts.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';

const [module = '', name = ''] = process.argv.slice(2);
const args: unknown = JSON.parse(await text(process.stdin));
const exported: unknown = Reflect.get(await import(module), name);
if (typeof exported !== 'function' || !Array.isArray(args)) throw new Error(`${name} can't be called`);

const resolution = 5;
const histogram = monitorEventLoopDelay({ resolution });
histogram.enable();
await delay(4 * resolution);
const began = process.cpuUsage();
try {
  await Reflect.apply(exported, undefined, args);
} catch {
  // That it refuses is as good: how long that takes is asked.
}
const { user, system } = process.cpuUsage(began);
await delay(4 * resolution);
console.log(JSON.stringify(Math.min(histogram.max / 1e6, (user + system) / 1e3)));
