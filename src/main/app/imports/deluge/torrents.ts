import type { FilePriority } from '#shared/domain/file-priority.ts';
import { parseInfoHash, type InfoHash } from '#shared/domain/info-hash.ts';
import { parseMagnet } from '#shared/domain/magnet.ts';
import { readDescription } from '../description.ts';
import { byIndex, labelsOf, nameOf, readDictionary, tiersOf } from '../fields.ts';
import { ImportError, type FoundTorrent } from '../finding.ts';
import { readLibtorrentResume } from '../libtorrent/resume.ts';
import { goalOf, limitOf, type Wishes } from '../wishes.ts';
import { PickledObject, unpickle, type Pickled } from './unpickle.ts';

const module = 'deluge.core.torrentmanager';
const types = [`${module} TorrentManagerState`, `${module} TorrentState`];
/** More than anybody has. */
const maxTorrents = 100_000;

/** A torrent of `torrents.state`, by the names of Deluge (torrentmanager.py, TorrentState). */
export interface DelugeState {
  readonly infoHash: InfoHash;
  readonly fields: ReadonlyMap<Pickled, Pickled>;
}

/** @throws ImportError `damaged` */
export async function readState(bytes: Uint8Array): Promise<DelugeState[]> {
  const state = await unpickle(bytes, types);
  const torrents = state instanceof PickledObject ? state.fields.get('torrents') : undefined;
  if (!Array.isArray(torrents) || torrents.length > maxTorrents)
    throw new ImportError('damaged', 'Deluge’s list of torrents (torrents.state) cannot be read.');
  return (torrents as readonly Pickled[]).flatMap((torrent) => {
    if (!(torrent instanceof PickledObject)) return [];
    const id = torrent.fields.get('torrent_id');
    const infoHash = typeof id === 'string' ? parseInfoHash(id) : undefined;
    return infoHash === undefined ? [] : [{ infoHash, fields: torrent.fields }];
  });
}

/** `torrents.fastresume`: libtorrent’s resume data, bencoded, by infohash. @throws ImportError `damaged` */
export function readResumes(bytes: Uint8Array): Map<string, Uint8Array> {
  const entries = [...readDictionary(bytes, 'Deluge’s torrents.fastresume')];
  return new Map(entries.flatMap(([id, data]) => (data instanceof Uint8Array ? [[id, data] as const] : [])));
}

interface Beside {
  readonly resume: Uint8Array | undefined;
  readonly torrent: Uint8Array | undefined;
  readonly label: string | undefined;
}

/** @throws ImportError */
export function readDeluge(
  { infoHash, fields }: DelugeState,
  { resume, torrent, label }: Beside,
): FoundTorrent {
  const facts = resume && readLibtorrentResume(readDictionary(resume, 'Its part of torrents.fastresume'));
  const description = torrent && readDescription(torrent);
  const magnet = description === undefined ? magnetOf(fields.get('magnet')) : undefined;
  if (description === undefined && magnet === undefined)
    throw new ImportError('no-description', 'Its .torrent file is not there, and no magnet link either.');
  if (description !== undefined && description.infoHash !== infoHash)
    throw new ImportError('damaged', 'Its .torrent file is of another torrent.');
  const savePath = textOf(fields.get('save_path')) ?? facts?.savePath;
  if (savePath === undefined) throw new ImportError('damaged', 'It does not say where its files are.');
  const priorities = fields.get('file_priorities');
  return {
    infoHash,
    name: nameOf(textOf(fields.get('name'))) ?? nameOf(magnet?.name),
    metainfo: description?.metainfo,
    trackers: trackersOf(fields.get('trackers')) ?? facts?.trackers ?? [],
    webSeeds: facts?.webSeeds ?? description?.metainfo.webSeeds ?? [],
    savePath,
    renamed: facts?.renamed ?? new Map(),
    priorities: byIndex(Array.isArray(priorities) ? priorities : [], priorityOf),
    claims: facts?.claims ?? 'unknown',
    wasComplete: fields.get('is_finished') === true,
    isPaused: fields.get('paused') === true,
    receivedBytes: facts?.receivedBytes ?? 0,
    sentBytes: facts?.sentBytes ?? 0,
    addedAt: facts?.addedAt,
    completedAt: facts?.completedAt,
    isSequential: fields.get('sequential_download') === true,
    seededMs: facts?.seededMs ?? 0,
    wishes: wishesOf(fields),
    labels: labelsOf([label]),
  };
}

/** KiB per second, -1 for none; a ratio holds where it is switched on. */
function wishesOf(fields: DelugeState['fields']): Wishes {
  const inBytes = (name: string) => limitOf(Number(fields.get(name) ?? 0) * 1024);
  const ratio = fields.get('stop_at_ratio') === true ? fields.get('stop_ratio') : undefined;
  return {
    downloadLimitBps: inBytes('max_download_speed'),
    uploadLimitBps: inBytes('max_upload_speed'),
    seedingGoal: goalOf({ ratio: typeof ratio === 'number' ? ratio : undefined, minutes: undefined }),
  };
}

const textOf = (value: Pickled | undefined) =>
  typeof value === 'string' && value !== '' ? value : undefined;

function magnetOf(value: Pickled | undefined) {
  const magnet = parseMagnet(textOf(value) ?? '');
  return typeof magnet === 'string' ? undefined : magnet;
}

/** 1 is its low, 4 its normal, 7 its high. */
function priorityOf(wish: unknown): FilePriority | undefined {
  if (typeof wish !== 'number') return undefined;
  if (wish === 0) return 'skip';
  if (wish < 4) return 'low';
  return wish > 4 ? 'high' : 'normal';
}

/** A list of dictionaries with `url` and `tier`. */
function trackersOf(value: Pickled | undefined): string[][] | undefined {
  if (!Array.isArray(value)) return undefined;
  const tiers = new Map<number, string[]>();
  for (const tracker of value as readonly Pickled[]) {
    if (!(tracker instanceof Map)) continue;
    const [url, tier] = [tracker.get('url') as unknown, tracker.get('tier') as unknown];
    if (typeof url !== 'string') continue;
    const number = typeof tier === 'number' ? tier : 0;
    tiers.set(number, [...(tiers.get(number) ?? []), url]);
  }
  return tiersOf([...tiers].sort(([a], [b]) => a - b).map(([, urls]) => urls));
}
