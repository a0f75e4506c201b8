import type { Blame } from '../blame/index.ts';
import type { Extensions } from '../extensions/index.ts';
import type { PickerPeer } from '../picker/index.ts';
import type { Greeted } from '../wire/index.ts';
import type { Backlog } from './backlog.ts';
import type { Downloads } from './downloads.ts';
import { hearPeer } from './hear.ts';
import { interest } from './interest.ts';
import type { ExchangeParts } from './interface.ts';
import { introduce } from './introduce.ts';
import { makePeer, type Peer } from './peer.ts';
import { makeReading } from './reading.ts';
import type { Requests } from './requests.ts';
import type { Rounds } from './rounds.ts';
import type { Uploads } from './uploads.ts';

interface WelcomeParts extends Pick<ExchangeParts, 'pieces' | 'speaks' | 'limits' | 'nowMs'> {
  readonly blame: Blame;
  readonly downloads: Downloads;
  readonly backlog: Backlog;
  readonly uploads: Uploads;
  readonly requests: Requests;
  readonly rounds: Rounds;
  readonly extensions: Extensions;
  readonly events: Pick<ExchangeParts['events'], 'onDhtNode'>;
  join(): PickerPeer;
  onJoined(peer: Peer): void;
  onReceived(bytes: number): void;
  onGone(peer: Peer, why: string): void;
}

/** Takes a peer in that has greeted: what it may do is shared out, it is listened to, and told what is here. */
export function welcomePeers(parts: WelcomeParts): (greeted: Greeted, direction: 'in' | 'out') => void {
  const {
    pieces,
    speaks,
    limits,
    nowMs,
    blame,
    downloads,
    backlog,
    uploads,
    requests,
    rounds,
    extensions,
    events,
  } = parts;

  return (greeted, direction) => {
    const { wire } = greeted;
    const peer = makePeer({
      greeted,
      direction,
      picks: parts.join(),
      nowMs,
      makeShares: (one) => ({
        down: makeReading({ limiter: limits.down, backlog, wake: () => wire.channel.resumeReading() }),
        up: limits.up.join(() => uploads.pump(one)),
      }),
    });
    parts.onJoined(peer);
    // It may have hung up and come back.
    peer.picks.setAlone(blame.isSuspect(peer.party));
    wire.expectPieces(pieces.pieceCount);
    wire.listen(
      hearPeer({
        peer,
        pieceCount: pieces.pieceCount,
        downloads,
        uploads,
        requests,
        interest,
        extensions,
        nowMs,
        onReceived: (bytes) => parts.onReceived(bytes),
        onPort: (port) => {
          const address = wire.channel.remote?.address;
          if (address !== undefined && port > 0) events.onDhtNode(address, port);
        },
        onInterest: () => rounds.onInterest(),
        onNuisance: () => blame.strike(peer.party, 1),
        onEnd: (why) => parts.onGone(peer, why),
      }),
    );
    introduce(peer, pieces, { extensions, dhtPort: speaks.dhtPort() });
  };
}
