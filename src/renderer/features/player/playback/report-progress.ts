import type { Api } from '#shared/contract/api.ts';
import type { Client } from '#shared/contract/define.ts';
import type { usePlayerStore } from '../../../state/player.ts';
import type { Entry } from '../../../state/player/play-queue.ts';
import type { WhatPlays } from '../../../state/player/what-plays.ts';
import type { Decks } from './decks.ts';
import { makePositionKeeper } from './keep-position.ts';

/** How long before the end the next one is opened, so that it begins without a pause; seconds. */
const preparesAtSeconds = 20;

interface ReporterParts {
  readonly store: ReturnType<typeof usePlayerStore>;
  readonly client: Client<Api>;
  readonly decks: Decks;
  readonly playing: () => Entry<WhatPlays> | undefined;
  readonly onNearEnd: () => void;
  /** A part of a file is over; of a whole file the element itself tells. */
  readonly onEndOfPart: () => void;
}

/** Tells the store how far it is, and the library where a film was left. */
export function makeReporter({ store, client, decks, playing, onNearEnd, onEndOfPart }: ReporterParts) {
  const positions = makePositionKeeper({
    save: (what, seconds) => {
      // The next one that is saved makes up for one that was not.
      if (what.kind === 'item')
        client['library.setPosition']({ id: what.id, seconds }).catch(() => undefined);
    },
    now: () => performance.now(),
  });
  let endOfPart: ReturnType<typeof setTimeout> | undefined;

  function report(): void {
    const active = decks.active();
    store.progress = active.progress();
    const held = active.held();
    const entry = playing();
    if (held === undefined || entry === undefined || active.element.paused) return;
    positions.moved(entry.what, held, store.progress.positionSeconds);
    const left = active.left();
    if (left === undefined) return;
    if (held.part?.endSeconds != null && left <= 0) onEndOfPart();
    else if (left < preparesAtSeconds) onNearEnd();
    clearTimeout(endOfPart);
    // The element tells four times a second, and of the end of a part nothing.
    if (held.part?.endSeconds != null && left > 0 && left < 0.5)
      endOfPart = setTimeout(report, (left / active.element.playbackRate) * 1000);
  }

  /** Before something else plays, or nothing any more. */
  function leave(): void {
    const active = decks.active();
    const held = active.held();
    const entry = playing();
    if (entry !== undefined && held !== undefined && held === store.opened && !active.element.ended)
      positions.left(entry.what, held, active.progress().positionSeconds);
  }

  return { report, leave, ended: positions.ended };
}
