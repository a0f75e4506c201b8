import { powerMonitor } from 'electron';
import { errorLabel, type Logger } from '../../ports/logger.ts';

interface FollowSleepParts {
  readonly core: { sleep(): Promise<void>; wake(): Promise<void> };
  readonly logger: Logger;
}

/** Tells the core when the computer goes to sleep and when it has woken: the network may be another one then. */
export function followSleep({ core, logger }: FollowSleepParts): Disposable {
  const follow = (what: 'sleep' | 'wake') => () => {
    core[what]().catch((error: unknown) => logger.error('sleep.not-followed', { error: errorLabel(error) }));
  };
  const sleep = follow('sleep');
  const wake = follow('wake');
  powerMonitor.on('suspend', sleep);
  powerMonitor.on('resume', wake);
  return {
    [Symbol.dispose]() {
      powerMonitor.off('suspend', sleep);
      powerMonitor.off('resume', wake);
    },
  };
}
