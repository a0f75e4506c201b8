/** What a batch has changed and whose figures are therefore to be counted again, once, at its end. */
export interface Touched {
  readonly albums: Set<number>;
  readonly artists: Set<number>;
  readonly shows: Set<number>;
  /** Lists that lost entries. */
  readonly playlists: Set<number>;
  /** Albums that a track left, and where the last one went: from, to. */
  readonly moves: Map<number, number>;
}

export function makeTouched(): Touched {
  return { albums: new Set(), artists: new Set(), shows: new Set(), playlists: new Set(), moves: new Map() };
}
