import { adding } from './adding.ts';
import { common } from './common.ts';
import { details } from './details.ts';
import { doors } from './doors.ts';
import { errors } from './errors.ts';
import { exposure } from './exposure.ts';
import { firstRun } from './first-run.ts';
import { folders } from './folders.ts';
import { keys } from './keys.ts';
import { leakTest } from './leak-test.ts';
import { library } from './library.ts';
import { lists } from './lists.ts';
import { notices } from './notices.ts';
import { player } from './player.ts';
import { palette } from './palette.ts';
import { privacy } from './privacy.ts';
import { profiles } from './profiles.ts';
import { said } from './said.ts';
import { settings } from './settings.ts';
import { sharing } from './sharing.ts';
import { shell } from './shell.ts';
import { states } from './states.ts';
import { transfers } from './transfers.ts';
import { whoSees } from './who-sees/index.ts';

export const en = {
  adding,
  common,
  details,
  doors,
  errors,
  exposure,
  firstRun,
  folders,
  keys,
  leakTest,
  library,
  lists,
  notices,
  player,
  palette,
  privacy,
  profiles,
  said,
  settings,
  sharing,
  shell,
  states,
  transfers,
  whoSees,
} as const;
