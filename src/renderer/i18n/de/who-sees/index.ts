import type { Shield } from '#shared/contract/exposure.ts';
import { verdicts } from '#shared/words/de/verdicts.ts';
import { findings } from './findings.ts';
import { forecast } from './forecast.ts';
import { keeping } from './keeping.ts';
import { parties } from './parties.ts';

/** Who learned what: the privacy page, the tab of a transfer, the cards before something is added. */
export const whoSees = {
  title: 'Wer mich sieht',
  titleOne: 'Wer das sieht',
  intro:
    'Alle, mit denen Warren in Kontakt war, und was sie erfahren haben. Diese Liste verlässt deinen Computer nie.',
  failed: 'Wer dich sieht, lässt sich nicht anzeigen',
  shield: {
    label: 'Wer das sieht: {state}',
    state: {
      unknown: 'Noch niemand',
      hidden: 'Verborgen',
      open: 'Offen',
      warning: 'Bitte ansehen',
      alarm: 'Gesehen',
    } satisfies Record<Shield['state'], string>,
    why: {
      unknown: 'Noch gab es keinen Kontakt nach außen.',
      hidden: 'Niemand sieht eine Adresse dieses Computers.',
      open: 'Andere sehen deine Adresse; dieses Netzwerk verbirgt sie nicht.',
      warning: 'Es gibt etwas anzusehen.',
      alarm: 'Etwas wird gesehen, das verborgen sein sollte.',
    } satisfies Record<Shield['state'], string>,
  },
  says: {
    nobody: 'Niemand hat etwas über dich erfahren.',
    nobodyOne: 'Niemand hat erfahren, dass du das hast.',
    onlyHere: 'Nur Programme auf diesem Computer haben etwas erfahren.',
    notRecorded: 'Was andere erfahren, wird nicht aufgeschrieben.',
    peers: '{count} Peer weiß | {count} Peers wissen',
    parties: '{count} Stelle weiß | {count} Stellen wissen',
    has: '{who}, dass {address} {share} davon hat.',
    wants: '{who}, dass {address} das haben will.',
    something: '{who} etwas über {address}.',
    you: 'deine Adresse',
    hiddenAddress: '{address} (nicht deine Heimadresse)',
    also: 'Dass sie teilnimmt, wissen auch {who}.',
    alsoOne: 'Dass sie teilnimmt, weiß auch {who}.',
    since: 'Aufbewahrt seit {time}.',
  },
  verdicts,
  ...findings,
  ...parties,
  ...keeping,
  ...forecast,
} as const;
