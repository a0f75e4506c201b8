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
