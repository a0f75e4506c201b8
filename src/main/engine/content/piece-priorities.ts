import { filePriorityOf, type FilePriority } from '#shared/domain/file-priority.ts';
import type { Layout } from './layout.ts';

/** How soon each piece is wanted, from what was said of the files that lie in it. */
export interface PiecePriorities {
  /** 0: not wanted; else the higher the sooner, up to 7. */
  of(piece: number): number;
  choose(files: readonly FilePriority[]): void;
  /** Both ends of media files before the rest of the files that are wanted as soon as they are. */
  setFirstLastFirst(isOn: boolean): void;
}

/** Names that players open: with their ends there first, they can tell what the file is and how long. */
const media = /\.(?:mp3|flac|m4a|ogg|opus|wav|aac|mp4|m4v|mkv|webm|mov|avi|ts)$/iu;

/** A step apart, with room for the ends of a file between. */
const classes: Readonly<Record<FilePriority, number>> = { skip: 0, low: 2, normal: 4, high: 6 };
const sooner = 1;

export function makePiecePriorities(layout: Layout, isFirstLastFirst: boolean): PiecePriorities {
  const { files } = layout.content;
  const priorities = new Uint8Array(layout.pieceCount);
  let chosen: readonly FilePriority[] = files.map(filePriorityOf);
  let hasEndsFirst = isFirstLastFirst;

  const raise = (piece: number, priority: number) =>
    (priorities[piece] = Math.max(priorities[piece] ?? 0, priority));

  function reckon(): void {
    priorities.fill(0);
    for (const [index, { kind, path }] of files.entries()) {
      const priority = classes[chosen[index] ?? 'normal'];
      const range = layout.piecesOfFile(index);
      if (range === undefined || kind !== 'content' || priority === 0) continue;
      const [first, last] = range;
      // Of files that share a piece, the most urgent counts.
      for (let piece = first; piece <= last; piece++) raise(piece, priority);
      if (!hasEndsFirst || !media.test(path.at(-1) ?? '')) continue;
      raise(first, priority + sooner);
      raise(last, priority + sooner);
    }
  }

  reckon();
  return {
    of: (piece) => priorities[piece] ?? 0,
    choose(next) {
      chosen = next;
      reckon();
    },
    setFirstLastFirst(isOn) {
      if (hasEndsFirst === isOn) return;
      hasEndsFirst = isOn;
      reckon();
    },
  };
}
