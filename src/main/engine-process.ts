// First the guard: nothing below may open a socket before the binding of this process is fixed.
import './network/guard/install.ts';
import { fromEngineArguments } from '#shared/contract/engine-arguments.ts';
import { emitterPortLink, processLink } from '#shared/contract/links.ts';
import { serveEngine } from './engine/index.ts';
import { makeLanDiscovery } from './network/lan-discovery/lan-discovery.ts';
import { keepDoor } from './network/guard/keep-door.ts';
import { systemClock } from './ports/clock.ts';

const options = fromEngineArguments(process.argv.at(-1) ?? '', undefined);
/** Electron's utility process has a port to its parent, a forked Node process a channel. */
const { parentPort } = process as { parentPort?: Parameters<typeof emitterPortLink>[0] };
const link = parentPort === undefined ? processLink(process) : emitterPortLink(parentPort);

/** For the core to hear why, ms. */
const lastWordsMs = 500;

/** Of a bundle beside this one. A thread is not loaded from within an archive: both lie unpacked beside it. */
function fileBeside(name: string): URL {
  return new URL(new URL(name, import.meta.url).href.replace('/app.asar/', '/app.asar.unpacked/'));
}

let isShut = false;

/** What belongs to no torrent leaves the engine in an unknown state: it ends, and the core starts a new one. */
function endWith(error: unknown): void {
  const { stack } = error instanceof Error ? error : new Error(String(error));
  process.stderr.write(`engine: ${stack ?? ''}\n`);
  // Where every socket was taken away, their owners stumble. The core is about to take the checkpoints and end it all.
  if (isShut) return;
  process.exit(1);
}
process.on('uncaughtException', endWith);
process.on('unhandledRejection', endWith);
// Opened after the guard stands, and only where the profile calls out in the local network.
const lan = options.lan && options.binding.kind !== 'none' ? makeLanDiscovery() : undefined;
const door = keepDoor(lan);
// The core takes what is to be kept and ends this process; a core that hangs must not keep a process that went wrong.
door.onClose((reason) => {
  isShut = true;
  if (reason === 'left-the-door') setTimeout(() => process.exit(1), lastWordsMs);
});
await serveEngine({
  options,
  link,
  door,
  clock: systemClock,
  hashWorker: fileBeside('hash-worker.js'),
  onError: endWith,
  onGone: () => process.exit(0),
});
