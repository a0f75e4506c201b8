import type { SharedFile } from '../../catalog/index.ts';

/** From the best: of a file that several torrents hold, what one of them can give counts more than what another cannot. */
const order: readonly SharedFile['state'][] = [
  'sharing',
  'at-risk',
  'as-before',
  'broken',
  'away',
  'stopped',
  'none',
];

/** Each file once. */
export function bestOf(files: readonly SharedFile[]): SharedFile[] {
  const best = new Map<string, SharedFile>();
  for (const file of files) {
    const known = best.get(file.path);
    if (known === undefined || order.indexOf(file.state) < order.indexOf(known.state))
      best.set(file.path, file);
  }
  return [...best.values()];
}
