import type { BencodeDictionary } from '#shared/domain/bencode.ts';
import { isList, listOfText, numberAt, textAt } from '#shared/domain/bencode-fields.ts';
import type { FilePriority } from '#shared/domain/file-priority.ts';
import type { QbittorrentRow } from '../../../catalog/index.ts';
import { readDescription } from '../description.ts';
import { labelsOf, nameOf, readDictionary } from '../fields.ts';
import { ImportError, type FoundTorrent } from '../finding.ts';
import { readLibtorrentResume } from '../libtorrent/resume.ts';
import { goalOf } from '../wishes.ts';

/** What qBittorrent adds to libtorrent's facts; in a database of its own they are columns. */
interface OwnFacts {
  readonly name: string | undefined;
  readonly labels: readonly string[];
  readonly isStopped: boolean | undefined;
  readonly hasSeedStatus: boolean;
  /** In thousandths, and in minutes. -2: as all there, -1: none. */
  readonly ratioLimit: number | undefined;
  readonly seedingTimeLimit: number | undefined;
}

/** A `.fastresume` and its `.torrent` (bencoderesumedatastorage.cpp). @throws ImportError */
export function readFastresume(resume: Uint8Array, torrent: Uint8Array | undefined): FoundTorrent {
  const facts = readDictionary(resume, 'The .fastresume file');
  const tags = facts.get('qBt-tags');
  return assemble(facts, torrent, {
    name: nameOf(textAt(facts, 'qBt-name')),
    labels: labelsOf([textAt(facts, 'qBt-category'), ...(isList(tags) ? (listOfText(tags) ?? []) : [])]),
    isStopped: undefined,
    hasSeedStatus: numberAt(facts, 'qBt-seedStatus') === 1,
    ratioLimit: numberAt(facts, 'qBt-ratioLimit'),
    seedingTimeLimit: numberAt(facts, 'qBt-seedingTimeLimit'),
  });
}

/** A row of `torrents.db`. @throws ImportError */
export function readDatabaseRow(row: QbittorrentRow): FoundTorrent {
  const facts = readDictionary(row.libtorrent_resume_data, 'Its row in torrents.db');
  return assemble(facts, row.metadata ?? undefined, {
    name: nameOf(row.name ?? undefined),
    labels: labelsOf([row.category ?? undefined, ...(row.tags ?? '').split(',')]),
    isStopped: row.stopped !== 0,
    hasSeedStatus: row.has_seed_status !== 0,
    ratioLimit: row.ratio_limit ?? undefined,
    seedingTimeLimit: row.seeding_time_limit ?? undefined,
  });
}

function assemble(facts: BencodeDictionary, torrent: Uint8Array | undefined, own: OwnFacts): FoundTorrent {
  const resume = readLibtorrentResume(facts);
  const description = torrent && readDescription(torrent);
  const infoHash = description?.infoHash ?? resume.infoHash;
  if (infoHash === undefined) throw new ImportError('damaged', 'It does not say which torrent it is.');
  if (resume.savePath === undefined || resume.savePath === '')
    throw new ImportError('damaged', 'It does not say where its files are.');
  return {
    infoHash,
    name: own.name ?? (description === undefined ? resume.name : undefined),
    metainfo: description?.metainfo,
    trackers: resume.trackers ?? description?.metainfo.trackers ?? [],
    webSeeds: resume.webSeeds ?? description?.metainfo.webSeeds ?? [],
    savePath: resume.savePath,
    renamed: resume.renamed,
    priorities: new Map([...resume.filePriorities].map(([index, number]) => [index, priorityOf(number)])),
    claims: resume.claims,
    wasComplete: own.hasSeedStatus || resume.completedAt !== undefined,
    isPaused: own.isStopped ?? resume.isStopped,
    receivedBytes: resume.receivedBytes,
    sentBytes: resume.sentBytes,
    addedAt: resume.addedAt,
    completedAt: resume.completedAt,
    isSequential: resume.isSequential,
    seededMs: resume.seededMs,
    wishes: {
      ...resume.limits,
      seedingGoal: goalOf({
        ratio: shareLimitOf(own.ratioLimit, 1000),
        minutes: shareLimitOf(own.seedingTimeLimit, 1),
      }),
    },
    labels: own.labels,
  };
}

function shareLimitOf(limit: number | undefined, parts: number): number | null | undefined {
  if (limit === undefined || limit === -2) return undefined;
  return limit < 0 ? null : limit / parts;
}

/** 1 is its normal, 6 and 7 are high and maximal (downloadpriority.h). */
function priorityOf(number: number): FilePriority {
  if (number === 0) return 'skip';
  return number >= 6 ? 'high' : 'normal';
}
