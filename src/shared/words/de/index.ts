import type { Words } from '../words.ts';
import { beside } from './beside.ts';
import { doors } from './doors.ts';
import { errors } from './errors.ts';
import { notices } from './notices.ts';
import { profileNames } from './profile-names.ts';
import { said } from './said.ts';
import { states } from './states.ts';
import { verdicts } from './verdicts.ts';

export const de = {
  beside,
  doors,
  errors,
  notices,
  profileNames,
  said,
  states,
  verdicts,
} as const satisfies Words;
