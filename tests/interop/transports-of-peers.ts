import type { PartyPage } from '../../src/shared/contract/exposure.ts';
import type { Instance } from '../support/instance.ts';

/** By which transports peers have been met that said which torrent they came for, each once; also those that have left. */
export async function transportsOfPeers(warren: Pick<Instance, 'call'>, id: string): Promise<string[]> {
  const { parties } = await warren.call<PartyPage>('exposure.parties', {
    id,
    kinds: ['peer'],
    learned: ['infohash'],
  });
  return [...new Set(parties.map(({ transport }) => transport))];
}
