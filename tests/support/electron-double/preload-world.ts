import type { CloneCodec } from './clone-codec.ts';
import type { FromPage, ToPage } from './page-messages.ts';
import type { WorldWire } from './world-wire.ts';

/** The preload script, wrapped in a function of what Electron lends to it. */
type Preload = (
  require: (name: string) => unknown,
  module: { exports: unknown },
  exports: unknown,
  process: object,
) => void;

interface PreloadWorld {
  readonly codec: CloneCodec;
  readonly wire: WorldWire;
  readonly preload: Preload;
}

/**
 * The isolated world in which Electron runs a sandboxed preload: its `require`, its `electron`, and the way to the main
 * process, which the page's own world never sees. Runs in the page, by its source text.
 */
export function runPreload({ codec, wire, preload }: PreloadWorld): void {
  // Only in the main frame: nodeIntegrationInSubFrames is off.
  if (window !== window.top) return;
  const world = globalThis as unknown as {
    __toMain?: (text: string) => void;
    __fromMain: (text: string) => void;
  };
  const toMain = world.__toMain;
  delete world.__toMain;
  const send = (message: FromPage) => toMain?.(codec.encode(message));

  type Listener = (event: { senderId: number; ports: readonly MessagePort[] }, ...given: unknown[]) => void;
  const listeners = new Map<string, Set<Listener>>();
  const calls = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const ports = new Map<number, MessagePort>();
  const pathsByName = new Map<string, string>();
  let nextCall = 0;

  function openPort(id: number): MessagePort {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => send({ kind: 'port-data', port: id, data });
    port1.addEventListener('close', () => send({ kind: 'port-closed', port: id }));
    ports.set(id, port1);
    return port2;
  }

  function take(message: ToPage): void {
    if (message.kind === 'event') {
      const event = { senderId: 0, ports: message.ports.map(openPort) };
      for (const listener of [...(listeners.get(message.channel) ?? [])]) listener(event, ...message.given);
    } else if (message.kind === 'reply') {
      const call = calls.get(message.call);
      calls.delete(message.call);
      if (message.error === undefined) call?.resolve(message.value);
      else call?.reject(new Error(message.error));
    } else if (message.kind === 'port-data') ports.get(message.port)?.postMessage(message.data);
    else if (message.kind === 'port-closed') ports.get(message.port)?.close();
    else pathsByName.set(message.name, message.path);
  }
  world.__fromMain = (text) => take(codec.decode(text) as ToPage);

  const ipcRenderer = {
    invoke: (channel: string, ...given: unknown[]) =>
      new Promise((resolve, reject) => {
        calls.set(nextCall, { resolve, reject });
        send({ kind: 'invoke', call: nextCall++, channel, given });
      }),
    send: (channel: string, ...given: unknown[]) => send({ kind: 'send', channel, given }),
    on(channel: string, listener: Listener) {
      const known = listeners.get(channel) ?? new Set();
      listeners.set(channel, known.add(listener));
      return ipcRenderer;
    },
    off(channel: string, listener: Listener) {
      listeners.get(channel)?.delete(listener);
      return ipcRenderer;
    },
  };
  const contextBridge = { exposeInMainWorld: (key: string, value: unknown) => wire.expose(key, value) };
  const webUtils = {
    /** As Electron: empty for a file that lies nowhere. The test has said where those lie that it drops. */
    getPathForFile(file: unknown): string {
      if (!(file instanceof File)) throw new TypeError('not a File');
      return pathsByName.get(file.name) ?? '';
    },
  };
  const electron = { contextBridge, ipcRenderer, webUtils };

  send({ kind: 'hello', url: location.href });
  wire.expose('window.open', (url: string) => send({ kind: 'open', url }));
  const module = { exports: {} };
  preload(
    (name) => {
      if (name === 'electron' || name === 'electron/renderer') return electron;
      throw new Error(`module not found: ${name} (a sandboxed preload has no modules of Node)`);
    },
    module,
    module.exports,
    { platform: 'linux', type: 'renderer', sandboxed: true, env: {}, versions: {} },
  );
}
