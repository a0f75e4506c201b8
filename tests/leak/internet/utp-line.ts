import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { Duplex } from 'node:stream';
import { makeEndpoint } from '../../../src/main/network/utp/index.ts';
import type { Channel } from '../../../src/main/ports/channel.ts';

/** A place on the internet that is reached by uTP alone: nobody listens there for TCP. */
export interface UtpLine {
  /** @returns undefined where nobody answers */
  dial(address: string, port: number): Promise<Duplex | undefined>;
}

interface UtpLinePlan {
  readonly address: string;
  readonly port: number;
  onStream(stream: Duplex, from: string): void;
}

const tickMs = 100;

export async function openUtpLine({ address, port, onStream }: UtpLinePlan): Promise<UtpLine> {
  const socket = createSocket('udp4');
  const endpoint = makeEndpoint({
    nowMs: () => performance.now(),
    nowUs: () => Math.floor(performance.now() * 1_000),
    random16: () => randomBytes(2).readUInt16BE(0),
    send: (bytes, to) => socket.send(bytes, to.port, to.address, () => undefined),
    isSystemBehind: () => socket.getSendQueueCount() > 0,
    onDirty: () => void setImmediate(() => endpoint.flush()),
    onChannel: (channel) => onStream(streamOf(channel), channel.remote?.address ?? ''),
  });
  socket.on('message', (bytes, from) => endpoint.receive(bytes, { address: from.address, port: from.port }));
  socket.on('error', () => undefined);
  setInterval(() => endpoint.tick(), tickMs);
  socket.bind(port, address);
  await once(socket, 'listening');
  return {
    dial: (to, toPort) =>
      new Promise((resolve) => {
        endpoint.dial({ address: to, port: toPort }, (result) =>
          resolve(result instanceof Error ? undefined : streamOf(result)),
        );
      }),
  };
}

function streamOf(channel: Channel): Duplex {
  const stream = new Duplex({
    read: () => channel.resumeReading(),
    write: (bytes: Buffer, _, onSent) => channel.write(bytes, onSent),
    destroy(error, onDestroyed) {
      channel.destroy();
      onDestroyed(error);
    },
  });
  channel.start({
    onBytes(bytes) {
      if (!stream.push(Buffer.from(bytes))) channel.pauseReading();
    },
    onEnd: () => void stream.destroy(),
  });
  return stream;
}
