import { app, dialog } from 'electron';
import { errorLabel, type Logger } from '../../ports/logger.ts';
import type { Choices } from '../choices.ts';
import type { Speech } from '../speech/speech.ts';
import { autostartFile, refreshAutostart, removeAutostart, writeAutostart } from './autostart-file.ts';
import { argumentsAtLogin } from './command-at-login.ts';

interface StartAtLoginParts {
  readonly choices: Choices;
  speech(): Speech;
  /** As this start was told, absolute; undefined for the usual one. */
  readonly dataDir: string | undefined;
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  readonly logger: Logger;
}

/** Has the system start Warren at login for as long as the person wants that. */
export function keepStartingAtLogin(parts: StartAtLoginParts): void {
  const { choices, speech, dataDir, platform, env, logger } = parts;
  const file = autostartFile(env.XDG_CONFIG_HOME, dataDir);
  const args = argumentsAtLogin({ appPath: app.isPackaged ? undefined : app.getAppPath(), dataDir });
  // What runs out of an AppImage lies in a folder that goes when it ends.
  const command = [env.APPIMAGE ?? process.execPath, ...args];
  let isOn = choices.now().startsAtLogin;

  async function apply(): Promise<void> {
    if (platform === 'linux') await (isOn ? writeAutostart(file, command) : removeAutostart(file));
    // It tells by itself that it was started so.
    else if (platform === 'darwin') app.setLoginItemSettings({ openAtLogin: isOn });
    // They are put into one line as they are.
    else app.setLoginItemSettings({ openAtLogin: isOn, args: args.map((word) => `"${word}"`) });
  }

  async function failed(error: unknown): Promise<void> {
    logger.error('login.not-set', { error: errorLabel(error) });
    const wanted = isOn;
    isOn = !wanted;
    await choices.change({ startsAtLogin: isOn });
    const { say } = speech();
    await dialog.showMessageBox({
      type: 'warning',
      message: say(wanted ? 'beside.atLogin.notOn' : 'beside.atLogin.notOff'),
      detail: say('beside.atLogin.then', { file }),
    });
  }

  choices.onChange(({ startsAtLogin }) => {
    if (startsAtLogin === isOn) return;
    isOn = startsAtLogin;
    apply()
      .catch(failed)
      .catch((error: unknown) => logger.error('login.failed', { error: errorLabel(error) }));
  });
  if (isOn && platform === 'linux')
    refreshAutostart(file, command).catch((error: unknown) =>
      logger.warn('login.not-refreshed', { error: errorLabel(error) }),
    );
}
