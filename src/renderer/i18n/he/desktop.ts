import type { BatteryRule, DesktopSettings, NewsKind } from '#shared/contract/desktop-settings.ts';
import type { Ending } from '#shared/contract/when-done.ts';

/** What Warren does beside its window; only the desktop app has it. */
export const desktop = {
  title: 'המחשב הזה',
  whenClosed: 'כשסוגרים את החלון',
  whenClosedHint: 'במגש המערכת Warren ממשיך לשתף ולהוריד.',
  closing: {
    ask: 'לשאול אותי',
    tray: 'להמשיך לפעול במגש',
    quit: 'לצאת מ-Warren',
  } satisfies Record<DesktopSettings['whenClosed'], string>,
  startsAtLogin: 'הפעלה בעת הכניסה למחשב',
  startsAtLoginHint: 'בלי חלון: Warren מתחיל במגש המערכת.',
  keepsAwake: 'להשאיר את המחשב ער בזמן העברות',
  keepsAwakeHint: 'המסך רשאי בכל זאת לכבות. כבוי: המחשב ישן כרגיל, וההעברות ממשיכות אחר כך.',
  onBattery: 'כשהמחשב פועל על סוללה',
  onBatteryHint: 'ברגע שהוא מחובר שוב לחשמל, הכול כמו קודם.',
  battery: {
    'carry-on': 'להמשיך כרגיל',
    alternative: 'להשתמש במגבלות החלופיות',
    pause: 'שהכול ימתין',
  } satisfies Record<BatteryRule, string>,
  ending: {
    title: 'כשהכול הגיע',
    hint: 'פעם אחת, עבור מה שבדרך עכשיו ועד אז. שיתוף אינו מעכב את זה. לפני כן Warren סופר לאחור 60 שניות, ואפשר לעצור אותו.',
    nothing: 'להמשיך כרגיל',
    choice: {
      quit: 'לצאת מ-Warren',
      sleep: 'להעביר את המחשב לשינה',
      'shut-down': 'לכבות את המחשב',
    } satisfies Record<Ending, string>,
    waits: {
      quit: 'Warren ייסגר כשהכול יגיע.',
      sleep: 'המחשב יעבור לשינה כשהכול יגיע.',
      'shut-down': 'המחשב ייכבה כשהכול יגיע.',
    } satisfies Record<Ending, string>,
    soon: {
      quit: 'הכול הגיע. Warren ייסגר בעוד {seconds} שנייה. | הכול הגיע. Warren ייסגר בעוד {seconds} שניות. | הכול הגיע. Warren ייסגר בעוד {seconds} שניות.',
      sleep:
        'הכול הגיע. המחשב יעבור לשינה בעוד {seconds} שנייה. | הכול הגיע. המחשב יעבור לשינה בעוד {seconds} שניות. | הכול הגיע. המחשב יעבור לשינה בעוד {seconds} שניות.',
      'shut-down':
        'הכול הגיע. המחשב ייכבה בעוד {seconds} שנייה. | הכול הגיע. המחשב ייכבה בעוד {seconds} שניות. | הכול הגיע. המחשב ייכבה בעוד {seconds} שניות.',
    } satisfies Record<Ending, string>,
    refused: {
      quit: 'לא ניתן היה לסגור את Warren.',
      sleep: 'המערכת לא אפשרה למחשב לעבור לשינה. הכול ממשיך.',
      'shut-down': 'המערכת לא אפשרה לכבות את המחשב. הכול ממשיך.',
    } satisfies Record<Ending, string>,
    takeBack: 'לעצור את זה',
    understood: 'בסדר',
  },
  opensMagnets: 'לפתוח קישורי מגנט עם Warren',
  opensMagnetsHint:
    'הבקשה נשלחת למערכת עכשיו, ולא שוב: תוכנה שתיקח אותם אחר כך תשמור אותם. עבור קובצי \u200e.torrent בוחרים את Warren ב״פתיחה באמצעות״ במנהל הקבצים.',
  offersClipboard: 'להציע קישורי מגנט שמעתיקים',
  offersClipboardHint: 'מביט בלוח ההעתקה כשהחלון הזה עולה לחזית. כבוי: הלוח אינו נקרא. מה שנקרא נשאר כאן.',
  news: 'להודיע לי כש-Warren אינו בחזית',
  notifies: {
    finished: 'הורדה הסתיימה',
    failed: 'העברה או חלק הרשת נעצרו מעצמם',
    network: 'רשת נסגרה או נפתחה שוב',
    exposure: 'אחרים רואים משהו שהיה אמור להיות מוסתר',
  } satisfies Record<NewsKind, string>,
} as const;
