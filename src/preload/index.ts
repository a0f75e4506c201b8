import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { portChannel, shellChannel } from '#shared/contract/shell-channels.ts';
import type { OpenSource, ShellRequest } from '#shared/contract/shell.ts';

/*
 * The one bridge between the page and the shell. It only passes on; what may be done is decided by the door in
 * src/main/desktop, which trusts nothing that comes from here.
 */

type Listener = (source: OpenSource) => void;

const ask = (request: ShellRequest): Promise<unknown> => ipcRenderer.invoke(shellChannel, request);

const listeners = new Set<Listener>();
/** Arrived while the last listener was leaving: the next one gets them. */
const kept: OpenSource[] = [];
let isAsking = false;

async function passSourcesOn(): Promise<void> {
  if (isAsking) return;
  isAsking = true;
  try {
    while (listeners.size > 0) {
      const source = kept.shift() ?? ((await ask({ ask: 'next-source' })) as OpenSource); // only our shell can answer
      if (listeners.size === 0) kept.push(source);
      for (const listener of listeners) listener(source);
    }
  } finally {
    isAsking = false;
  }
}

contextBridge.exposeInMainWorld('warrenDesktop', {
  pathOfFile: (file: File) => webUtils.getPathForFile(file),
  chooseFolder: () => ask({ ask: 'choose-folder' }),
  choosePathToShare: (kind: 'file' | 'folder') => ask({ ask: 'choose-path-to-share', kind }),
  showInFolder: (path: string) => ask({ ask: 'show-in-folder', path }),
  onOpenSource(listener: Listener): () => void {
    // A wrapper of its own: the same listener may be given twice, and each is stopped apart.
    const mine: Listener = (source) => listener(source);
    listeners.add(mine);
    passSourcesOn().catch(() => undefined);
    return () => void listeners.delete(mine);
  },
});

window.addEventListener('message', ({ source, origin, data }: MessageEvent<unknown>) => {
  if (source !== window || origin !== location.origin) return;
  if (typeof data !== 'object' || data === null || !('warren' in data) || data.warren !== 'ready') return;
  // Refused in a window that is not ours; the page notices that no port comes.
  ask({ ask: 'port' }).catch(() => undefined);
});

// A port cannot cross the context bridge; a message between the two worlds of one window carries it.
ipcRenderer.on(portChannel, ({ ports }) => {
  window.postMessage({ warren: 'port' }, location.origin, ports);
});
