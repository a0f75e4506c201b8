import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';

/**
 * The same text until the machine is restarted: tells kill -9 (the kernel kept what was written) from a power cut.
 * Where the system has no such id, the minute of the boot; a clock that jumps makes it differ, which costs a hashing.
 */
export function readBootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return `up-since-${Math.round((Date.now() / 1000 - uptime()) / 60)}`;
  }
}
