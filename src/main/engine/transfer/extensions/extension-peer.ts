import type { PeerSays, Wire } from '../wire/index.ts';

/** What the extensions need to know of a peer. */
export interface ExtensionPeer {
  readonly wire: Wire;
  readonly direction: 'in' | 'out';
  readonly hasExtensions: boolean;
  /** 20 bytes. */
  readonly peerId: Uint8Array;
  /** Who answers for what it sends. */
  readonly party: string;
  /** Where others can reach it. */
  listenAddress: string | undefined;
  says: PeerSays | undefined;
}
