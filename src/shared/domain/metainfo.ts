import { BencodeError, decodeBencode, type BencodeDictionary, type BencodeValue } from './bencode.ts';
import { fileTreeMatches } from './metainfo-v2.ts';
import { DuplicatePathsError, safePath, setApart, type NamingRules } from './safe-path.ts';
import { isTrackerUrl } from './tracker-url.ts';
import { isDictionary, isList, listOfText, numberAt, textAt } from './bencode-fields.ts';

/** One entry of a torrent's file list; `path` is safe to create below the folder the user chose. */
export interface MetainfoFile {
  readonly path: readonly string[];
  readonly sizeBytes: number;
  /** Bytes from the start of the torrent's data. */
  readonly offset: number;
  /** `padding` (BEP 47) only aligns the next file to a piece; it and links are never created on disk. */
  readonly kind: 'content' | 'padding' | 'link';
}

/** What a .torrent file says (BEP 3, 12, 19, 27, 47), checked and with safe paths. */
export interface Metainfo {
  readonly name: string;
  readonly sizeBytes: number;
  readonly pieceSizeBytes: number;
  /** SHA-1 of each piece, 20 bytes each, one after the other. */
  readonly pieceHashes: Uint8Array;
  readonly files: readonly MetainfoFile[];
  readonly isPrivate: boolean;
  /** Announce URLs by tier (BEP 12), each URL once. */
  readonly trackers: readonly (readonly string[])[];
  readonly webSeeds: readonly string[];
  /** The info dictionary byte for byte: its SHA-1 is the infohash. */
  readonly infoBytes: Uint8Array;
}

/** Why a text is not a torrent that Warren can use. `v2-only` is a good torrent of a kind not supported yet (BEP 52). */
export type MetainfoFault = 'not-a-torrent' | 'damaged' | 'unsafe' | 'too-large' | 'empty' | 'v2-only';

export class MetainfoError extends Error {
  override readonly name = 'MetainfoError';
  readonly fault: MetainfoFault;

  constructor(fault: MetainfoFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.fault = fault;
  }
}

/** Bytes of a .torrent file: libtorrent's limit is 10 MB, the largest seen in the wild near 12. */
export const maxMetainfoBytes = 16 * 1024 * 1024;
const maxPieceSizeBytes = 512 * 1024 * 1024;
/** As libtorrent (0x200000): more piece hashes than any file of `maxMetainfoBytes` could hold. */
const maxPieces = 2_097_152;
const hashBytes = 20;

/**
 * Reads a whole .torrent file.
 * @throws MetainfoError with the fault and a sentence for the user
 */
export function parseMetainfo(bytes: Uint8Array, rules: NamingRules): Metainfo {
  if (bytes.length > maxMetainfoBytes) {
    throw new MetainfoError('too-large', 'This file is larger than any torrent file (16 MiB).');
  }
  const { value, spans } = decode(bytes);
  if (!isDictionary(value)) throw new MetainfoError('not-a-torrent', 'This file is not a torrent file.');
  const info = value.get('info');
  const span = spans.get('info');
  if (!isDictionary(info) || span === undefined) {
    throw new MetainfoError('damaged', 'The torrent has no description of its files.');
  }
  return {
    ...parseInfo(info, bytes.subarray(...span), rules),
    trackers: trackersOf(value),
    webSeeds: webSeedsOf(value),
  };
}

/**
 * Reads the info dictionary alone, as peers send it for a magnet link (BEP 9).
 * @throws MetainfoError as {@link parseMetainfo}
 */
export function parseInfoBytes(infoBytes: Uint8Array, rules: NamingRules): Metainfo {
  const { value } = decode(infoBytes);
  if (!isDictionary(value)) throw new MetainfoError('damaged', 'What peers sent is not a torrent.');
  return { ...parseInfo(value, infoBytes, rules), trackers: [], webSeeds: [] };
}

function decode(bytes: Uint8Array) {
  try {
    return decodeBencode(bytes);
  } catch (error) {
    if (!(error instanceof BencodeError)) throw error;
    throw new MetainfoError('not-a-torrent', `This file is not a torrent file: ${error.message}.`, {
      cause: error,
    });
  }
}

