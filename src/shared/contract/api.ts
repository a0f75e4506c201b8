import * as z from 'zod';
import { addingApi } from './adding.ts';
import { procedure, stream } from './define.ts';
import { exposureApi } from './exposure.ts';
import { importsApi } from './imports.ts';
import { libraryApi } from './library.ts';
import { noticeSchema } from './notice.ts';
import { playerApi } from './player.ts';
import { profilesApi } from './profiles-api.ts';
import { changesOf, resumeInput } from './resume.ts';
import { settingsPatchSchema, settingsSchema } from './settings.ts';
import { statusApi } from './status.ts';
import { torrentDetailsApi } from './torrent-details-api.ts';
import { torrentsApi } from './torrents-api.ts';
import { whenDoneApi } from './when-done.ts';

/*
 * What a user interface can ask of the core and the core tells it: the desktop page, the browser page and the CLI all
 * speak exactly this. Handlers: src/main/app/handlers. A method is `noun.verb`.
 */

export const api = {
  ...statusApi,
  'notices.watch': stream('What happened without being asked for.', resumeInput, changesOf(noticeSchema)),
  'notices.dismiss': procedure('Forgets a notice.', z.object({ id: z.string() }), z.void()),

  'settings.get': procedure('All settings.', z.void(), settingsSchema),
  'settings.update': procedure(
    'Changes the settings that are given and answers with all of them.',
    settingsPatchSchema,
    settingsSchema,
  ),

  ...profilesApi,
  ...addingApi,
  ...torrentsApi,
  ...torrentDetailsApi,
  ...playerApi,
  ...exposureApi,
  ...libraryApi,
  ...importsApi,
  ...whenDoneApi,
} as const;
export type Api = typeof api;
