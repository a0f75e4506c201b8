import { Worker } from 'node:worker_threads';
import type { FromScanThread, ToScanThread } from './scan/messages.ts';
import type { ScanThreadData } from './scan-thread-data.ts';
import type { ScanJob } from './scan/run-scan.ts';

/** The thread that scans, as the core holds it. */
export interface ScanThread extends AsyncDisposable {
  run(job: ScanJob): void;
  cancel(): void;
  /** At once, for a thread that does not answer. */
  kill(): void;
}

interface ThreadParts {
  readonly file: URL;
  readonly data: ScanThreadData;
  readonly onMessage: (message: FromScanThread) => void;
  /** It ended without being asked to. */
  readonly onDeath: (error: Error | undefined) => void;
}

/** Tags of 100,000 files take 100 MB; a file that takes more is a trap, MB. */
const maxHeapMb = 768;
/** For what is in its hands when it is told to close, ms. */
const closingMs = 5_000;

export function startScanThread({ file, data, onMessage, onDeath }: ThreadParts): ScanThread {
  const worker = new Worker(file, {
    workerData: data,
    name: 'scan',
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
  });
  const { promise: exited, resolve: exit } = Promise.withResolvers<undefined>();
  let isOver = false;
  let error: Error | undefined;
  const post = (message: ToScanThread) => worker.postMessage(message);

  worker.on('message', (message: FromScanThread) => {
    if (!isOver) onMessage(message);
  });
  worker.on('error', (reason) => (error = reason instanceof Error ? reason : new Error(String(reason))));
  worker.on('exit', () => {
    exit(undefined);
    if (isOver) return;
    isOver = true;
    onDeath(error);
  });

  return {
    run: (job) => post({ kind: 'scan', job }),
    cancel: () => post({ kind: 'cancel' }),
    kill() {
      isOver = true;
      void worker.terminate();
    },
    async [Symbol.asyncDispose]() {
      if (isOver) return;
      isOver = true;
      post({ kind: 'close' });
      const timer = setTimeout(() => void worker.terminate(), closingMs);
      await exited;
      clearTimeout(timer);
    },
  };
}
