import { makeCongestion } from './congestion.ts';
import { makeOneWayDelay } from './one-way-delay.ts';
import type { Outgoing, Sent } from './outgoing.ts';
import { nextSeq, packetType, segmentBytes, seqDistance, type Packet } from './packet.ts';
import { makeRoundTrip } from './round-trip.ts';

/** How much of what one connection has to send may be on its way, by what the other side acknowledges. */
export interface Flow {
  /** ms */
  readonly timeoutMs: number;
  /** What the other side has room for, bytes. */
  readonly theirWindow: number;
  /**
   * `foreign`: it acknowledges what was never sent. `late`: others have overtaken it. `news`: something has arrived that was
   * not known to have. `nothing`: the rest.
   */
  hear(packet: Packet, nowMs: number): 'foreign' | 'late' | 'news' | 'nothing';
  /** The first window, from the answer to SYN. */
  begin(theirWindow: number): void;
  /** Hands over what may be sent now, what was lost first. */
  sendWhatMay(transmit: (sent: Sent) => void): void;
  /** Nothing was heard in time. */
  timedOut(): void;
  /** What was sent is lost; or nothing was, for there is no room: then one byte may ask. */
  loseAll(): void;
}

/** As libtorrent has it. */
export const maxWindowBytes = 1024 * 1024;
const repeatedAcks = 3;
/** As far behind as an acknowledgement can be late. */
const maxLate = 1_024;

export function makeFlow(outgoing: Outgoing): Flow {
  const roundTrip = makeRoundTrip();
  const delay = makeOneWayDelay();
  const congestion = makeCongestion({ segmentBytes, maxBytes: maxWindowBytes });
  let theirWindow = 0;
  let sameAcks = 0;
  /** What was sent up to here was on its way when the window was halved. */
  let halvedUntil: number | undefined;
  let mayProbe = false;

  /** Without selective acknowledgements, repeating itself is how the other side says that one is missing. */
  function countRepeats(packet: Packet, ahead: number, bytes: number): void {
    const isRepeated =
      ahead === 0 &&
      bytes === 0 &&
      packet.type === packetType.state &&
      packet.windowBytes === theirWindow &&
      !outgoing.isAllAcknowledged;
    if (isRepeated) sameAcks++;
    else if (ahead !== 0) sameAcks = 0;
  }

  return {
    get timeoutMs() {
      return roundTrip.timeoutMs;
    },
    get theirWindow() {
      return theirWindow;
    },
    begin(window) {
      theirWindow = window;
    },
    hear(packet, nowMs) {
      const { ack } = packet;
      const ahead = seqDistance(outgoing.lastAcked, ack);
      if (ahead < -maxLate || seqDistance(ack, nextSeq(outgoing.nextSeq, -1)) < 0) return 'foreign';
      if (ahead < 0) return 'late';
      const resentAfterMs = roundTrip.roundTripMs ?? roundTrip.timeoutMs;
      const inFlightBefore = outgoing.inFlightBytes;
      const found = outgoing.acknowledge(ack, packet.sack, nowMs, resentAfterMs);
      if (found.roundTripMs !== undefined) roundTrip.sampled(found.roundTripMs);
      if (found.bytes > 0 && packet.differenceUs !== 0) {
        const queueUs = delay.sampled(packet.differenceUs, nowMs, found.roundTripMs ?? roundTrip.timeoutMs);
        congestion.acknowledged(found.bytes, queueUs, inFlightBefore - found.bytes);
      }
      countRepeats(packet, ahead, found.bytes);
      const lostSeq =
        found.lostSeq ?? (sameAcks === repeatedAcks ? outgoing.loseOldest(nowMs, resentAfterMs) : undefined);
      if (lostSeq !== undefined && (halvedUntil === undefined || seqDistance(halvedUntil, lostSeq) >= 0)) {
        congestion.lost();
        halvedUntil = outgoing.nextSeq;
      }
      // What tried whether its window is open was not taken.
      if (theirWindow === 0 && packet.windowBytes > 0) outgoing.loseAll();
      theirWindow = packet.windowBytes;
      return ahead > 0 || found.bytes > 0 ? 'news' : 'nothing';
    },
    sendWhatMay(transmit) {
      for (let lost = outgoing.firstLost(); lost !== undefined; lost = outgoing.firstLost()) {
        if (outgoing.inFlightBytes > 0 && outgoing.inFlightBytes + lost.size > congestion.windowBytes) return;
        transmit(lost);
      }
      while (outgoing.queuedBytes > 0) {
        const { inFlightBytes } = outgoing;
        const room = Math.min(congestion.windowBytes, theirWindow) - inFlightBytes;
        const wanted = Math.min(segmentBytes, outgoing.queuedBytes);
        if (room >= wanted) transmit(outgoing.cut(wanted));
        else if (!outgoing.isAllAcknowledged) return;
        else if (room > 0) transmit(outgoing.cut(room));
        else if (mayProbe) transmit(outgoing.cut(1));
        else return;
        mayProbe = false;
      }
    },
    timedOut: () => roundTrip.timedOut(),
    loseAll() {
      if (outgoing.isAllAcknowledged) {
        mayProbe = true;
        return;
      }
      congestion.timedOut();
      outgoing.loseAll();
      halvedUntil = outgoing.nextSeq;
    },
  };
}
