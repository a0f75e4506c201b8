import { about } from './about.ts';
import { adding } from './adding.ts';
import { bandwidth } from './bandwidth.ts';
import { common } from './common.ts';
import { desktop } from './desktop.ts';
import { details } from './details.ts';
import { doors } from '#shared/words/en/doors.ts';
import { errors } from '#shared/words/en/errors.ts';
import { exposure } from './exposure.ts';
import { firstRun } from './first-run.ts';
import { folders } from './folders.ts';
import { imports } from './imports.ts';
import { keys } from './keys.ts';
import { leakTest } from './leak-test.ts';
import { library } from './library.ts';
import { lists } from './lists.ts';
import { moving } from './moving.ts';
import { notices } from '#shared/words/en/notices.ts';
import { player } from './player.ts';
import { palette } from './palette.ts';
import { privacy } from './privacy.ts';
import { profiles } from './profiles.ts';
import { said } from './said.ts';
import { seedingGoal } from './seeding-goal.ts';
import { settings } from './settings.ts';
import { sharing } from './sharing.ts';
import { shell } from './shell.ts';
import { states } from '#shared/words/en/states.ts';
import { transfers } from './transfers.ts';
import { whoSees } from './who-sees/index.ts';

export const en = {
  about,
  adding,
  bandwidth,
  common,
  desktop,
  details,
  doors,
  errors,
  exposure,
  firstRun,
  folders,
  imports,
  keys,
  leakTest,
  library,
  lists,
  moving,
  notices,
  player,
  palette,
  privacy,
  profiles,
  said,
  seedingGoal,
  settings,
  sharing,
  shell,
  states,
  transfers,
  whoSees,
} as const;
