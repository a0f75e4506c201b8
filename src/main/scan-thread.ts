// The thread that scans the library. It reads files of which anybody may be the author, so it cannot call out: the build
// allows no module that opens a socket or a process (scan-thread.vite.config.ts), and these are taken away.
for (const name of ['fetch', 'WebSocket', 'EventSource']) Reflect.deleteProperty(globalThis, name);

import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { serveScans } from './app/library/scan/serve-scans.ts';
import type { ScanThreadData } from './app/library/scan-thread-data.ts';
import { joinLibrary } from './catalog/index.ts';
import { systemClock } from './ports/clock.ts';

// On Linux a priority is one thread's own, and the disk's queue goes by it too; elsewhere it would be the whole core's.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

if (parentPort === null) throw new Error('This is the entry of a thread.');

// Only scan-thread-handle.ts makes this thread, and with nothing else.
const { library, artwork } = workerData as ScanThreadData;

serveScans({ port: parentPort, store: joinLibrary(library), artworkFolder: artwork, clock: systemClock });
