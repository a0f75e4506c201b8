import type { Torrent, Wire } from 'webtorrent';
import { overlookHastyPex } from '../faults/strict-pex.ts';
import { sendPexOnlyWhereSpoken } from '../faults/unspoken-pex.ts';

/** After the extended handshake, which says on which port an incoming peer listens, ms. */
const settleMs = 1_000;

/**
 * Tells peers of each other (BEP 11). WebTorrent only listens: it brings the extension and never fills it
 * (docs/webtorrent-faults.md, 3). Its own timer then sends what is new about once a minute, as the BEP asks.
 */
export function exchangePeers(torrent: Torrent): void {
  torrent.on('wire', (wire) => {
    const pex = wire.ut_pex;
    if (pex === undefined) return;
    sendPexOnlyWhereSpoken(wire, pex);
    overlookHastyPex(pex);
    const timer = setTimeout(() => {
      if (wire.destroyed || torrent.destroyed) return;
      pex.start();
      introduce(wire, torrent.wires);
      pex._sendMessage();
    }, settleMs);
    timer.unref();
    wire.once('close', () => {
      clearTimeout(timer);
      const gone = listenAddress(wire);
      if (gone !== undefined) for (const other of torrent.wires) drop(other, gone);
    });
  });
}

function introduce(newcomer: Wire, wires: readonly Wire[]): void {
  const its = listenAddress(newcomer);
  for (const other of wires) {
    if (other === newcomer || other.destroyed) continue;
    const address = listenAddress(other);
    if (address !== undefined) add(newcomer, address);
    if (its !== undefined) add(other, its);
  }
}

interface ListenAddress {
  readonly text: string;
  readonly isV6: boolean;
}

/** Where others can reach a peer: the address we dialled, or the port that a peer which dialled us says it listens on. */
function listenAddress(wire: Wire): ListenAddress | undefined {
  if (!wire.type.startsWith('tcp') || wire.remoteAddress === undefined) return undefined;
  const said = wire.peerExtendedHandshake.p;
  const port = wire.type === 'tcpOutgoing' ? wire.remotePort : typeof said === 'number' ? said : undefined;
  if (port === undefined || port < 1 || port > 65_535) return undefined;
  const host = wire.remoteAddress.replace(/^::ffff:(?=\d+\.)/u, '');
  const isV6 = host.includes(':');
  return { text: isV6 ? `[${host}]:${port}` : `${host}:${port}`, isV6 };
}

function add(wire: Wire, { text, isV6 }: ListenAddress): void {
  if (isV6) wire.ut_pex?.addPeer6(text);
  else wire.ut_pex?.addPeer(text);
}

function drop(wire: Wire, { text, isV6 }: ListenAddress): void {
  if (isV6) wire.ut_pex?.dropPeer6(text);
  else wire.ut_pex?.dropPeer(text);
}
