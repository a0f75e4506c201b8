import type { Torrent } from '#shared/contract/torrent.ts';
import { torrentStates } from '#shared/domain/torrent-state.ts';
import type { RowSorting } from '../../../ui/collection/row-columns.ts';

/** What the table can show, in the order in which it does. */
export const columnIds = [
  'name',
  'state',
  'progress',
  'downloadBps',
  'uploadBps',
  'sizeBytes',
  'ratio',
  'peers',
  'downloadedBytes',
  'uploadedBytes',
  'profile',
  'addedAt',
  'savePath',
] as const;
export type ColumnId = (typeof columnIds)[number];

export interface Column {
  readonly id: ColumnId;
  /**
   * A track of CSS grid: fixed where figures live, so that nothing moves when they change; bounded elsewhere, so that
   * on a large screen the eye need not travel from a name to its state.
   */
  readonly width: string;
  /** Px; what a row needs at least, to know when the table must scroll sideways. */
  readonly minWidth: number;
  readonly isFigure: boolean;
  readonly isShownAtFirst: boolean;
  readonly compare: (a: Torrent, b: Torrent) => number;
}

/** As people count: disc 2 comes before disc 10. */
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

function byNumber(pick: (torrent: Torrent) => number) {
  return (a: Torrent, b: Torrent) => pick(a) - pick(b);
}

function byText(pick: (torrent: Torrent) => string) {
  return (a: Torrent, b: Torrent) => collator.compare(pick(a), pick(b));
}

/** ISO times in UTC sort as text, without a collator. */
function byTime(a: Torrent, b: Torrent): number {
  return a.addedAt < b.addedAt ? -1 : a.addedAt > b.addedAt ? 1 : 0;
}

function figure(id: ColumnId, minWidth: number, compare: Column['compare'], isShownAtFirst = true): Column {
  return { id, width: `${minWidth}px`, minWidth, isFigure: true, isShownAtFirst, compare };
}

function words(
  id: ColumnId,
  {
    width,
    minWidth,
    compare,
    isShownAtFirst = true,
  }: Pick<Column, 'width' | 'minWidth' | 'compare'> & {
    isShownAtFirst?: boolean;
  },
): Column {
  return { id, width, minWidth, isFigure: false, isShownAtFirst, compare };
}

export const columns: Readonly<Record<ColumnId, Column>> = {
  name: words('name', { width: 'minmax(220px, 680px)', minWidth: 220, compare: byText(({ name }) => name) }),
  state: words('state', {
    width: '200px',
    minWidth: 200,
    compare: byNumber(({ state }) => torrentStates.indexOf(state)),
  }),
  progress: figure(
    'progress',
    64,
    byNumber(({ progress }) => progress),
    false,
  ),
  downloadBps: figure(
    'downloadBps',
    80,
    byNumber(({ downloadBps }) => downloadBps),
  ),
  uploadBps: figure(
    'uploadBps',
    80,
    byNumber(({ uploadBps }) => uploadBps),
  ),
  sizeBytes: figure(
    'sizeBytes',
    84,
    byNumber(({ sizeBytes }) => sizeBytes),
  ),
  ratio: figure(
    'ratio',
    64,
    byNumber(({ ratio }) => ratio),
  ),
  peers: figure(
    'peers',
    64,
    byNumber(({ peers }) => peers),
    false,
  ),
  downloadedBytes: figure(
    'downloadedBytes',
    92,
    byNumber(({ downloadedBytes }) => downloadedBytes),
    false,
  ),
  uploadedBytes: figure(
    'uploadedBytes',
    92,
    byNumber(({ uploadedBytes }) => uploadedBytes),
    false,
  ),
  profile: words('profile', {
    width: '144px',
    minWidth: 144,
    compare: byText(({ profile }) => profile),
  }),
  addedAt: words('addedAt', { width: '160px', minWidth: 160, compare: byTime, isShownAtFirst: false }),
  savePath: words('savePath', {
    width: 'minmax(160px, 360px)',
    minWidth: 160,
    compare: byText(({ savePath }) => savePath),
    isShownAtFirst: false,
  }),
};

export type Sorting = RowSorting<ColumnId>;

/** The newest on top, as long as nobody asked for anything else. */
export const sortedAtFirst: Sorting = { column: 'addedAt', isDescending: true };

/** Up, down, and back to how it was; figures begin with the largest. */
export function nextSorting(current: Sorting, column: ColumnId): Sorting {
  const first = columns[column].isFigure;
  if (current.column !== column) return { column, isDescending: first };
  return current.isDescending === first ? { column, isDescending: !first } : sortedAtFirst;
}

/** Total: rows that are equal in a column keep the order in which they came, the newest first. */
export function comparison({ column, isDescending }: Sorting): (a: Torrent, b: Torrent) => number {
  const { compare } = columns[column];
  const sign = isDescending ? -1 : 1;
  return (a, b) => sign * compare(a, b) || byTime(b, a) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** Px beside the cells of a row. */
export const rowPadding = 24;

/** What goes first when there is no room for all; a name and what becomes of it always stay. */
const dispensable: readonly ColumnId[] = [
  'savePath',
  'addedAt',
  'uploadedBytes',
  'downloadedBytes',
  'ratio',
  'peers',
  'sizeBytes',
  'progress',
  'uploadBps',
  'downloadBps',
  'profile',
];

export function leastWidth(shown: readonly ColumnId[]): number {
  return shown.reduce((sum, id) => sum + columns[id].minWidth, rowPadding);
}

/** The columns that fit, so that a table beside its details need not be scrolled sideways. */
export function fitting(shown: readonly ColumnId[], width: number): readonly ColumnId[] {
  const left = new Set(shown);
  for (const id of dispensable) {
    if (leastWidth([...left]) <= width) break;
    left.delete(id);
  }
  return shown.filter((id) => left.has(id));
}
