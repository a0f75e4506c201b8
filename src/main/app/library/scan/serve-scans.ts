import type { Clock } from '../../../ports/clock.ts';
import { noCounts, type FolderProgress } from './counts.ts';
import { makeArtworkKeeper } from './keep-artwork.ts';
import type { FromScanThread, ToScanThread } from './messages.ts';
import { runScan, type ScanJob } from './run-scan.ts';
import type { ScanStore } from './scan-store.ts';

interface ScanPort {
  postMessage(message: FromScanThread): void;
  on(type: 'message', listener: (message: ToScanThread) => void): unknown;
  close(): void;
}

interface ServeParts {
  readonly port: ScanPort;
  readonly store: ScanStore & Disposable;
  /** Folder of the thumbnails. */
  readonly artworkFolder: string;
  readonly clock: Clock;
}

/** A file that takes longer is on a drive that does not answer, or is made to be slow. */
const maxFileMs = 30_000;
/** Between two reports of how far it is, ms. */
const beatMs = 250;

/** The whole life of the thread that scans: does one job after the other until it is told to close. */
export function serveScans({ port, store, artworkFolder, clock }: ServeParts): void {
  const artwork = makeArtworkKeeper({ folder: artworkFolder, store });
  let running: { readonly abort: AbortController; readonly over: Promise<void> } | undefined;

  async function run(job: ScanJob, signal: AbortSignal): Promise<void> {
    let latest: FolderProgress = { state: 'counting', counts: noCounts, etaSeconds: null };
    // A beat of its own: also a single file that takes long is no sign of death.
    const beat = setInterval(() => port.postMessage({ kind: 'progress', progress: latest }), beatMs);
    try {
      const outcome = await runScan(job, {
        ...{ store, artwork, clock, signal, maxFileMs },
        onProgress: (progress) => (latest = progress),
        onReading: (path, isReading) => port.postMessage({ kind: 'reading', path, isReading }),
      });
      port.postMessage({ kind: 'ended', outcome, counts: latest.counts });
    } catch (error) {
      port.postMessage({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
    } finally {
      clearInterval(beat);
    }
  }

  async function close(): Promise<void> {
    running?.abort.abort();
    await running?.over;
    store[Symbol.dispose]();
    port.close();
  }

  port.on('message', (message) => {
    switch (message.kind) {
      case 'scan': {
        const abort = new AbortController();
        running = { abort, over: run(message.job, abort.signal) };
        break;
      }
      case 'cancel':
        running?.abort.abort();
        break;
      case 'close':
        void close();
        break;
      default:
        message satisfies never;
    }
  });
}
