import { app, dialog } from 'electron';
import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OpenSource } from '#shared/contract/shell.ts';
import { maxMetainfoBytes } from '#shared/domain/metainfo.ts';
import { makeSpeaker } from './speech/speech.ts';

/** What other programs asked Warren to open, kept until the page takes it: nothing is ever added unseen. */
export interface OpenedSources {
  /** Magnet links, and files and folders by path or file: URL; a relative path counts from `folder`. */
  open(things: readonly string[], folder: string): Promise<void>;
  /** Something that nobody has to read first. */
  keep(source: OpenSource): void;
  /** Resolves with the next one, once. A later call takes the place of one that still waits. */
  next(): Promise<OpenSource>;
  /** The page that asked is gone: the next one gets what comes. */
  forgetWaiting(): void;
}

/** Each one is a card that a person has to look at. */
const maxKept = 100;

export function makeOpenedSources(): OpenedSources {
  const kept: OpenSource[] = [];
  let give: ((source: OpenSource) => void) | undefined;

  function flush(): void {
    if (give === undefined) return;
    const source = kept.shift();
    if (source === undefined) return;
    give(source);
    give = undefined;
  }

  function keep(source: OpenSource): void {
    if (kept.length < maxKept) kept.push(source);
    flush();
  }

  return {
    keep,
    async open(things, folder) {
      let isSharing = false;
      for (const thing of things) {
        const source = await readSource(thing, folder);
        if (source === undefined) {
          tellUnreadable(thing);
          continue;
        }
        // There is one card for sharing: as with what is dropped on the page, it is for the first of several.
        const isSecondShare = 'path' in source && isSharing;
        if (!isSecondShare) keep(source);
        isSharing ||= 'path' in source;
      }
    },
    next: () =>
      new Promise((resolve) => {
        give = resolve;
        flush();
      }),
    forgetWaiting() {
      give = undefined;
    },
  };
}

async function readSource(thing: string, folder: string): Promise<OpenSource | undefined> {
  if (/^magnet:/iu.test(thing)) return { magnet: thing };
  try {
    const path = /^file:/iu.test(thing) ? fileURLToPath(thing) : resolve(folder, thing);
    const [found, name] = [await stat(path), basename(path)];
    if (!/\.torrent$/iu.test(path)) {
      const isFolder = found.isDirectory();
      return isFolder || found.isFile() ? { path, name, isFolder } : undefined;
    }
    // A pipe would never end.
    if (!found.isFile() || found.size > maxMetainfoBytes) return undefined;
    return { torrentFile: await readFile(path, 'base64'), name };
  } catch {
    return undefined;
  }
}

function tellUnreadable(thing: string): void {
  // It may come before the settings are read: the system's language, then.
  const { say } = makeSpeaker(() => app.getPreferredSystemLanguages())();
  void dialog.showMessageBox({
    type: 'warning',
    message: say('beside.unreadable.what', { name: basename(thing) }),
    detail: say('beside.unreadable.then'),
  });
}
