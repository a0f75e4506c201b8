import { shallowRef, watch } from 'vue';
import { columnIds, columns, type ColumnId } from './columns.ts';

const storageKey = 'warren.columns';

/** Which columns this person looks at; a matter of this page, not of the core. */
export function useColumns() {
  const shown = shallowRef<readonly ColumnId[]>(remembered());
  watch(shown, (ids) => localStorage.setItem(storageKey, ids.join(' ')));
  return shown;
}

function remembered(): readonly ColumnId[] {
  const names = localStorage.getItem(storageKey)?.split(' ');
  const known = columnIds.filter((id) =>
    names === undefined ? columns[id].isShownAtFirst : names.includes(id),
  );
  return known.includes('name') ? known : ['name', ...known];
}
