import { once } from 'node:events';
import { Client } from 'bittorrent-dht';
import { internet } from '../bed/addresses.ts';
import type { Report } from './sighting.ts';

interface NodePlan {
  readonly address: string;
  readonly port: number;
  readonly report: Report;
}

/** A node that knows nobody, for others to enter the DHT by. */
export async function serveDht(plan: NodePlan): Promise<void> {
  await listen(new Client({ bootstrap: false }), plan);
}

interface TellingPlan extends NodePlan {
  /** `host:port` of the node by which it enters. */
  readonly entrance: string;
  readonly infoHashes: readonly string[];
  readonly peerPort: number;
}

/** A node that has told the DHT that a peer at its own address has these. */
export async function tellDht(plan: TellingPlan): Promise<void> {
  const { entrance, infoHashes, peerPort } = plan;
  const node = new Client({ bootstrap: [entrance] });
  await Promise.all([once(node, 'ready'), listen(node, plan)]);
  for (const infoHash of infoHashes)
    await new Promise<void>((resolve, reject) =>
      node.announce(infoHash, peerPort, (error) => (error === null ? resolve() : reject(error))),
    );
}

/** Nodes talk to each other, too. */
const others = new Set<string>(Object.values(internet).map(({ v4 }) => v4));

async function listen(node: Client, { address, port, report }: NodePlan): Promise<void> {
  node._rpc.on('query', (query, from) => {
    if (others.has(from.address)) return;
    const { id, info_hash: infoHash } = query.a;
    report('dht', from.address, {
      at: address,
      query: String(query.q),
      id: Buffer.from(id).toString('hex'),
      ...(infoHash === undefined ? {} : { infoHash: Buffer.from(infoHash).toString('hex') }),
    });
  });
  await new Promise<void>((resolve) => node.listen(port, address, resolve));
}
