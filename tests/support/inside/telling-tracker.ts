// Run in the hub: a tracker that tells, by a line each, its address, who came, and who has everything.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Server } from 'bittorrent-tracker';

const [host = ''] = process.argv.slice(2);
const tell = (what: object) => process.stdout.write(`${JSON.stringify(what)}\n`);
const server = new Server({ stats: false });
server.on('warning', () => undefined); // what somebody sent was no announce
for (const event of ['start', 'complete'] as const)
  server.on(event, (from: string) => tell({ event, address: from.slice(0, from.lastIndexOf(':')) }));
server.listen(0, { http: host, udp: host, udp6: '::1' });
await once(server, 'listening');
const { port } = server.http.address() as AddressInfo; // listening on a TCP port
tell({ url: `http://${host}:${port}/announce` });
process.stdin.on('end', () => process.exit(0)).resume();