function parseInfo(
  info: BencodeDictionary,
  infoBytes: Uint8Array,
  rules: NamingRules,
): Omit<Metainfo, 'trackers' | 'webSeeds'> {
  const pieces = info.get('pieces');
  if (pieces === undefined && info.has('file tree')) {
    throw new MetainfoError('v2-only', 'This is a BitTorrent v2 torrent, which Warren cannot use yet.');
  }
  const pieceSizeBytes = numberAt(info, 'piece length');
  if (pieceSizeBytes === undefined || pieceSizeBytes < 1 || pieceSizeBytes > maxPieceSizeBytes) {
    throw new MetainfoError('damaged', 'The torrent does not say how large its pieces are.');
  }
  const name = nameOf(info, rules);
  const files = filesOf(info, name, rules);
  const sizeBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
  if (!Number.isSafeInteger(sizeBytes))
    throw new MetainfoError('damaged', 'The torrent claims an impossible size.');
  if (files.every((file) => file.kind !== 'content' || file.sizeBytes === 0)) {
    throw new MetainfoError('empty', 'The torrent holds no data.');
  }
  const pieceCount = Math.ceil(sizeBytes / pieceSizeBytes);
  if (pieceCount > maxPieces) throw new MetainfoError('too-large', 'The torrent has too many pieces.');
  if (!(pieces instanceof Uint8Array)) throw new MetainfoError('damaged', 'The torrent has no checksums.');
  if (pieces.length !== pieceCount * hashBytes) {
    throw new MetainfoError('damaged', 'The number of checksums does not fit the size of the torrent.');
  }
  if (info.has('file tree') && !fileTreeMatches(info, files, pieceSizeBytes)) {
    throw new MetainfoError(
      'damaged',
      'The two descriptions of the files in this torrent contradict each other.',
    );
  }
  return {
    name,
    sizeBytes,
    pieceSizeBytes,
    pieceHashes: pieces,
    files,
    isPrivate: info.get('private') === 1,
    infoBytes,
  };
}

function nameOf(info: BencodeDictionary, rules: NamingRules): string {
  const raw = textAt(info, 'name.utf-8') ?? textAt(info, 'name');
  if (raw === undefined || raw.replaceAll('\0', '') === '')
    throw new MetainfoError('damaged', 'The torrent has no name.');
  // Where nothing safe is left of a name (`..`), the files still need a folder.
  return safePath([raw], rules).at(-1) ?? '_';
}

function filesOf(info: BencodeDictionary, name: string, rules: NamingRules): MetainfoFile[] {
  const list = info.get('files');
  if (list === undefined) {
    return [{ path: [name], sizeBytes: sizeOf(info), offset: 0, kind: 'content' }];
  }
  if (!isList(list) || list.length === 0) throw new MetainfoError('empty', 'The torrent lists no files.');
  const entries = list.map((entry) => fileOf(entry, rules));
  const paths = apart(entries.map(({ path }) => [name, ...path]));
  let offset = 0;
  return entries.map(({ sizeBytes, kind }, index) => {
    const file = { path: paths[index] ?? [name], sizeBytes, offset, kind };
    offset += sizeBytes;
    return file;
  });
}

function apart(paths: string[][]): string[][] {
  try {
    return setApart(paths);
  } catch (error) {
    if (!(error instanceof DuplicatePathsError)) throw error;
    throw new MetainfoError('unsafe', `${error.message}; this torrent is refused.`, { cause: error });
  }
}

function fileOf(entry: BencodeValue, rules: NamingRules): Omit<MetainfoFile, 'offset'> {
  if (!isDictionary(entry)) throw new MetainfoError('damaged', 'A file of the torrent has no description.');
  const attributes = textAt(entry, 'attr') ?? '';
  const kind = attributes.includes('l') ? 'link' : attributes.includes('p') ? 'padding' : 'content';
  const names = listOfText(entry.get('path.utf-8')) ?? listOfText(entry.get('path'));
  if (names === undefined && kind !== 'padding')
    throw new MetainfoError('damaged', 'A file of the torrent has no name.');
  if (kind === 'link' && listOfText(entry.get('symlink path')) === undefined) {
    throw new MetainfoError('damaged', 'A link of the torrent leads nowhere.');
  }
  const path = safePath(names ?? [], rules);
  return { path: path.length > 0 ? path : ['_'], sizeBytes: kind === 'link' ? 0 : sizeOf(entry), kind };
}

function sizeOf(entry: BencodeDictionary): number {
  const size = numberAt(entry, 'length');
  if (size === undefined || size < 0)
    throw new MetainfoError('damaged', 'A file of the torrent has no valid size.');
  return size;
}

function trackersOf(torrent: BencodeDictionary): string[][] {
  const seen = new Set<string>();
  const fresh = (urls: readonly string[]) =>
    urls.map((url) => url.trim()).filter((url) => isTrackerUrl(url) && !seen.has(url) && seen.add(url));
  const list = torrent.get('announce-list');
  const tiers = isList(list) ? list.map((tier) => fresh(listOfText(tier) ?? [])) : [];
  // BEP 12: where there is a list, `announce` is ignored; some files name it in one place only.
  if (seen.size === 0) tiers.push(fresh([textAt(torrent, 'announce') ?? '']));
  return tiers.filter((tier) => tier.length > 0);
}

function webSeedsOf(torrent: BencodeDictionary): string[] {
  const value = torrent.get('url-list');
  const urls = value instanceof Uint8Array ? [textAt(torrent, 'url-list') ?? ''] : (listOfText(value) ?? []);
  return [...new Set(urls.map((url) => url.trim()).filter((url) => /^https?:\/\/./iu.test(url)))];
}
