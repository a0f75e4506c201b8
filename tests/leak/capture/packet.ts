import ipaddr from 'ipaddr.js';

/** What a captured packet says, as far as it has to be told apart from others. */
export interface Packet {
  /** ms since 1970. */
  readonly at: number;
  readonly protocol: 'tcp' | 'udp' | 'icmp' | 'icmp6' | 'igmp' | 'arp' | 'other';
  readonly source: Place;
  readonly target: Place;
  /** TCP: letters as tcpdump writes them, `S` `A` `F` `R` `P`. */
  readonly flags: string;
  /** Of TCP and UDP, without headers. */
  readonly payload: Buffer;
  /** ICMP: type and code. */
  readonly icmp: { readonly type: number; readonly code: number } | undefined;
  /** The packet that an ICMP error is about. */
  readonly about: Packet | undefined;
}

interface Place {
  /** Empty where there is none. */
  readonly address: string;
  readonly port: number;
}

type Layer = Omit<Packet, 'at'>;

const nowhere: Place = { address: '', port: 0 };
const nothing: Layer = {
  protocol: 'other',
  source: nowhere,
  target: nowhere,
  flags: '',
  payload: Buffer.alloc(0),
  icmp: undefined,
  about: undefined,
};

const etherTypes = { ipv4: 0x0800, arp: 0x0806, ipv6: 0x86dd } as const;
/** Headers of IPv6 that only stand between it and what it carries (RFC 8200). */
const ipv6Extensions = new Set([0, 43, 60]);

export function readFrame(frame: Buffer, at: number): Packet {
  const body = frame.subarray(14);
  const type = frame.length >= 14 ? frame.readUInt16BE(12) : 0;
  if (type === etherTypes.arp) return { ...nothing, at, protocol: 'arp' };
  return type === etherTypes.ipv4 || type === etherTypes.ipv6 ? readIp(body, at) : { ...nothing, at };
}

/** A packet as a tunnel carries it: IPv4 or IPv6 without anything before. */
export function readIp(bytes: Buffer, at: number): Packet {
  const version = (bytes[0] ?? 0) >> 4;
  if (version === 4 && bytes.length >= 20) return { ...readIpv4(bytes, at), at };
  return { ...(version === 6 && bytes.length >= 40 ? readIpv6(bytes, at) : nothing), at };
}

function readIpv4(bytes: Buffer, at: number): Layer {
  const headerBytes = ((bytes[0] ?? 0) & 0xf) * 4;
  const body = bytes.subarray(headerBytes, Math.max(headerBytes, bytes.readUInt16BE(2)));
  const address = (from: number) => [...bytes.subarray(from, from + 4)].join('.');
  return readBody({ number: bytes[9] ?? 0, body, source: address(12), target: address(16), at });
}

function readIpv6(bytes: Buffer, at: number): Layer {
  const address = (from: number) => ipaddr.fromByteArray([...bytes.subarray(from, from + 16)]).toString();
  let number = bytes[6] ?? 0;
  let start = 40;
  while (ipv6Extensions.has(number) && bytes.length >= start + 8) {
    [number, start] = [bytes[start] ?? 0, start + 8 + (bytes[start + 1] ?? 0) * 8];
  }
  const body = bytes.subarray(start, Math.max(start, 40 + bytes.readUInt16BE(4)));
  return readBody({ number, body, source: address(8), target: address(24), at });
}

interface Carried {
  readonly number: number;
  readonly body: Buffer;
  readonly source: string;
  readonly target: string;
  readonly at: number;
}

function readBody({ number, body, source, target, at }: Carried): Layer {
  const between = (withPorts: boolean) => ({
    source: { address: source, port: withPorts && body.length >= 4 ? body.readUInt16BE(0) : 0 },
    target: { address: target, port: withPorts && body.length >= 4 ? body.readUInt16BE(2) : 0 },
  });
  switch (number) {
    case 6:
      return {
        ...nothing,
        ...between(true),
        protocol: 'tcp',
        flags: readFlags(body[13] ?? 0),
        payload: body.subarray(((body[12] ?? 0) >> 4) * 4),
      };
    case 17:
      return { ...nothing, ...between(true), protocol: 'udp', payload: body.subarray(8) };
    case 1:
    case 58: {
      const isV4 = number === 1;
      const [type, code] = [body[0] ?? 0, body[1] ?? 0];
      // 3 of ICMP and 1 of ICMPv6: unreachable. Only part of what it is about is quoted.
      const about = type === (isV4 ? 3 : 1) ? readIp(body.subarray(8), at) : undefined;
      const protocol = isV4 ? 'icmp' : 'icmp6';
      return { ...nothing, ...between(false), protocol, icmp: { type, code }, payload: body, about };
    }
    case 2:
      return { ...nothing, ...between(false), protocol: 'igmp', payload: body };
    default:
      return { ...nothing, ...between(false) };
  }
}

const flagLetters = ['F', 'S', 'R', 'P', 'A'] as const;

function readFlags(bits: number): string {
  return flagLetters.filter((_, bit) => (bits & (1 << bit)) !== 0).join('');
}

/** A line for the message of a failed test. */
export function describePacket({
  at,
  protocol,
  source,
  target,
  flags,
  payload,
  icmp,
  about,
}: Packet): string {
  const place = ({ address, port }: Place) => (port === 0 ? address : `${address} ${port}`);
  const what = [
    flags && `[${flags}]`,
    icmp && `type ${icmp.type} code ${icmp.code}`,
    about && `about (${describePacket(about)})`,
  ].filter(Boolean);
  const time = new Date(at).toISOString().slice(14, 23);
  return `${time} ${protocol} ${place(source)} > ${place(target)} ${what.join(' ')} ${payload.length} bytes`;
}
