import { useRouter } from 'vue-router';
import type { Track, Video } from '#shared/contract/library-items.ts';
import { parseItemId, type ItemId } from '#shared/domain/library/item-id.ts';
import { desktopShell, toAppError, useApi } from '../../api/index.ts';
import { useText } from '../../i18n/index.ts';
import { useErrorWords } from '../../i18n/use-error-words.ts';
import { useCardsStore } from '../../state/cards.ts';
import { useLibraryCardsStore } from '../../state/library-cards.ts';
import { useMessagesStore } from '../../state/messages.ts';
import { usePlayerStore } from '../../state/player.ts';
import { useTorrentsStore } from '../../state/torrents.ts';
import { useStandsFor } from '../../state/use-stands-for.ts';
import { announce } from '../../ui/announcer.ts';
import { pageOf } from './page-of.ts';

/** What a person can ask of items, wherever they are shown. Failures are told, never thrown. */
export function useLibraryCommands() {
  const client = useApi();
  const router = useRouter();
  const player = usePlayerStore();
  const cards = useCardsStore();
  const libraryCards = useLibraryCardsStore();
  const messages = useMessagesStore();
  const torrents = useTorrentsStore();
  const errorWords = useErrorWords();
  const standsFor = useStandsFor();
  const { t } = useText();

  async function attempt(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (failure) {
      const { what, then, detail } = errorWords(toAppError(failure));
      messages.say('failed', what, detail ?? then);
      return false;
    }
  }

  /** What items stand for is played: an album's tracks, a show's episodes. */
  async function withFiles(ids: readonly ItemId[], use: (files: readonly ItemId[]) => void): Promise<void> {
    await attempt(async () => {
      const files = await standsFor(ids);
      if (files.length === 0) messages.say('failed', t('library.nothingToPlay'));
      else use(files);
    });
  }

  return {
    /** `startAt`: index among the ids, where they are files themselves. */
    play: (ids: readonly ItemId[], startAt = 0) =>
      withFiles(ids, (files) => player.play([...files], startAt)),
    shuffle: (ids: readonly ItemId[]) => withFiles(ids, (files) => player.play(shuffled(files))),
    playNext: (ids: readonly ItemId[]) =>
      withFiles(ids, (files) => {
        player.playNext([...files]);
        announce(t('library.done.playNext', {}, files.length));
      }),
    enqueue: (ids: readonly ItemId[]) =>
      withFiles(ids, (files) => {
        player.enqueue([...files]);
        announce(t('library.done.enqueued', {}, files.length));
      }),

    setFavourite: (ids: readonly ItemId[], isFavourite: boolean) =>
      attempt(async () => {
        await client['library.setFavourite']({ ids: [...ids], isFavourite });
        announce(t(isFavourite ? 'library.done.favourite' : 'library.done.noFavourite', {}, ids.length));
      }),

    addToList: (list: ItemId, items: readonly ItemId[]) =>
      attempt(async () => {
        const { name } = await client['library.addToPlaylist']({ id: list, items: [...items] });
        messages.say('done', t('lists.done.added', { name }));
      }),
    setOrder: (list: ItemId, positions: readonly number[]) =>
      attempt(async () => {
        await client['library.setPlaylistOrder']({ id: list, positions: [...positions] });
      }),

    chooseList: (items: readonly ItemId[]) => libraryCards.ask({ kind: 'add-to-list', items }),
    share: (items: readonly ItemId[]) => cards.shareItems(items),
    /** Of transfers that have stopped: their files are read again, whatever was known of them. */
    checkAgain: (torrentIds: readonly string[]) =>
      attempt(async () => {
        torrents.learn(await client['torrents.recheck']({ ids: [...torrentIds] }));
        announce(t('library.done.checking'));
      }),
    /** Nothing here deletes files, and who presses Delete should be told so. */
    refuseToDelete: () => messages.say('done', t('library.notDeleted'), t('library.notDeletedText')),

    canShowInFolder: () => desktopShell() !== undefined,
    showInFolder: ({ path }: Track | Video) =>
      attempt(() => desktopShell()?.showInFolder(path) ?? Promise.resolve()),

    open: (id: ItemId) => {
      const kind = parseItemId(id)?.kind;
      const page = kind === undefined ? undefined : pageOf(kind, id);
      if (page !== undefined) void router.push(page);
    },
  };
}

function shuffled<T>(from: readonly T[]): T[] {
  const cards = [...from];
  for (let at = cards.length - 1; at > 0; at--) {
    const other = Math.floor(Math.random() * (at + 1));
    // Both indexes are within the array.
    [cards[at], cards[other]] = [cards[other] as T, cards[at] as T];
  }
  return cards;
}
