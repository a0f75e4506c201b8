import type { InfoHash } from '#shared/domain/info-hash.ts';
import type { Exposure } from '../../ports/exposure.ts';

/** Whom a WebRTC connection asks which address it has, before it is offered to anybody. As WebTorrent has them. */
const servers = [
  { host: 'stun.l.google.com', port: 19_302 },
  { host: 'global.stun.twilio.com', port: 3478 },
] as const;

export const iceServers = [{ urls: servers.map(({ host, port }) => `stun:${host}:${port}`) }];

/** The native library asks them, and the system for their addresses, where nobody sees which those are. */
export function noteStun(exposure: Exposure, torrent: InfoHash): void {
  const common = { torrent, address: null, transport: 'udp' } as const;
  for (const { host, port } of servers) {
    exposure.note({ ...common, kind: 'resolver', host, port: 53, learns: ['host-name'] });
    exposure.note({ ...common, kind: 'stun', host, port });
  }
}
