import { app } from 'electron';
import type { Api } from '#shared/contract/api.ts';
import type { Handlers } from '#shared/contract/define.ts';
import { errorLabel, type Logger } from '../../ports/logger.ts';
import { keepGlance } from './keep-glance.ts';
import { keepTray } from './keep-tray.ts';
import { pauseAll, resumeAll } from './pause-all.ts';

interface StartTrayParts {
  readonly handlers: Handlers<Api>;
  /** Where the pictures lie. */
  readonly folder: string;
  readonly logger: Logger;
  open(place?: string): void;
}

/** The tray, with what it shows and what it does. */
export function startTray({ handlers, folder, logger, open }: StartTrayParts): Disposable {
  const attempt = (work: (lent: typeof handlers) => Promise<void>) => () => {
    work(handlers).catch((error: unknown) => logger.error('tray.wish-failed', { error: errorLabel(error) }));
  };
  const stack = new DisposableStack();
  const tray = stack.use(
    keepTray({
      folder,
      platform: process.platform,
      desktop: process.env.XDG_CURRENT_DESKTOP,
      logger,
      wishes: { open, pauseAll: attempt(pauseAll), resumeAll: attempt(resumeAll), quit: () => app.quit() },
    }),
  );
  stack.use(keepGlance({ handlers, logger, onChange: tray.show }));
  return stack;
}
