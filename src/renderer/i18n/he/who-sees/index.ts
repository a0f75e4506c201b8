import type { Shield } from '#shared/contract/exposure.ts';
import { verdicts } from '#shared/words/he/verdicts.ts';
import { findings } from './findings.ts';
import { forecast } from './forecast.ts';
import { keeping } from './keeping.ts';
import { parties } from './parties.ts';

/** Who learned what: the privacy page, the tab of a transfer, the cards before something is added. */
export const whoSees = {
  title: 'מי רואה אותי',
  titleOne: 'מי רואה את זה',
  intro: 'כל מי ש-Warren היה איתו בקשר, ומה נודע לו. הרשימה הזאת לעולם אינה יוצאת מהמחשב שלך.',
  failed: 'לא ניתן להציג מי רואה אותך',
  shield: {
    label: 'מי רואה את זה: {state}',
    state: {
      unknown: 'אף אחד עדיין',
      hidden: 'מוסתר',
      open: 'גלוי',
      warning: 'כדאי לבדוק',
      alarm: 'נחשף',
    } satisfies Record<Shield['state'], string>,
    why: {
      unknown: 'עדיין לא היה קשר עם איש מחוץ למחשב הזה.',
      hidden: 'איש אינו רואה כתובת של המחשב הזה.',
      open: 'אחרים רואים את הכתובת שלך; הרשת הזאת אינה מסתירה אותה.',
      warning: 'יש משהו שכדאי לבדוק.',
      alarm: 'נראה משהו שהיה אמור להיות מוסתר.',
    } satisfies Record<Shield['state'], string>,
  },
  says: {
    nobody: 'לאיש לא נודע עליך דבר.',
    nobodyOne: 'לאיש לא נודע שזה אצלך.',
    onlyHere: 'רק לתוכנות במחשב הזה נודע משהו.',
    notRecorded: 'מה שנודע לאחרים אינו נרשם.',
    peers: 'עמית אחד יודע | שני עמיתים יודעים | {count} עמיתים יודעים',
    parties: 'גורם אחד יודע | שני גורמים יודעים | {count} גורמים יודעים',
    has: '{who} שהכתובת {address} מחזיקה {share} מזה.',
    wants: '{who} שהכתובת {address} רוצה את זה.',
    something: '{who} משהו על הכתובת {address}.',
    you: 'שלך',
    hiddenAddress: '{address} (לא כתובת הבית שלך)',
    also: 'גם {who} יודעים שהיא משתתפת.',
    alsoOne: 'גם {who} יודע שהיא משתתפת.',
    since: 'נשמר מאז {time}.',
  },
  verdicts,
  ...findings,
  ...parties,
  ...keeping,
  ...forecast,
} as const;
