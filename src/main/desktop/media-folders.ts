import { app } from 'electron';
import type { OfferedFolder } from '#shared/contract/library-items.ts';
import { findMediaFolders } from '../platform/index.ts';

/** On Windows they may lie anywhere, and Electron asks it; on Linux what the desktop wrote is read as a headless Warren does. */
export function findDesktopMediaFolders(): OfferedFolder[] {
  const { platform, env } = process;
  if (platform === 'linux') return findMediaFolders({ env, platform, home: app.getPath('home') });
  return [
    { kind: 'music', path: app.getPath('music') },
    { kind: 'videos', path: app.getPath('videos') },
  ];
}
