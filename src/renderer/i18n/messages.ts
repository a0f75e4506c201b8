import type { Paths, Translated } from '#shared/words/words.ts';
import type { en } from './en/index.ts';

/** What every language must say. English is the master: a key exists when it is in en/. */
export type Messages = Translated<typeof en>;

/** `transfers.empty.title`; a key that is not there does not compile. */
export type MessageKey = Paths<Messages>;
