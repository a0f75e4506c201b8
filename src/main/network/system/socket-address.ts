import { isIPv6 } from 'node:net';

interface AddressLayout {
  /** AF_INET6 is 10 on Linux and 30 on macOS. */
  readonly inet6: number;
  /** BSD puts the length of the structure first and the family in one byte. */
  readonly hasLengthByte: boolean;
}

const inet = 2;

/** `struct sockaddr_in` or `sockaddr_in6` (RFC 3493) for an IP literal. */
export function encodeSocketAddress(
  address: string,
  port: number,
  { inet6, hasLengthByte }: AddressLayout,
): Buffer {
  const isV6 = isIPv6(address);
  const bytes = Buffer.alloc(isV6 ? 28 : 16);
  const family = isV6 ? inet6 : inet;
  if (hasLengthByte) bytes.set([bytes.length, family], 0);
  else bytes.writeUInt16LE(family, 0);
  bytes.writeUInt16BE(port, 2);
  if (isV6) bytes.set(ipv6Bytes(address), 8);
  else bytes.set(address.split('.').map(Number), 4);
  return bytes;
}

function ipv6Bytes(address: string): Buffer {
  const [head = '', tail] = address.replace(/%.*$/u, '').split('::');
  const words = (text: string) => (text === '' ? [] : text.split(':'));
  const before = words(head);
  const after = words(tail ?? '');
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  const bytes = Buffer.alloc(16);
  [...before, ...Array.from({ length: zeros }, () => '0'), ...after].forEach((word, index) => {
    bytes.writeUInt16BE(Number.parseInt(word, 16), index * 2);
  });
  return bytes;
}
