import { EventEmitter } from 'node:events';
import { pathToFileURL } from 'node:url';

/*
 * What a module finds in an Electron utility process: a `parentPort` instead of Node's channel, and an end that comes
 * with the end of its parent. (Chromium ends its children when their pipe to the browser process breaks, however that
 * happens, without a word to the script.)
 */
const channel = { send: process.send?.bind(process), on: process.on.bind(process) };

class ParentPort extends EventEmitter {
  postMessage(message: unknown): void {
    channel.send?.(message);
  }
}
const parentPort = new ParentPort();
const pass = (data: unknown) => parentPort.emit('message', { data, ports: [] });
/** As Electron: kept until somebody listens. */
const early: unknown[] = [];
parentPort.on('newListener', (name) => {
  if (name === 'message') process.nextTick(() => early.splice(0).forEach(pass));
});
channel.on('message', (data) => {
  if (parentPort.listenerCount('message') === 0) early.push(data);
  else pass(data);
});
channel.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));

type Listen = (name: string, listener: () => void) => NodeJS.Process;
/** There are no such events there: who waits for them waits for ever. */
const withoutChannel =
  (listen: Listen): Listen =>
  (name, listener) =>
    name === 'disconnect' || name === 'message' ? process : listen(name, listener);
Object.assign(process, {
  parentPort,
  type: 'utility',
  send: undefined,
  on: withoutChannel(process.on.bind(process) as Listen),
  once: withoutChannel(process.once.bind(process) as Listen),
});

process.argv.splice(1, 1);
await import(pathToFileURL(process.argv[1] ?? '').href);
