// Run inside a network of a test: what is told of changes, also after more of them came at once than could be told.
import { execFileSync } from 'node:child_process';
import { loadLibC } from '../../../src/main/network/system/libc.ts';
import { watchNetlink } from '../../../src/main/network/system/netlink.ts';
import { until } from '../until.ts';

let changes = 0;
const watching = watchNetlink(loadLibC(), () => void (changes += 1));

/** @returns how long it took to be told, ms */
async function change(...lines: readonly string[]): Promise<number> {
  const before = changes;
  const since = performance.now();
  // Nothing is read meanwhile: this process stands still.
  execFileSync('ip', ['-batch', '-'], { input: lines.join('\n') });
  await until(() => changes > before, { what: 'a change is told', timeoutMs: 5_000 });
  return performance.now() - since;
}

const first = await change('route add 10.1.0.0/24 dev lan0');
const flood = Array.from(
  { length: 5_000 },
  (_, n) => `route add 10.${2 + (n >> 8)}.${n & 255}.0/24 dev lan0`,
);
await change(...flood);
// What was left over has been read.
await new Promise((resolve) => setTimeout(resolve, 500));
const after = await change('route del 10.1.0.0/24 dev lan0');
console.log(JSON.stringify({ first, after }));
watching[Symbol.dispose]();
