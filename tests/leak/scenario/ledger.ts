import { decode } from 'dns-packet';
import ipaddr from 'ipaddr.js';
import { join } from 'node:path';
import { openExposureStore } from '../../../src/main/catalog/index.ts';
import type { Party } from '../../../src/shared/contract/exposure-parties.ts';
import type { Packet } from '../capture/packet.ts';
import type { World } from './world.ts';

/** What is written in the ledger of a Warren that has stopped, without those who steered it: they went through no profile. */
export function readLedger({ bed }: World): Party[] {
  using store = openExposureStore(join(bed.folder, 'warren', 'exposure.db'));
  return [...store.all({}, 10_000)].flat().filter(({ profile }) => profile !== '');
}

/** Whom somebody has sent something to, or asked what. */
export interface Contacted {
  readonly addresses: string[];
  readonly names: string[];
}

/** As the ledger says it. */
export function contactedByLedger(parties: readonly Party[]): Contacted {
  return {
    addresses: sorted(parties.flatMap(({ address }) => (address === null ? [] : [normal(address)]))),
    names: sorted(parties.filter(({ kind }) => kind === 'resolver').flatMap(({ host }) => host ?? [])),
  };
}

/** Whether the local network was asked for all of these torrents (BEP 14). */
export function isAskedInLan(packets: readonly Packet[], infoHashes: readonly string[]): boolean {
  const asked = packets.map(({ payload }) => payload.toString('latin1').toLowerCase()).join('\n');
  return infoHashes.every((infoHash) => asked.includes(`infohash: ${infoHash}`));
}

const dnsPort = 53;

/**
 * As the wire shows it: every address that a connection was begun with, or accepted from, or a datagram was sent to. What
 * the kernel says by itself (resets, ICMP) is said in no program's name.
 */
export function contactedByPackets(packets: readonly Packet[]): Contacted {
  const sent = packets.filter(
    ({ protocol, flags }) => protocol === 'udp' || (protocol === 'tcp' && flags.includes('S')),
  );
  return {
    addresses: sorted(sent.map(({ target }) => normal(target.address))),
    names: sorted(packets.flatMap(namesAsked)),
  };
}

function namesAsked({ protocol, target, payload }: Packet): string[] {
  if (target.port !== dnsPort || payload.length < 12) return [];
  try {
    // By TCP the length stands before it.
    const { questions = [] } = decode(protocol === 'tcp' ? payload.subarray(2) : payload);
    return questions.map(({ name }) => name);
  } catch {
    return [];
  }
}

function normal(address: string): string {
  return ipaddr.process(address.replace(/%.*$/u, '')).toString();
}

function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].toSorted();
}
