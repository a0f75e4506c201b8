import { hasPiece } from '#shared/domain/bitfield.ts';
import type { WireListener } from '../wire/index.ts';
import type { Downloads } from './downloads.ts';
import type { Extensions } from '../extensions/index.ts';
import type { Interest } from './interest.ts';
import type { Peer } from './peer.ts';
import type { Requests } from './requests.ts';
import type { Uploads } from './uploads.ts';

interface HearParts {
  readonly peer: Peer;
  readonly pieceCount: number;
  readonly downloads: Downloads;
  readonly uploads: Uploads;
  readonly requests: Requests;
  readonly interest: Interest;
  readonly extensions: Extensions;
  readonly nowMs: () => number;
  onReceived(bytes: number): void;
  onPort(port: number): void;
  /** Somebody wants to be served who did not, or the other way round. */
  onInterest(): void;
  /** What it may do now and then, and not all the time. */
  onNuisance(): void;
  onEnd(why: string): void;
}

/** What each message of a peer means for the exchange. */
export function hearPeer(parts: HearParts): WireListener {
  const { peer, pieceCount, downloads, uploads, requests, interest, extensions, nowMs } = parts;
  const { picks, wire } = peer;
  let payload = 0;

  function violation(what: string): void {
    wire.destroy('violation', `The peer sent ${what}.`);
  }

  function countPayload(): void {
    if (payload === 0) return;
    peer.receivedBytes += payload;
    peer.given.add(payload);
    parts.onReceived(payload);
    payload = 0;
  }

  return {
    onChoke() {
      if (peer.peerChoking) return;
      peer.peerChoking = true;
      // With BEP 6 it says of each request whether it will still be answered.
      if (peer.hasFast) return;
      peer.lateBlocks += picks.asked;
      picks.giveBackAll();
      peer.wasAskedSinceMs = null;
      requests.refillHungry();
    },
    onUnchoke() {
      peer.peerChoking = false;
      requests.refill(peer);
    },
    onInterested(isInterested) {
      if (peer.isInterested === isInterested) return;
      peer.isInterested = isInterested;
      parts.onNuisance();
      parts.onInterest();
    },
    onHave(piece) {
      if (!picks.have(piece)) {
        violation('a piece that does not exist');
        return;
      }
      peer.hasSaidWhatItHas = true;
      interest.look(peer);
      requests.refill(peer);
    },
    onBitfield(bits) {
      // aria2 sends another instead of many "have"; looking at them all the time costs.
      if (peer.hasSaidWhatItHas) {
        parts.onNuisance();
        for (let piece = 0; piece < pieceCount; piece++) if (hasPiece(bits, piece)) picks.have(piece);
        interest.look(peer);
        return;
      }
      peer.hasSaidWhatItHas = true;
      if (!picks.bitfield(bits)) {
        violation('a bitfield of another torrent');
        return;
      }
      interest.look(peer);
    },
    onHaveAll() {
      if (!peer.hasFast) {
        violation('"have all" without the fast extension');
        return;
      }
      if (peer.hasSaidWhatItHas) parts.onNuisance();
      peer.hasSaidWhatItHas = true;
      picks.haveAll();
      interest.look(peer);
    },
    onHaveNone() {
      if (!peer.hasFast) {
        violation('"have none" without the fast extension');
        return;
      }
      if (peer.hasSaidWhatItHas) {
        parts.onNuisance();
        return;
      }
      peer.hasSaidWhatItHas = true;
      picks.haveNone();
    },
    onRequest: (piece, begin, length) => uploads.request(peer, { piece, begin, length }),
    onCancel: (piece, begin, length) => uploads.cancel(peer, { piece, begin, length }),
    onReject(piece, begin, length) {
      if (!peer.hasFast) {
        violation('a reject without the fast extension');
        return;
      }
      if (!picks.isAsked(piece, begin, length)) {
        // The answer to a cancel.
        if (peer.lateBlocks > 0) peer.lateBlocks--;
        return;
      }
      picks.giveBack(piece, begin);
      peer.allowedFast.delete(piece);
      if (picks.asked === 0) peer.wasAskedSinceMs = null;
      requests.refillHungry();
    },
    onAllowedFast(piece) {
      if (!peer.hasFast || piece >= pieceCount || peer.allowedFast.size >= maxAllowedFast) return;
      peer.allowedFast.add(piece);
      requests.refill(peer);
    },
    onPort: (port) => parts.onPort(port),
    onExtended: (id, body) => extensions.hear(peer, id, body),
    onBlockBegin: (piece, begin, length) => downloads.begin(peer, piece, begin, length),
    onBlockBytes(bytes) {
      payload += bytes.length;
      downloads.bytes(peer, bytes);
    },
    onBlockEnd() {
      downloads.end(peer);
      peer.isSlow = false;
      if (picks.asked === 0) peer.wasAskedSinceMs = null;
    },
    onQuiet(received) {
      peer.lastHeardMs = nowMs();
      countPayload();
      if (wire.isOver) return;
      if (!peer.shares.down.spend(received)) wire.channel.pauseReading();
      requests.refill(peer);
      if (peer.uploads.length > 0) uploads.pump(peer);
      wire.writer.flush();
    },
    onSent() {
      if (peer.uploads.length > 0) uploads.pump(peer);
    },
    onEnd(_how, why) {
      countPayload();
      downloads.drop(peer);
      picks.leave();
      requests.forget(peer);
      parts.onEnd(why);
      requests.refillHungry();
    },
  };
}

/** BEP 6 suggests ten; a peer that names every piece is not believed. */
const maxAllowedFast = 100;
