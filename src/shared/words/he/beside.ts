import type { NewsKind } from '#shared/contract/desktop-settings.ts';
import type { Shield } from '#shared/contract/exposure.ts';
import type { TorrentState } from '#shared/domain/torrent-state.ts';
import type { ShortcutWish } from '#shared/contract/shell.ts';
import type { Ending } from '#shared/contract/when-done.ts';

/** What the desktop app says beside its page: in the tray, in notifications, in menus and questions of the system. */
export const beside = {
  tray: {
    open: 'פתיחת Warren',
    pauseAll: 'השהיית הכול',
    resumeAll: 'המשך הכול',
    events: 'אירועים אחרונים',
    quit: 'יציאה מ-Warren',
    nothing: 'דבר אינו בדרך',
    /** Listed one after another. */
    transfers: {
      downloading: 'אחת בהורדה | שתיים בהורדה | {count} בהורדה',
      seeding: 'אחת בהפצה | שתיים בהפצה | {count} בהפצה',
      checking: 'אחת בבדיקה | שתיים בבדיקה | {count} בבדיקה',
      queued: 'אחת בהמתנה | שתיים בהמתנה | {count} בהמתנה',
      paused: 'אחת מושהית | שתיים מושהות | {count} מושהות',
      blocked: 'אחת חסומה | שתיים חסומות | {count} חסומות',
      missing: 'אחת שקבצים שלה חסרים | שתיים שקבצים שלהן חסרים | {count} שקבצים שלהן חסרים',
      error: 'אחת שנעצרה בגלל שגיאה | שתיים שנעצרו בגלל שגיאה | {count} שנעצרו בגלל שגיאה',
    } satisfies Record<TorrentState, string>,
    shield: {
      unknown: 'עדיין לא היה קשר עם איש',
      hidden: 'איש אינו רואה כתובת של המחשב הזה',
      open: 'אחרים רואים את הכתובת שלך; הרשת הזאת אינה מסתירה אותה',
      warning: 'יש משהו שכדאי לבדוק',
      alarm: 'נראה משהו שהיה אמור להיות מוסתר',
    } satisfies Record<Shield['state'], string>,
    offline: 'למחשב הזה אין רשת',
    /** A network and how it stands. */
    door: '{profile}: {stands}',
    shut: 'סגורה, דבר אינו יוצא; {why}',
    shutUnknown: 'סגורה, דבר אינו יוצא',
    /** The first line when the pointer rests on the picture. */
    title: {
      paused: 'Warren: בהשהיה',
      protected: 'Warren: מוגן',
      alarm: 'Warren: כדאי לבדוק',
      offline: 'Warren: אין רשת',
    },
  },
  news: {
    dead: 'דבר אינו עונה עוד',
    alive: 'יש שוב תגובה',
    alarm: 'אחרים רואים מה שהיה אמור להיות מוסתר',
    warning: 'יש משהו שכדאי לבדוק',
    many: {
      finished: 'הורדה אחת הושלמה | שתי הורדות הושלמו | {count} הורדות הושלמו',
      failed: 'העברה אחת נעצרה מעצמה | שתי העברות נעצרו מעצמן | {count} העברות נעצרו מעצמן',
      network: 'רשתות השתנו פעם אחת | רשתות השתנו פעמיים | רשתות השתנו {count} פעמים',
      exposure:
        'דבר אחד שכדאי לבדוק: מי רואה אותך | שני דברים שכדאי לבדוק: מי רואה אותך | {count} דברים שכדאי לבדוק: מי רואה אותך',
    } satisfies Record<NewsKind, string>,
    more: 'ועוד אחת | ועוד שתיים | ועוד {count}',
  },
  closing: {
    question: 'להשאיר את Warren פועל כשהחלון נסגר?',
    detail:
      'במגש המערכת הוא ממשיך לשתף ולהוריד. אם אינו נראה שם, יש להפעיל את Warren שוב: החלון יחזור. ניתן לשנות זאת בהגדרות.',
    keep: 'להשאיר פועל',
    quit: 'יציאה',
    cancel: 'ביטול',
  },
  whenDone: {
    title: 'הכול הגיע',
    soon: {
      quit: 'Warren ייסגר בעוד דקה. לחיצה כאן עוצרת את זה.',
      sleep: 'המחשב יעבור לשינה בעוד דקה. לחיצה כאן עוצרת את זה.',
      'shut-down': 'המחשב ייכבה בעוד דקה. לחיצה כאן עוצרת את זה.',
    } satisfies Record<Ending, string>,
  },
  shortcuts: {
    'add-link': 'הוספת קישור…',
    'pause-all': 'השהיית הכול',
    'open-library': 'פתיחת הספרייה',
  } satisfies Record<ShortcutWish, string>,
  unreadable: { what: 'לא ניתן היה לקרוא את ״{name}״.', then: 'דבר לא נוסף.' },
  atLogin: {
    notOn: 'Warren לא יופעל בעת הכניסה למערכת.',
    notOff: 'Warren עדיין יופעל בעת הכניסה למערכת.',
    then: 'המערכת לא אפשרה לשנות את זה ({file}).',
  },
  magnets: {
    notOn: 'קישורי מגנט לא ייפתחו עם Warren.',
    notOnThen: 'המערכת לא אפשרה לשנות את זה. אולי אפשר בהגדרות שלה, תחת תוכנות ברירת המחדל.',
    notOff: 'קישורי מגנט עדיין ייפתחו עם Warren.',
    notOffLinux: 'ב-Linux תוכנה אינה יכולה להחזיר אותם. יש לבחור תוכנה אחרת בהגדרות המערכת.',
    notOffThen: 'המערכת לא אפשרה לשנות את זה. יש לבחור תוכנה אחרת בהגדרות שלה.',
  },
  cannotStart: 'Warren אינו יכול לעלות',
  menu: {
    about: 'על אודות Warren',
    services: 'שירותים',
    hide: 'הסתרת Warren',
    hideOthers: 'הסתרת האחרים',
    showAll: 'הצגת הכול',
    file: 'קובץ',
    closeWindow: 'סגירת החלון',
    edit: 'עריכה',
    undo: 'ביטול פעולה',
    redo: 'ביצוע חוזר',
    cut: 'גזירה',
    copy: 'העתקה',
    paste: 'הדבקה',
    delete: 'מחיקה',
    selectAll: 'בחירת הכול',
    view: 'תצוגה',
    reload: 'טעינת הדף מחדש',
    developerTools: 'כלים למפתחים',
    actualSize: 'גודל רגיל',
    zoomIn: 'הגדלה',
    zoomOut: 'הקטנה',
    fullScreen: 'מסך מלא',
    window: 'חלון',
    minimize: 'מזעור',
    zoomWindow: 'שינוי גודל',
    toFront: 'הבאת הכול קדימה',
  },
} as const;
