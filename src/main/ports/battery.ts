/** What feeds this computer, as the host hears it from the system. */
export interface Battery {
  /** Whether it runs on its battery now. */
  isInUse(): boolean;
  /** @returns the way to stop */
  onChange(listener: () => void): () => void;
}
