import { Client } from 'bittorrent-dht';
import { ports } from './names.ts';
import type { Report } from './sighting.ts';

/** A node that knows nobody, for others to enter the DHT by. */
export async function serveDht(address: string, report: Report): Promise<void> {
  const node = new Client({ bootstrap: false });
  node._rpc.on('query', (query, from) => {
    report('dht', from.address, { query: String(query.q), id: Buffer.from(query.a.id).toString('hex') });
  });
  await new Promise<void>((resolve) => node.listen(ports.dht, address, resolve));
}
