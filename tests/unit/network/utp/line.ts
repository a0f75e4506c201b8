import { makeEndpoint, type Endpoint } from '../../../../src/main/network/utp/index.ts';
import type { Channel, PeerAddress } from '../../../../src/main/ports/channel.ts';

/** How a line treats packets. */
export interface Line {
  /** Of 1000 packets. */
  readonly lost: number;
  readonly doubled: number;
  readonly late: number;
  readonly delayMs: number;
  readonly lateMs: number;
  /** Undefined: without limit. What waits stands in a queue that holds `queueMs`. */
  readonly bytesPerMs?: number;
  readonly queueMs?: number;
}

export interface World {
  readonly ends: readonly [Endpoint, Endpoint];
  readonly nowMs: () => number;
  readonly accepted: Channel[];
  /** Every datagram that was sent, with its sender. */
  readonly seen: { readonly from: number; readonly bytes: Buffer; readonly queueMs: number }[];
  /** Lets time pass until `isDone`, for at most `ms`. @returns whether it came to that */
  run(ms: number, isDone?: () => boolean): boolean;
}

const addresses: readonly [PeerAddress, PeerAddress] = [
  { address: '10.0.0.1', port: 1001 },
  { address: '10.0.0.2', port: 1002 },
];
export const otherEnd = addresses[1];

/** The same numbers for the same seed. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * Two endpoints and the line between them, in a time of their own.
 * @param clocksUs what each one's clock shows at the beginning
 */
export function makeWorld(line: Line, seed = 1, clocksUs: readonly [number, number] = [0, 0]): World {
  const random = chance(seed);
  const happens = (ofThousand: number) => random() * 1_000 < ofThousand;
  const accepted: Channel[] = [];
  const seen: { from: number; bytes: Buffer; queueMs: number }[] = [];
  let now = 0;
  let order = 0;
  const onTheWay: { at: number; order: number; to: number; bytes: Buffer }[] = [];
  const freeAt = [0, 0];
  const isDirty = [false, false];

  function send(from: 0 | 1, given: Uint8Array): void {
    const bytes = Buffer.from(given);
    let queueMs = 0;
    if (line.bytesPerMs !== undefined) {
      queueMs = Math.max(0, (freeAt[from] ?? 0) - now);
      if (queueMs > (line.queueMs ?? 0)) return;
      freeAt[from] = Math.max(now, freeAt[from] ?? 0) + bytes.length / line.bytesPerMs;
    }
    seen.push({ from, bytes, queueMs });
    for (let copies = happens(line.doubled) ? 2 : 1; copies > 0; copies--) {
      if (happens(line.lost)) continue;
      const at = now + queueMs + line.delayMs + (happens(line.late) ? random() * line.lateMs : 0);
      onTheWay.push({ at, order: order++, to: 1 - from, bytes });
    }
  }

  const end = (which: 0 | 1) =>
    makeEndpoint({
      nowMs: () => now,
      nowUs: () => Math.floor(now * 1_000) + clocksUs[which],
      random16: () => Math.floor(random() * 65_536),
      send: (bytes) => send(which, bytes),
      isSystemBehind: () => false,
      onDirty: () => void (isDirty[which] = true),
      onChannel: (channel) => void accepted.push(channel),
    });
  const ends = [end(0), end(1)] as const;

  function settle(): void {
    while (isDirty[0] === true || isDirty[1] === true)
      for (const which of [0, 1] as const) {
        if (isDirty[which] !== true) continue;
        isDirty[which] = false;
        ends[which].flush();
      }
  }

  return {
    ends,
    nowMs: () => now,
    accepted,
    seen,
    run(ms, isDone = () => false) {
      const until = now + ms;
      settle();
      while (now < until && !isDone()) {
        now += 1;
        const due = onTheWay.filter(({ at }) => at <= now).sort((a, b) => a.at - b.at || a.order - b.order);
        for (const packet of due) {
          onTheWay.splice(onTheWay.indexOf(packet), 1);
          ends[packet.to === 0 ? 0 : 1].receive(packet.bytes, addresses[packet.to === 0 ? 1 : 0]);
        }
        settle();
        if (now % 100 === 0) {
          for (const one of ends) one.tick();
          settle();
        }
      }
      return isDone();
    },
  };
}
