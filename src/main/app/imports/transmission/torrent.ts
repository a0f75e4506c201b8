import type { BencodeDictionary, BencodeValue } from '#shared/domain/bencode.ts';
import { isDictionary, isList, listOfText, numberAt, textAt } from '#shared/domain/bencode-fields.ts';
import { hasPiece, makeBitfield, setPiece } from '#shared/domain/bitfield.ts';
import type { FilePriority } from '#shared/domain/file-priority.ts';
import { infoHashFromBytes } from '#shared/domain/info-hash.ts';
import { parseMagnet } from '#shared/domain/magnet.ts';
import type { Metainfo } from '#shared/domain/metainfo.ts';
import { readDescription } from '../description.ts';
import {
  amountAt,
  byIndex,
  labelsOf,
  nameOf,
  readDictionary,
  tiersAt,
  tiersOf,
  timeOf,
  valueOf,
} from '../fields.ts';
import { ImportError, type FoundTorrent } from '../finding.ts';
import { goalOf, limitOf, seededMsOf, type Wishes } from '../wishes.ts';

/** What it keeps in a `.torrent` or a `.magnet`: what the torrent is, or only which one. */
type Kept = Pick<FoundTorrent, 'infoHash' | 'name' | 'metainfo' | 'trackers' | 'webSeeds'>;

/** Blocks, as requests have them. */
const blockBytes = 16_384;

/** Its `.resume` (resume.cc: the keys of 3.00 and before, of 4.0, and with underscores) and what it keeps beside. @throws ImportError */
export function readTransmission(resume: Uint8Array, kept: Kept): FoundTorrent {
  const facts = readDictionary(resume, 'The .resume file');
  const { metainfo } = kept;
  const blocks = metainfo && blocksOf(facts);
  const wasComplete = blocks === 'all';
  const incomplete = textOf(valueOf(facts, 'incomplete-dir', 'incomplete_dir'));
  const savePath = !wasComplete && incomplete !== undefined ? incomplete : textAt(facts, 'destination');
  if (savePath === undefined || savePath === '')
    throw new ImportError('damaged', 'It does not say where its files are.');
  return {
    ...kept,
    name: renameOf(nameOf(textAt(facts, 'name')), metainfo) ?? kept.name,
    savePath,
    renamed: renamedOf(facts, metainfo),
    priorities: prioritiesOf(facts),
    claims: metainfo === undefined || blocks === undefined ? 'unknown' : piecesOf(blocks, metainfo),
    wasComplete,
    isPaused: numberAt(facts, 'paused') === 1,
    receivedBytes: amountAt(facts, 'downloaded'),
    sentBytes: amountAt(facts, 'uploaded'),
    addedAt: timeOf(valueOf(facts, 'added-date', 'added_date')),
    completedAt: timeOf(valueOf(facts, 'done-date', 'done_date')),
    isSequential: valueOf(facts, 'sequentialDownload', 'sequential_download') === 1,
    seededMs: seededMsOf(valueOf(facts, 'seeding-time-seconds', 'seeding_time_seconds')),
    wishes: wishesOf(facts),
    labels: labelsOf(listOfText(facts.get('labels')) ?? []),
  };
}

function wishesOf(facts: BencodeDictionary): Wishes {
  return {
    downloadLimitBps: speedOf(valueOf(facts, 'speed-limit-down', 'speed_limit_down')),
    uploadLimitBps: speedOf(valueOf(facts, 'speed-limit-up', 'speed_limit_up')),
    seedingGoal: goalOf({ ratio: ratioOf(valueOf(facts, 'ratio-limit', 'ratio_limit')), minutes: undefined }),
  };
}

/** Bytes per second, which hold where they are switched on. */
function speedOf(limit: BencodeValue | undefined): number | null {
  if (!isDictionary(limit) || valueOf(limit, 'use-speed-limit', 'use_speed_limit') !== 1) return null;
  return limitOf(valueOf(limit, 'speed-Bps', 'speed_Bps'));
}

/** Mode 0: as all there, 1: its own, 2: none. Bencode has no fractions: the number is text. */
function ratioOf(limit: BencodeValue | undefined): number | null | undefined {
  if (!isDictionary(limit)) return undefined;
  const mode = valueOf(limit, 'ratio-mode', 'ratio_mode');
  if (mode === 2) return null;
  const ratio = Number.parseFloat(textOf(valueOf(limit, 'ratio-limit', 'ratio_limit')) ?? '');
  return mode === 1 && Number.isFinite(ratio) ? ratio : undefined;
}

