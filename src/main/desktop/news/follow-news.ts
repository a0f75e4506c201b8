import type { Api } from '#shared/contract/api.ts';
import type { Handlers } from '#shared/contract/define.ts';
import type { Finding } from '../tray/glance.ts';
import { newsOfDoor, newsOfFinding, newsOfNotice, type News } from './news.ts';

interface FollowNewsParts {
  readonly handlers: Handlers<Api>;
  readonly signal: AbortSignal;
  onNews(news: News): void;
}

/** Hears of what happens, each thing once. */
export async function followNews({ handlers, signal, onNews }: FollowNewsParts): Promise<void> {
  const known = new Set<string>();

  /** What is changed is told again by the core. */
  function tell(id: string, news: News | undefined): void {
    if (known.has(id)) return;
    known.add(id);
    if (news !== undefined) onNews(news);
  }

  async function followNotices(): Promise<void> {
    for await (const { upserted, removed } of handlers['notices.watch']({}, { signal })) {
      for (const notice of upserted) tell(notice.id, newsOfNotice(notice));
      for (const id of removed) known.delete(id);
    }
  }

  async function followDoors(): Promise<void> {
    for await (const { upserted, removed } of handlers['profiles.events']({}, { signal })) {
      for (const event of upserted) tell(event.id, newsOfDoor(event));
      for (const id of removed) known.delete(id);
    }
  }

  await Promise.all([followNotices(), followDoors()]);
}

/** Findings by what they are of: what was there at the first look was told before, by another start. */
export function makeFindingNews(onNews: (news: News) => void): (findings: readonly Finding[]) => void {
  let known: Set<string> | undefined;
  return (findings) => {
    const now = findings.filter(({ severity }) => severity !== 'info');
    const before = known;
    known = new Set([...(before ?? []), ...now.map(keyOf)]);
    if (before === undefined) return;
    for (const finding of now) if (!before.has(keyOf(finding))) onNews(newsOfFinding(finding));
  };
}

const keyOf = ({ code, profile, torrentId }: Finding): string => JSON.stringify([code, profile, torrentId]);
