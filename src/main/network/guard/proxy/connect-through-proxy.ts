import type net from 'node:net';
import type { Proxy } from '#shared/contract/proxy.ts';
import { asError } from '../as-error.ts';
import { askForWay, type WayTarget } from './ask-for-way.ts';
import { TunnelledSocket } from './tunnelled-socket.ts';

interface ThroughProxy {
  readonly target: WayTarget;
  readonly proxy: Proxy;
  /** On its way to the proxy, from the guard. */
  readonly carrier: net.Socket;
}

/** A socket that is connected once the proxy has reached the target. It fails where the proxy does: there is no other way. */
export function connectThroughProxy(
  { target, proxy, carrier }: ThroughProxy,
  onConnect?: () => void,
): net.Socket {
  const socket = new TunnelledSocket(carrier, target);
  if (onConnect !== undefined) socket.once('connect', onConnect);
  askForWay(carrier, proxy, target).then(
    () => socket.open(),
    (error: unknown) => socket.destroy(asError(error)),
  );
  return socket;
}
