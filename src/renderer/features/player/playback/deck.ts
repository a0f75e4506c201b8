import type { Playable } from '#shared/contract/player.ts';
import type { Progress } from '../../../state/player.ts';

/** One element of the page that plays, and what it holds. Times are those of what is heard: a part begins at 0. */
export interface Deck {
  readonly element: HTMLMediaElement;
  /** What it holds; undefined: nothing. */
  held(): Playable | undefined;
  load(playable: Playable, startSeconds: number): void;
  /** The next part of the same file: it plays on. @returns false where it does not follow at once */
  playsOnInto(playable: Playable): boolean;
  seek(toSeconds: number): void;
  progress(): Progress;
  /** Seconds until it is over; undefined: not known. */
  left(): number | undefined;
  empty(): void;
}

/** Of two parts of one file: nearer than that, one follows the other. */
const nextToSeconds = 0.05;

export function makeDeck(element: HTMLMediaElement): Deck {
  let holds: Playable | undefined;
  /** Where to go once the element knows its file. */
  let startAt = 0;

  element.crossOrigin = 'anonymous';
  element.addEventListener('loadedmetadata', () => {
    if (startAt > 0 && holds?.how === 'as-is') element.currentTime = startAt;
  });

  const partStart = () => holds?.part?.startSeconds ?? 0;
  const fileEnd = () => {
    if (holds?.part?.endSeconds != null) return holds.part.endSeconds;
    if (holds?.durationSeconds != null) return holds.durationSeconds;
    return Number.isFinite(element.duration) ? element.duration : undefined;
  };

  function point(fileSeconds: number): void {
    if (holds === undefined) return;
    startAt = fileSeconds;
    // An element waits for subtitles that are shown when it opens a file, and those of a film may grow as long as it plays.
    for (const track of element.textTracks) track.mode = 'disabled';
    // Made on the way, from a point on: another point is another stream, whose times are still those of the file.
    element.src =
      holds.how === 'remuxed' && fileSeconds > 0 ? `${holds.url}?from=${fileSeconds.toFixed(3)}` : holds.url;
  }

  const isBuffered = (seconds: number) =>
    stretches(element.buffered).some(({ from, to }) => seconds >= from && seconds < to);

  return {
    element,
    held: () => holds,
    load(playable, startSeconds) {
      holds = playable;
      point(partStart() + startSeconds);
    },
    playsOnInto(playable) {
      const follows =
        holds?.url === playable.url &&
        playable.part !== null &&
        Math.abs(playable.part.startSeconds - (fileEnd() ?? Number.NaN)) < nextToSeconds;
      if (follows) holds = playable;
      return follows;
    },
    seek(toSeconds) {
      const place = partStart() + toSeconds;
      if (holds?.how === 'remuxed' && !isBuffered(place)) {
        const wasPlaying = !element.paused;
        point(place);
        if (wasPlaying) void element.play().catch(() => undefined);
      } else element.currentTime = place;
    },
    progress() {
      const end = fileEnd();
      const shifted = stretches(element.buffered).map(({ from, to }) => ({
        from: Math.max(0, from - partStart()),
        to: Math.max(0, to - partStart()),
      }));
      return {
        positionSeconds: Math.max(0, element.currentTime - partStart()),
        durationSeconds: end === undefined ? null : end - partStart(),
        buffered: shifted.filter(({ from, to }) => to > from),
        isWaiting: !element.paused && element.readyState < element.HAVE_FUTURE_DATA,
      };
    },
    left() {
      const end = fileEnd();
      return end === undefined ? undefined : end - element.currentTime;
    },
    empty() {
      holds = undefined;
      element.pause();
      element.removeAttribute('src');
      element.load();
    },
  };
}

function stretches(ranges: TimeRanges): readonly { readonly from: number; readonly to: number }[] {
  return Array.from({ length: ranges.length }, (_, index) => ({
    from: ranges.start(index),
    to: ranges.end(index),
  }));
}
