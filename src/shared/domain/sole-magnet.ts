import { parseInfoHash, type InfoHash } from './info-hash.ts';
import { formatMagnet, parseMagnet } from './magnet.ts';

/**
 * The one torrent that a text names and nothing else: a magnet link, or a bare hash of 40 or 64 hex characters. Undefined
 * for every other text, and for what Warren could not add, which 64 characters (v2 alone) are until it can.
 */
export function soleMagnet(text: string): { readonly link: string; readonly infoHash: InfoHash } | undefined {
  const word = text.trim();
  const link = linkOf(word);
  if (link === undefined || /\s/u.test(link)) return undefined;
  const magnet = parseMagnet(link);
  return typeof magnet === 'string' ? undefined : { link, infoHash: magnet.infoHash };
}

function linkOf(word: string): string | undefined {
  if (/^magnet:\?/iu.test(word)) return word;
  if (/^[0-9a-f]{64}$/iu.test(word)) return `magnet:?xt=urn:btmh:1220${word.toLowerCase()}`;
  const infoHash = parseInfoHash(word);
  return infoHash && formatMagnet({ infoHash, name: undefined, trackers: [] });
}
