/** What the view may ask of the table itself. */
export interface TableHandle {
  /** Scrolls until the row can be seen. */
  readonly show: (id: string) => void;
  readonly focus: () => void;
}
