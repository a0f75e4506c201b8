import type { Shield } from '#shared/contract/exposure.ts';
import { verdictSentences } from '#shared/domain/exposure/sentences.ts';
import { findings } from './findings.ts';
import { forecast } from './forecast.ts';
import { keeping } from './keeping.ts';
import { parties } from './parties.ts';

/** Who learned what: the privacy page, the tab of a transfer, the cards before something is added. */
export const whoSees = {
  title: 'Who can see me',
  titleOne: 'Who can see this',
  intro:
    'Everyone that Warren was in contact with, and what they learned. This list never leaves your computer.',
  failed: 'Who can see you cannot be shown',
  shield: {
    label: 'Who can see this: {state}',
    state: {
      unknown: 'Nobody yet',
      hidden: 'Hidden',
      open: 'Open',
      warning: 'Look at this',
      alarm: 'Seen',
    } satisfies Record<Shield['state'], string>,
    why: {
      unknown: 'Nobody outside this computer has been in contact yet.',
      hidden: 'Nobody sees an address of this computer.',
      open: 'Others see your address; this network does not hide it.',
      warning: 'There is something to look at.',
      alarm: 'Something is seen that was to be hidden.',
    } satisfies Record<Shield['state'], string>,
  },
  says: {
    nobody: 'Nobody has learned anything about you.',
    nobodyOne: 'Nobody has learned that you have this.',
    onlyHere: 'Only programs on this computer have learned anything.',
    notRecorded: 'What others learn is not being written down.',
    peers: '{count} peer knows | {count} peers know',
    parties: '{count} party knows | {count} parties know',
    has: '{who} that {address} has {share} of this.',
    wants: '{who} that {address} wants this.',
    something: '{who} something about {address}.',
    you: 'you',
    hiddenAddress: '{address} (not your home address)',
    also: '{who} know that it takes part.',
    alsoOne: '{who} knows that it takes part.',
    since: 'Kept since {time}.',
  },
  /** In English the core’s own words; another language says each by its code. */
  verdicts: verdictSentences,
  ...findings,
  ...parties,
  ...keeping,
  ...forecast,
} as const;
