import type { StoredTorrent } from '../../../../src/main/catalog/index.ts';
import { parseInfoHash } from '../../../../src/shared/domain/info-hash.ts';

export const now = new Date('2026-11-22T12:00:00Z');

/** As the catalog keeps it. @param seed the hex digit that its infohash repeats */
export function makeTorrent(seed = 'a'): StoredTorrent {
  const infoHash = parseInfoHash(seed.repeat(40));
  if (infoHash === undefined) throw new Error('not a hash');
  return {
    infoHash,
    name: 'Žluťoučký kůň',
    origin: 'added',
    savePath: '/music',
    profile: 'Open',
    isPaused: false,
    isPrivate: true,
    hasInfo: true,
    sizeBytes: 300,
    fileCount: 2,
    trackers: [['http://a.test/announce'], ['udp://b.test:1']],
    webSeeds: ['http://w.test/'],
    pendingSelect: null,
    doneBytes: 100,
    wantedBytes: 200,
    receivedBytes: 1,
    sentBytes: 2,
    addedAt: now,
    completedAt: null,
    options: {
      downloadLimitBps: 500_000,
      uploadLimitBps: null,
      isSequential: true,
      firstLastFirst: false,
      seedingGoal: { ratio: 1.5, minutes: null, whenMet: 'remove' },
    },
    queuePosition: -3,
    isForced: true,
    pauseReason: 'goal-met',
    seededMs: 7_000,
    goalMetAt: now,
  };
}

/** What a torrent of two files holds, one of them wanted. */
export const content = {
  infoBytes: Uint8Array.from([1, 2, 3]),
  pieceSizeBytes: 16384,
  files: [
    {
      path: ['x', 'a.flac'],
      sizeBytes: 100,
      offset: 0,
      kind: 'content' as const,
      isWanted: true,
      priority: 'high' as const,
      stamp: { sizeBytes: 100, modifiedMs: 12.5 },
    },
    {
      path: ['x', 'b.flac'],
      sizeBytes: 200,
      offset: 100,
      kind: 'content' as const,
      isWanted: false,
      priority: 'normal' as const,
      stamp: null,
    },
  ],
};
