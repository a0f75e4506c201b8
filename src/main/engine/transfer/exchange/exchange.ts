import { makePicker, type PickerPeer } from '../picker/index.ts';
import { messageId } from '../wire/index.ts';
import { makeBacklog } from './backlog.ts';
import { makeDownloads } from './downloads.ts';
import { interest } from './interest.ts';
import type { Exchange, ExchangeParts } from './interface.ts';
import { openWebSeeds } from './open-web-seeds.ts';
import type { Peer } from './peer.ts';
import { makeRequests } from './requests.ts';
import { makeRounds } from './rounds.ts';
import { speakToPeers } from './speak.ts';
import { makeUploads } from './uploads.ts';
import { makeWants } from './wants.ts';
import { welcomePeers } from './welcome.ts';

export function makeExchange(parts: ExchangeParts): Exchange {
  const { pieces, infoBytes, speaks, buffers, blame, limits, nowMs, random, events } = parts;
  const peers = new Set<Peer>();
  const byPicks = new Map<PickerPeer, Peer>();
  let receivedBytes = 0;
  let sentBytes = 0;
  let isLeaving = false;

  const picker = makePicker({
    pieceCount: pieces.pieceCount,
    pieceBytes: pieces.pieceBytes,
    totalBytes: pieces.totalBytes,
    random,
    nowMs,
    mayOpenPiece: () => buffers.hasRoom,
  });
  const wants = makeWants(pieces, picker);
  const requests = makeRequests({ nowMs });
  const backlog = makeBacklog({ pieceBytes: pieces.pieceBytes });
  const downloads = makeDownloads({
    picker,
    buffers,
    backlog,
    blame,
    sizeOfPiece: pieces.sizeOfPiece,
    hashOfPiece: pieces.hashOfPiece,
    write: pieces.write,
    nowMs,
    onCancel(picks, block) {
      for (const one of picks) {
        const peer = byPicks.get(one);
        if (peer !== undefined) requests.cancel(peer, block);
      }
    },
    onPiece,
    onWrongPiece(piece) {
      events.onWrongPiece(piece);
      watchSuspects();
      requests.refillHungry();
    },
    onUnasked: ({ party }) => blame.strike(party, 1),
    onRoom: () => requests.refillHungry(),
    onError: events.onError,
  });
  const uploads = makeUploads({
    ...pieces,
    nowMs,
    onSent: (bytes) => (sentBytes += bytes),
    onAbuse: ({ party }) => blame.strike(party, 1),
    onError: events.onError,
  });
  const rounds = makeRounds({
    peers,
    uploads,
    requests,
    isSeeding: () => !wants.isAnything,
    uploadLimitBps: limits.uploadLimitBps,
    random,
    nowMs,
  });
  const extensions = speakToPeers({ speaks, infoBytes, peers, events, nowMs });

  function choose(): void {
    wants.choose();
    for (const peer of peers) {
      interest.look(peer);
      requests.refill(peer);
    }
  }

  /** Who took part in a wrong piece is asked for whole pieces, until it is cleared or banned. */
  function watchSuspects(): void {
    for (const { picks, party } of peers) picks.setAlone(blame.isSuspect(party));
  }

  function onPiece(piece: number): void {
    wants.got(piece);
    events.onPiece(piece);
    watchSuspects();
    for (const peer of peers) {
      if (!peer.picks.isSeed) {
        peer.wire.writer.withPiece(messageId.have, piece);
        peer.wire.writer.flush();
      }
      interest.look(peer);
    }
  }

  const onReceived = (bytes: number) => void (receivedBytes += bytes);
  const webSeeds = openWebSeeds({
    ...parts,
    picker,
    downloads,
    backlog,
    limit: limits.down,
    onReceived,
  });

  for (let piece = 0; piece < pieces.pieceCount; piece++) if (pieces.has(piece)) picker.verified(piece);
  picker.setSequential(parts.isSequential);
  choose();

  function gone(peer: Peer, why: string): void {
    peers.delete(peer);
    byPicks.delete(peer.picks);
    extensions.drop(peer);
    peer.shares.down.leave();
    peer.shares.up.leave();
    if (!isLeaving) events.onGone(peer, why);
    if (!peer.amChoking && !isLeaving) rounds.onInterest();
  }

  const welcome = welcomePeers({
    ...parts,
    downloads,
    backlog,
    uploads,
    requests,
    rounds,
    extensions,
    join: () => picker.join(),
    onJoined(peer) {
      peers.add(peer);
      byPicks.set(peer.picks, peer);
    },
    onReceived,
    onGone: gone,
  });

  return {
    peers,
    webSeeds,
    get receivedBytes() {
      return receivedBytes;
    },
    get sentBytes() {
      return sentBytes;
    },
    welcome(greeted, direction) {
      if (isLeaving) {
        greeted.wire.destroy('ours', 'The torrent has stopped.');
        return;
      }
      welcome(greeted, direction);
    },
    choose,
    setSequential: picker.setSequential,
    restore: downloads.restore,
    open: downloads.open,
    availability: (piece) => picker.availability(piece),
    hurry(dues, isAwaited) {
      for (const [piece, atMs] of dues) picker.setDeadline(piece, atMs);
      if (isAwaited) for (const peer of peers) requests.makeWay(peer);
      // Those that have nothing to do may be able to help with what is late.
      else requests.refillHungry();
    },
    pulse() {
      rounds.pulse();
      extensions.pulse();
      for (const seed of webSeeds) seed.pulse();
    },
    async leave(keep) {
      isLeaving = true;
      for (const peer of [...peers]) peer.wire.destroy('ours', 'The torrent has stopped.');
      for (const seed of webSeeds) seed.stop();
      await downloads.settle();
      await keep();
      downloads.close();
    },
  };
}
