import { Client } from 'bittorrent-dht';

/** A node that knows nobody, for others to enter a DHT of their own by. */
export interface BootstrapNode extends AsyncDisposable {
  /** `127.0.0.1:PORT`, UDP. */
  readonly address: string;
}

export async function startBootstrapNode(): Promise<BootstrapNode> {
  const node = new Client({ bootstrap: false });
  await new Promise<void>((resolve) => node.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${node.address().port}`,
    [Symbol.asyncDispose]: () => new Promise((resolve) => node.destroy(resolve)),
  };
}

/** A DHT in which every node has the same address: libtorrent suspects an attack unless told otherwise. @returns its settings */
export const libtorrentThroughDht = ({ address }: Pick<BootstrapNode, 'address'>) => ({
  enable_dht: true,
  dht_bootstrap_nodes: address,
  dht_restrict_routing_ips: false,
  dht_restrict_search_ips: false,
  dht_ignore_dark_internet: false,
  dht_prefer_verified_node_ids: false,
});
