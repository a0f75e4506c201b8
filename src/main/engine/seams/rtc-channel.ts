import type { RtcConnection } from 'webtorrent';
import type { Channel } from '../transfer/channel.ts';

/** Browsers take messages of up to 256 KiB, some of 64 KiB. */
const maxMessageBytes = 65_536;

/** An open WebRTC connection as a channel. */
export function rtcChannel(connection: RtcConnection): Channel {
  const waiting: (() => void)[] = [];
  let failure: Error | undefined;
  let queuedBytes = 0;
  connection.on('error', (error: Error) => (failure = error));
  connection.on('drain', settle);
  connection.once('close', settle);

  /** What was written is with the system, or will never be. */
  function settle(): void {
    queuedBytes = 0;
    for (const onSent of waiting.splice(0)) onSent();
  }

  const { remoteAddress, remotePort } = connection;
  return {
    kind: 'webrtc',
    remote:
      remoteAddress !== undefined && remotePort !== undefined
        ? { address: remoteAddress, port: remotePort }
        : undefined,
    start({ onBytes, onEnd }) {
      connection.on('data', onBytes);
      connection.once('close', () => onEnd(failure));
      // The other side is done: nothing is left to say to it.
      connection.once('end', () => connection.destroy());
    },
    write(bytes, onSent) {
      // Copied: the connection keeps what it cannot send at once.
      let takesMore = true;
      for (let at = 0; at < bytes.length; at += maxMessageBytes)
        takesMore = connection.write(bytes.slice(at, at + maxMessageBytes));
      queuedBytes += bytes.length;
      waiting.push(onSent);
      if (takesMore) queueMicrotask(settle);
    },
    get queuedBytes() {
      return queuedBytes;
    },
    pauseReading: () => connection.pause(),
    resumeReading: () => connection.resume(),
    destroy: () => connection.destroy(),
  };
}
