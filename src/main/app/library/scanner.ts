import type { ScanProgress } from '#shared/contract/library-items.ts';
import type { Clock } from '../../ports/clock.ts';
import { errorLabel, type Logger } from '../../ports/logger.ts';
import type { FolderPlace } from './folder-place.ts';
import { noCounts, type ScanCounts } from './scan/counts.ts';
import type { FromScanThread } from './scan/messages.ts';
import { makeScanAttempts, type ScanAttempts } from './scan-attempts.ts';
import { makeScanFigures } from './scan-figures.ts';
import type { ScanThreadData } from './scan-thread-data.ts';
import { startScanThread, type ScanThread } from './scan-thread-handle.ts';

export interface Scanner extends AsyncDisposable {
  /** Puts one folder or all of them in the queue, where they are not there yet; answers at once. */
  scan(folderId?: number): ScanProgress;
  /** What was read stays; the queue is empty. */
  cancel(): ScanProgress;
  /** Resolves when nobody reads in this folder any more; others go on. */
  leave(folderId: number): Promise<void>;
  progress(): ScanProgress;
  /** How far it is, a few times a second, until the signal. */
  watch(signal: AbortSignal): AsyncGenerator<ScanProgress>;
}

interface ScannerParts {
  readonly threadFile: URL;
  /** Paths, for the thread's entry. */
  readonly threadData: ScanThreadData;
  /** The folders of the library as they are now. */
  readonly folders: () => readonly FolderPlace[];
  /** Files that are not whole yet, absolute: as good as not there. */
  readonly skipped?: () => readonly string[];
  readonly clock: Clock;
  readonly logger: Logger;
  /** A folder is done; the catalog may say other things than before. */
  readonly onFolderDone: (folder: FolderPlace) => void;
  /** A folder could not be scanned to its end, in words. */
  readonly onTrouble: (text: string, path: string) => void;
  /** A thread that has nothing to do is ended, ms. */
  readonly idleMs?: number;
  /** It speaks four times a second; if it does not, it hangs in the system or in a loop, ms. */
  readonly stalledAfterMs?: number;
}

interface Run {
  readonly folder: FolderPlace;
  readonly attempts: ScanAttempts;
  counts: ScanCounts;
  heardAtMs: number;
  /** The user has no wish for it any more. */
  isLeft: boolean;
  readonly over: PromiseWithResolvers<void>;
}

export function makeScanner(parts: ScannerParts): Scanner {
  const { threadFile, threadData, folders, clock, logger, onFolderDone, onTrouble } = parts;
  const { skipped = () => [], idleMs = 30_000, stalledAfterMs = 90_000 } = parts;
  const figures = makeScanFigures();
  const queue: number[] = [];
  let thread: ScanThread | undefined;
  let run: Run | undefined;
  let wasCancelled = false;
  let isClosed = false;
  let idleTimer: ReturnType<typeof setTimeout> | undefined;
  const watchdog = setInterval(() => {
    if (run === undefined || clock.monotonicMs() - run.heardAtMs < stalledAfterMs) return;
    thread?.kill();
    onDeath(new Error('It did not answer.'));
  }, stalledAfterMs / 4);
  watchdog.unref();

  function next(): void {
    if (run !== undefined || isClosed) return;
    const id = queue.shift();
    const folder = folders().find((candidate) => candidate.id === id);
    if (id === undefined) return rest();
    if (folder === undefined) return next();
    run = {
      folder,
      attempts: makeScanAttempts(folder),
      counts: noCounts,
      heardAtMs: clock.monotonicMs(),
      isLeft: false,
      over: Promise.withResolvers(),
    };
    figures.enter(folder.path);
    attempt(run);
  }

  function attempt(current: Run): void {
    clearTimeout(idleTimer);
    current.heardAtMs = clock.monotonicMs();
    thread ??= startScanThread({ file: threadFile, data: threadData, onMessage, onDeath });
    thread.run({ ...current.attempts.next(), skipped: skipped() });
  }

  function rest(): void {
    if (figures.current().state === 'idle') return;
    figures.end(wasCancelled);
    idleTimer = setTimeout(() => void endThread(), idleMs);
    idleTimer.unref();
  }

  function finish({ folder, over }: Run, counts: ScanCounts): void {
    run = undefined;
    over.resolve();
    figures.leave(counts);
    onFolderDone(folder);
    next();
  }

  function onMessage(message: FromScanThread): void {
    if (run === undefined) return;
    run.heardAtMs = clock.monotonicMs();
    switch (message.kind) {
      case 'progress':
        run.counts = message.progress.counts;
        figures.progress(message.progress);
        break;
      case 'reading':
        run.attempts.sawReading(message.path, message.isReading);
        break;
      case 'ended':
        finish(run, message.counts);
        break;
      case 'failed':
        logger.error('library.scan-failed', { error: errorLabel(new Error(message.message)) });
        onTrouble(
          `${run.folder.path} could not be scanned to its end. What was read is kept.`,
          run.folder.path,
        );
        finish(run, run.counts);
        break;
      default:
        message satisfies never;
    }
  }

  function onDeath(error: Error | undefined): void {
    thread = undefined;
    if (run === undefined || isClosed) return;
    const isWorthATry = run.attempts.sawDeath();
    logger.warn('library.scan-thread-died', { error: errorLabel(error), again: isWorthATry });
    if (wasCancelled || run.isLeft) return finish(run, run.counts);
    if (isWorthATry) return attempt(run);
    onTrouble(`${run.folder.path} could not be scanned to its end. What was read is kept.`, run.folder.path);
    finish(run, run.counts);
  }

  async function endThread(): Promise<void> {
    const ending = thread;
    thread = undefined;
    await ending?.[Symbol.asyncDispose]();
  }

  return {
    scan(folderId) {
      if (isClosed) return figures.current();
      if (run === undefined) figures.begin();
      wasCancelled = false;
      for (const { id } of folders())
        if ((folderId === undefined || id === folderId) && !queue.includes(id)) queue.push(id);
      next();
      return figures.current();
    },
    cancel() {
      queue.length = 0;
      if (run === undefined) return figures.current();
      wasCancelled = true;
      thread?.cancel();
      return figures.current();
    },
    async leave(folderId) {
      queue.splice(0, queue.length, ...queue.filter((id) => id !== folderId));
      if (run?.folder.id !== folderId) return;
      run.isLeft = true;
      thread?.cancel();
      await run.over.promise;
    },
    progress: figures.current,
    watch: figures.watch,
    async [Symbol.asyncDispose]() {
      isClosed = true;
      clearInterval(watchdog);
      clearTimeout(idleTimer);
      queue.length = 0;
      run?.over.resolve();
      await endThread();
    },
  };
}
