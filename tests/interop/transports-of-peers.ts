import type { PartyPage } from '../../src/shared/contract/exposure-parties.ts';
import type { Instance } from '../support/instance.ts';
import { until } from '../support/until.ts';

/**
 * By which transports peers have been met that said which torrent they came for, each once; also those that have left.
 * What has just happened is in the ledger only after a moment.
 */
export function transportsOfPeers(warren: Pick<Instance, 'call'>, id: string): Promise<string[]> {
  return until(
    async () => {
      const { parties } = await warren.call<PartyPage>('exposure.parties', {
        id,
        kinds: ['peer'],
        learned: ['infohash'],
      });
      return parties.length > 0 && [...new Set(parties.map(({ transport }) => transport))];
    },
    { what: 'a peer is in the ledger' },
  );
}
