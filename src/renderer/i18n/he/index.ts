import type { Messages } from '../messages.ts';
import { about } from './about.ts';
import { adding } from './adding.ts';
import { bandwidth } from './bandwidth.ts';
import { common } from './common.ts';
import { desktop } from './desktop.ts';
import { details } from './details.ts';
import { doors } from '#shared/words/he/doors.ts';
import { errors } from '#shared/words/he/errors.ts';
import { exposure } from './exposure.ts';
import { firstRun } from './first-run.ts';
import { folders } from './folders.ts';
import { imports } from './imports.ts';
import { keys } from './keys.ts';
import { leakTest } from './leak-test.ts';
import { library } from './library.ts';
import { lists } from './lists.ts';
import { moving } from './moving.ts';
import { notices } from '#shared/words/he/notices.ts';
import { player } from './player.ts';
import { palette } from './palette.ts';
import { privacy } from './privacy.ts';
import { profiles } from './profiles.ts';
import { said } from '#shared/words/he/said.ts';
import { seedingGoal } from './seeding-goal.ts';
import { settings } from './settings.ts';
import { sharing } from './sharing.ts';
import { shell } from './shell.ts';
import { states } from '#shared/words/he/states.ts';
import { transfers } from './transfers.ts';
import { whoSees } from './who-sees/index.ts';

/*
 * Hebrew. Commands are nouns of action (הוספה, שיתוף), requests begin with יש or ניתן, and "you" is only ever לך, שלך, אותך
 * or ברצונך: what reads the same for everybody. Plurals are one | two | other. Quotes are gershayim (״), which run to the
 * left by themselves. What is put in is isolated (isolated.ts); what is written here and begins with a sign needs \u200e
 * before it (.torrent), what ends with one stands between \u2066 and \u2069 (udp://). A letter like ב, ל or מ before a word
 * in other letters has a hyphen behind it.
 *
 * library ספרייה · library item פריט · transfer העברה · torrent טורנט · to share שיתוף · to seed הפצה · piece חלק · network
 * profile פרופיל רשת, short רשת · door דלת, shut סגורה, open פתוחה · interface ממשק · to tie קשירה · to resume המשך · to pause
 * השהיה · exposure "מי רואה" · party גורם · public directory (DHT) המדריך הציבורי (DHT) · peer עמית · tracker טראקר · port פורט ·
 * seed מפיץ · peer id מזהה עמית · proxy פרוקסי · leak test בדיקת דליפות · list רשימה · label תווית · favourite מועדף · queue תור ·
 * at risk בסיכון · ratio יחס
 */
export const he = {
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
} as const satisfies Messages;
