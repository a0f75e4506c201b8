import type { Channel, ChannelListener, PeerAddress } from '../../ports/channel.ts';
import { makeFlow, maxWindowBytes } from './flow.ts';
import { makeIncoming, type MemoryBudget } from './incoming.ts';
import { makeOutgoing, type Sent } from './outgoing.ts';
import type { PacketBuffers } from './packet-buffers.ts';
import {
  encodePacket,
  headBytes,
  nextSeq,
  packetType,
  seqDistance,
  writeHead,
  type Packet,
  type PacketHead,
  type PacketType,
} from './packet.ts';

/** What a connection is lent. */
export interface Surroundings {
  /** Both from a clock that is never set; microseconds may begin anywhere. */
  readonly nowMs: () => number;
  readonly nowUs: () => number;
  readonly buffers: PacketBuffers;
  readonly budget: MemoryBudget;
  send(bytes: Uint8Array, to: PeerAddress): void;
}

/** One uTP connection. It sends in `flush` and `tick` only, so that a burst of packets is answered once. */
export interface Connection {
  readonly channel: Channel;
  readonly remote: PeerAddress;
  /** In packets that come. */
  readonly receiveId: number;
  readonly phase: Phase;
  receive(packet: Packet): void;
  /** Sends what may be sent, and what has to be acknowledged. */
  flush(): void;
  /** Looks after its time limits. */
  tick(): void;
  /** Ends without a word. */
  abort(error: Error): void;
}

/**
 * `greeting`: we have sent SYN. `greeted`: SYN has come, and nothing yet that a stranger with a false address could not say.
 * `leaving`: nobody listens here, FIN is on its way. `over`: forgotten soon.
 */
type Phase = 'greeting' | 'greeted' | 'open' | 'leaving' | 'over';

interface ConnectionParts extends Surroundings {
  readonly remote: PeerAddress;
  readonly receiveId: number;
  readonly sendId: number;
  /** Random: whoever does not see our packets does not know it. */
  readonly firstSeq: number;
  /** Undefined: we dial. */
  readonly synSeq: number | undefined;
  /** Something is to be sent. */
  onDirty(connection: Connection): void;
  onOpen(connection: Connection): void;
}

/** Timeouts one after the other in which nothing was heard: about a minute. */
const maxSilentTimeouts = 8;
const maxSynTimeouts = 4;
/** The other side answers and this one never comes: it is too large for the way, say. */
const maxTimes = 16;
const maxFinTimeouts = 3;
/** Before routers forget an idle connection, as libutp has it, ms. */
const keepAliveMs = 29_000;
/** Window that has to come free before the other side is told, bytes. */
const worthTelling = maxWindowBytes / 4;

