import type { BatteryRule, DesktopSettings, NewsKind } from '#shared/contract/desktop-settings.ts';

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
  opensMagnets: 'לפתוח קישורי מגנט עם Warren',
  opensMagnetsHint:
    'הבקשה נשלחת למערכת עכשיו, ולא שוב: תוכנה שתיקח אותם אחר כך תשמור אותם. עבור קובצי \u200e.torrent בוחרים את Warren ב„פתיחה באמצעות” במנהל הקבצים.',
  offersClipboard: 'להציע קישורי מגנט שמעתיקים',
  offersClipboardHint:
    'מביט בלוח ההעתקה כשהחלון הזה עולה לחזית. כבוי: הלוח אינו נקרא. מה שנקרא נשאר כאן.',
  news: 'להודיע לי כש-Warren אינו בחזית',
  notifies: {
    finished: 'הורדה הסתיימה',
    failed: 'העברה או חלק הרשת נעצרו מעצמם',
    network: 'רשת נסגרה או נפתחה שוב',
    exposure: 'אחרים רואים משהו שהיה אמור להיות מוסתר',
  } satisfies Record<NewsKind, string>,
} as const;
