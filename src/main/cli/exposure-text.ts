import type { ExposureSummary } from '#shared/contract/exposure.ts';
import type { Party } from '#shared/contract/exposure-parties.ts';

const marks = { alarm: 'ALARM  ', warning: 'WARNING', info: 'info   ' } as const;

/** For people: what follows first, then the parties. */
export function exposureText({ verdicts, observed }: ExposureSummary, parties: readonly Party[]): string {
  const told = verdicts.map(({ severity, text }) => `${marks[severity]}  ${text}`);
  const seen = observed.map(
    ({ channel, address, count, standing }) =>
      `${address.padEnd(39)}  said by ${channel} (${count})${standing === 'expected' ? '' : `  ${standing}`}`,
  );
  return [
    ...(told.length === 0 ? ['Nothing to worry about was found.'] : told),
    '',
    ...(seen.length === 0 ? ['Nobody has said yet which address they see.'] : seen),
    '',
    ...(parties.length === 0 ? ['Nobody was in contact yet.'] : parties.map(partyLine)),
  ].join('\n');
}

function partyLine(party: Party): string {
  const { kind, address, port, host, direction, transport, country, network, learned } = party;
  const where = address === null ? '' : `${address.includes(':') ? `[${address}]` : address}:${port ?? 0}`;
  const who = [where, host].filter((part) => part !== null && part !== '').join(' ');
  const place = [country, network].filter((part) => part !== null).join(' ');
  return `${kind.padEnd(9)} ${direction.padEnd(3)} ${transport.padEnd(6)} ${who.padEnd(44)} ${place.padEnd(30)} ${learned.join(', ')}`;
}
