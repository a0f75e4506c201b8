/** A folder of the library, as far as scanning and watching go. */
export interface FolderPlace {
  readonly id: number;
  /** Absolute. */
  readonly path: string;
  /** When its last whole scan began, ISO 8601; null: there was none. */
  readonly lastScanAt: string | null;
}
