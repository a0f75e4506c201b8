import { useRouter } from 'vue-router';
import type { Torrent, TorrentOptions } from '#shared/contract/torrent.ts';
import type { QueueMove } from '#shared/domain/queue/queue-moves.ts';
import { desktopShell, toAppError, useApi } from '../../api/index.ts';
import { useText, type MessageKey } from '../../i18n/index.ts';
import { useErrorWords } from '../../i18n/use-error-words.ts';
import { useMessagesStore } from '../../state/messages.ts';
import { useStatusStore } from '../../state/status.ts';
import { useTorrentsStore } from '../../state/torrents.ts';
import { announce } from '../../ui/announcer.ts';
import { copyText } from '../../ui/clipboard.ts';
import { saveTorrentFile } from '../../ui/save-torrent.ts';

/** What a person can ask of transfers from the list, the menu and the details. Failures are told, never thrown. */
export function useTransferCommands() {
  const client = useApi();
  const torrents = useTorrentsStore();
  const status = useStatusStore();
  const messages = useMessagesStore();
  const router = useRouter();
  const errorWords = useErrorWords();
  const { t } = useText();

  async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (failure) {
      const { what, then, detail } = errorWords(toAppError(failure));
      messages.say('failed', what, detail ?? then);
      return undefined;
    }
  }

  async function command(
    method: 'torrents.pause' | 'torrents.resume' | 'torrents.startNow' | 'torrents.recheck',
    ids: readonly string[],
    said: MessageKey,
  ): Promise<void> {
    if (ids.length === 0) return;
    const changed = await attempt(() => client[method]({ ids: [...ids] }));
    if (changed === undefined) return;
    torrents.learn(changed);
    announce(t(said, {}, changed.length));
  }

  return {
    pause: (ids: readonly string[]) => command('torrents.pause', ids, 'transfers.done.paused'),
    resume: (ids: readonly string[]) => command('torrents.resume', ids, 'transfers.done.resumed'),
    startNow: (ids: readonly string[]) => command('torrents.startNow', ids, 'transfers.done.startedNow'),
    recheck: (ids: readonly string[]) => command('torrents.recheck', ids, 'transfers.done.recheck'),

    queue: async (ids: readonly string[], move: QueueMove): Promise<void> => {
      const moved = await attempt(() => client['torrents.queue']({ ids: [...ids], move }));
      if (moved === undefined) return;
      torrents.learn(moved);
      announce(t('transfers.done.queued', {}, moved.length));
    },

    setAlternative: async (isOn: boolean): Promise<void> => {
      await attempt(() => status.setAlternative(isOn));
      if (status.status?.limits.isAlternative === isOn)
        announce(t(isOn ? 'bandwidth.turnedOn' : 'bandwidth.turnedOff'));
    },

    move: async (ids: readonly string[], profile: string): Promise<void> => {
      const moved = await attempt(() => client['torrents.setProfile']({ ids: [...ids], profile }));
      if (moved === undefined) return;
      torrents.learn(moved);
      messages.say('done', t('transfers.done.moved', { profile }, moved.length));
    },

    /** Rejects like the call does: the dialog that asked shows why, and stays. */
    setOptions: async (ids: readonly string[], options: Partial<TorrentOptions>): Promise<void> => {
      const changed = await client['torrents.setOptions']({ ids: [...ids], options });
      torrents.learn(changed);
      messages.say('done', t('transfers.done.options', {}, changed.length));
    },

    /** Rejects like the call does: the dialog that asked shows why, and stays. */
    remove: async (ids: readonly string[], deleteFiles: boolean): Promise<void> => {
      const { removed } = await client['torrents.remove']({ ids: [...ids], deleteFiles });
      torrents.forget(removed);
      messages.say(
        'done',
        t(deleteFiles ? 'transfers.done.deleted' : 'transfers.done.removed', {}, removed.length),
      );
    },

    copyMagnet: async (id: string): Promise<void> => {
      const found = await attempt(() => client['torrents.torrentFile']({ id }));
      if (found !== undefined && (await copyText(found.magnet)))
        messages.say('done', t('transfers.done.magnetCopied'));
    },

    saveTorrent: async (id: string): Promise<void> => {
      const found = await attempt(() => client['torrents.torrentFile']({ id }));
      if (found !== undefined) saveTorrentFile(found.name, found.torrentFile);
    },

    showInFolder: async ({ savePath }: Torrent): Promise<void> => {
      await attempt(() => desktopShell()?.showInFolder(savePath) ?? Promise.resolve());
    },

    /** From one transfer to the next is not a step that Back should take. */
    openDetails: (id: string) => {
      const place = { name: 'transfers', params: { id } };
      return router.currentRoute.value.params.id ? router.replace(place) : router.push(place);
    },
    closeDetails: () => router.push({ name: 'transfers' }),
  };
}

export type TransferCommands = ReturnType<typeof useTransferCommands>;
