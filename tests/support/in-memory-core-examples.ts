import { defaultTorrentOptions, type Torrent, type TorrentFile } from '../../src/shared/contract/torrent.ts';

/*
 * Things that could be in somebody's list: works that may be shared freely, in the mixture of states that a real list
 * has. Everything is made from a number, so that two runs see the same.
 */

const startedAt = Date.UTC(2026, 10, 20, 9, 0, 0);
const gigabyte = 1e9;

/** 40 hex characters that differ in their first ones, as infohashes do. */
export function exampleInfoHash(number: number): string {
  const scrambled = Math.imul(number + 1, 0x9e3779b1) >>> 0;
  return `${scrambled.toString(16).padStart(8, '0')}${number.toString(16).padStart(32, '0')}`;
}

/** A torrent of which only what matters need be said. */
export function exampleTorrent(number: number, part: Partial<Torrent> = {}): Torrent {
  const id = exampleInfoHash(number);
  return {
    id,
    infoHash: id,
    name: `Example ${number}`,
    state: 'seeding',
    reason: null,
    reasonCode: null,
    stateSince: new Date(startedAt).toISOString(),
    progress: 1,
    sizeBytes: gigabyte,
    wantedBytes: part.sizeBytes ?? gigabyte,
    downloadedBytes: gigabyte,
    uploadedBytes: 0,
    downloadBps: 0,
    uploadBps: 0,
    peers: 0,
    ratio: 0,
    etaSeconds: null,
    profile: 'Open',
    savePath: '/home/mara/Downloads',
    origin: 'added',
    addedAt: new Date(startedAt - number * 60_000).toISOString(),
    completedAt: new Date(startedAt).toISOString(),
    fileCount: 1,
    isPrivate: false,
    queuePosition: number,
    isForced: false,
    seedingSeconds: 0,
    goalState: 'none',
    ...defaultTorrentOptions,
    ...part,
  };
}

const downloading = { state: 'downloading', completedAt: null } as const;

/** A list as one person might have it, for looking at. */
export function exampleLibrary(): Torrent[] {
  const rows: Partial<Torrent>[] = [
    {
      ...downloading,
      name: 'Nine Inch Nails – Ghosts I–IV (FLAC)',
      progress: 0.62,
      sizeBytes: 0.86 * gigabyte,
      downloadedBytes: 0.53 * gigabyte,
      uploadedBytes: 0.11 * gigabyte,
      downloadBps: 3_120_000,
      uploadBps: 412_000,
      peers: 43,
      ratio: 0.21,
      etaSeconds: 246,
      fileCount: 38,
    },
    {
      ...downloading,
      name: 'Big Buck Bunny (2008) 4K.mkv',
      progress: 0.08,
      sizeBytes: 11.4 * gigabyte,
      downloadedBytes: 0.9 * gigabyte,
      downloadBps: 8_700_000,
      uploadBps: 96_000,
      peers: 118,
      etaSeconds: 1210,
    },
    {
      ...downloading,
      name: 'Prelinger Archives – Home movies 1931–1969',
      progress: 0.44,
      sizeBytes: 212 * gigabyte,
      downloadedBytes: 94 * gigabyte,
      uploadedBytes: 3 * gigabyte,
      ratio: 0.03,
      peers: 0,
      fileCount: 1840,
    },
    {
      ...downloading,
      name: 'magnet 7c1f…e0',
      progress: 0,
      sizeBytes: 0,
      downloadedBytes: 0,
      peers: 4,
      fileCount: 0,
      reasonCode: 'fetching-metadata',
      reason: 'Asking 4 peers what this magnet link holds.',
    },
    {
      state: 'checking',
      name: 'Grateful Dead – 1977-05-08 Barton Hall (SBD)',
      progress: 0.37,
      sizeBytes: 1.42 * gigabyte,
      uploadedBytes: 5 * gigabyte,
      ratio: 3.52,
      fileCount: 24,
    },
    {
      name: 'Slow Rivers – Live at the Mill (24-96 FLAC)',
      sizeBytes: 2.31 * gigabyte,
      uploadedBytes: 9.8 * gigabyte,
      uploadBps: 1_840_000,
      peers: 6,
      ratio: 4.24,
      fileCount: 14,
      savePath: '/home/mara/Music',
    },
    {
      name: 'Film school dailies, spring term',
      sizeBytes: 88 * gigabyte,
      uploadedBytes: 301 * gigabyte,
      uploadBps: 5_310_000,
      peers: 3,
      ratio: 3.42,
      fileCount: 412,
      isPrivate: true,
      savePath: '/home/mara/Work/2026',
    },
    {
      name: 'Sintel (2010) – Director’s cut.mp4',
      sizeBytes: 1.1 * gigabyte,
      uploadedBytes: 14 * gigabyte,
      peers: 11,
      ratio: 12.7,
      uploadBps: 220_000,
    },
    {
      state: 'missing',
      name: 'Family archive 1974–1988',
      sizeBytes: 128 * gigabyte,
      uploadedBytes: 41 * gigabyte,
      ratio: 0.32,
      fileCount: 960,
      reasonCode: 'files-missing',
      reason: 'The folder /media/mara/Archive is gone. Is the drive connected?',
      savePath: '/media/mara/Archive',
    },
    {
      state: 'error',
      completedAt: null,
      name: 'Cosmos Laundromat – uncompressed frames.tar',
      progress: 0.71,
      sizeBytes: 143 * gigabyte,
      downloadedBytes: 101 * gigabyte,
      ratio: 0.02,
      uploadedBytes: 2.4 * gigabyte,
      reasonCode: 'disk-full',
      reason: 'There is no room left on /home. What has arrived is kept.',
    },
    {
      state: 'paused',
      completedAt: null,
      name: 'LibriVox – Moby-Dick, read by Stewart Wills.m4b',
      progress: 0.18,
      sizeBytes: 0.69 * gigabyte,
      downloadedBytes: 0.12 * gigabyte,
      reasonCode: 'by-user',
    },
    {
      state: 'paused',
      name: 'Blender 5.0 manual.pdf',
      sizeBytes: 84e6,
      uploadedBytes: 240e6,
      ratio: 2.86,
      reasonCode: 'by-user',
    },
    {
      name: 'debian-13.2.0-amd64-netinst.iso',
      sizeBytes: 0.79 * gigabyte,
      uploadedBytes: 61 * gigabyte,
      ratio: 77.2,
      peers: 19,
      uploadBps: 730_000,
    },
    {
      name: 'Kimiko Ishizaka – Open Goldberg Variations',
      sizeBytes: 0.38 * gigabyte,
      uploadedBytes: 2.1 * gigabyte,
      ratio: 5.5,
      fileCount: 32,
    },
    {
      name: 'أم كلثوم – تسجيلات الإذاعة',
      sizeBytes: 3.2 * gigabyte,
      uploadedBytes: 1.1 * gigabyte,
      ratio: 0.34,
      fileCount: 51,
      peers: 1,
    },
    {
      name: 'Сергей Рахманинов – Всенощное бдение.flac',
      sizeBytes: 0.41 * gigabyte,
      uploadedBytes: 0.9 * gigabyte,
      ratio: 2.2,
    },
    {
      name: 'Tears of Steel (2012) – 4K DCP',
      sizeBytes: 71 * gigabyte,
      uploadedBytes: 18 * gigabyte,
      ratio: 0.25,
      fileCount: 9,
    },
  ];
  return rows.map((row, number) => exampleTorrent(number, row));
}

