import { containerOf, howToPlay, isPlainSound, type HowToPlay } from '#shared/domain/playback.ts';
import { probeMedia, type ProbedMedia } from '../../media/index.ts';
import { damagedFile, unknownContainer, whyItCannotPlay } from './cannot-play.ts';
import type { PlayerSource } from './source.ts';

/** What is known of a file before it is played. */
export interface InsideFile {
  readonly probed: ProbedMedia | undefined;
  /** Undefined: it is played as it is without having been looked into. */
  readonly how: HowToPlay | undefined;
  /** A sentence; null: it plays. */
  readonly cannotPlay: string | null;
}

/** How long the bytes that tell may take to arrive, where a file most likely plays without looking; ms. */
const guessAfterMs = 4_000;
/** Files that are remembered; each is a few hundred bytes. */
const maxRemembered = 200;

/** Looks into files, once into each. */
export function makeLookInside() {
  const remembered = new Map<string, ProbedMedia | undefined>();

  async function probe(source: PlayerSource, signal: AbortSignal): Promise<ProbedMedia | undefined> {
    if (remembered.has(source.key)) return remembered.get(source.key);
    const probed = await probeMedia(source, signal);
    for (const oldest of [...remembered.keys()].slice(0, remembered.size + 1 - maxRemembered))
      remembered.delete(oldest);
    remembered.set(source.key, probed);
    return probed;
  }

  /** @throws AppError what keeps the file from being read */
  return async (source: PlayerSource, sound: number, signal: AbortSignal): Promise<InsideFile> => {
    const container = containerOf(source.name);
    if (container === undefined) return cannot(unknownContainer(source.name));
    if (isPlainSound(container) && sound === 0)
      return { probed: undefined, how: undefined, cannotPlay: null };
    const mayGuess = source.isArriving && sound === 0 && (container === 'mp4' || container === 'webm');
    const deadline = mayGuess ? AbortSignal.timeout(guessAfterMs) : undefined;
    let probed: ProbedMedia | undefined;
    try {
      probed = await probe(source, deadline === undefined ? signal : AbortSignal.any([signal, deadline]));
    } catch (error) {
      if (deadline?.aborted !== true || signal.aborted) throw error;
      return { probed: undefined, how: undefined, cannotPlay: null };
    }
    if (probed === undefined) return cannot(damagedFile);
    const held = {
      container: probed.container,
      video: probed.video?.codec ?? null,
      audio: probed.sounds[sound]?.codec ?? null,
    };
    const how = howToPlay(held, sound > 0);
    return { probed, how, cannotPlay: how.how === 'cannot' ? whyItCannotPlay(how, probed, sound) : null };
  };
}

const cannot = (sentence: string): InsideFile => ({
  probed: undefined,
  how: { how: 'cannot', because: 'nothing' },
  cannotPlay: sentence,
});
