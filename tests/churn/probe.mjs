// Loaded into every process of a Warren before its own code (NODE_OPTIONS): counts what lives in it, and on SIGUSR2
// collects garbage and writes the figures to a file.
import { createHook } from 'node:async_hooks';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMainThread } from 'node:worker_threads';

/** What is gone at the end of the turn of the event loop in which it was made. */
const fleeting = new Set(['PROMISE', 'TickObject', 'Immediate', 'Microtask']);

if (isMainThread) {
  const typeOf = new Map();
  const living = new Map();
  const count = (type, by) => void living.set(type, (living.get(type) ?? 0) + by);
  createHook({
    init(id, type) {
      if (fleeting.has(type)) return;
      typeOf.set(id, type);
      count(type, 1);
    },
    destroy(id) {
      const type = typeOf.get(id);
      if (typeOf.delete(id)) count(type, -1);
    },
  }).enable();

  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc');
  process.on('SIGUSR2', () => {
    collectGarbage();
    // What was found to be garbage says so in the next turns.
    setTimeout(() => {
      collectGarbage();
      const { heapUsed, external } = process.memoryUsage();
      const file = join(process.env.WARREN_PROBE_FOLDER, String(process.pid));
      const figures = { living: Object.fromEntries(living), heapBytes: heapUsed + external };
      writeFileSync(`${file}.new`, JSON.stringify(figures));
      renameSync(`${file}.new`, file);
    }, 100);
  });
}
