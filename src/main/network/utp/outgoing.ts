import { headBytes, nextSeq, seqDistance } from './packet.ts';
import type { PacketBuffers } from './packet-buffers.ts';

/** A packet that has to arrive. */
export interface Sent {
  readonly seq: number;
  readonly isFin: boolean;
  /** Head and bytes of the stream; the head is written anew each time. */
  readonly bytes: Buffer;
  /** Of the stream. */
  readonly size: number;
  times: number;
  lastMs: number;
  /** To be sent again; not on its way any more. */
  isLost: boolean;
}

interface Acknowledged {
  readonly bytes: number;
  /** The shortest way there and back of what was sent once, ms. */
  readonly roundTripMs: number | undefined;
  /** The latest of those that are now known to be lost. */
  readonly lostSeq: number | undefined;
}

/** The stream to the other side: what waits, and what is on its way. */
export interface Outgoing {
  write(bytes: Uint8Array, onSent: () => void): void;
  readonly queuedBytes: number;
  /** Of the stream, on their way. */
  readonly inFlightBytes: number;
  /** Nothing is on its way or to be sent again. */
  readonly isAllAcknowledged: boolean;
  /** Of the next new packet. */
  readonly nextSeq: number;
  readonly lastAcked: number;
  /** @param resentAfterMs what was sent again within is on its way still */
  acknowledge(ack: number, sack: Uint8Array | undefined, nowMs: number, resentAfterMs: number): Acknowledged;
  /** The oldest one has been asked for again and again. */
  loseOldest(nowMs: number, resentAfterMs: number): number | undefined;
  loseAll(): void;
  /** The one to send again, if any. */
  firstLost(): Sent | undefined;
  /** Cuts the next new packet; @param maxBytes of the stream */
  cut(maxBytes: number): Sent;
  fin(): Sent;
  /** It goes out now. */
  leaves(sent: Sent, nowMs: number): void;
  /** How often the oldest was sent; 0 where there is none. */
  readonly oldestTimes: number;
  /** Tells whoever lent bytes that were cut; they may write more, or end everything. */
  callBack(): void;
  /** What was not cut is not sent any more. */
  dropQueue(): void;
  clear(): void;
}

interface Lent {
  readonly bytes: Uint8Array;
  readonly onSent: () => void;
}

/** As TCP has it: so many later ones have come, so this one will not. */
const laterThanLost = 3;

export function makeOutgoing({
  firstSeq,
  buffers,
}: {
  readonly firstSeq: number;
  readonly buffers: PacketBuffers;
}): Outgoing {
  /** In the order of their numbers. */
  const flight = new Map<number, Sent>();
  let queue: Lent[] = [];
  let cutWhole: (() => void)[] = [];
  /** Of the first in the queue, bytes that are cut already. */
  let cutBytes = 0;
  let queuedBytes = 0;
  let inFlightBytes = 0;
  let lostCount = 0;
  let seq = firstSeq;
  let lastAcked = nextSeq(firstSeq, -1);

  function lose(sent: Sent): void {
    if (sent.isLost) return;
    sent.isLost = true;
    lostCount++;
    inFlightBytes -= sent.size;
  }

  function arrived(sent: Sent): void {
    flight.delete(sent.seq);
    if (sent.isLost) lostCount--;
    else inFlightBytes -= sent.size;
    buffers.giveBack(sent.bytes);
  }

  function add(size: number, isFin: boolean): Sent {
    const sent = { seq, isFin, bytes: buffers.take(), size, times: 0, lastMs: 0, isLost: false };
    flight.set(seq, sent);
    seq = nextSeq(seq);
    inFlightBytes += size;
    return sent;
  }

  return {
    write(bytes, onSent) {
      queue.push({ bytes, onSent });
      queuedBytes += bytes.length;
    },
    get queuedBytes() {
      return queuedBytes;
    },
    get inFlightBytes() {
      return inFlightBytes;
    },
    get isAllAcknowledged() {
      return flight.size === 0;
    },
    get nextSeq() {
      return seq;
    },
    get lastAcked() {
      return lastAcked;
    },
    acknowledge(ack, sack, nowMs, resentAfterMs) {
      let bytes = 0;
      let roundTripMs: number | undefined;
      let lostSeq: number | undefined;
      const count = (sent: Sent) => {
        bytes += sent.size;
        if (sent.times === 1) roundTripMs = Math.min(roundTripMs ?? Infinity, nowMs - sent.lastMs);
        arrived(sent);
      };
      for (const sent of flight.values()) {
        if (seqDistance(sent.seq, ack) < 0) break;
        count(sent);
      }
      if (seqDistance(lastAcked, ack) > 0) lastAcked = ack;
      let later = 0;
      for (let bit = (sack?.length ?? 0) * 8 - 1; bit >= -1; bit--) {
        const isThere = bit >= 0 && ((sack?.[bit >> 3] ?? 0) & (1 << (bit & 7))) !== 0;
        if (isThere) later++;
        const sent = flight.get(nextSeq(ack, bit + 2));
        if (sent === undefined) continue;
        if (isThere) count(sent);
        else if (later >= laterThanLost && isOld(sent, nowMs, resentAfterMs)) {
          lose(sent);
          lostSeq ??= sent.seq;
        }
      }
      return { bytes, roundTripMs, lostSeq };
    },
    loseOldest(nowMs, resentAfterMs) {
      const [oldest] = flight.values();
      if (oldest === undefined || !isOld(oldest, nowMs, resentAfterMs)) return undefined;
      lose(oldest);
      return oldest.seq;
    },
    loseAll() {
      for (const sent of flight.values()) lose(sent);
    },
    firstLost() {
      if (lostCount === 0) return undefined;
      for (const sent of flight.values()) if (sent.isLost) return sent;
      return undefined;
    },
    cut(maxBytes) {
      const size = Math.min(maxBytes, queuedBytes);
      const sent = add(size, false);
      let filled = 0;
      let used = 0;
      while (filled < size) {
        const lent = queue[used];
        if (lent === undefined) break;
        const part = Math.min(size - filled, lent.bytes.length - cutBytes);
        sent.bytes.set(lent.bytes.subarray(cutBytes, cutBytes + part), headBytes + filled);
        filled += part;
        cutBytes += part;
        if (cutBytes < lent.bytes.length) break;
        cutBytes = 0;
        used++;
      }
      queuedBytes -= size;
      for (const { onSent } of queue.splice(0, used)) cutWhole.push(onSent);
      return sent;
    },
    fin: () => add(0, true),
    leaves(sent, nowMs) {
      if (sent.isLost) {
        sent.isLost = false;
        lostCount--;
        inFlightBytes += sent.size;
      }
      sent.times++;
      sent.lastMs = nowMs;
    },
    get oldestTimes() {
      const [oldest] = flight.values();
      return oldest?.times ?? 0;
    },
    callBack() {
      if (cutWhole.length === 0) return;
      const whole = cutWhole;
      cutWhole = [];
      for (const onSent of whole) onSent();
    },
    dropQueue() {
      for (const { onSent } of queue) cutWhole.push(onSent);
      queue = [];
      cutBytes = 0;
      queuedBytes = 0;
    },
    clear() {
      for (const sent of [...flight.values()]) arrived(sent);
    },
  };
}

/** What has just been sent again is not lost again before it could have come. */
function isOld(sent: Sent, nowMs: number, resentAfterMs: number): boolean {
  return !sent.isLost && (sent.times === 1 || nowMs - sent.lastMs > resentAfterMs);
}
