import { doorSentences } from '#shared/contract/door-sentences.ts';
import { verdictSentences } from '#shared/domain/exposure/sentences.ts';
import { beside } from './beside.ts';
import { doors } from './doors.ts';
import { errors } from './errors.ts';
import { notices } from './notices.ts';
import { profileNames } from './profile-names.ts';
import { states } from './states.ts';

/** What both the page and the shell around it say; of doors and verdicts the core’s own words are the English ones. */
export const en = {
  beside,
  doors,
  errors,
  notices,
  profileNames,
  said: doorSentences,
  states,
  verdicts: verdictSentences,
} as const;
