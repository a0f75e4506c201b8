import os from 'node:os';
import type { BoundSockets } from './bound-sockets.ts';
import { makeDarwinSockets } from './darwin-sockets.ts';
import { interfaceIndex } from './interface-index.ts';
import { loadLibC } from './libc.ts';
import { makeLinuxSockets } from './linux-sockets.ts';

/**
 * @throws when this system has no such sockets or the native part cannot be loaded: then nothing may be opened where a
 * binding is wanted
 */
export function loadBoundSockets(platform: NodeJS.Platform): BoundSockets {
  if (platform === 'linux') return makeLinuxSockets(loadLibC());
  if (platform === 'darwin') return makeDarwinSockets(loadLibC());
  if (platform === 'win32')
    return {
      kind: 'address',
      indexOf: (name) => interfaceIndex(name, os.networkInterfaces()[name], platform),
    };
  throw new Error(`Binding to an interface is not possible on ${platform}.`);
}

/** Why sockets cannot be tied to an interface on this computer, as a sentence; undefined where they can. */
export function whyNoBinding(platform: NodeJS.Platform): string | undefined {
  try {
    loadBoundSockets(platform);
    return undefined;
  } catch {
    return 'the part of Warren that ties connections to a network interface cannot be loaded on this computer.';
  }
}
