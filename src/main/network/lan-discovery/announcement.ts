import { parseInfoHash, type InfoHash } from '#shared/domain/info-hash.ts';

/* The message of local service discovery, BEP 14: HTTP-like lines in one datagram. */

const firstLine = 'BT-SEARCH * HTTP/1.1';
/** BEP 14: several infohashes in one datagram, which stays below what every network carries whole. */
const maxBytes = 1_400;
/** What one datagram can hold. */
const maxInfoHashes = 30;
const maxCookieLength = 64;

export interface Announcement {
  /** On which the sender listens for peers. */
  readonly port: number;
  readonly infoHashes: readonly InfoHash[];
  /** Known again by who made it up, so that nobody answers itself. */
  readonly cookie: string | undefined;
}

/** @param host the group and port that it goes to */
export function encodeAnnouncements({ port, infoHashes, cookie = '' }: Announcement, host: string): Buffer[] {
  const head = `${firstLine}\r\nHost: ${host}\r\nPort: ${port}\r\n`;
  const tail = `cookie: ${cookie}\r\n\r\n\r\n`;
  const lineBytes = 'Infohash: '.length + 40 + 2;
  const atOnce = Math.floor((maxBytes - head.length - tail.length) / lineBytes);
  return Array.from({ length: Math.ceil(infoHashes.length / atOnce) }, (_, index) => {
    const some = infoHashes.slice(index * atOnce, (index + 1) * atOnce);
    return Buffer.from(`${head}${some.map((one) => `Infohash: ${one}\r\n`).join('')}${tail}`, 'latin1');
  });
}

/** Undefined for what is no announcement. */
export function parseAnnouncement(bytes: Buffer): Announcement | undefined {
  if (bytes.length > maxBytes + 100) return undefined;
  const [first, ...lines] = bytes.toString('latin1').split('\r\n');
  if (first !== firstLine) return undefined;
  const headers = lines.flatMap((line) => {
    const colon = line.indexOf(':');
    return colon > 0 ? [[line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const] : [];
  });
  const values = (name: string) => headers.flatMap(([key, value]) => (key === name ? [value] : []));
  const portText = values('port')[0] ?? '';
  const port = /^\d{1,5}$/u.test(portText) ? Number(portText) : 0;
  const infoHashes = values('infohash')
    .slice(0, maxInfoHashes)
    .flatMap((text) => parseInfoHash(text) ?? []);
  if (port < 1 || port > 65_535 || infoHashes.length === 0) return undefined;
  return { port, infoHashes, cookie: values('cookie')[0]?.slice(0, maxCookieLength) };
}
