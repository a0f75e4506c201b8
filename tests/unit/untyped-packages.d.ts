// Packages without types, as far as tests look into them.

declare module 'bencode' {
  const bencode: { decode(bytes: Uint8Array): unknown; encode(value: unknown): Uint8Array };
  export default bencode;
}

declare module 'webtorrent/lib/torrent.js' {
  const Torrent: { readonly prototype: object };
  export default Torrent;
}

declare module 'webtorrent/lib/conn-pool.js' {
  const ConnPool: { readonly prototype: object };
  export default ConnPool;
}
