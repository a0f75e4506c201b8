import type { Notice } from '#shared/contract/api.ts';

export const notices = {
  label: 'הודעות',
  more: 'ועוד אחת | ועוד שתיים | ועוד {count}',
  dismissAll: 'הסתרת הכול',
  show: 'הצגה',
  dismissNamed: 'הסתרה: {what}',
  title: {
    'engine-restarted': 'חלק הרשת הופעל מחדש',
    'engine-failed': 'חלק הרשת אינו עולה',
    'settings-set-aside': 'לא ניתן היה לקרוא את ההגדרות',
    'catalog-restored': 'רשימת ההעברות שוחזרה',
    'catalog-set-aside': 'לא ניתן היה לקרוא את רשימת ההעברות',
    'library-restored': 'הספרייה שוחזרה',
    'library-set-aside': 'לא ניתן היה לקרוא את הספרייה',
    'folder-not-watched': 'אחת התיקיות אינה במעקב רציף',
    'scan-failed': 'סריקת תיקייה לא הגיעה לסופה',
    'listen-port-taken': 'הפורט בשימוש של תוכנה אחרת',
    'torrent-finished': 'הושלמה',
    'torrent-failed': 'העברה נעצרה',
    'profile-shut': 'רשת נסגרה',
    'profile-open': 'רשת פתוחה שוב',
    'left-the-door': 'חיבור לא היה קשור לרשת שלו, ולכן כל החיבורים נותקו',
  } satisfies Record<Notice['code'], string>,
} as const;
