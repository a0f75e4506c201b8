/** Who can learn something about us. `operator` (of the network on the way) is foreseen, never a contact by itself. */
export const partyKinds = [
  'peer',
  'tracker',
  'dht',
  'web-seed',
  'lan',
  'resolver',
  'stun',
  'router',
  'proxy',
  'media',
  'headless',
  'operator',
  'other',
] as const;
export type PartyKind = (typeof partyKinds)[number];

/** How it was spoken to. `http` … `wss` where more than TCP is known. */
export const transports = ['tcp', 'udp', 'utp', 'webrtc', 'http', 'https', 'ws', 'wss'] as const;
export type Transport = (typeof transports)[number];

/** `in`: it came to us. `out`: we went to it. */
export const directions = ['in', 'out'] as const;
export type Direction = (typeof directions)[number];

/** Whether nobody on the way can read what is said, by the transport alone; links to peers are encrypted or not. */
export function isEncryptedTransport(transport: Transport): boolean {
  return transport === 'https' || transport === 'wss' || transport === 'webrtc';
}