const makers = [
  'Slow Rivers',
  'Kimiko Ishizaka',
  'Barn Owls',
  'Prelinger Archives',
  'Blue Hour',
  'LibriVox',
  'Mill Sessions',
  'Night Ferry',
];
const works = [
  'Live at the Mill',
  'Open Variations',
  'Field Recordings',
  'Home Movies',
  'First Light',
  'Evening Service',
  'Harbour Tapes',
];
const endings = [' (FLAC)', '.mkv', ' – Disc 2', '.mp4', ' (1977)', '.zip', ''];

/** Ten thousand and more, of every state. */
export function manyTorrents(count: number): Torrent[] {
  const states = [
    'seeding',
    'seeding',
    'seeding',
    'downloading',
    'paused',
    'seeding',
    'checking',
    'missing',
  ] as const;
  return Array.from({ length: count }, (_, number) => {
    const state = states[number % states.length] ?? 'seeding';
    const isRunning = state === 'downloading' || state === 'seeding';
    return exampleTorrent(number, {
      name: `${makers[number % makers.length]} – ${works[number % works.length]} ${number}${endings[number % endings.length]}`,
      state,
      progress: state === 'downloading' || state === 'checking' ? (number % 97) / 97 : 1,
      completedAt: state === 'downloading' ? null : new Date(startedAt).toISOString(),
      sizeBytes: ((number * 7919) % 90_000) * 1e6 + 1e6,
      downloadBps: state === 'downloading' ? (number * 4001) % 9_000_000 : 0,
      uploadBps: isRunning ? (number * 2003) % 2_000_000 : 0,
      peers: isRunning ? number % 60 : 0,
      ratio: (number % 700) / 100,
      etaSeconds: state === 'downloading' ? (number * 13) % 90_000 : null,
      fileCount: 1 + (number % 30),
    });
  });
}

/** An album's files, in two folders; with many, as many tracks. */
export function exampleFiles(root: string, count = 14): TorrentFile[] {
  return Array.from({ length: count }, (_, index) => ({
    index,
    path:
      index === count - 1
        ? `${root}/cover.jpg`
        : `${root}/Disc ${1 + (index % 2)}/${String(1 + Math.floor(index / 2)).padStart(2, '0')} – Track ${index + 1}.flac`,
    sizeBytes: index === count - 1 ? 2_400_000 : 60_000_000 + index * 1_300_000,
    progress: index % 3 === 0 ? 1 : (index % 10) / 10,
    isWanted: true,
    priority: 'normal',
  }));
}
