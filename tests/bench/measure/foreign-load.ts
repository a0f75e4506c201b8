import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { monotonicSeconds } from './clock.ts';
import { readProcesses } from './process-tree.ts';

const ticksPerSecond = 100; // USER_HZ, as in process-tree.ts

/**
 * How much of the machine was taken by processes that do not belong to the benchmark, from the call on: 0 to 1 of all
 * cores. /proc/stat counts the whole machine, while /proc shows only the processes of our own PID namespace.
 */
export function watchForeignLoad(): () => number {
  const start = { at: monotonicSeconds(), busy: machineBusySeconds(), ours: ourCpuSeconds() };
  return () => {
    const foreign = machineBusySeconds() - start.busy - (ourCpuSeconds() - start.ours);
    const available = (monotonicSeconds() - start.at) * availableParallelism();
    return Math.min(1, Math.max(0, foreign / available));
  };
}

/** User, nice, system and what the hypervisor gave to others; interrupts serve our own sockets too and are left out. */
function machineBusySeconds(): number {
  const [user = 0, nice = 0, system = 0, , , , , steal = 0] = readFileSync('/proc/stat', 'utf8')
    .slice('cpu'.length)
    .trim()
    .split(/\s+/u, 8)
    .map(Number);
  return (user + nice + system + steal) / ticksPerSecond;
}

function ourCpuSeconds(): number {
  return readProcesses().reduce(
    (sum, { pid, cpuSeconds, endedChildrenCpuSeconds }) =>
      // Of those that have ended only our own children must be added: they were waited for by this process.
      sum + cpuSeconds + (pid === process.pid ? endedChildrenCpuSeconds : 0),
    0,
  );
}
