import type { Playable } from '#shared/contract/player.ts';
import type { LoudnessMode } from '../../../state/player/remembered.ts';

/**
 * By how much a file is to be multiplied to be as loud as others (ReplayGain 2.0). Never so much that its loudest sample
 * would be cut off; where a file does not say how loud that is, it is not made louder at all.
 */
export function gainOf(told: Playable['replayGain'], mode: LoudnessMode): number {
  if (told === null || mode === 'off') return 1;
  const track = { db: told.trackDb, peak: told.trackPeak };
  const album = { db: told.albumDb, peak: told.albumPeak };
  const [first, second] = mode === 'album' ? [album, track] : [track, album];
  const { db, peak } = first.db === null ? second : first;
  if (db === null) return 1;
  const most = peak === null || peak <= 0 ? 1 : 1 / peak;
  return Math.min(10 ** (db / 20), most);
}
