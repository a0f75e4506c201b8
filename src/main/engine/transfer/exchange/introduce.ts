import type { Extensions } from '../extensions/index.ts';
import { messageId } from '../wire/index.ts';
import type { Peer } from './peer.ts';
import type { TorrentPieces } from './torrent-pieces.ts';

/** What we say first: what we have (BEP 3, BEP 6), which extensions we speak (BEP 10), where our DHT node is (BEP 5). */
export function introduce(
  peer: Peer,
  pieces: TorrentPieces,
  { extensions, dhtPort }: { readonly extensions: Extensions; readonly dhtPort: number | undefined },
): void {
  const { writer } = peer.wire;
  extensions.greet(peer);
  if (peer.hasFast && pieces.isWhole) writer.plain(messageId.haveAll);
  else if (peer.hasFast && pieces.isEmpty) writer.plain(messageId.haveNone);
  else if (!pieces.isEmpty) writer.bitfield(pieces.bitfield);
  if (peer.hasDht && dhtPort !== undefined) writer.port(dhtPort);
  writer.flush();
}
