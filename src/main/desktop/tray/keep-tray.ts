import { Menu, nativeImage, nativeTheme, Tray, type NativeImage } from 'electron';
import { join } from 'node:path';
import { errorLabel, type Logger } from '../../ports/logger.ts';
import type { Speech } from '../speech/speech.ts';
import { firstGlance, trayStateOf, type Glance, type TrayState } from './glance.ts';
import { pictureName, type Bar } from './picture-name.ts';
import { trayMenu, type TrayWishes } from './tray-menu.ts';
import { tooltip } from './tray-words.ts';

interface KeepTrayParts {
  readonly folder: string;
  readonly platform: NodeJS.Platform;
  readonly desktop: string | undefined;
  readonly wishes: TrayWishes;
  speech(): Speech;
  readonly logger: Logger;
}

export interface KeptTray extends Disposable {
  show(glance: Glance): void;
  /** Says the same in another language. */
  showAgain(): void;
}

/**
 * The picture in the tray. Nothing is set that is already so: some desktops shut an open menu when it is replaced.
 * Where the system has no tray, nothing is shown, and nothing fails: a second start brings the window back.
 */
export function keepTray({ folder, platform, desktop, wishes, speech, logger }: KeepTrayParts): KeptTray {
  const bar = (): Bar => ({ platform, desktop, isDark: nativeTheme.shouldUseDarkColors });
  let last = firstGlance;
  const tray = makeTray();
  let shown = { picture: pictureName(trayStateOf(firstGlance), bar()), tooltip: '', menu: '' };

  function pictureOf(state: TrayState): NativeImage {
    const picture = nativeImage.createFromPath(join(folder, pictureName(state, bar())));
    if (platform === 'darwin') picture.setTemplateImage(true);
    return picture;
  }

  function makeTray(): Tray | undefined {
    try {
      return new Tray(pictureOf(trayStateOf(firstGlance)));
    } catch (error) {
      logger.warn('tray.none', { error: errorLabel(error) });
      return undefined;
    }
  }

  function show(glance: Glance): void {
    last = glance;
    if (tray === undefined) return;
    const state = trayStateOf(glance);
    const spoken = speech();
    const template = trayMenu(glance, wishes, spoken);
    const now = {
      picture: pictureName(state, bar()),
      tooltip: tooltip(glance, spoken),
      menu: JSON.stringify(template),
    };
    if (now.picture !== shown.picture) tray.setImage(pictureOf(state));
    if (now.tooltip !== shown.tooltip) tray.setToolTip(now.tooltip);
    if (now.menu !== shown.menu) tray.setContextMenu(Menu.buildFromTemplate(template));
    shown = now;
  }

  const showAgain = () => show(last);
  // On macOS a click opens the menu.
  if (platform !== 'darwin') tray?.on('click', () => wishes.open());
  nativeTheme.on('updated', showAgain);
  show(firstGlance);
  return {
    show,
    showAgain,
    [Symbol.dispose]() {
      nativeTheme.off('updated', showAgain);
      tray?.destroy();
    },
  };
}
