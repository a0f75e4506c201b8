import type { FigureName, Goal } from './goals.ts';

const figure = (contender: string, shape: string, key: string): FigureName => ({ contender, shape, key });
const warren = (shape: string, key = 'rate') => figure('Warren', shape, key);

/** So many times the rate of another in the same shape. */
const timesRate = (shapes: readonly string[], contender: string, atLeast: number): Goal[] =>
  shapes.map((shape) => ({
    what: `${shape}, MB/s`,
    ours: warren(shape),
    against: { figures: [figure(contender, shape, 'rate')] },
    wanted: { atLeast },
  }));

const cpu = (shape: string, contender: string, atMost: number): Goal => ({
  what: `${shape}, CPU s per GiB`,
  ours: warren(shape, 'cpu'),
  against: { figures: [figure(contender, shape, 'cpu')] },
  wanted: { atMost },
});

const atMost = (what: string, ours: FigureName, limit: number, unit: string): Goal => ({
  what,
  ours,
  against: { limit, unit },
  wanted: { atMost: 1 },
});

/** Making and checking a torrent are the same work, so both are held against both. */
const hashing = (shape: string, size: '' | '-large'): Goal[] => [
  {
    what: `${shape}${size}, MB/s`,
    ours: warren(`${shape}${size}`),
    against: { figures: [figure('mktorrent -t2', `create${size}`, 'rate')] },
    wanted: { atLeast: 1 },
  },
  {
    what: `${shape}${size}, MB/s (its check)`,
    ours: warren(`${shape}${size}`),
    against: { figures: [figure('libtorrent', `recheck${size}`, 'rate')] },
    wanted: { atLeast: 1.5 },
  },
];

const lossy = (shape: string): Goal => ({
  what: `${shape}, MB/s`,
  ours: warren(shape),
  against: { figures: [figure('aria2', shape, 'rate'), figure('libtorrent', shape, 'rate')] },
  wanted: { atLeast: 1 },
});

const downloads = ['download-1', 'download-4', 'download-10'];
const hardDownloads = ['download-16k', 'download-256k', 'download-files'];
const seeds = ['seed-1', 'seed-4', 'seed-8'];

export const warrensGoals: readonly Goal[] = [
  ...timesRate(downloads, 'aria2', 1.1),
  ...timesRate(downloads, 'libtorrent', 1.5),
  {
    what: 'download-10 against one seed, MB/s',
    ours: warren('download-10'),
    against: { figures: [warren('download-1')] },
    wanted: { atLeast: 1 },
  },
  ...timesRate(hardDownloads, 'aria2', 0.9),
  ...timesRate(hardDownloads, 'libtorrent', 1.3),
  ...timesRate(seeds, 'aria2', 1.5),
  ...timesRate(seeds, 'libtorrent', 1.8),
  ...timesRate(['download-rc4', 'seed-rc4'], 'libtorrent', 1.2),
  lossy('download-lossy'),
  lossy('seed-lossy'),
  ...timesRate(['download-1', 'download-10', 'seed-1'], 'Warren without its ledger', 0.98),
  cpu('download-1', 'aria2', 1.3),
  cpu('seed-1', 'aria2', 1.3),
  cpu('download-1', 'libtorrent', 1),
  cpu('seed-1', 'libtorrent', 1),
  atMost('download-10, private memory of the engine', warren('download-10', 'memory/engine'), 120, 'MB'),
  ...hashing('create', ''),
  ...hashing('recheck', ''),
  ...hashing('create', '-large'),
  ...hashing('recheck', '-large'),
  atMost('magnet, to known', warren('magnet', 'known'), 20, 'ms'),
  atMost('stream, first byte', warren('stream', 'first'), 150, 'ms'),
  atMost('stream, first byte sought', warren('stream', 'seek'), 250, 'ms'),
];
