import type { en } from './en/index.ts';

type Translated<T> = { readonly [K in keyof T]: T[K] extends string ? string : Translated<T[K]> };

/** What every language must say. English is the master: a key exists when it is in en/. */
export type Messages = Translated<typeof en>;

type Paths<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Paths<T[K]>}` }[keyof T &
  string];

/** `transfers.empty.title`; a key that is not there does not compile. */
export type MessageKey = Paths<Messages>;
