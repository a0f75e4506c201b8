import { parseInfoHash } from '#shared/domain/info-hash.ts';
import type { AddSource } from '../../state/cards.ts';

/** What was pasted or dropped: things to add, and things that could only be shared. */
export interface Arrived {
  readonly sources: readonly AddSource[];
  readonly others: readonly File[];
  /** Those of the others that are folders. */
  readonly folders: readonly File[];
}

const torrentName = /\.torrent$/iu;
const magnetInText = /magnet:\?[^\s"'<>]+/giu;

export function whatArrived(
  transfer: Pick<DataTransfer, 'files' | 'getData'> & Partial<Pick<DataTransfer, 'items'>>,
): Arrived {
  const files = [...transfer.files];
  if (files.length > 0) {
    const torrents = files.filter(isTorrent);
    const others = files.filter((file) => !isTorrent(file));
    const names = folderNames(transfer.items);
    return {
      sources: torrents.map((file) => ({ kind: 'file', file })),
      others,
      folders: others.filter(({ name }) => names.has(name)),
    };
  }
  return {
    sources: sourcesIn(transfer.getData('text/uri-list') || transfer.getData('text/plain')),
    others: [],
    folders: [],
  };
}

/** A dropped folder is a File like any other; only its entry tells. */
function folderNames(items: DataTransferItemList | undefined): ReadonlySet<string> {
  const entries = [...(items ?? [])].map((item) => item.webkitGetAsEntry());
  return new Set(entries.flatMap((entry) => (entry?.isDirectory === true ? [entry.name] : [])));
}

function isTorrent({ name, type }: File): boolean {
  return torrentName.test(name) || type === 'application/x-bittorrent';
}

/** Every magnet link in a text, or the one infohash that it is. */
function sourcesIn(text: string): AddSource[] {
  const links = text.match(magnetInText) ?? (parseInfoHash(text) === undefined ? [] : [text]);
  return [...new Set(links)].map((link) => ({ kind: 'magnet', text: link }));
}
