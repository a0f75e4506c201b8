import { itemKindNames } from './library.ts';

/** The search over everything. */
export const palette = {
  how: 'מקלידים כדי לחפש. חצים למעלה ולמטה בוחרים, Enter פותח.',
  results: 'תוצאות',
  none: 'שום דבר אינו נקרא ״{text}״.',
  goTo: 'מעבר אל',
  group: { library: 'ספרייה', transfers: 'העברות', commands: 'פקודות', settings: 'הגדרות' },
  kind: itemKindNames,
  keys: { move: 'בחירה', open: 'פתיחה', play: 'נגינה', close: 'סגירה' },
  to: {
    music: 'מוזיקה',
    artists: 'אמנים',
    tracks: 'רצועות',
    video: 'וידאו',
    shows: 'סדרות',
    lists: 'רשימות',
    transfers: 'העברות',
    privacy: 'פרטיות',
    settings: 'הגדרות',
  },
  do: {
    add: 'הוספת טורנט…',
    share: 'שיתוף קובץ או תיקייה…',
    addFolder: 'הוספת תיקייה לספרייה…',
    scan: 'סריקת הספרייה',
    newList: 'רשימה חדשה…',
    newRule: 'רשימה חדשה לפי כלל…',
    shortcuts: 'קיצורי מקלדת',
  },
} as const;
