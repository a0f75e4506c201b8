import { defineStore } from 'pinia';
import { reactive } from 'vue';
import type { ShareState } from '#shared/domain/library/share-state.ts';

/** What of a list is to be seen. Empty text: no matter. */
export interface Filters {
  text: string;
  genre: string;
  label: string;
  /** A decade, as its first year; empty: any. */
  decade: string;
  isFavourite: boolean;
  shareState: ShareState | '';
}

/** How a list is looked at. */
export interface ListLook {
  readonly filters: Filters;
  sort: string;
  isDescending: boolean;
  layout: 'grid' | 'list';
}

export const noFilters: Readonly<Filters> = {
  text: '',
  genre: '',
  label: '',
  decade: '',
  isFavourite: false,
  shareState: '',
};

export type FirstLook = Pick<ListLook, 'sort' | 'layout'> & { readonly isDescending?: boolean };

/** What the lists can be sorted by; each has some of these. */
export type SortName = 'artist' | 'title' | 'name' | 'year' | 'addedAt' | 'recordedAt';

/** Kept while the page lives, so that who comes back from an album finds the list as it was. */
export const useLooksStore = defineStore('library-looks', () => {
  const looks = new Map<string, ListLook>();

  function lookOf(name: string, first: FirstLook): ListLook {
    const known = looks.get(name) ?? reactive({ filters: { ...noFilters }, isDescending: false, ...first });
    looks.set(name, known);
    return known;
  }
  return { lookOf };
});

export function isFiltered({ text, ...rest }: Filters): boolean {
  return text.trim() !== '' || Object.values(rest).some((value) => value !== '' && value !== false);
}

/** As the core wants to be asked: what is no matter is left out. */
export function filterQuery({ text, genre, label, decade, isFavourite, shareState }: Filters) {
  const trimmed = text.trim();
  const fromYear = Number(decade);
  return {
    ...(trimmed === '' ? {} : { text: trimmed }),
    ...(genre === '' ? {} : { genre }),
    ...(label === '' ? {} : { label }),
    ...(decade === '' ? {} : { fromYear, toYear: fromYear + 9 }),
    ...(isFavourite ? { isFavourite } : {}),
    ...(shareState === '' ? {} : { shareState }),
  };
}

/** Of a list that is narrowed down by text alone. */
export function textQuery({ filters, isDescending }: ListLook) {
  return { text: filters.text.trim() || undefined, isDescending };
}
