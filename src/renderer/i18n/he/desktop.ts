import type { DesktopSettings, NewsKind } from '#shared/contract/desktop-settings.ts';

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
  news: 'להודיע לי כש-Warren אינו בחזית',
  notifies: {
    finished: 'הורדה הסתיימה',
    failed: 'העברה או חלק הרשת נעצרו מעצמם',
    network: 'רשת נסגרה או נפתחה שוב',
    exposure: 'אחרים רואים משהו שהיה אמור להיות מוסתר',
  } satisfies Record<NewsKind, string>,
} as const;
