import type { Command } from 'commander';
import type { ShownObserved, ShownVerdict } from '#shared/contract/exposure.ts';
import type { Party } from '#shared/contract/exposure-parties.ts';
import type { CliClient } from './client.ts';
import { exposureText } from './exposure-text.ts';
import type { Output } from './output.ts';
import type { AddVerb } from './verb.ts';

/** As many as one answer may hold. */
const pageSize = 1_000;

/** `exposure`: who can see us. */
export function addExposureVerbs(program: Command, verb: AddVerb, output: Output): void {
  verb(program, 'exposure [id]', 'Who can see one torrent, or all.', async ({ call }, [id]) => {
    const one = id === undefined ? {} : { id };
    const summary = await call['exposure.summary'](one);
    const parties = await allParties(call, one);
    const { observed, verdicts } = summary;
    output.print(
      {
        parties: parties.map(partyJson),
        observed: observed.map(observedJson),
        verdicts: verdicts.map(verdictJson),
      },
      exposureText(summary, parties),
    );
  });
}

/** What comes while it reads is not missed and not told twice: the oldest come first and stay in their place. */
async function allParties(call: CliClient['call'], one: { readonly id?: string }): Promise<Party[]> {
  const all = new Map<number, Party>();
  for (let offset = 0; ; offset += pageSize) {
    const { parties } = await call['exposure.parties']({
      ...one,
      sortBy: 'firstSeen',
      isDescending: false,
      offset,
      limit: pageSize,
    });
    for (const party of parties) all.set(party.partyId, party);
    if (parties.length < pageSize) return [...all.values()];
  }
}

function partyJson(party: Party) {
  const { kind, address, port, host, direction, transport, client, country, network, learned } = party;
  return {
    kind,
    address,
    port,
    host,
    direction,
    transport,
    encrypted: party.isEncrypted,
    client,
    country,
    network,
    interface: party.interface,
    firstSeen: party.firstSeenAt,
    lastSeen: party.lastSeenAt,
    learned,
  };
}

function observedJson({ channel, address, count }: ShownObserved) {
  return { channel, address, count };
}

function verdictJson({ code, severity, text }: ShownVerdict) {
  return { code, severity, text };
}
