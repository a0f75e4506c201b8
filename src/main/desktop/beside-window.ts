import { app, powerSaveBlocker } from 'electron';
import type { Api } from '#shared/contract/api.ts';
import type { Handlers } from '#shared/contract/define.ts';
import { systemClock } from '../ports/clock.ts';
import { errorLabel, type Logger } from '../ports/logger.ts';
import type { Choices } from './choices.ts';
import type { MainWindow } from './main-window.ts';
import { followNews, makeFindingNews } from './news/follow-news.ts';
import { keepTelling } from './news/keep-telling.ts';
import { tellCountdown } from './news/tell-countdown.ts';
import { keepAwake } from './power/keep-awake.ts';
import type { Speech } from './speech/speech.ts';
import { keepGlance } from './tray/keep-glance.ts';
import { keepTray } from './tray/keep-tray.ts';
import { pauseAll, resumeAll } from './tray/pause-all.ts';

interface BesideWindowParts {
  readonly choices: Choices;
  readonly window: MainWindow;
  speech(): Speech;
  /** Where the pictures of the tray lie. */
  readonly trayFolder: string;
  readonly logger: Logger;
}

/** What is seen of Warren beside its window, whether there is one or not: tray, notifications, the taskbar's progress. */
export function showBesideWindow({
  choices,
  window,
  speech,
  trayFolder,
  logger,
}: BesideWindowParts): Disposable {
  const { handlers } = choices;
  const stack = new DisposableStack();
  const life = new AbortController();
  stack.defer(() => life.abort());
  const failed = (error: unknown) => {
    if (!life.signal.aborted) logger.error('beside-window.failed', { error: errorLabel(error) });
  };
  const attempt = (work: (lent: Handlers<Api>) => Promise<void>) => () => void work(handlers).catch(failed);

  const isLookedAt = () => window.current()?.isFocused() === true;
  const tray = stack.use(
    keepTray({
      folder: trayFolder,
      platform: process.platform,
      desktop: process.env.XDG_CURRENT_DESKTOP,
      logger,
      speech,
      wishes: {
        open: window.open,
        pauseAll: attempt(pauseAll),
        resumeAll: attempt(resumeAll),
        quit: () => app.quit(),
      },
    }),
  );
  const telling = stack.use(
    keepTelling({
      wishes: () => choices.now().notifies,
      speech,
      isLookedAt,
      open: window.open,
    }),
  );
  const awake = stack.use(
    keepAwake({
      blockers: powerSaveBlocker,
      isWanted: () => choices.now().keepsAwake,
      monotonicMs: () => systemClock.monotonicMs(),
    }),
  );
  choices.onLanguage(tray.showAgain);
  const { signal } = life;
  followNews({ handlers, signal, onNews: telling.add }).catch(failed);
  tellCountdown({ handlers, signal, speech, isLookedAt, open: window.open }).catch(failed);
  keepGlance({
    handlers,
    signal,
    onFindings: makeFindingNews(telling.add),
    onFailure: failed,
    onChange(glance) {
      tray.show(glance);
      awake.see(glance);
      // A window that was made anew has none yet, so it is set each time; less than nothing takes it away.
      window.current()?.setProgressBar(glance.progress ?? -1);
    },
  });
  return stack;
}
