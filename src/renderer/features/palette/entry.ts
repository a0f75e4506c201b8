import type { Component } from 'vue';

export const paletteGroups = ['library', 'transfers', 'commands', 'settings'] as const;
export type PaletteGroup = (typeof paletteGroups)[number];

/** One thing that can be chosen. */
export interface PaletteEntry {
  readonly id: string;
  readonly group: PaletteGroup;
  readonly title: string;
  readonly detail: string;
  readonly icon: Component;
  /** Of a thumbnail; undefined: the icon stands for it. */
  readonly artwork?: string | undefined;
  readonly open: () => void;
  /** Where it can be played. */
  readonly play?: () => void;
}

/** Every word of the text must be somewhere in the name, whatever its case and accents. */
export function wordMatcher(text: string): (name: string) => boolean {
  const plain = (from: string) => from.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
  const words = plain(text).split(/\s+/u).filter(Boolean);
  return (name) => {
    const found = plain(name);
    return words.every((word) => found.includes(word));
  };
}
