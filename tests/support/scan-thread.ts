import { parentPort, workerData } from 'node:worker_threads';
import type { ScanThreadData } from '../../src/main/app/library/scan-thread-data.ts';
import { serveScans } from '../../src/main/app/library/scan/serve-scans.ts';
import { makeScanStoreInMemory } from './scan-store-in-memory.ts';

/*
 * The thread that scans, over a store that is kept in a file. A file whose name says `dies` ends it as a fault in native
 * code would, `hangs` as a loop without end.
 */
const { library, artwork } = workerData as ScanThreadData;
const port = parentPort;
if (port === null) throw new Error('This is no thread.');

serveScans({
  port: {
    postMessage(message) {
      port.postMessage(message);
      if (message.kind !== 'reading' || !message.isReading) return;
      if (message.path.includes('dies')) process.exit(3);
      if (message.path.includes('hangs')) for (;;) Math.random();
    },
    on: (type, listener) => port.on(type, listener),
    close: () => port.close(),
  },
  store: makeScanStoreInMemory(library),
  artworkFolder: artwork,
  clock: { now: () => new Date(), monotonicMs: () => performance.now() },
});
