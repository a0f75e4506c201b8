import { dialog, shell, type BrowserWindow } from 'electron';
import { access } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { AppError } from '#shared/contract/errors.ts';

type Property = 'openFile' | 'openDirectory' | 'createDirectory';

/** @returns null when the person changed their mind */
async function choose(window: BrowserWindow, ...properties: Property[]): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, { properties });
  return canceled ? null : (filePaths[0] ?? null);
}

export const chooseFolder = (window: BrowserWindow) => choose(window, 'openDirectory', 'createDirectory');

export const choosePathToShare = (window: BrowserWindow, kind: 'file' | 'folder') =>
  choose(window, kind === 'file' ? 'openFile' : 'openDirectory');

/**
 * Opens the file manager beside what lies there; never opens the thing itself.
 * @throws AppError `invalid-input` for what is no path on this computer: to look at a share on the network is to log
 * on to it, `path-missing`
 */
export async function showInFolder(path: string): Promise<void> {
  if (!isAbsolute(path) || /^[/\\]{2}/u.test(path))
    throw new AppError('invalid-input', 'This is not a path on this computer.');
  try {
    await access(path);
  } catch (error) {
    throw new AppError('path-missing', 'This is not there any more.', { cause: error });
  }
  shell.showItemInFolder(path);
}
