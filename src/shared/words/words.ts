import type { en } from './en/index.ts';

export type Translated<T> = { readonly [K in keyof T]: T[K] extends string ? string : Translated<T[K]> };

/** What every language must say. English is the master: a key exists when it is in en/. */
export type Words = Translated<typeof en>;

export type Paths<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Paths<T[K]>}`;
}[keyof T & string];

/** `beside.tray.open`; a key that is not there does not compile. */
export type WordKey = Paths<Words>;
