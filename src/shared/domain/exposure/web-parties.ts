import type { Datum } from './datum.ts';
import { hasPasskey } from './tracker-privacy.ts';

/**
 * What a tracker learns of each torrent that is announced to it.
 * @param named `client` where the profile names the program, which the peer id then does too (BEP 20)
 */
export function whatTrackersLearn(url: string, named: readonly Datum[]): Datum[] {
  return [
    'address',
    'port',
    'peer-id',
    ...named,
    'infohash',
    'amounts',
    ...(hasPasskey(url) ? (['passkey'] as const) : []),
  ];
}
