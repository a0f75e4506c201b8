import ipaddr from 'ipaddr.js';
import { BencodeError, decodeBencode, encodeBencode } from '#shared/domain/bencode.ts';
import { isDictionary } from '#shared/domain/bencode-fields.ts';

/* Peer exchange (BEP 11): addresses of 4 or 16 bytes, each with a port of two. */

/** BEP 11 says 50; more are not read. */
export const maxPexAddresses = 100;

/** `ip:port` and `[v6]:port`; what is no possible peer is left out. Empty for what is no such message. */
export function parsePex(body: Uint8Array): { readonly added: string[]; readonly dropped: string[] } {
  try {
    const { value } = decodeBencode(body);
    if (!isDictionary(value)) return { added: [], dropped: [] };
    const of = (key: string, bytes: 4 | 16) => addressesIn(value.get(key), bytes);
    return {
      added: [...of('added', 4), ...of('added6', 16)].slice(0, maxPexAddresses),
      dropped: [...of('dropped', 4), ...of('dropped6', 16)].slice(0, maxPexAddresses),
    };
  } catch (error) {
    if (error instanceof BencodeError) return { added: [], dropped: [] };
    throw error;
  }
}

export function encodePex(added: readonly string[], dropped: readonly string[]): Uint8Array {
  const [added4, added6] = [compact(added, false), compact(added, true)];
  return encodeBencode({
    added: added4,
    'added.f': new Uint8Array(added4.length / 6),
    added6,
    'added6.f': new Uint8Array(added6.length / 18),
    dropped: compact(dropped, false),
    dropped6: compact(dropped, true),
  });
}

const impossible = new Set(['unspecified', 'multicast', 'broadcast']);

function* addressesIn(said: unknown, bytes: 4 | 16): Generator<string> {
  if (!(said instanceof Uint8Array)) return;
  for (let at = 0; at + bytes + 2 <= said.length; at += bytes + 2) {
    const address = ipaddr.fromByteArray([...said.subarray(at, at + bytes)]);
    const port = ((said[at + bytes] ?? 0) << 8) | (said[at + bytes + 1] ?? 0);
    if (port === 0 || impossible.has(address.range())) continue;
    yield bytes === 4 ? `${address.toString()}:${port}` : `[${address.toString()}]:${port}`;
  }
}

function compact(addresses: readonly string[], isV6: boolean): Uint8Array {
  const bytes: number[] = [];
  for (const text of addresses) {
    const [, host = '', port = ''] = /^\[?(.*?)\]?:(\d+)$/u.exec(text) ?? [];
    if (!ipaddr.isValid(host) || host.includes(':') !== isV6) continue;
    bytes.push(...ipaddr.parse(host).toByteArray(), Number(port) >> 8, Number(port) & 0xff);
  }
  return Uint8Array.from(bytes);
}
