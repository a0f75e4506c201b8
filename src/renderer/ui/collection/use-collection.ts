import { shallowRef, watch, type Ref } from 'vue';
import type { Collection, CollectionRow } from './collection.ts';
import { collectionKey, type CollectionKey } from './collection-keys.ts';
import { nothingSelected, selectOnly, toggleOne, type Selection } from './selection.ts';
import { makeTypeAhead } from './type-ahead.ts';

/** What a person asks of the items themselves. */
export type ItemWish =
  | { readonly kind: 'open' | 'play'; readonly id: string }
  | { readonly kind: 'remove' }
  | { readonly kind: 'shift'; readonly by: -1 | 1 };

interface Options {
  readonly host: Readonly<Ref<HTMLElement | null>>;
  readonly collection: () => Collection<CollectionRow>;
  readonly selection: () => Selection;
  readonly select: (selection: Selection) => void;
  readonly wish: (wish: ItemWish) => void;
  /** How many stand in one line; 1 in a table. */
  readonly columns: () => number;
  readonly linesAPage: () => number;
  /** Scrolls until a row can be seen. */
  readonly show: (index: number) => void;
}

/** Of more rows than this, type-ahead looks only through those that are here. */
const mostTypedThrough = 20_000;

/** Mouse and keyboard of a grid or a table of items, however they are drawn. */
export function useCollection({
  host,
  collection,
  selection,
  select,
  wish,
  columns,
  linesAPage,
  show,
}: Options) {
  const typeAhead = makeTypeAhead();
  /** Where the keyboard is. By index: the row may not have come yet. */
  const cursor = shallowRef(-1);
  let anchor = -1;
  /** Answers to earlier keys that come late are dropped. */
  let turn = 0;
  /** Letters are looked up one after the other, though the names may have to come first. */
  let typing = Promise.resolve();
  let unread = 0;

  watch(collection, (now) => {
    const { active } = selection();
    const index = active === undefined ? -1 : now.indexOf(active);
    if (index >= 0) cursor.value = index;
    else cursor.value = Math.min(cursor.value, now.total - 1);
  });
  watch(
    () => selection().active,
    (id) => {
      const index = id === undefined ? -1 : collection().indexOf(id);
      if (index >= 0) cursor.value = index;
    },
    { immediate: true },
  );

  const isHeading = (index: number) => collection().rowAt(index)?.isHeading === true;

  function placeOf(event: Event): { readonly index: number; readonly id: string } | undefined {
    if (!(event.target instanceof Element)) return undefined;
    const data = event.target.closest<HTMLElement>('[data-index]')?.dataset;
    const index = Number(data?.index ?? -1);
    const row = index < 0 ? undefined : collection().rowAt(index);
    return row === undefined || row.isHeading === true ? undefined : { index, id: row.id };
  }

  async function selectRange(from: number, to: number): Promise<void> {
    const mine = ++turn;
    const ids = await collection().idsBetween(Math.min(from, to), Math.max(from, to));
    if (mine !== turn) return;
    const [first, last] = from <= to ? [ids[0], ids.at(-1)] : [ids.at(-1), ids[0]];
    select({ ids: new Set(ids), anchor: first, active: last });
  }

  /** The keyboard stays where it is. */
  async function selectEverything(): Promise<void> {
    const mine = ++turn;
    const ids = await collection().idsBetween(0, collection().total - 1);
    if (mine === turn) select({ ids: new Set(ids), anchor: ids[0], active: selection().active ?? ids[0] });
  }

  async function moveCursor(index: number, extend: boolean): Promise<void> {
    const { total } = collection();
    if (total === 0) return;
    const step = index < cursor.value ? -1 : 1;
    let goal = Math.max(0, Math.min(total - 1, index));
    while (isHeading(goal) && goal + step >= 0 && goal + step < total) goal += step;
    // A heading at the very end: what is next to it on the other side.
    while (isHeading(goal) && goal - step >= 0 && goal - step < total) goal -= step;
    if (isHeading(goal)) return;
    cursor.value = goal;
    show(goal);
    if (extend) {
      if (anchor < 0) anchor = goal;
      await selectRange(anchor, goal);
      return;
    }
    anchor = goal;
    const mine = ++turn;
    const [id] = await collection().idsBetween(goal, goal);
    if (mine === turn && id !== undefined) select(selectOnly(id));
  }

  function move({ to, extend }: Extract<CollectionKey, { kind: 'move' }>): void {
    const at = cursor.value;
    const width = columns();
    const page = Math.max(1, linesAPage()) * width;
    const last = collection().total - 1;
    const backwards = document.documentElement.dir === 'rtl' ? 1 : -1;
    if (width === 1 && (to === 'left' || to === 'right')) return;
    const index = {
      left: at + backwards,
      right: at - backwards,
      // A key that leads nowhere leads nowhere: not to the first of all.
      up: at - width < 0 ? (width === 1 ? 0 : at) : at - width,
      down: at + width > last ? (lineOf(at) < lineOf(last) ? last : at) : at + width,
      'page-up': at - page < 0 ? at % width : at - page,
      'page-down': Math.min(last, at + page),
      first: 0,
      last,
    }[to];
    void moveCursor(at < 0 ? 0 : index, extend);
  }

  const lineOf = (index: number) => Math.floor(index / columns());

  async function type(letter: string, now: number): Promise<void> {
    const rows = collection();
    if (rows.total <= mostTypedThrough) await rows.idsBetween(0, rows.total - 1);
    const whole = collection();
    const names = Array.from({ length: whole.total }, (_, index) => {
      const row = whole.rowAt(index);
      return row === undefined || row.isHeading === true ? '' : row.name;
    });
    const found = typeAhead.type(letter, { now, from: cursor.value, names });
    if (found >= 0) void moveCursor(found, false);
  }

  function carryOut(key: CollectionKey, now: number): void {
    const { active } = selection();
    switch (key.kind) {
      case 'move':
        move(key);
        break;
      case 'select-all':
        void selectEverything();
        break;
      case 'toggle-one':
        if (active !== undefined) select(toggleOne(selection(), active));
        break;
      case 'open':
      case 'play':
        if (active !== undefined) wish({ kind: key.kind, id: active });
        break;
      case 'remove':
        if (selection().ids.size > 0) wish({ kind: 'remove' });
        break;
      case 'shift':
        wish(key);
        break;
      case 'menu':
        openMenu();
        break;
      case 'type':
        unread++;
        typing = typing
          .then(() => type(key.letter, now))
          .finally(() => {
            unread--;
          });
        break;
      default:
        key satisfies never;
    }
  }

  function openMenu(): void {
    const row = host.value?.querySelector(`[data-index="${cursor.value}"]`);
    if (row == null) return;
    const { left, top, height, width } = row.getBoundingClientRect();
    const place = { clientX: left + Math.min(48, width / 2), clientY: top + Math.min(48, height / 2) };
    row.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true, ...place }));
  }

  return {
    cursor,
    press(event: KeyboardEvent): void {
      // A key on a button in the head is for that button.
      if (event.target !== host.value) return;
      const key = collectionKey(event, unread > 0 || typeAhead.isTyping(event.timeStamp));
      if (key === undefined) return;
      event.preventDefault();
      carryOut(key, event.timeStamp);
    },
    click(event: MouseEvent): void {
      const hit = placeOf(event);
      if (hit === undefined) {
        // Beside the items: none is meant.
        if (event.target === host.value) select(nothingSelected);
        return;
      }
      if (event.shiftKey && anchor >= 0) {
        cursor.value = hit.index;
        void selectRange(anchor, hit.index);
        return;
      }
      anchor = cursor.value = hit.index;
      turn++;
      select(event.ctrlKey || event.metaKey ? toggleOne(selection(), hit.id) : selectOnly(hit.id));
    },
    doubleClick(event: MouseEvent): void {
      const hit = placeOf(event);
      if (hit !== undefined) wish({ kind: 'open', id: hit.id });
    },
    /** The menu is about what is selected, so what it is opened on becomes selected. Beside the rows there is none. */
    beforeMenu(event: MouseEvent): void {
      const hit = placeOf(event);
      if (hit === undefined) {
        event.preventDefault();
        event.stopPropagation();
        return;
      }
      cursor.value = hit.index;
      if (!selection().ids.has(hit.id)) select(selectOnly(hit.id));
    },
    /** What is taken along; undefined where nothing can be. */
    beginDrag(event: DragEvent): readonly string[] | undefined {
      const hit = placeOf(event);
      if (hit === undefined) return undefined;
      if (selection().ids.has(hit.id)) return [...selection().ids];
      cursor.value = hit.index;
      select(selectOnly(hit.id));
      return [hit.id];
    },
    focused(): void {
      // Coming by Tab, there must be a row to be on.
      if (selection().active === undefined && host.value?.matches(':focus-visible') === true)
        void moveCursor(0, false);
    },
  };
}
