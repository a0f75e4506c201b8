import { app, dialog, type BrowserWindow } from 'electron';
import type { DesktopSettings } from '#shared/contract/desktop-settings.ts';
import { errorLabel, type Logger } from '../ports/logger.ts';
import type { Choices } from './choices.ts';
import type { Speech } from './speech/speech.ts';

interface ClosingParts {
  readonly choices: Pick<Choices, 'now' | 'change'>;
  speech(): Speech;
  readonly logger: Logger;
}

type Closing = DesktopSettings['whenClosed'];

/** In the order of the buttons; the last one leaves everything as it is. */
const answers = ['tray', 'quit', 'ask'] as const satisfies readonly Closing[];

/** What happens when a person closes the window: asked the first time, remembered from then on. */
export function makeClosing({ choices, speech, logger }: ClosingParts): (window: BrowserWindow) => void {
  let isAsking = false;

  async function close(window: BrowserWindow): Promise<void> {
    const { whenClosed } = choices.now();
    const wish = whenClosed === 'ask' ? await ask(window, speech()) : whenClosed;
    if (wish === 'ask') return;
    if (wish !== whenClosed) await remember(wish);
    if (wish === 'quit') app.quit();
    else if (!window.isDestroyed()) window.hide();
  }

  /** What cannot be kept is asked again. */
  async function remember(whenClosed: Closing): Promise<void> {
    try {
      await choices.change({ whenClosed });
    } catch (error) {
      logger.warn('closing.not-remembered', { error: errorLabel(error) });
    }
  }

  return (window) => {
    if (isAsking) return;
    isAsking = true;
    void close(window).finally(() => (isAsking = false));
  };
}

async function ask(window: BrowserWindow, { say }: Speech): Promise<Closing> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: say('beside.closing.question'),
    detail: say('beside.closing.detail'),
    buttons: [say('beside.closing.keep'), say('beside.closing.quit'), say('beside.closing.cancel')],
    defaultId: 0,
    cancelId: 2,
  });
  return answers[response] ?? 'ask';
}
