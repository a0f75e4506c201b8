import type { PayloadSpec } from '../payload.ts';
import { makeDownload } from './download.ts';
import { makeCreate, makeRecheck } from './hashing.ts';
import { makeInstall } from './install.ts';
import { makeLinkDown } from './link-down.ts';
import { makeMagnet } from './magnet.ts';
import { makeRest } from './rest.ts';
import { makeRestart } from './restart.ts';
import { makeSeed } from './seed.ts';
import type { Shape } from './shape.ts';
import { makeStream } from './stream.ts';
import { makeUtp } from './utp.ts';

export interface ShapesOptions {
  /** Of the payload of most transfers. */
  readonly sizeMebibytes: number;
  /** Of the larger start. */
  readonly torrentCount: number;
  /** For each transfer, check or start. */
  readonly limitSeconds: number;
}

const [kibibyte, mebibyte] = [2 ** 10, 2 ** 20];
/** What somebody seeds who has done so for a while. */
const torrentsInTray = 200;
/** Below this, slow start is all that is seen of a long line, bytes. */
const leastOnLine = 4 * mebibyte;

/**
 * Everything that is measured, in the order in which it is. Shapes of one block share a payload and take turns within each
 * round. `install` is not among what runs by itself: it needs npm's cache.
 */
export function makeShapes({ sizeMebibytes, torrentCount, limitSeconds }: ShapesOptions): Shape[] {
  const sizeBytes = sizeMebibytes * mebibyte;
  const base: PayloadSpec = { sizeBytes, pieceSizeBytes: mebibyte };
  const large: PayloadSpec = { sizeBytes: 4 * sizeBytes, pieceSizeBytes: mebibyte };
  const part = (divisor: number): PayloadSpec => ({
    sizeBytes: Math.max(leastOnLine, Math.floor(sizeBytes / divisor)),
    pieceSizeBytes: 256 * kibibyte,
  });
  const plain = { wire: 'plain', limitSeconds } as const;
  const [download, seed] = [
    { ...plain, spec: base, block: 'download' },
    { ...plain, spec: base, block: 'seed' },
  ];
  const rc4 = { wire: 'rc4', spec: base, block: 'rc4', limitSeconds } as const;
  const [line20, line80, lossy] = [
    { roundTripMs: 20, lossPerMille: 0 },
    { roundTripMs: 80, lossPerMille: 0 },
    { roundTripMs: 80, lossPerMille: 10 },
  ];
  const pieces = (name: string, pieceSizeBytes: number) =>
    makeDownload({ ...plain, name, block: name, spec: { sizeBytes, pieceSizeBytes }, seedCount: 1 });
  return [
    makeDownload({ ...download, name: 'download-1', seedCount: 1, isOpenToAll: true }),
    makeDownload({ ...download, name: 'download-4', seedCount: 4 }),
    makeDownload({ ...download, name: 'download-10', seedCount: 10, isOpenToAll: true }),
    makeDownload({ ...download, name: 'download-disk', seedCount: 1, storage: 'disk' }),
    makeSeed({ ...seed, name: 'seed-1', leecherCount: 1, isOpenToAll: true }),
    makeSeed({ ...seed, name: 'seed-4', leecherCount: 4 }),
    makeSeed({ ...seed, name: 'seed-8', leecherCount: 8 }),
    makeDownload({ ...rc4, name: 'download-rc4', seedCount: 1 }),
    makeSeed({ ...rc4, name: 'seed-rc4', leecherCount: 1 }),
    pieces('download-16k', 16 * kibibyte),
    pieces('download-256k', 256 * kibibyte),
    pieces('download-16m', 16 * mebibyte),
    makeDownload({
      ...plain,
      name: 'download-files',
      block: 'download-files',
      spec: {
        sizeBytes: Math.floor(0.4 * sizeBytes),
        pieceSizeBytes: 256 * kibibyte,
        fileCount: 2000,
      },
      seedCount: 1,
    }),
    makeDownload({ ...plain, name: 'download-large', block: 'large', spec: large, seedCount: 4 }),
    makeUtp({ name: 'download-utp', block: 'utp', spec: part(4), isOpenToAll: true, limitSeconds }),
    makeDownload({
      ...plain,
      name: 'download-20ms',
      block: '20ms',
      spec: part(4),
      seedCount: 4,
      line: line20,
    }),
    makeSeed({ ...plain, name: 'seed-20ms', block: '20ms', spec: part(4), leecherCount: 4, line: line20 }),
    makeDownload({
      ...plain,
      name: 'download-80ms',
      block: '80ms',
      spec: part(8),
      seedCount: 4,
      line: line80,
    }),
    makeSeed({ ...plain, name: 'seed-80ms', block: '80ms', spec: part(8), leecherCount: 4, line: line80 }),
    makeDownload({
      ...plain,
      name: 'download-lossy',
      block: 'lossy',
      spec: part(32),
      seedCount: 10,
      line: lossy,
    }),
    makeSeed({ ...plain, name: 'seed-lossy', block: 'lossy', spec: part(64), leecherCount: 4, line: lossy }),
    makeCreate({ name: 'create', block: 'hashing', spec: base, limitSeconds }),
    makeRecheck({ name: 'recheck', block: 'hashing', spec: base, limitSeconds }),
    makeCreate({ name: 'create-large', block: 'hashing-large', spec: large, limitSeconds }),
    makeRecheck({ name: 'recheck-large', block: 'hashing-large', spec: large, limitSeconds }),
    makeMagnet({ limitSeconds }),
    makeStream({ limitSeconds }),
    makeRestart({ torrentCount: 0, limitSeconds }),
    makeRestart({ torrentCount, limitSeconds }),
    makeRest({ torrentCount: torrentsInTray, limitSeconds }),
    makeLinkDown({ limitSeconds }),
    makeInstall({ limitSeconds: 5 * limitSeconds }),
  ];
}

/** What is measured when nothing is named. */
export function isUsual({ name }: Shape): boolean {
  return name !== 'install';
}
