import { app, dialog } from 'electron';
import { errorLabel, type Logger } from '../../ports/logger.ts';
import type { Choices } from '../choices.ts';
import type { Speech } from '../speech/speech.ts';

interface OpeningMagnetsParts {
  readonly choices: Choices;
  speech(): Speech;
  /** As this start was told, absolute; undefined for the usual one. */
  readonly dataDir: string | undefined;
  readonly platform: NodeJS.Platform;
  readonly logger: Logger;
}

/**
 * Has the system open magnet links with Warren, from when the person has chosen that. Asked of the system at that moment
 * only: whoever takes them later keeps them, and the next start notices that it is no more so.
 */
export function keepOpeningMagnets({
  choices,
  speech,
  dataDir,
  platform,
  logger,
}: OpeningMagnetsParts): void {
  // Windows starts exactly this. What follows the two dashes comes from a page of the web, and is never an option.
  const appPath = app.isPackaged ? [] : [app.getAppPath()];
  const args = [...appPath, ...(dataDir === undefined ? [] : ['--data-dir', dataDir]), '--'];
  let isOn = choices.now().opensMagnets;

  const isOurs = () => app.isDefaultProtocolClient('magnet', process.execPath, args);

  function apply(wanted: boolean): boolean {
    return wanted
      ? app.setAsDefaultProtocolClient('magnet', process.execPath, args)
      : !isOurs() || app.removeAsDefaultProtocolClient('magnet', process.execPath, args);
  }

  async function change(wanted: boolean): Promise<void> {
    isOn = wanted;
    if (apply(wanted)) return;
    logger.warn('magnets.not-set', { isOn: wanted });
    isOn = !wanted;
    await choices.change({ opensMagnets: isOn });
    await dialog.showMessageBox({ type: 'warning', ...refusal(wanted, platform, speech()) });
  }

  const failed = (error: unknown) => logger.error('magnets.failed', { error: errorLabel(error) });

  choices.onChange(({ opensMagnets }) => {
    if (opensMagnets !== isOn) change(opensMagnets).catch(failed);
  });
  if (isOn && !isOurs()) {
    isOn = false;
    choices.change({ opensMagnets: false }).catch(failed);
  }
}

function refusal(wanted: boolean, platform: NodeJS.Platform, { say }: Speech) {
  if (wanted) return { message: say('beside.magnets.notOn'), detail: say('beside.magnets.notOnThen') };
  const then = platform === 'linux' ? 'beside.magnets.notOffLinux' : 'beside.magnets.notOffThen';
  return { message: say('beside.magnets.notOff'), detail: say(then) };
}
