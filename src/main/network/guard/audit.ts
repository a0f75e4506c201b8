import { readdirSync } from 'node:fs';
import type { Audit, EngineBinding } from '#shared/contract/engine-door.ts';
import type { BoundSockets } from '../system/bound-sockets.ts';

/**
 * The internet sockets of this process, however they came about (native code too), and how many of them are not tied to
 * the interface. About 0.1 ms for each look. Nothing can be said where the system does not tell.
 */
export function auditSockets(binding: EngineBinding, sockets: BoundSockets | undefined): Audit {
  if (binding.kind !== 'interface' || sockets?.kind !== 'device') return { sockets: 0, unexplained: null };
  const tied = openDescriptors().flatMap((fd) => sockets.isTiedTo(fd, binding.name) ?? []);
  return { sockets: tied.length, unexplained: tied.filter((isTied) => !isTied).length };
}

function openDescriptors(): number[] {
  // Linux has /proc/self/fd; macOS the same under another name.
  const folder = process.platform === 'linux' ? '/proc/self/fd' : '/dev/fd';
  return readdirSync(folder).map(Number);
}
