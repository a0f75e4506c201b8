/** What can be peculiar about a payload. */
export interface Shape {
  readonly what: string;
  /** Files by path and size; all begin with the one name that is shared. */
  readonly sizes: Readonly<Record<string, number>>;
}

/** A peculiarity that lies in the .torrent file, and that libtorrent can make. */
export interface TorrentShape extends Shape {
  readonly make: { readonly pieceSizeBytes: number; readonly flags: readonly string[] };
  /** Files that only align the next one to a piece (BEP 47). */
  readonly paddingFiles: number;
}

const kib = 1024;

const manyFiles = Array.from({ length: 2_000 }, (_, n) => [
  `photos/${String(n % 40).padStart(2, '0')}/IMG_${n}.jpg`,
  // 97 of them, so that every fourth or so shares its piece with many others; some are empty.
  (n % 97) * 40,
]);

/** The same letter can be one code point (NFC) or two (NFD); file systems of Linux keep what they are given. */
const scripts = [
  'Björk – Hyperballad.flac'.normalize('NFC'),
  'Sigur Rós – Sæglópur.flac'.normalize('NFD'),
  'Việt Nam – Tiếng hát.flac'.normalize('NFD'),
  '👩‍👩‍👧‍👦 family 🏳️‍🌈 №1 🎸.flac',
  'שלום עולם.flac',
  'أم كلثوم – إنت عمري (live).flac',
  '久石譲/「風の谷」.flac',
  'Ω≈ç√ %41 ~;&$#@!=+^`\'"{}[],.flac',
];

/** Any client can make a .torrent file of them. */
export const payloadShapes: readonly Shape[] = [
  { what: 'a single file', sizes: { 'song.flac': 700_001 } },
  { what: '2,000 small files', sizes: Object.fromEntries(manyFiles) as Record<string, number> },
  {
    what: 'folders in folders',
    sizes: {
      'box/01.flac': 90_000,
      'box/1/01.flac': 40_000,
      'box/1/1/01.flac': 1,
      'box/1/2/01.flac': 16_384,
      [`box/${'deep/'.repeat(30)}01.flac`]: 50_000,
      [`box/${'n'.repeat(200)}/${'m'.repeat(200)}.flac`]: 20_000,
    },
  },
  {
    what: 'names in many scripts',
    sizes: Object.fromEntries(
      scripts.map((name, n) => [`Żółć ${'é'.normalize('NFD')} 🎶/${name}`, 9_000 + n]),
    ),
  },
  {
    what: 'files without content',
    sizes: {
      'notes/0 first.txt': 0,
      'notes/1.txt': 16_384,
      'notes/2.txt': 0,
      'notes/3.txt': 0,
      'notes/4.txt': 30_001,
      'notes/alone/empty.txt': 0,
      'notes/last.txt': 0,
    },
  },
];

/** Ends in the middle of a piece, and most pieces belong to more than one file or lie within one. */
const album = (pieceSizeBytes: number) => ({
  'album/0.jpg': 5,
  'album/1.flac': Math.floor(pieceSizeBytes * 1.4),
  'album/2.txt': 0,
  'album/3.cue': 777,
  'album/4.flac': Math.floor(pieceSizeBytes * 0.9),
});

const withPieces = (what: string, pieceSizeBytes: number): TorrentShape => ({
  what: `pieces of ${what}`,
  sizes: album(pieceSizeBytes),
  make: { pieceSizeBytes, flags: ['v1_only'] },
  paddingFiles: 0,
});

export const torrentShapes: readonly TorrentShape[] = [
  withPieces('16 KiB', 16 * kib),
  withPieces('256 KiB', 256 * kib),
  withPieces('1 MiB', 1024 * kib),
  withPieces('16 MiB', 16 * 1024 * kib),
  {
    what: 'padding between files',
    sizes: album(64 * kib),
    make: { pieceSizeBytes: 64 * kib, flags: ['v1_only', 'canonical_files'] },
    paddingFiles: 4,
  },
  {
    what: 'a hybrid of v1 and v2',
    sizes: album(64 * kib),
    make: { pieceSizeBytes: 64 * kib, flags: [] },
    paddingFiles: 4,
  },
];
