import { blockBytes } from '../block.ts';

const fewest = 4;
/** Before anything was measured: on a loopback fewer would leave the line empty, on a slow link it is 12 s at 64 KB/s. */
const atStart = 48;
/** A second's worth stops growing here (measured on loopback); only a long line needs more. */
const mostForASecond = 512;
/** More would be a third of all piece buffers for one peer. */
const most = 2_048;
/** What peers take that do not say (libtorrent's default; BEP 10 `reqq`). */
const defaultReqq = 250;

/**
 * Blocks to have asked of one peer: a second's worth of what it gives, and at least twice bandwidth × delay, so that the
 * queue doubles each round trip until the line and not the queue is the limit.
 *
 * `downloadBps` in bytes per second, 0 when nothing was measured yet; `isSlow`: it let blocks wait, so it gets the least.
 */
export function queueLength({
  downloadBps,
  rttMs,
  reqq = defaultReqq,
  isSlow,
}: {
  downloadBps: number;
  rttMs: number;
  reqq?: number | undefined;
  isSlow: boolean;
}): number {
  const ceiling = Math.max(1, Math.min(reqq, most));
  if (isSlow) return Math.min(fewest, ceiling);
  if (downloadBps <= 0) return Math.min(atStart, ceiling);
  const blocksPerSecond = downloadBps / blockBytes;
  const forASecond = Math.min(blocksPerSecond, mostForASecond);
  const forTheLine = (2 * blocksPerSecond * rttMs) / 1_000;
  return Math.min(ceiling, Math.max(fewest, Math.ceil(Math.max(forASecond, forTheLine))));
}
