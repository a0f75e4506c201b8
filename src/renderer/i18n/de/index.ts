import type { Messages } from '../messages.ts';
import { about } from './about.ts';
import { adding } from './adding.ts';
import { bandwidth } from './bandwidth.ts';
import { common } from './common.ts';
import { desktop } from './desktop.ts';
import { details } from './details.ts';
import { doors } from '#shared/words/de/doors.ts';
import { errors } from '#shared/words/de/errors.ts';
import { exposure } from './exposure.ts';
import { firstRun } from './first-run.ts';
import { folders } from './folders.ts';
import { imports } from './imports.ts';
import { keys } from './keys.ts';
import { leakTest } from './leak-test.ts';
import { library } from './library.ts';
import { lists } from './lists.ts';
import { moving } from './moving.ts';
import { notices } from '#shared/words/de/notices.ts';
import { player } from './player.ts';
import { palette } from './palette.ts';
import { privacy } from './privacy.ts';
import { profiles } from './profiles.ts';
import { said } from '#shared/words/de/said.ts';
import { seedingGoal } from './seeding-goal.ts';
import { settings } from './settings.ts';
import { sharing } from './sharing.ts';
import { shell } from './shell.ts';
import { states } from '#shared/words/de/states.ts';
import { transfers } from './transfers.ts';
import { whoSees } from './who-sees/index.ts';

/*
 * German. Commands are infinitives; a person is "du", in small letters, where it cannot be left out. An ellipsis after a
 * whole word has a space before it. Titles that also stand inside a sentence (whoSees.data, whoSees.forecast, directions)
 * begin with a noun, for they keep their first letter there.
 *
 * library Bibliothek · library item Eintrag · transfer Übertragung · torrent Torrent · to share teilen · to seed verteilen
 * · piece Teil · network profile Netzwerkprofil, short Netzwerk · door Tür, shut geschlossen, open offen · to tie binden ·
 * to resume fortsetzen · exposure “wer … sieht” · party Stelle · public directory (DHT) öffentliches Verzeichnis (DHT) ·
 * observed address Adresse, die andere sehen · peer, tracker, port, seed, peer id: Peer, Tracker, Port, Seed, Peer-ID ·
 * web seed Web-Seed · leak test Lecktest · list Liste · label Etikett · favourite Favorit · queue Warteschlange ·
 * at risk gefährdet · ratio Verhältnis
 */
export const de = {
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