export function makeConnection(parts: ConnectionParts): Connection {
  const { remote, receiveId, sendId, firstSeq, synSeq, nowMs, nowUs, send } = parts;
  const outgoing = makeOutgoing({ firstSeq, buffers: parts.buffers });
  const flow = makeFlow(outgoing);
  let incoming = makeIncoming({ firstAck: synSeq ?? 0, maxBytes: maxWindowBytes, budget: parts.budget });
  let phase: Phase = synSeq === undefined ? 'greeting' : 'greeted';
  let listener: ChannelListener | undefined;
  let isPaused = true;
  let ending: { readonly error: Error | undefined } | undefined;
  let isEndTold = false;
  let isReading = false;
  let finSeq: number | undefined;
  let ownFinSeq: number | undefined;
  let differenceUs = 0;
  let lastSentMs = nowMs();
  let timerMs = nowMs();
  let timeouts = 0;
  let hasToAck = false;
  let hasToSyn = synSeq === undefined;
  let toldWindow = maxWindowBytes;

  function head(type: PacketType, seq: number, connectionId = sendId): PacketHead {
    toldWindow = incoming.windowBytes;
    lastSentMs = nowMs();
    hasToAck = false;
    return {
      type,
      connectionId,
      timestampUs: nowUs() >>> 0,
      differenceUs,
      windowBytes: toldWindow,
      seq,
      ack: incoming.ack,
    };
  }

  function sendState(): void {
    const sack = incoming.sack();
    send(encodePacket(head(packetType.state, outgoing.nextSeq), sack), remote);
    // Behind a FIN, libtorrent (2.0) ignores what is numbered as BEP 29 has it, and libutp what is numbered as libtorrent does.
    if (ownFinSeq !== undefined) send(encodePacket(head(packetType.state, ownFinSeq), sack), remote);
  }

  function sendSyn(): void {
    hasToSyn = false;
    // Not acknowledged like the others: the answer is what opens the connection.
    send(encodePacket(head(packetType.syn, nextSeq(firstSeq, -1), receiveId)), remote);
  }

  function sendReset(): void {
    send(encodePacket(head(packetType.reset, outgoing.nextSeq)), remote);
  }

  function transmit(sent: Sent): void {
    const now = nowMs();
    if (outgoing.inFlightBytes === sent.size) timerMs = now;
    outgoing.leaves(sent, now);
    writeHead(sent.bytes, head(sent.isFin ? packetType.fin : packetType.data, sent.seq));
    send(sent.bytes.subarray(0, headBytes + sent.size), remote);
  }

  function end(error: Error | undefined): void {
    if (phase === 'over') return;
    phase = 'over';
    ending ??= { error };
    outgoing.clear();
    outgoing.dropQueue();
    deliver();
    incoming.clear();
    parts.onDirty(connection);
  }

  /** Nothing comes before `start`, nor from within another call of it. */
  function deliver(): void {
    if (isReading || listener === undefined) return;
    isReading = true;
    while (!isPaused && ending?.error === undefined) {
      const payload = incoming.next();
      if (payload === undefined) break;
      if (payload.length > 0) listener.onBytes(payload);
      if (isEndTold) break;
    }
    isReading = false;
    if (finSeq !== undefined && incoming.ack === finSeq && !isPaused) ending ??= { error: undefined };
    if (ending === undefined || isEndTold) return;
    isEndTold = true;
    listener.onEnd(ending.error);
    leave();
  }

  /** Takes leave of the other side, if it is there still. */
  function leave(): void {
    if (phase === 'over') return;
    const isClean = phase === 'open' && outgoing.isAllAcknowledged && outgoing.queuedBytes === 0;
    outgoing.dropQueue();
    if (!isClean) {
      if (phase !== 'greeting') sendReset();
      end(undefined);
      return;
    }
    phase = 'leaving';
    timeouts = 0;
    const fin = outgoing.fin();
    ownFinSeq = fin.seq;
    transmit(fin);
  }

  function open(): void {
    phase = 'open';
    timeouts = 0;
    parts.onOpen(connection);
  }

  /** @returns whether the packet can be one of this conversation */
  function hearAck(packet: Packet): boolean {
    const now = nowMs();
    const heard = flow.hear(packet, now);
    if (heard === 'news') timerMs = now;
    // Of a greeting there is nothing yet that could be late.
    return heard !== 'foreign' && (heard !== 'late' || phase !== 'greeted');
  }

  function hearData(packet: Packet): void {
    if (packet.type === packetType.fin && finSeq === undefined && seqDistance(incoming.ack, packet.seq) > 0)
      finSeq = packet.seq;
    // Nothing of the stream is behind its end.
    if (finSeq !== undefined && seqDistance(finSeq, packet.seq) > 0) return;
    const payload = packet.type === packetType.fin ? packet.payload.subarray(0, 0) : packet.payload;
    incoming.receive(packet.seq, payload);
    hasToAck = true;
  }

  function receive(packet: Packet): void {
    if (phase === 'over') {
      if (packet.type === packetType.fin && packet.seq === finSeq) hasToAck = true;
      return;
    }
    if (packet.type === packetType.reset) {
      if (isOfOurs(packet.ack)) end(new Error('The peer has ended the connection.'));
      return;
    }
    if (packet.type === packetType.syn) {
      if (phase === 'greeted' && packet.seq === synSeq) hasToAck = true;
      return;
    }
    if (phase === 'greeting') {
      if (packet.type !== packetType.state || packet.ack !== nextSeq(firstSeq, -1)) return;
      incoming = makeIncoming({
        firstAck: nextSeq(packet.seq, -1),
        maxBytes: maxWindowBytes,
        budget: parts.budget,
      });
      flow.begin(packet.windowBytes);
      open();
    } else if (!hearAck(packet)) return;
    timeouts = 0;
    differenceUs = (nowUs() - packet.timestampUs) >>> 0;
    if (phase === 'leaving') {
      if (packet.type === packetType.data && packet.payload.length > 0) {
        sendReset();
        end(undefined);
        return;
      }
      if (packet.type === packetType.fin) hearData(packet);
      if (outgoing.isAllAcknowledged) end(undefined);
      return;
    }
    if (packet.type === packetType.state) return;
    // It has our first number: it is where it says it is.
    if (phase === 'greeted') open();
    if (phase !== 'open') return;
    hearData(packet);
    deliver();
  }

  /** A reset names the packet that it answers; one that was invented has to guess. */
  function isOfOurs(ack: number): boolean {
    const oldest = nextSeq(outgoing.lastAcked, -32);
    return seqDistance(oldest, ack) >= 0 && seqDistance(ack, outgoing.nextSeq) >= 0;
  }

  function timeOut(): void {
    timeouts++;
    timerMs = nowMs();
    flow.timedOut();
    if (phase === 'greeting') {
      if (timeouts >= maxSynTimeouts) end(new Error('The peer does not answer.'));
      else hasToSyn = true;
      return;
    }
    const isLost = timeouts >= (phase === 'leaving' ? maxFinTimeouts : maxSilentTimeouts);
    if (isLost || (outgoing.oldestTimes >= maxTimes && flow.theirWindow > 0)) {
      end(new Error('The peer does not answer any more.'));
      return;
    }
    flow.loseAll();
  }

  const channel: Channel = {
    kind: 'utp',
    remote,
    start(given) {
      listener = given;
      isPaused = false;
      deliver();
    },
    write(bytes, onSent) {
      if (phase === 'over' || phase === 'leaving') {
        queueMicrotask(onSent);
        return;
      }
      // Copied when they are cut into packets, which are kept until they have arrived: the lender gets his back sooner.
      if (outgoing.queuedBytes === 0 && outgoing.isAllAcknowledged) timerMs = nowMs();
      outgoing.write(bytes, onSent);
      parts.onDirty(connection);
    },
    get queuedBytes() {
      return outgoing.queuedBytes;
    },
    pauseReading() {
      isPaused = true;
    },
    resumeReading() {
      isPaused = false;
      deliver();
      if (phase === 'open') parts.onDirty(connection);
    },
    destroy() {
      isEndTold = true;
      listener = undefined;
      leave();
      incoming.clear();
    },
  };

  const connection: Connection = {
    channel,
    remote,
    receiveId,
    get phase() {
      return phase;
    },
    receive,
    flush() {
      if (hasToSyn && phase === 'greeting') sendSyn();
      if (phase === 'open' || phase === 'leaving') flow.sendWhatMay(transmit);
      const hasOpened = toldWindow < worthTelling && incoming.windowBytes - toldWindow >= worthTelling;
      if (hasToAck || (phase === 'open' && hasOpened)) sendState();
      outgoing.callBack();
    },
    tick() {
      if (phase === 'over') return;
      const now = nowMs();
      const waits =
        phase === 'greeting' ||
        !outgoing.isAllAcknowledged ||
        (outgoing.queuedBytes > 0 && flow.theirWindow === 0);
      if (waits && now - timerMs >= flow.timeoutMs) timeOut();
      if (phase === 'open' && now - lastSentMs >= keepAliveMs) hasToAck = true;
      connection.flush();
    },
    abort: (error) => end(error),
  };
  return connection;
}
