import { randomBytes } from 'node:crypto';
import ipaddr from 'ipaddr.js';
import type { Dialogue } from './dialogue.ts';
import { makeEpoch } from './epoch.ts';
import type { MappingAnswer, MappingWish, PortMapper } from './mapper.ts';

/* The Port Control Protocol's MAP, RFC 6887, 7 and 11. All numbers are big-endian. */

const version = 2;
const natPmpVersion = 0;
const mapOperation = 1;
const isAnswer = 0x80;
const protocols = { tcp: 6, udp: 17 } as const;
const headerBytes = 24;
const messageBytes = 60;

/** RFC 6887, 8.1.1, begins with 3 seconds, doubled; two tries tell whether anybody speaks it. */
export const pcpWaitsMs = [3_000, 6_000] as const;

const unsupportedVersion = 1;
const unsupportedOperation = 4;
/** RFC 6887, 7.4. */
const refusals: Readonly<Record<number, string>> = {
  2: 'The gateway does not allow ports to be opened.',
  7: 'The gateway has no connection to the internet itself.',
  8: 'The gateway has no port left.',
  9: 'The gateway cannot open ports of this kind.',
  10: 'The gateway gives this computer no more ports.',
  11: 'The gateway cannot give the port that was asked for.',
  12: 'Another router lies between this computer and the gateway.',
};

export interface PcpParts {
  readonly dialogue: Dialogue;
  readonly waitsMs: readonly number[];
  now(): number;
}

/** `silent` also where the gateway answers that it speaks only NAT-PMP. */
export function makePcp({ dialogue, waitsMs, now }: PcpParts): PortMapper {
  const epoch = makeEpoch();
  // The same for as long as the mapping lives: nobody else on the network can then change it, or answer for the gateway.
  const nonces = { tcp: randomBytes(12), udp: randomBytes(12) };
  return {
    async map(wish): Promise<MappingAnswer> {
      const nonce = nonces[wish.protocol];
      const question = encodeMap({ ...wish, nonce, ownAddress: dialogue.ownAddress });
      const answer = await dialogue.ask(question, (bytes) => readMap(bytes, { ...wish, nonce }), waitsMs);
      if (answer === undefined || answer === 'nat-pmp-only') return { kind: 'silent' };
      const { result, epochSeconds, lifetimeSeconds, externalPort, externalAddress } = answer;
      if (result === unsupportedVersion || result === unsupportedOperation) return { kind: 'silent' };
      if (result !== 0)
        return { kind: 'refused', message: refusals[result] ?? 'The gateway refused to open a port.' };
      const hasForgotten = epoch.heard(epochSeconds, now());
      return { kind: 'granted', externalPort, lifetimeSeconds, externalAddress, hasForgotten };
    },
  };
}

export interface PcpMap extends MappingWish {
  /** 12 bytes. */
  readonly nonce: Buffer;
  readonly ownAddress: string;
}

export function encodeMap(map: PcpMap): Buffer {
  const own = sixteenBytes(map.ownAddress);
  const bytes = Buffer.alloc(messageBytes);
  bytes.set([version, mapOperation]);
  bytes.writeUInt32BE(map.lifetimeSeconds, 4);
  bytes.set(own, 8);
  bytes.set(map.nonce, headerBytes);
  bytes[36] = protocols[map.protocol];
  bytes.writeUInt16BE(map.internalPort, 40);
  bytes.writeUInt16BE(map.externalPort, 42);
  // Any address of this family.
  bytes.set(sixteenBytes(map.ownAddress.includes(':') ? '::' : '0.0.0.0'), 44);
  return bytes;
}

interface Answer {
  readonly result: number;
  readonly lifetimeSeconds: number;
  readonly epochSeconds: number;
  readonly externalPort: number;
  readonly externalAddress: string | undefined;
}

type Asked = Pick<PcpMap, 'nonce' | 'protocol' | 'internalPort'>;

/** Undefined for what is no answer to this question. */
export function readMap(bytes: Buffer, asked: Asked): Answer | 'nat-pmp-only' | undefined {
  // RFC 6887, 9 and appendix A: such a gateway answers as RFC 6886, 3.5 wants it.
  if (bytes[0] === natPmpVersion)
    return bytes.length >= 4 && ((bytes[1] ?? 0) & isAnswer) !== 0 ? 'nat-pmp-only' : undefined;
  if (bytes.length < headerBytes || bytes.length > 1_100 || bytes.length % 4 !== 0) return undefined;
  if (((bytes[1] ?? 0) & isAnswer) === 0) return undefined;
  const result = bytes[3] ?? 0;
  // Another version: what follows the header is not known.
  if (bytes[0] !== version) return result === unsupportedVersion ? failure(bytes) : undefined;
  if (bytes[1] !== (mapOperation | isAnswer)) return undefined;
  if (bytes.length < messageBytes)
    return result === unsupportedVersion || result === unsupportedOperation ? failure(bytes) : undefined;
  const isOurs =
    bytes.subarray(headerBytes, headerBytes + 12).equals(asked.nonce) &&
    bytes[36] === protocols[asked.protocol] &&
    bytes.readUInt16BE(40) === asked.internalPort;
  if (!isOurs) return undefined;
  return {
    ...failure(bytes),
    externalPort: bytes.readUInt16BE(42),
    externalAddress: readAddress(bytes.subarray(44, messageBytes)),
  };
}

function failure(bytes: Buffer): Answer {
  return {
    result: bytes[3] ?? 0,
    lifetimeSeconds: bytes.readUInt32BE(4),
    epochSeconds: bytes.readUInt32BE(8),
    externalPort: 0,
    externalAddress: undefined,
  };
}

function readAddress(bytes: Buffer): string | undefined {
  const address = ipaddr.process(ipaddr.fromByteArray([...bytes]).toString());
  return address.range() === 'unspecified' ? undefined : address.toString();
}

/** IPv4 in IPv6 clothes, as this protocol writes it. */
function sixteenBytes(address: string): number[] {
  const parsed = ipaddr.parse(address.replace(/%.*$/u, ''));
  return parsed.kind() === 'ipv4'
    ? ipaddr.IPv4.parse(parsed.toString()).toIPv4MappedAddress().toByteArray()
    : parsed.toByteArray();
}
