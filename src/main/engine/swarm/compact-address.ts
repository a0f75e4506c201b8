import ipaddr from 'ipaddr.js';

/** Ranges of which nobody can have an address. */
const impossible = new Set(['unspecified', 'multicast', 'broadcast']);

/**
 * An address as peers, trackers and DHT nodes write it: 4 or 16 bytes, a port of two bytes behind them or not, or text.
 * IPv4 in IPv6 clothes is IPv4.
 * @param said by strangers: anything
 */
export function parseCompactAddress(said: unknown): string | undefined {
  const address = typeof said === 'string' ? parseText(said) : parseBytes(said);
  if (address === undefined) return undefined;
  const plain = address.kind() === 'ipv6' ? ipaddr.process(address.toString()) : address;
  return impossible.has(plain.range()) ? undefined : plain.toString();
}

function parseText(text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  if (text.length <= 45 && (ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text)))
    return text.includes('%') ? undefined : ipaddr.parse(text);
  // A tracker over WebSockets writes bytes as characters.
  const isBytes = [4, 16].includes(text.length) && Array.from(text).every((one) => one <= '\u00ff');
  return isBytes ? parseBytes(Buffer.from(text, 'latin1')) : undefined;
}

function parseBytes(said: unknown): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  if (!(said instanceof Uint8Array)) return undefined;
  const length = [4, 16].find((bytes) => said.length === bytes || said.length === bytes + 2);
  return length === undefined ? undefined : ipaddr.fromByteArray([...said.subarray(0, length)]);
}

/** 4 or 16 bytes; undefined for what is no address. */
export function toCompactAddress(address: string): Uint8Array | undefined {
  const text = address.replace(/%.*$/u, '');
  return ipaddr.isValid(text) ? Uint8Array.from(ipaddr.process(text).toByteArray()) : undefined;
}
