import type { TrayState } from './glance.ts';

/** What a picture lies on. */
export interface Bar {
  readonly platform: NodeJS.Platform;
  /** Whether the system's own things are dark. */
  readonly isDark: boolean;
  /** XDG_CURRENT_DESKTOP. */
  readonly desktop: string | undefined;
}

/** As scripts/tray-icons.mjs names them; beside each lies one of twice the size, which Electron finds itself. */
export function pictureName(state: TrayState, { platform, isDark, desktop = '' }: Bar): string {
  // The menu bar of macOS takes its colour from what is behind it: the system inks the picture itself.
  if (platform === 'darwin') return `${state}-template-18.png`;
  const size = platform === 'win32' ? 16 : 24;
  // The bar of GNOME is black over light windows, too.
  const isOnDark = isDark || /gnome|unity/iu.test(desktop);
  return `${state}-${isOnDark ? 'dark' : 'light'}-${size}.png`;
}
