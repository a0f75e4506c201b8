import { shallowRef } from 'vue';

interface Options {
  readonly canReorder: () => boolean;
  readonly total: () => number;
  readonly drop: (before: number) => void;
}

/** Rows of a table that are dragged among themselves: before which one they would come to lie. */
export function useRowDrop({ canReorder, total, drop }: Options) {
  /** The index of the row before which the drop would be; -1: nowhere. */
  const dropBefore = shallowRef(-1);
  let isOurs = false;

  function indexAt(event: DragEvent): number {
    if (!(event.target instanceof Element)) return -1;
    const row = event.target.closest<HTMLElement>('[data-index]');
    if (row === null) return total();
    const { top, height } = row.getBoundingClientRect();
    return Number(row.dataset.index) + (event.clientY > top + height / 2 ? 1 : 0);
  }

  return {
    dropBefore,
    begin: () => {
      isOurs = true;
    },
    end: () => {
      isOurs = false;
      dropBefore.value = -1;
    },
    over(event: DragEvent): void {
      if (!isOurs || !canReorder()) return;
      event.preventDefault();
      dropBefore.value = indexAt(event);
    },
    leave(event: DragEvent): void {
      if (event.relatedTarget instanceof Node && (event.currentTarget as Node).contains(event.relatedTarget))
        return; // a listener's own element
      dropBefore.value = -1;
    },
    drop(event: DragEvent): void {
      if (!isOurs || !canReorder()) return;
      event.preventDefault();
      const before = indexAt(event);
      dropBefore.value = -1;
      if (before >= 0) drop(before);
    },
  };
}
