import { ipcMain, type BrowserWindow, type WebFrameMain } from 'electron';
import { shellChannel } from '#shared/contract/shell-channels.ts';
import { shellRequestSchema, type ShellRequest } from '#shared/contract/shell.ts';
import { label, type Logger, type SafeText } from '../ports/logger.ts';
import { chooseFolder, choosePathToShare, showInFolder } from './file-dialogs.ts';
import { isOurPage } from './is-our-page.ts';
import type { OpenedSources } from './opened-sources.ts';
import type { PagePort } from './page-port.ts';

interface ShellDoorParts {
  /** Undefined while there is none. */
  window(): BrowserWindow | undefined;
  readonly port: PagePort;
  readonly sources: OpenedSources;
  readonly logger: Logger;
}

/** The only door from a page into this process. Whoever is not our page, or asks what is not on the list, is refused. */
export function openShellDoor({ window, port, sources, logger }: ShellDoorParts): Disposable {
  function refuse(why: SafeText): never {
    logger.warn('shell.refused', { why });
    throw new Error('Refused.');
  }

  function answer(request: ShellRequest, frame: WebFrameMain, asking: BrowserWindow): unknown {
    switch (request.ask) {
      case 'port':
        port.give(frame);
        return undefined;
      case 'next-source':
        return sources.next();
      case 'choose-folder':
        return chooseFolder(asking);
      case 'choose-path-to-share':
        return choosePathToShare(asking, request.kind);
      case 'show-in-folder':
        return showInFolder(request.path);
      default:
        return request satisfies never;
    }
  }

  ipcMain.handle(shellChannel, ({ senderFrame }, asked: unknown) => {
    const ours = window();
    if (ours === undefined || !isOurPage(senderFrame, ours)) return refuse(label('sender'));
    const request = shellRequestSchema.safeParse(asked);
    return request.success ? answer(request.data, senderFrame, ours) : refuse(label('request'));
  });
  return { [Symbol.dispose]: () => ipcMain.removeHandler(shellChannel) };
}
