import type { Link } from './frames.ts';

/*
 * One link for each carrier. The types name only what is used, so that the same code takes Node's, the page's and
 * Electron's objects, and shared stays free of all three.
 */

interface PagePort {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'close', listener: () => void): void;
  start?(): void;
}

/** A MessagePort of a page or of node:worker_threads, by structured clone. A page's port never says `close`. */
export function portLink(port: PagePort): Link {
  return {
    send: (frame) => port.postMessage(frame),
    listen(onFrame, onClose) {
      port.addEventListener('message', (event) => onFrame(event.data));
      port.addEventListener('close', onClose);
      port.start?.();
    },
  };
}

interface EmitterPort {
  postMessage(message: unknown): void;
  on(type: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(type: 'close', listener: () => void): unknown;
  start?(): void;
}

/** Electron's MessagePortMain and the parentPort of a utility process. */
export function emitterPortLink(port: EmitterPort): Link {
  return {
    send: (frame) => port.postMessage(frame),
    listen(onFrame, onClose) {
      port.on('message', (event) => onFrame(event.data));
      port.on('close', onClose);
      port.start?.();
    },
  };
}

interface ProcessChannel {
  readonly connected: boolean;
  send?(message: unknown, callback: (error: Error | null) => void): boolean;
  on(type: 'message', listener: (message: unknown) => void): unknown;
  once(type: 'disconnect', listener: () => void): unknown;
}

/** Either end of child_process.fork; fork with `serialization: 'advanced'`, or bytes arrive as objects. */
export function processLink(channel: ProcessChannel): Link {
  return {
    send: (frame) =>
      new Promise((resolve, reject) => {
        if (!channel.connected || channel.send === undefined)
          return reject(new Error('The process is gone.'));
        // Without a callback a failed send is an 'error' event on the process object.
        channel.send(frame, (error) => (error === null ? resolve() : reject(error)));
      }),
    listen(onFrame, onClose) {
      channel.on('message', onFrame);
      channel.once('disconnect', onClose);
    },
  };
}

interface TextSocket {
  readonly readyState: number;
  send(text: string, callback?: (error?: Error | null) => void): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'close', listener: () => void): void;
}

const socketIsOpen = 1;

/**
 * A WebSocket, as JSON. With `reportsFlush` (the ws package: send takes a callback) a server can hold back; a page's
 * socket has no such callback, and a page has little to send.
 */
export function socketLink(socket: TextSocket, { reportsFlush }: { readonly reportsFlush: boolean }): Link {
  return {
    send(frame) {
      if (socket.readyState !== socketIsOpen) throw new Error('The socket is closed.');
      const text = JSON.stringify(frame);
      if (!reportsFlush) {
        socket.send(text);
        return;
      }
      return new Promise((resolve, reject) => {
        socket.send(text, (error) => (error ? reject(error) : resolve()));
      });
    },
    listen(onFrame, onClose) {
      socket.addEventListener('message', (event) => onFrame(parseJson(event.data)));
      socket.addEventListener('close', onClose);
    },
  };
}

function parseJson(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
