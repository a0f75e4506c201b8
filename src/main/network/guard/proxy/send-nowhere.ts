import type dgram from 'node:dgram';
import { deny } from '../denials.ts';

/**
 * A proxy carries TCP only: what would go by UDP (the DHT, UDP trackers, the local network) goes nowhere. Whoever sends
 * hears of it at once, in his callback or as the socket's error, instead of waiting for an answer.
 */
export function sendNowhere(socket: dgram.Socket): dgram.Socket {
  function refuse(...given: unknown[]): dgram.Socket {
    const error = deny('proxy');
    const onDone = given.find((argument) => typeof argument === 'function') as
      ((error: Error) => void) | undefined;
    process.nextTick(() => {
      if (onDone !== undefined) onDone(error);
      else if (socket.listenerCount('error') > 0) socket.emit('error', error);
    });
    return socket;
  }
  function bind(): dgram.Socket {
    return refuse();
  }
  Object.defineProperties(socket, {
    bind: { value: bind },
    connect: { value: refuse },
    send: { value: refuse },
  });
  return socket;
}
