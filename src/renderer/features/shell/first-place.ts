interface Known {
  /** Undefined: not known yet. */
  readonly hasLibrary: boolean | undefined;
  readonly hasTransfers: boolean | undefined;
  /** The library cannot tell. */
  readonly isLibraryBroken: boolean;
}

/**
 * Where one begins: at the library, which is what Warren is for. Who has none but has transfers begins at those; who has
 * neither begins at the library too, where the first folder is added. Undefined for as long as it depends on what is not
 * known yet.
 */
export function firstPlace({
  hasLibrary,
  hasTransfers,
  isLibraryBroken,
}: Known): 'library' | 'transfers' | undefined {
  if (hasLibrary === true) return 'library';
  if (hasLibrary === undefined) return isLibraryBroken ? 'transfers' : undefined;
  if (hasTransfers === undefined) return undefined;
  return hasTransfers ? 'transfers' : 'library';
}
