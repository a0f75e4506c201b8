import { parentPort, workerData } from 'node:worker_threads';
import { serveScans } from './app/library/scan/serve-scans.ts';
import { joinLibrary } from './catalog/index.ts';
import { systemClock } from './ports/clock.ts';

/** What the core gives this thread when it starts it. */
interface ScanThreadData {
  readonly libraryFile: string;
  readonly artworkFolder: string;
}

if (parentPort === null) throw new Error('This is no thread.');
// Our own core wrote it.
const { libraryFile, artworkFolder } = workerData as ScanThreadData;
serveScans({ port: parentPort, store: joinLibrary(libraryFile), artworkFolder, clock: systemClock });
