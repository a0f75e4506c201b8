import { isDeepStrictEqual } from 'node:util';
import type { Shield } from '#shared/contract/exposure.ts';
import { makeChangeFeed } from '../change-feed.ts';

/** How often the shields are looked at anew while somebody watches, ms. */
const lookEveryMs = 2_000;

/** The shields of all torrents for whoever watches; nobody looks while nobody does. */
export function makeShieldFeed({ shields }: { readonly shields: () => readonly Shield[] }) {
  const feed = makeChangeFeed<Shield>({ beatMs: 500 });
  const known = new Map<string, Shield>();
  let watchers = 0;
  let timer: NodeJS.Timeout | undefined;

  function look(): void {
    const now = shields();
    for (const shield of now) {
      if (isDeepStrictEqual(known.get(shield.id), shield)) continue;
      known.set(shield.id, shield);
      feed.set(shield.id, shield);
    }
    const ids = new Set(now.map(({ id }) => id));
    for (const id of [...known.keys()]) {
      if (ids.has(id)) continue;
      known.delete(id);
      feed.delete(id);
    }
  }

  return {
    async *watch(...given: Parameters<typeof feed.watch>) {
      watchers++;
      try {
        look();
        timer ??= setInterval(look, lookEveryMs).unref();
        yield* feed.watch(...given);
      } finally {
        watchers--;
        if (watchers === 0) {
          clearInterval(timer);
          timer = undefined;
        }
      }
    },
  };
}
