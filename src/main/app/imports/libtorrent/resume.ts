import type { BencodeDictionary } from '#shared/domain/bencode.ts';
import { isList, listOfText, numberAt, textAt } from '#shared/domain/bencode-fields.ts';
import { makeBitfield, setPiece } from '#shared/domain/bitfield.ts';
import { infoHashFromBytes, type InfoHash } from '#shared/domain/info-hash.ts';
import { amountAt, byIndex, nameOf, tiersAt, timeOf } from '../fields.ts';
import { limitOf, seededMsOf, type Wishes } from '../wishes.ts';

/** What libtorrent writes down of a torrent (write_resume_data.cpp, file-version 1); qBittorrent and Deluge use it. */
export interface LibtorrentResume {
  readonly infoHash: InfoHash | undefined;
  readonly name: string | undefined;
  readonly savePath: string | undefined;
  readonly trackers: readonly (readonly string[])[] | undefined;
  readonly webSeeds: readonly string[] | undefined;
  readonly renamed: ReadonlyMap<number, string>;
  /** 0–7 by index; 0 is not wanted. */
  readonly filePriorities: ReadonlyMap<number, number>;
  readonly claims: Uint8Array | 'all' | 'unknown';
  /** Complete once; it may not be any more. */
  readonly completedAt: Date | undefined;
  readonly addedAt: Date | undefined;
  readonly receivedBytes: number;
  readonly sentBytes: number;
  /** Not `auto_managed`: nothing but the user starts it again. */
  readonly isStopped: boolean;
  readonly isSequential: boolean;
  readonly seededMs: number;
  readonly limits: Pick<Wishes, 'downloadLimitBps' | 'uploadLimitBps'>;
}

export function readLibtorrentResume(resume: BencodeDictionary): LibtorrentResume {
  const hash = resume.get('info-hash');
  const mapped = resume.get('mapped_files');
  const priorities = resume.get('file_priority');
  return {
    infoHash: hash instanceof Uint8Array ? infoHashFromBytes(hash) : undefined,
    name: nameOf(textAt(resume, 'name')),
    savePath: textAt(resume, 'save_path'),
    trackers: tiersAt(resume, 'trackers'),
    webSeeds: listOfText(resume.get('url-list'))?.filter((url) => /^https?:\/\/./iu.test(url)),
    // An empty name: as the torrent says.
    renamed: byIndex(listOfText(mapped) ?? [], (name) =>
      typeof name === 'string' && name !== '' ? name : undefined,
    ),
    filePriorities: byIndex(isList(priorities) ? priorities : [], (item) =>
      typeof item === 'number' ? item : undefined,
    ),
    claims: claimsOf(resume),
    completedAt: timeOf(numberAt(resume, 'completed_time')),
    addedAt: timeOf(numberAt(resume, 'added_time')),
    receivedBytes: amountAt(resume, 'total_downloaded'),
    sentBytes: amountAt(resume, 'total_uploaded'),
    isStopped: numberAt(resume, 'paused') === 1 && numberAt(resume, 'auto_managed') !== 1,
    isSequential: numberAt(resume, 'sequential_download') === 1,
    seededMs: seededMsOf(numberAt(resume, 'seeding_time')),
    limits: {
      downloadLimitBps: limitOf(numberAt(resume, 'download_rate_limit')),
      uploadLimitBps: limitOf(numberAt(resume, 'upload_rate_limit')),
    },
  };
}

/** A byte for each piece, of which the lowest bit says that it is there. */
function claimsOf(resume: BencodeDictionary): LibtorrentResume['claims'] {
  // Taken for whole without a look, until a piece turns out to be wrong.
  if (numberAt(resume, 'seed_mode') === 1) return 'all';
  const pieces = resume.get('pieces');
  if (!(pieces instanceof Uint8Array)) return 'unknown';
  const bitfield = makeBitfield(pieces.length);
  for (const [piece, byte] of pieces.entries()) if ((byte & 1) === 1) setPiece(bitfield, piece, true);
  return bitfield;
}
