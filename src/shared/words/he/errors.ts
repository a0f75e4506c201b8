import type { ErrorCode } from '#shared/contract/errors.ts';

/** For each code: what happened, and what was kept safe or can be done. The compiler asks for every one. */
export const errors = {
  'invalid-input': {
    what: 'Warren לא הצליח להשתמש במה שהוזן.',
    then: 'דבר לא השתנה. יש לבדוק ולנסות שוב.',
  },
  'invalid-torrent': {
    what: 'זה אינו קישור מגנט תקין או קובץ \u200e.torrent תקין.',
    then: 'דבר לא נוסף. יש לבקש עותק חדש במקום שבו נמצא.',
  },
  'unsafe-torrent': {
    what: 'הטורנט הזה מנסה לכתוב מחוץ לתיקייה שלו, ולכן נדחה.',
    then: 'דבר לא נכתב.',
  },
  'unsupported-v2': {
    what: 'הטורנט הזה מסוג חדש יותר (BitTorrent v2), ש-Warren אינו מכיר עדיין.',
    then: 'דבר לא נוסף. מפיצים רבים מציעים גם סוג ישן יותר של אותו טורנט.',
  },
  'not-found': {
    what: 'ההעברה הזאת אינה קיימת עוד.',
    then: 'אולי הוסרה מחלון אחר.',
  },
  'ambiguous-id': {
    what: 'יותר מהעברה אחת מתאימה לשם הזה.',
    then: 'דבר לא השתנה. יש לציין עוד מתחילת השם.',
  },
  'already-there': {
    what: 'ההעברה הזאת כבר אצלך.',
    then: 'היא נשארה כפי שהיא.',
  },
  'no-metadata-yet': {
    what: 'רשימת הקבצים עדיין לא הגיעה.',
    then: 'היא מגיעה מאחרים שיש להם את זה. יש לנסות שוב בעוד רגע.',
  },
  'path-missing': {
    what: 'אין קובץ או תיקייה כאלה.',
    then: 'דבר לא השתנה. יש לבדוק את הנתיב; האם הכונן מחובר?',
  },
  'drive-away': {
    what: 'הכונן עם הקובץ הזה אינו כאן.',
    then: 'דבר ממנו לא אבד. יש לחבר את הכונן; הכול ימשיך מעצמו.',
  },
  'not-writable': {
    what: 'אסור ל-Warren לכתוב בתיקייה הזאת.',
    then: 'דבר לא נכתב. יש לבחור תיקייה אחרת, או להתיר כתיבה שם.',
  },
  'not-readable': {
    what: 'אסור ל-Warren לקרוא את הקובץ או את התיקייה הזאת.',
    then: 'דבר לא השתנה. יש להתיר קריאה, או לבחור משהו אחר.',
  },
  'disk-full': {
    what: 'הדיסק מלא.',
    then: 'מה שהגיע נשמר. יש לפנות מקום, ואז להמשיך.',
  },
  'port-taken': {
    what: 'תוכנה אחרת משתמשת בפורט הזה.',
    then: 'יש לבחור פורט אחר, או 0 כדי שהמערכת תבחר.',
  },
  'already-running': {
    what: 'Warren כבר פועל עם הנתונים האלה.',
    then: 'יש להשתמש בחלון הפתוח.',
  },
  'not-running': {
    what: 'Warren אינו פועל.',
    then: 'יש להפעיל אותו ואז לנסות שוב.',
  },
  'engine-down': {
    what: 'החלק של Warren שמדבר עם הרשת נעצר.',
    then: 'הוא מופעל מחדש; ההעברות והקבצים שלך נשמרים.',
  },
  'profile-in-use': {
    what: 'יש העברות שמשתמשות ברשת הזאת.',
    then: 'דבר לא הוסר. יש להעביר אותן קודם לרשת אחרת.',
  },
  'interface-missing': {
    what: 'ממשק הרשת הזה אינו כאן.',
    then: 'דבר אינו יוצא בדרך אחרת. יש להפעיל את ה-VPN, או לבחור ממשק אחר.',
  },
  'catalog-damaged': {
    what: 'רשימת ההעברות פגומה.',
    then: 'הקבצים שלך לא נפגעו. Warren שומר עותק של הרשימה הפגומה.',
  },
  'catalog-too-new': {
    what: 'רשימת ההעברות נכתבה בגרסה חדשה יותר של Warren.',
    then: 'היא לא השתנתה. יש לעדכן את Warren כדי לפתוח אותה.',
  },
  'settings-too-new': {
    what: 'ההגדרות נכתבו בגרסה חדשה יותר של Warren.',
    then: 'הן לא השתנו. יש לעדכן את Warren כדי להשתמש בהן.',
  },
  unauthorised: {
    what: 'Warren אינו מכיר את החלון הזה.',
    then: 'יש לפתוח את הקישור ש-Warren הדפיס בהפעלה.',
  },
  'too-many-requests': {
    what: 'התבקש יותר מדי בבת אחת.',
    then: 'יש להמתין רגע ואז לנסות שוב.',
  },
  cancelled: {
    what: 'הפעולה בוטלה.',
    then: 'דבר לא השתנה.',
  },
  disconnected: {
    what: 'החיבור אל Warren אבד.',
    then: 'מה שהוזן נשמר כאן. יש לנסות שוב כשיחזור.',
  },
  internal: {
    what: 'משהו השתבש בתוך Warren.',
    then: 'הקבצים שלך לא נפגעו. ביומן יש עוד.',
  },
} as const satisfies Record<ErrorCode, { readonly what: string; readonly then: string }>;
