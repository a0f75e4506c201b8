/** Neighbouring addresses of which the same is known. */
export interface Range {
  readonly first: number;
  /** The first address that is not of it any more. */
  readonly end: number;
  readonly value: string;
}

/** From an address on, up to the next entry; `''` where nothing is known. */
export interface Entry {
  readonly first: number;
  readonly country: string;
  readonly network: string;
}

/**
 * Lays two lists over each other, both sorted and without overlaps.
 * @returns as few entries as can say the same
 */
export function laidOver(countries: readonly Range[], networks: readonly Range[]): Entry[] {
  const borders = [...new Set([...countries, ...networks].flatMap(({ first, end }) => [first, end]))];
  const countryAt = makeCursor(countries);
  const networkAt = makeCursor(networks);
  const entries: Entry[] = [];
  for (const first of new Float64Array(borders).sort()) {
    const entry = { first, country: countryAt(first), network: networkAt(first) };
    const last = entries.at(-1);
    if (last?.country !== entry.country || last.network !== entry.network) entries.push(entry);
  }
  return entries;
}

/** To be asked for addresses in ascending order. */
function makeCursor(ranges: readonly Range[]): (address: number) => string {
  let at = 0;
  return (address) => {
    while ((ranges[at]?.end ?? Infinity) <= address) at++;
    const range = ranges[at];
    return range !== undefined && range.first <= address ? range.value : '';
  };
}
