import type { exportFormats, redactions } from '#shared/contract/exposure.ts';
import type { Party } from '#shared/contract/exposure-parties.ts';

interface ExportWish {
  readonly format: (typeof exportFormats)[number];
  readonly redaction: (typeof redactions)[number];
}

const columns = [
  'kind',
  'torrentId',
  'profile',
  'address',
  'port',
  'host',
  'direction',
  'transport',
  'isEncrypted',
  'client',
  'country',
  'network',
  'interface',
  'firstSeenAt',
  'lastSeenAt',
  'contacts',
  'learned',
] as const satisfies readonly (keyof Party)[];

/** The parties as one text, part by part. */
export function* exportParties(
  parts: Iterable<readonly Party[]>,
  { format, redaction }: ExportWish,
): Generator<{ part: string }> {
  yield { part: format === 'csv' ? `${columns.join(',')}\r\n` : '[' };
  let isFirst = true;
  for (const parties of parts) {
    const texts = parties.map((party) => {
      const one = redacted(party, redaction);
      return format === 'csv' ? csvLine(one) : JSON.stringify(pick(one));
    });
    const glue = format === 'csv' ? '' : ',\n';
    yield { part: `${isFirst || format === 'csv' ? '' : glue}${texts.join(glue)}` };
    isFirst = false;
  }
  if (format === 'json') yield { part: ']\n' };
}

function pick(party: Party) {
  return Object.fromEntries(columns.map((column) => [column, party[column]]));
}

function redacted(party: Party, redaction: ExportWish['redaction']): Party {
  switch (redaction) {
    case 'none':
      return party;
    case 'others':
      return { ...party, address: party.address === null ? null : networkOf(party.address), port: null };
    case 'all':
      return {
        ...party,
        torrentId: null,
        address: null,
        port: null,
        host: null,
        client: null,
        network: null,
      };
    default:
      return redaction satisfies never;
  }
}

/** The first half of it: whose network, and not who in it. */
function networkOf(address: string): string {
  if (!address.includes(':')) return `${address.split('.').slice(0, 2).join('.')}.0.0/16`;
  const [first = '', second = ''] = address.split('::')[0]?.split(':') ?? [];
  return `${first}:${second === '' ? '0' : second}::/32`;
}

/** RFC 4180. A field that a table program would take for a formula begins with an apostrophe. */
function csvLine(party: Party): string {
  const fields = columns.map((column) => {
    const value = party[column];
    const text = Array.isArray(value) ? value.join(' ') : String(value ?? '');
    const safe = /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
    return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  });
  return `${fields.join(',')}\r\n`;
}