/** Up to 3.00 a magnet link lies in a `.torrent` of its own kind, from 4.0 on as text. @throws ImportError */
export function readKept(bytes: Uint8Array, kind: 'torrent' | 'magnet'): Kept {
  if (kind === 'magnet') return keptOfMagnet(new TextDecoder().decode(bytes.subarray(0, 100_000)));
  const facts = readDictionary(bytes, 'The .torrent file');
  const magnet = facts.get('magnet-info');
  if (isDictionary(magnet)) {
    const hash = magnet.get('info_hash');
    const infoHash = hash instanceof Uint8Array ? infoHashFromBytes(hash) : undefined;
    if (infoHash === undefined) throw new ImportError('damaged', 'It does not say which torrent it is.');
    const announce = textAt(facts, 'announce');
    const trackers = tiersAt(facts, 'announce-list') ?? tiersOf(announce === undefined ? [] : [[announce]]);
    return {
      infoHash,
      name: nameOf(textAt(magnet, 'display-name')),
      metainfo: undefined,
      trackers,
      webSeeds: [],
    };
  }
  const { infoHash, metainfo } = readDescription(bytes);
  // Trackers that were added or taken away are written into the file itself.
  return { infoHash, name: undefined, metainfo, trackers: metainfo.trackers, webSeeds: metainfo.webSeeds };
}

function keptOfMagnet(link: string): Kept {
  const magnet = parseMagnet(link);
  if (magnet === 'v2-only')
    throw new ImportError('v2-only', 'It is a BitTorrent v2 torrent, which Warren cannot use yet.');
  if (typeof magnet === 'string') throw new ImportError('damaged', 'It is no magnet link.');
  const { infoHash, name, trackers, webSeeds } = magnet;
  return {
    infoHash,
    name: nameOf(name),
    metainfo: undefined,
    trackers: trackers.map((url) => [url]),
    webSeeds,
  };
}

const textOf = (value: BencodeValue | undefined) =>
  value instanceof Uint8Array && value.length > 0 ? new TextDecoder().decode(value) : undefined;

/** It writes the name down in any case. */
const renameOf = (name: string | undefined, metainfo: Metainfo | undefined) =>
  metainfo !== undefined && name === metainfo.name ? undefined : name;

/** Paths below the folder where the torrent lies; up to 3.00 empty where nothing was renamed. */
function renamedOf(facts: BencodeDictionary, metainfo: Metainfo | undefined): Map<number, string> {
  return new Map(
    [...byIndex(listOfText(facts.get('files')) ?? [], String)].filter(
      ([index, path]) => path !== '' && path !== metainfo?.files[index]?.path.join('/'),
    ),
  );
}

function prioritiesOf(facts: BencodeDictionary): Map<number, FilePriority> {
  const [skipped, wishes] = [facts.get('dnd'), facts.get('priority')];
  const priorities = byIndex(isList(wishes) ? wishes : [], (wish): FilePriority =>
    wish === 1 ? 'high' : wish === -1 ? 'low' : 'normal',
  );
  for (const [index, isSkipped] of isList(skipped) ? skipped.entries() : [])
    if (isSkipped === 1) priorities.set(index, 'skip');
  return priorities;
}

function blocksOf(facts: BencodeDictionary): Uint8Array | 'all' | undefined {
  const progress = facts.get('progress');
  if (!isDictionary(progress)) return undefined;
  const blocks = progress.get('blocks') ?? progress.get('bitfield');
  if (!(blocks instanceof Uint8Array)) return undefined;
  const word = blocks.length <= 4 ? new TextDecoder().decode(blocks) : '';
  if (word === 'all') return 'all';
  return word === 'none' ? new Uint8Array() : blocks;
}

/** A piece is there when all its blocks are. Where pieces are no whole number of blocks, versions count differently. */
function piecesOf(
  blocks: Uint8Array | 'all',
  { sizeBytes, pieceSizeBytes }: Metainfo,
): FoundTorrent['claims'] {
  if (blocks === 'all') return 'all';
  if (pieceSizeBytes % blockBytes !== 0) return blocks.length === 0 ? blocks : 'unknown';
  const [pieceCount, blockCount] = [Math.ceil(sizeBytes / pieceSizeBytes), Math.ceil(sizeBytes / blockBytes)];
  const blocksInPiece = pieceSizeBytes / blockBytes;
  const claims = makeBitfield(pieceCount);
  for (let piece = 0; piece < pieceCount; piece++) {
    const end = Math.min(blockCount, (piece + 1) * blocksInPiece);
    let block = piece * blocksInPiece;
    while (block < end && hasPiece(blocks, block)) block++;
    setPiece(claims, piece, block === end);
  }
  return claims;
}
