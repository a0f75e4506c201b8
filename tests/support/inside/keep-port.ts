// Run inside a network of a test: an engine's door on one interface that keeps a port at a gateway. Prints a line of JSON
// for each thing that happens, and gives the port back at the first line that it reads.
import { createServer } from 'node:net';
import { once } from 'node:events';
import { openPeerUdp } from '../../../src/main/network/guard/peer-udp.ts';
import { listenTcp } from '../../../src/main/network/guard/tcp.ts';
import { makePortKeeper } from '../../../src/main/network/port-mapping/port-keeper.ts';
import type { PortGateway } from '../../../src/shared/contract/engine-door.ts';
import { openDoor, say } from './open-door.ts';

interface Wish {
  readonly interface: string;
  readonly gateway: PortGateway;
  readonly listenPort: number;
  readonly timing: object;
}

const wish = JSON.parse(process.argv[2] ?? '') as Wish;
const door = openDoor(wish.interface);
const listener = createServer((socket) => socket.end('reached'));
listenTcp(listener, wish.listenPort);
await once(listener, 'listening');
const udp = openPeerUdp(({ remote }) => say({ byUtp: remote?.address }));
await udp.listen(wish.listenPort);

const keeper = makePortKeeper({ observe: (address) => say({ address }), timing: wish.timing });
keeper.keepPort(wish.gateway, wish.listenPort, (port) => say({ port }));
let problem: string | null = null;
const watching = setInterval(() => {
  if (keeper.problem() !== problem) say({ problem: (problem = keeper.problem()) });
}, 20);

const [order] = (await once(process.stdin.setEncoding('utf8'), 'data')) as [string];
if (order.startsWith('shut')) door.close('interface-down', 'The test shuts it.');
keeper.keepPort(null, wish.listenPort, () => undefined);
await keeper.settled();
clearInterval(watching);
say({ ended: true });
process.exit(0);
