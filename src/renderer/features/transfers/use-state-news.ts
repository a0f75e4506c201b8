import { onScopeDispose, watch } from 'vue';
import type { Torrent } from '#shared/contract/torrent.ts';
import { useText } from '../../i18n/index.ts';
import type { TorrentTable } from '../../state/torrents.ts';
import { announce } from '../../ui/announcer.ts';

/** Changes within this time are told together, so that a hundred of them are one sentence. */
const gatherForMs = 1000;

/** Tells people who listen to the page when a transfer changes its state; never its figures. */
export function useStateNews(table: () => TorrentTable | undefined): void {
  const { t } = useText();
  const changed = new Map<string, Torrent>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function tell(): void {
    timer = undefined;
    const [first] = changed.values();
    if (first === undefined) return;
    const state = t(`states.name.${first.state}`);
    announce(
      changed.size === 1
        ? t('transfers.changed.one', { name: first.name, state })
        : t('transfers.changed.many', {}, changed.size),
    );
    changed.clear();
  }

  watch(
    table,
    (now, before) => {
      if (now === undefined || before === undefined || now.kind === 'snapshot') return;
      for (const torrent of now.upserted) {
        const known = before.byId.get(torrent.id);
        if (known !== undefined && known.state !== torrent.state) changed.set(torrent.id, torrent);
      }
      if (changed.size > 0) timer ??= setTimeout(tell, gatherForMs);
    },
    { flush: 'sync' },
  );
  onScopeDispose(() => clearTimeout(timer));
}
