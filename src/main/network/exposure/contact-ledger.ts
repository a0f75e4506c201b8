import { isIP } from 'node:net';
import { maxClientLength, maxHostLength, type Contact } from '#shared/contract/engine-exposure.ts';
import { packData, unpackData } from '#shared/domain/exposure/datum.ts';
import { isEncryptedTransport } from '#shared/domain/exposure/party.ts';
import type { Noted } from '../../ports/exposure.ts';

/** Contacts since the last beat, folded by who it was and for which torrent. */
export interface ContactLedger {
  note(noted: Noted): void;
  take(): Contact[];
  /** Off: nothing is noted, and what was is lost. What it is for is carried along all the same: it may be on again later. */
  setRecorded(isRecorded: boolean): void;
}

/**
 * Parties between two beats. More than this come only when the core does not take them; a core that hangs so long ends
 * this process. Some 350 bytes each.
 */
const maxPending = 20_000;

/** What was learned is one number here: as lists, those of ten thousand parties take megabytes. */
type Pending = { -readonly [K in keyof Contact]: K extends 'learned' ? number : Contact[K] };

const onlyAddress = packData(['address']);

/** @param nowMs Unix ms: what is kept is read by people */
export function makeContactLedger({ nowMs }: { readonly nowMs: () => number }): ContactLedger {
  let pending = new Map<string, Pending>();
  let isOn = true;

  return {
    note(noted) {
      if (!isOn) return;
      const { kind, torrent, learns = [], direction = 'out', transport = 'tcp' } = noted;
      const said = noted.address === null ? null : bare(noted.address);
      // Some WebRTC peers are known by a name of their local network alone.
      const address = said !== null && isIP(said) !== 0 ? said : null;
      const host = (noted.host ?? (address === null ? said : null))?.slice(0, maxHostLength) ?? null;
      const port = isPort(noted.port) ? noted.port : null;
      // Joined: a template leaves the pieces that it was put together of beside each key.
      const key = [kind, torrent, address, host, direction, transport].join(' ');
      const now = nowMs();
      let one = pending.get(key);
      if (one === undefined) {
        if (pending.size >= maxPending) return;
        one = {
          kind,
          torrent,
          address,
          port,
          host,
          direction,
          transport,
          isEncrypted: null,
          client: null,
          learned: onlyAddress,
          contacts: 0,
          firstMs: now,
          lastMs: now,
        };
        pending.set(key, one);
      }
      if (learns.length > 0) one.learned |= packData(learns);
      if (port !== null) one.port = port;
      if (noted.client !== undefined && noted.client !== null && noted.client !== '')
        one.client = noted.client.slice(0, maxClientLength);
      const isEncrypted = noted.isEncrypted ?? (isEncryptedTransport(transport) ? true : null);
      // What was said once that could be read has been read.
      if (isEncrypted !== null) one.isEncrypted = isEncrypted && one.isEncrypted !== false;
      if (noted.isKnown !== true) one.contacts++;
      one.lastMs = now;
    },
    take() {
      const taken = Array.from(pending.values(), (one) => ({ ...one, learned: unpackData(one.learned) }));
      if (taken.length > 0) pending = new Map();
      return taken;
    },
    setRecorded(isRecorded) {
      isOn = isRecorded;
      if (!isOn) pending = new Map();
    },
  };
}

function isPort(port: number | null): port is number {
  return port !== null && Number.isInteger(port) && port >= 0 && port <= 65_535;
}

/** An IPv4 address in IPv6 clothes is the IPv4 address; the zone of a link-local one names our interface, not it. */
function bare(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/iu, '').replace(/%.*$/u, '');
}
