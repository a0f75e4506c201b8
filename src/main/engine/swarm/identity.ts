import { randomBytes } from 'node:crypto';
import type { EngineOptions } from '#shared/contract/engine-door.ts';

/** How this process introduces itself to peers, trackers and web servers. */
export interface OwnIdentity {
  /** 40 hex characters. */
  readonly peerId: string;
  /** In the extended handshake (BEP 10); undefined: we do not say. */
  readonly clientName: string | undefined;
  readonly userAgent: string;
}

/** What a plain program says, of which there are many. */
const anonymousAgent = 'Mozilla/5.0';

export function makeIdentity({
  identity,
  version,
}: Pick<EngineOptions, 'identity' | 'version'>): OwnIdentity {
  if (identity === 'anonymous')
    return { peerId: randomBytes(20).toString('hex'), clientName: undefined, userAgent: anonymousAgent };
  return {
    peerId: namedPeerId(version),
    clientName: `Warren ${version}`,
    userAgent: `Warren/${version}`,
  };
}

/** Azureus style (BEP 20): `-WN0100-` and twelve random characters. */
function namedPeerId(version: string): string {
  const digits = version.replace(/\D/gu, '').padEnd(4, '0').slice(0, 4);
  return Buffer.concat([
    Buffer.from(`-WN${digits}-`, 'latin1'),
    Buffer.from(randomBytes(9).toString('base64url')),
  ]).toString('hex');
}
