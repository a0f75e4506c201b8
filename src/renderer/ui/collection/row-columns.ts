/** What a head says of a column. */
export interface HeadColumn<Id extends string> {
  readonly id: Id;
  /** Above it; empty: it needs none. */
  readonly label: string;
  readonly isFigure?: boolean;
  readonly isSortable?: boolean;
}

/** A column of a table of items. */
export interface RowColumn extends HeadColumn<string> {
  /** A track of CSS grid. */
  readonly width: string;
  /** Px that it needs at least. */
  readonly minWidth: number;
  /** The higher, the sooner it goes when there is no room; 0 stays. */
  readonly dispensable: number;
}

export interface RowSorting<Id extends string = string> {
  readonly column: Id;
  readonly isDescending: boolean;
}

/** Px beside the cells of a row. */
export const rowPadding = 36;

/** The columns that fit a width, 0 being one that is not known yet. */
export function fittingColumns(columns: readonly RowColumn[], width: number): readonly RowColumn[] {
  if (width === 0) return columns;
  let left = columns;
  const need = () => left.reduce((sum, { minWidth }) => sum + minWidth, rowPadding);
  while (need() > width) {
    const next = left.reduce((worst, column) => (column.dispensable > worst.dispensable ? column : worst));
    if (next.dispensable === 0) break;
    left = left.filter((column) => column !== next);
  }
  return left;
}
