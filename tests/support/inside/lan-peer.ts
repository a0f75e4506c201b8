// Run inside a network of a test: an engine's door of a profile for the local network, which calls out for a torrent and
// listens for peers. Prints a line of JSON for each neighbour that it hears of and each that connects.
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { listenTcp } from '../../../src/main/network/guard/tcp.ts';
import { makeLanDiscovery } from '../../../src/main/network/lan-discovery/lan-discovery.ts';
import { parseInfoHash } from '../../../src/shared/domain/info-hash.ts';
import { openDoor, say } from './open-door.ts';

const [interfaceName = '', text = ''] = process.argv.slice(2);
const infoHash = parseInfoHash(text);
if (infoHash === undefined) throw new Error(`${text} is no infohash`);

openDoor(interfaceName, { isLan: true });
const listener = createServer((socket) => {
  say({ connected: socket.remoteAddress });
  socket.destroy();
});
listenTcp(listener, 0);
await once(listener, 'listening');
const { port } = listener.address() as AddressInfo; // TCP and listening
const lan = makeLanDiscovery();
lan.onPeer((_, address) => say({ heard: address }));
lan.announce(infoHash, port);
say({ port });
process.stdin.resume().on('end', () => process.exit(0));
