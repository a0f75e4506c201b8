import type { Database } from 'better-sqlite3';
import { isLoopback } from '#shared/domain/exposure/addresses.ts';
import { packData } from '#shared/domain/exposure/datum.ts';
import type { RecordedContact } from './stored-party.ts';

const hourMs = 3_600_000;

/** Adds contacts to what is kept of each party; all of them or, where the disk is full, none. */
export function makeRecorder(db: Database): (contacts: readonly RecordedContact[]) => void {
  const find = db.prepare<object, { readonly id: number; readonly learned: number }>(`
    SELECT id, learned FROM party
    WHERE torrent = :torrent AND profile = :profile AND kind = :kind AND address = :address AND host = :host
      AND direction = :direction AND transport = :transport`);
  const insert = db.prepare<object>(`
    INSERT INTO party (torrent, profile, kind, address, host, direction, transport, port, is_encrypted, client,
      country, network, interface, first_ms, last_ms, contacts, learned, is_here)
    VALUES (:torrent, :profile, :kind, :address, :host, :direction, :transport, :port, :isEncrypted, :client,
      :country, :network, :interface, :firstMs, :lastMs, :contacts, :learned, :isHere)`);
  // By the clock of this computer, which may be put back: the first stays the earliest, the last the latest.
  const update = db.prepare<object>(`
    UPDATE party SET
      port = coalesce(:port, port), client = coalesce(:client, client), country = coalesce(:country, country),
      network = coalesce(:network, network),      interface = coalesce(:interface, interface),
      is_encrypted = coalesce(min(is_encrypted, :isEncrypted), is_encrypted, :isEncrypted),
      first_ms = min(first_ms, :firstMs), last_ms = max(last_ms, :lastMs),
      contacts = contacts + :contacts, learned = learned | :learned
    WHERE id = :id`);
  const addMoment = db.prepare<object>(`
    INSERT INTO moment (party, hour, contacts, learned) VALUES (:id, :hour, :contacts, :learned)
    ON CONFLICT DO UPDATE SET contacts = contacts + excluded.contacts, learned = learned | excluded.learned`);

  function recordOne(contact: RecordedContact): void {
    const learned = packData(contact.learned);
    // Something more was learned in a contact that was counted before.
    const key = {
      torrent: contact.torrent ?? '',
      profile: contact.profile,
      kind: contact.kind,
      address: contact.address ?? '',
      host: contact.host ?? '',
      direction: contact.direction,
      transport: contact.transport,
    };
    const known = find.get(key);
    const values = {
      ...key,
      port: contact.port,
      isEncrypted: contact.isEncrypted === null ? null : Number(contact.isEncrypted),
      client: contact.client,
      country: contact.country,
      network: contact.network,
      interface: contact.interface,
      firstMs: Math.round(contact.firstMs),
      lastMs: Math.round(contact.lastMs),
      contacts: known === undefined ? Math.max(1, contact.contacts) : contact.contacts,
      learned,
      isHere: Number(isLoopback(key.address)),
    };
    const id = known?.id ?? Number(insert.run(values).lastInsertRowid);
    if (known !== undefined) update.run({ ...values, id });
    addMoment.run({
      id,
      hour: Math.floor(contact.lastMs / hourMs),
      contacts: values.contacts,
      learned: learned & ~(known?.learned ?? 0),
    });
  }

  return db.transaction((contacts: readonly RecordedContact[]) => {
    for (const contact of contacts) recordOne(contact);
  });
}
