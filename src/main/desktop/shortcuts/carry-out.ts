import type { ShortcutWish } from '#shared/contract/shell.ts';
import { errorLabel, type Logger } from '../../ports/logger.ts';
import type { OpenedSources } from '../opened-sources.ts';
import { pauseAll } from '../tray/pause-all.ts';

interface CarryOutParts {
  readonly handlers: Parameters<typeof pauseAll>[0];
  readonly sources: Pick<OpenedSources, 'keep'>;
  /** Shows the window, at a place of the page where one is named. */
  open(place?: string): void;
  readonly logger: Logger;
}

/** Does what a shortcut of the system stands for. Pausing needs no window. */
export function makeCarryOut({ handlers, sources, open, logger }: CarryOutParts) {
  return (wish: ShortcutWish): void => {
    switch (wish) {
      case 'add-link':
        sources.keep({ wish });
        open();
        break;
      case 'open-library':
        open('/library');
        break;
      case 'pause-all':
        pauseAll(handlers).catch((error: unknown) =>
          logger.error('shortcut.failed', { error: errorLabel(error) }),
        );
        break;
      default:
        wish satisfies never;
    }
  };
}
