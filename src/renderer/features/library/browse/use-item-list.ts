import { computed, shallowRef, type Ref } from 'vue';
import { parseItemId, type ItemId } from '#shared/domain/library/item-id.ts';
import { useLibraryCardsStore } from '../../../state/library-cards.ts';
import type { Collection, CollectionRow } from '../../../ui/collection/collection.ts';
import { nothingSelected, type Selection } from '../../../ui/collection/selection.ts';
import type { ItemWish } from '../../../ui/collection/use-collection.ts';
import { itemIds, useDraggingStore } from '../dragging.ts';
import { useListsStore } from '../lists/lists-store.ts';
import { menuSubject, noSubject, type AnyItem } from '../menu/menu-subject.ts';
import type { MenuWish } from '../menu/menu-wish.ts';
import { useLibraryCommands } from '../use-library-commands.ts';
import { nameOf } from './rows.ts';

/** What draws the rows and takes the keys. */
interface Focusable {
  focus(): void;
}

interface Options {
  readonly collection: Readonly<
    Ref<Collection<CollectionRow & { readonly item: AnyItem | undefined }> | undefined>
  >;
  /** A file is opened: it plays, and what follows it in the list after it. Without: the file alone. */
  readonly playFrom?: (id: string) => void;
  /** What Delete is here; without, the person is told that files are never deleted. */
  readonly takeAway?: () => void;
  /** The selected rows shall stand so many places further down; without, their order is not the person's. */
  readonly shift?: (by: -1 | 1) => void;
  /** Which item a row is about, where its own id says something else. */
  readonly itemOfRow?: (rowId: string) => ItemId | undefined;
}

/** What every list of items does alike: a selection, what is asked of it by key and by menu, and dragging. */
export function useItemList({ collection, playFrom, takeAway, shift, itemOfRow }: Options) {
  const commands = useLibraryCommands();
  const cards = useLibraryCardsStore();
  const dragging = useDraggingStore();
  const lists = useListsStore();
  const selection = shallowRef<Selection>(nothingSelected);
  let view: Focusable | null = null;

  const itemOf = (id: string): AnyItem | undefined => {
    const rows = collection.value;
    return rows?.rowAt(rows.indexOf(id))?.item;
  };
  const idsOf = (rowIds: Iterable<string>) =>
    itemOfRow === undefined ? itemIds(rowIds) : [...rowIds].flatMap((id) => itemOfRow(id) ?? []);
  const subject = computed(() => {
    const rowIds = [...selection.value.ids];
    if (rowIds.length === 0) return noSubject;
    return menuSubject(
      idsOf(rowIds),
      rowIds.flatMap((id) => itemOf(id) ?? []),
    );
  });

  function open(rowId: string): void {
    const [id] = idsOf([rowId]);
    if (id === undefined) return;
    if (parseItemId(id)?.kind !== 'track') commands.open(id);
    else if (playFrom === undefined) void commands.play([id]);
    else playFrom(rowId);
  }

  function carryOut(wish: ItemWish): void {
    switch (wish.kind) {
      case 'open':
        return open(wish.id);
      case 'play':
        return void commands.play(subject.value.ids);
      case 'remove':
        return (takeAway ?? commands.refuseToDelete)();
      case 'shift':
        return shift?.(wish.by);
      default:
        wish satisfies never;
    }
  }

  function carryOutOfMenu(wish: MenuWish): void {
    const { ids, isFavourite, labels, albumId, artistId, file } = subject.value;
    const [first] = ids;
    if (first === undefined) return;
    switch (wish) {
      case 'open':
        return commands.open(first);
      case 'play':
        return void commands.play(ids);
      case 'play-next':
        return void commands.playNext(ids);
      case 'enqueue':
        return void commands.enqueue(ids);
      case 'favourite':
        return void commands.setFavourite(ids, isFavourite !== true);
      case 'labels':
        return cards.ask({ kind: 'labels', items: ids, labels });
      case 'choose-list':
        return commands.chooseList(ids);
      case 'new-list':
        return cards.ask({ kind: 'new-list', items: ids });
      case 'to-album':
        return albumId === null ? undefined : commands.open(albumId);
      case 'to-artist':
        return artistId === null ? undefined : commands.open(artistId);
      case 'show-in-folder':
        return file === undefined ? undefined : void commands.showInFolder(file);
      case 'share':
        return commands.share(ids);
      case 'edit-list': {
        const list = lists.lists?.find(({ id }) => id === first);
        return list === undefined ? undefined : cards.ask({ kind: 'edit-list', list });
      }
      case 'take-away':
        return takeAway?.();
      default:
        wish satisfies never;
    }
  }

  return {
    selection,
    select: (next: Selection) => {
      selection.value = next;
    },
    shownBy: (shown: Focusable | null) => {
      view = shown;
    },
    focus: () => view?.focus(),
    subject,
    commands,
    carryOut,
    carryOutOfMenu,
    put: (list: ItemId) => void commands.addToList(list, subject.value.ids),
    drag: (rowIds: readonly string[], event: DragEvent) => {
      const item = itemOf(rowIds[0] ?? '');
      dragging.begin(idsOf(rowIds), event, item === undefined ? '' : nameOf(item));
    },
    play: (rowId: string) => void commands.play(idsOf([rowId])),
  };
}

export type ItemList = ReturnType<typeof useItemList>;
