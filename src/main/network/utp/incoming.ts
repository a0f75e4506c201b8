import { maxSackBytes, nextSeq, seqDistance } from './packet.ts';

/** Memory of all connections together that may hold what cannot be read yet. */
export interface MemoryBudget {
  readonly leftBytes: number;
  take(bytes: number): void;
  giveBack(bytes: number): void;
}

/** What a packet costs beside its bytes: many small ones must not get round the budget. */
const costOfOne = 256;
/** As far ahead as a packet may be. */
const maxAhead = 1_024;

export function makeMemoryBudget(bytes: number): MemoryBudget {
  let left = bytes;
  return {
    get leftBytes() {
      return Math.max(0, left);
    },
    take: (taken) => void (left -= taken),
    giveBack: (given) => void (left += given),
  };
}

/** Packets of the other side in their order, those that came early until the ones before them have come. */
export interface Incoming {
  /** The last one of which all before have come too. */
  readonly ack: number;
  /** Bytes that would still be taken. */
  readonly windowBytes: number;
  /** @returns `new`; `again`, and it should be told so; `no`, and it should be sent later */
  receive(seq: number, payload: Uint8Array): 'new' | 'again' | 'no';
  /** The next in order, for the reader. */
  next(): Uint8Array | undefined;
  /** What came early, as packets tell it; undefined where nothing did. */
  sack(): Uint8Array | undefined;
  /** Forgets everything. */
  clear(): void;
}

export function makeIncoming({
  firstAck,
  maxBytes,
  budget,
}: {
  readonly firstAck: number;
  readonly maxBytes: number;
  readonly budget: MemoryBudget;
}): Incoming {
  const early = new Map<number, Uint8Array>();
  let ready: Uint8Array[] = [];
  let readAt = 0;
  let ack = firstAck;
  let heldBytes = 0;

  function hold(bytes: number): void {
    heldBytes += bytes;
    budget.take(bytes);
  }

  function letGo(bytes: number): void {
    heldBytes -= bytes;
    budget.giveBack(bytes);
  }

  return {
    get ack() {
      return ack;
    },
    get windowBytes() {
      return Math.max(0, Math.min(maxBytes - heldBytes, budget.leftBytes));
    },
    receive(seq, payload) {
      const ahead = seqDistance(ack, seq);
      if (ahead <= 0) return ahead > -maxAhead ? 'again' : 'no';
      if (early.has(seq)) return 'again';
      const cost = payload.length + costOfOne;
      // The next one fits always while there is any room: a window that is nearly closed must not end in silence.
      const room = Math.min(maxBytes - heldBytes, budget.leftBytes);
      if (ahead > maxAhead || room <= 0 || (ahead > 1 && room < cost)) return 'no';
      hold(cost);
      if (ahead > 1) {
        early.set(seq, payload);
        return 'new';
      }
      let next: Uint8Array | undefined = payload;
      while (next !== undefined) {
        ready.push(next);
        ack = nextSeq(ack);
        const following: number = nextSeq(ack);
        next = early.get(following);
        early.delete(following);
      }
      return 'new';
    },
    next() {
      const payload = ready[readAt];
      if (payload === undefined) return undefined;
      readAt++;
      if (readAt === ready.length) {
        ready = [];
        readAt = 0;
      }
      letGo(payload.length + costOfOne);
      return payload;
    },
    sack() {
      if (early.size === 0) return undefined;
      const bits = new Uint8Array(maxSackBytes);
      let words = 1;
      for (const seq of early.keys()) {
        const bit = seqDistance(ack, seq) - 2;
        if (bit >= maxSackBytes * 8) continue;
        bits[bit >> 3] = (bits[bit >> 3] ?? 0) | (1 << (bit & 7));
        words = Math.max(words, (bit >> 5) + 1);
      }
      return bits.subarray(0, words * 4);
    },
    clear() {
      budget.giveBack(heldBytes);
      heldBytes = 0;
      early.clear();
      ready = [];
      readAt = 0;
    },
  };
}
