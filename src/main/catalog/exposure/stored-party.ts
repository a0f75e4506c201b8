import type { Contact } from '#shared/contract/engine-exposure.ts';
import type { Party } from '#shared/contract/exposure-parties.ts';
import { unpackData } from '#shared/domain/exposure/datum.ts';

/** Somebody who learned something, with what the core adds to what its engine says. */
export interface RecordedContact extends Contact {
  readonly profile: string;
  readonly country: string | null;
  readonly network: string | null;
  readonly interface: string | null;
}

export interface PartyRow {
  readonly id: number;
  readonly torrent: string;
  readonly profile: string;
  readonly kind: Party['kind'];
  readonly address: string;
  readonly host: string;
  readonly direction: Party['direction'];
  readonly transport: Party['transport'];
  readonly port: number | null;
  readonly is_encrypted: number | null;
  readonly client: string | null;
  readonly country: string | null;
  readonly network: string | null;
  readonly interface: string | null;
  readonly first_ms: number;
  readonly last_ms: number;
  readonly contacts: number;
  readonly learned: number;
  readonly is_banned: number;
}

/** Of a table `party` with `is_banned` beside it. */
export const partyColumns = `party.*, EXISTS (SELECT 1 FROM ban WHERE ban.address = party.address) AS is_banned`;

export function partyOfRow(row: PartyRow): Party {
  return {
    partyId: row.id,
    torrentId: row.torrent === '' ? null : row.torrent,
    profile: row.profile,
    kind: row.kind,
    address: row.address === '' ? null : row.address,
    port: row.port,
    host: row.host === '' ? null : row.host,
    direction: row.direction,
    transport: row.transport,
    isEncrypted: row.is_encrypted === 1,
    client: row.client,
    country: row.country,
    network: row.network,
    interface: row.interface,
    firstSeenAt: new Date(row.first_ms).toISOString(),
    lastSeenAt: new Date(row.last_ms).toISOString(),
    contacts: row.contacts,
    learned: unpackData(row.learned),
    isBanned: row.is_banned === 1,
  };
}
