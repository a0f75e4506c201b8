import { shallowRef } from 'vue';
import type { Api } from '#shared/contract/api.ts';
import type { Client } from '#shared/contract/define.ts';
import { parseItemId, type ItemId } from '#shared/domain/library/item-id.ts';
import { factsOfFile, factsOfTrack, factsOfVideo, type PlayFacts, type WhatPlays } from './what-plays.ts';

/** Of how many items facts are kept; a queue may hold tens of thousands. */
const maxKept = 2_000;

/** Titles and covers of what stands in the queue, asked for when somebody looks. */
export function makePlayFacts(client: Client<Api>) {
  const known = shallowRef<ReadonlyMap<ItemId, PlayFacts>>(new Map());
  const asked = new Set<ItemId>();

  async function ask(id: ItemId): Promise<void> {
    if (asked.has(id)) return;
    asked.add(id);
    try {
      learn(id, await factsFrom(id));
    } catch {
      // It is gone, or the connection is: playing it will say so. Whoever looks again asks again.
      asked.delete(id);
    }
  }

  async function factsFrom(id: ItemId): Promise<PlayFacts> {
    return parseItemId(id)?.kind === 'video'
      ? factsOfVideo(await client['library.video']({ id }))
      : factsOfTrack(await client['library.track']({ id }));
  }

  function learn(id: ItemId, facts: PlayFacts): void {
    const kept = new Map([...known.value].slice(-maxKept)).set(id, facts);
    for (const each of asked) if (!kept.has(each) && asked.size > maxKept) asked.delete(each);
    known.value = kept;
  }

  return {
    /** Undefined until they are known; then whoever reads this is told. */
    of(what: WhatPlays): PlayFacts | undefined {
      return what.kind === 'item' ? known.value.get(what.id) : factsOfFile(what.title);
    },
    want(all: readonly WhatPlays[]): void {
      for (const what of all) if (what.kind === 'item') void ask(what.id);
    },
    change(id: ItemId, part: Partial<PlayFacts>): void {
      const before = known.value.get(id);
      if (before !== undefined) learn(id, { ...before, ...part });
    },
  };
}
