import { parseBase32InfoHash, parseInfoHash, type InfoHash } from './info-hash.ts';
import { isTrackerUrl } from './tracker-url.ts';

/** What Warren takes from a magnet link (BEP 9). `xs` (a URL to fetch) is left out: a link alone must fetch nothing. */
export interface Magnet {
  readonly infoHash: InfoHash;
  /** A suggestion until the peers have sent the real name. */
  readonly name: string | undefined;
  readonly trackers: readonly string[];
  readonly webSeeds: readonly string[];
  /** `host:port`, as typed. */
  readonly peers: readonly string[];
}

export type MagnetFault = 'not-a-magnet' | 'no-infohash' | 'v2-only';

/** Longer links are refused: nobody typed them, and the parts are kept in memory. */
const maxMagnetLength = 100_000;

/** Returns the fault instead of throwing: callers hold text a person pasted. */
export function parseMagnet(text: string): Magnet | MagnetFault {
  const link = text.trim();
  if (link.length > maxMagnetLength || !/^magnet:\?/iu.test(link)) return 'not-a-magnet';
  const fields = new Map<string, string[]>();
  for (const pair of link.slice(link.indexOf('?') + 1).split('&')) {
    const equals = pair.indexOf('=');
    if (equals < 1) continue;
    // `tr.1=` and `tr=` are the same field, spelt apart by some clients.
    const key = pair
      .slice(0, equals)
      .toLowerCase()
      .replace(/\.\d+$/u, '');
    const value = decode(pair.slice(equals + 1));
    if (value !== undefined) fields.set(key, [...(fields.get(key) ?? []), value]);
  }
  const topics = fields.get('xt') ?? [];
  const infoHash = topics.map(infoHashOfTopic).find((hash) => hash !== undefined);
  if (infoHash === undefined) {
    return topics.some((topic) => /^urn:btmh:1220[0-9a-f]{64}$/iu.test(topic)) ? 'v2-only' : 'no-infohash';
  }
  return {
    infoHash,
    name: fields.get('dn')?.[0],
    trackers: unique((fields.get('tr') ?? []).map((url) => url.trim()).filter(isTrackerUrl)),
    webSeeds: unique((fields.get('ws') ?? []).filter((url) => /^https?:\/\/./iu.test(url))),
    peers: unique(fields.get('x.pe') ?? []),
  };
}

export function formatMagnet({
  infoHash,
  name,
  trackers,
}: Pick<Magnet, 'infoHash' | 'name' | 'trackers'>): string {
  const parts = [`magnet:?xt=urn:btih:${infoHash}`];
  if (name !== undefined) parts.push(`dn=${encodeURIComponent(name)}`);
  return [...parts, ...trackers.map((url) => `tr=${encodeURIComponent(url)}`)].join('&');
}

function infoHashOfTopic(topic: string): InfoHash | undefined {
  const text = /^urn:btih:(.+)$/iu.exec(topic)?.[1];
  return text === undefined ? undefined : (parseInfoHash(text) ?? parseBase32InfoHash(text));
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

function unique(items: readonly string[]): string[] {
  return [...new Set(items)];
}
