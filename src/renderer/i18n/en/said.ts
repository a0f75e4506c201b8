import { doorSentences } from '#shared/contract/door-sentences.ts';

/** What the core says of doors. In English these are its own words; another language says each by its name. */
export const said = doorSentences;
