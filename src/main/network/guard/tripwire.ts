import dgram from 'node:dgram';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net, { isIP } from 'node:net';
import { deny } from './denials.ts';

/** Sockets that the guard has made or accepted, each for one use: connected again, a socket would be an unbound one. */
const letThroughOnce = new WeakSet<object>();

export function letThrough<T extends object>(socket: T): T {
  letThroughOnce.add(socket);
  return socket;
}

type AnyMethod = (this: object, ...given: unknown[]) => unknown;

/**
 * From now on, whatever opens a socket or asks for a name without the guard throws: in a dependency that the bundle
 * did not catch, in Node's own fetch, WebSocket and EventSource, in a line of ours that was written in the wrong room.
 */
export function setTripwire(): void {
  guardMethod(net.Socket.prototype, 'connect', isLetThrough);
  guardMethod(net.Server.prototype, 'listen', isLetThrough);
  guardMethod(dgram.Socket.prototype, 'bind', isKnown);
  guardMethod(dgram.Socket.prototype, 'connect', isKnown);
  guardMethod(dgram.Socket.prototype, 'send', isKnown);
  for (const target of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype]) {
    for (const name of Object.getOwnPropertyNames(target)) {
      // Node asks for a listener's address, although it is one; nothing leaves then.
      if (/^(lookup|lookupService|resolve|reverse)/u.test(name))
        guardMethod(target, name, (_, [host]) => name === 'lookup' && isIP(String(host)) !== 0);
    }
  }
  // Names imported from `node:dns` are copies.
  syncBuiltinESMExports();
}

function guardMethod(
  target: object,
  name: string,
  mayRun: (self: object, given: readonly unknown[]) => boolean,
): void {
  const original = Reflect.get(target, name) as AnyMethod;
  if (typeof original !== 'function') return;
  const guarded: AnyMethod = function (...given) {
    if (mayRun(this, given)) return original.apply(this, given);
    deny('native');
    throw new Error(`Something reached ${name}() past the guard.`);
  };
  Object.defineProperty(target, name, { value: guarded, configurable: false, writable: false });
}

function isLetThrough(socket: object): boolean {
  return letThroughOnce.delete(socket);
}

function isKnown(socket: object): boolean {
  return letThroughOnce.has(socket);
}
