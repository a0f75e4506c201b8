import { parseInfoHash } from '#shared/domain/info-hash.ts';
import { formatMagnet, parseMagnet } from '#shared/domain/magnet.ts';
import { maxMetainfoBytes } from '#shared/domain/metainfo.ts';
import type { AddSource } from '../../state/cards.ts';
import { bytesToBase64 } from '../../ui/base64.ts';

/** What the core is asked about. */
export type CoreSource = { readonly magnet: string } | { readonly torrentFile: string };

/** Why there is nothing to ask the core about yet; `unsupported` is the core's to explain. */
export type SourceFault = 'not-magnet' | 'no-info-hash' | 'too-large' | 'unreadable';

/** A magnet link, or the bare infohash of one, as a link. */
export function readMagnet(text: string): CoreSource | SourceFault {
  const infoHash = parseInfoHash(text);
  if (infoHash !== undefined) return { magnet: formatMagnet({ infoHash, name: undefined, trackers: [] }) };
  const magnet = parseMagnet(text);
  if (magnet === 'not-a-magnet') return 'not-magnet';
  if (magnet === 'no-infohash') return 'no-info-hash';
  return { magnet: text.trim() };
}

export async function readSource(source: AddSource): Promise<CoreSource | SourceFault> {
  if (source.kind === 'magnet') return readMagnet(source.text);
  if (source.file.size > maxMetainfoBytes) return 'too-large';
  try {
    return { torrentFile: bytesToBase64(new Uint8Array(await source.file.arrayBuffer())) };
  } catch {
    // A file may vanish between being dropped and being read, or be a folder.
    return 'unreadable';
  }
}
