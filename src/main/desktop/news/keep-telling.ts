import { Notification } from 'electron';
import type { DesktopSettings } from '#shared/contract/desktop-settings.ts';
import type { Speech } from '../speech/speech.ts';
import { groupNews, type Told } from './group-news.ts';
import type { News } from './news.ts';

interface KeepTellingParts {
  wishes(): DesktopSettings['notifies'];
  speech(): Speech;
  /** Whoever looks at the window sees it there. */
  isLookedAt(): boolean;
  open(place: string): void;
}

/** What comes within this time is told together, ms. */
const gatherMs = 2_000;
/** A message that nobody clicks on for so long has served; one that is not held is lost with its click, ms. */
const heldMs = 600_000;

/** Has the system tell news, unless the window is in front. */
export function keepTelling({ wishes, speech, isLookedAt, open }: KeepTellingParts): Disposable & {
  add(news: News): void;
} {
  let gathered: News[] = [];
  let timer: NodeJS.Timeout | undefined;
  const held = new Map<Notification, NodeJS.Timeout>();

  function tellAll(): void {
    timer = undefined;
    const news = gathered;
    gathered = [];
    if (isLookedAt() || !Notification.isSupported()) return;
    const wanted = wishes();
    groupNews(
      news.filter(({ kind }) => wanted[kind]),
      speech(),
    ).forEach(show);
  }

  function show({ title, body, place }: Told): void {
    const notification = new Notification({ title, body });
    const letGo = () => {
      clearTimeout(held.get(notification));
      held.delete(notification);
    };
    held.set(notification, setTimeout(letGo, heldMs).unref());
    notification.on('click', () => {
      letGo();
      open(place);
    });
    notification.on('close', letGo);
    notification.show();
  }

  return {
    add(news) {
      gathered.push(news);
      timer ??= setTimeout(tellAll, gatherMs);
    },
    [Symbol.dispose]() {
      clearTimeout(timer);
      for (const waiting of held.values()) clearTimeout(waiting);
    },
  };
}
