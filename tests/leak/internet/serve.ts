// Everything on the internet of a bed, in one process. Run by Node as it is (types are stripped); the argument says where
// the certificate goes.
import { internet } from '../bed/addresses.ts';
import { serveDht, tellDht } from './dht.ts';
import { serveDns } from './dns-server.ts';
import { downloads } from './download.ts';
import { serveHttp, type OnAnnounce } from './http-services.ts';
import { makeIdentity } from './identity.ts';
import { ports, secureName } from './names.ts';
import { servePeer } from './peer.ts';
import { reportToParent as report } from './sighting.ts';
import { serveStun } from './stun-server.ts';
import { serveUdpTracker } from './udp-tracker.ts';

const { services, stun, otherStun, peer, utpPeer, exchanged, resolver, ispResolver } = internet;
const known = new Set<string>(Object.values(downloads).map(({ infoHash }) => infoHash));

const { dial } = await servePeer({
  addresses: [peer.v4, peer.v6, exchanged.v4, exchanged.v6],
  utpAddress: utpPeer.v4,
  report,
});
const onAnnounce: OnAnnounce = ({ infoHash, address, port }) => {
  if (!known.has(infoHash) && port > 0) dial(infoHash, address, port);
};
await Promise.all([
  serveDns(resolver.v4, 'resolver', report),
  serveDns(resolver.v6, 'resolver', report),
  serveDns(ispResolver.v4, 'isp-resolver', report),
  serveHttp(services.v4, report, onAnnounce, makeIdentity(process.argv[2] ?? '', secureName)),
  serveHttp(services.v6, report, onAnnounce),
  serveUdpTracker(services.v4, report, onAnnounce),
  serveStun(stun.v4, ports.stun, report),
  serveStun(otherStun.v4, ports.otherStun, report),
  serveDht({ address: services.v4, port: ports.dht, report }),
]);
await tellDht({
  address: peer.v4,
  port: ports.tellingNode,
  entrance: `${services.v4}:${ports.dht}`,
  infoHashes: [downloads.blurted.infoHash, downloads.confided.infoHash],
  peerPort: ports.peer,
  report,
});
process.stdout.write('ready\n');
// The test that started it is gone.
process.stdin.on('end', () => process.exit()).resume();
