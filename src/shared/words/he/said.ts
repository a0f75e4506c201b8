import type { DoorSentence } from '#shared/contract/door-sentences.ts';

/** What the core says of doors, by its name there. */
export const said = {
  // Warnings of a profile.
  'split-route':
    'מה ש-Warren שולח עובר רק דרך ״{interface}״. אבל המערכת עצמה עשויה לענות לעמית שכבר אינו מחובר, בשם {addresses}, והמנות האלה היו יוצאות דרך {through}: הספק שלך היה יכול לראות אל מי. השורות האלה מונעות זאת, עד שהמחשב יופעל מחדש או שה-VPN ייצור את המנהרה מחדש:',
  'not-verified-on-this-system':
    'איש לא הפעיל עדיין את בדיקת הדליפות במערכת ההפעלה הזאת. יש להפעיל אותה ולראות מה היא אומרת.',
  'no-dns': 'לא ידוע שרת DNS עבור ״{interface}״: לא ניתן להגיע לטראקרים שניתנו בשם. יש להגדיר שרת בפרופיל.',

  // Events at a door.
  opened: 'פתוחה דרך ״{interface}״.',
  'shut-interface-missing': '״{interface}״ איננו.',
  'shut-interface-changed': '״{interface}״ נוצר מחדש.',
  'shut-interface-down': '״{interface}״ כבוי.',
  'shut-no-address': '״{interface}״ איבד את הכתובת שלו.',
  'shut-no-route': 'הדרך שעוברת ב-״{interface}״ איננה.',
  'shut-left-the-door': 'חיבור לא היה קשור אל ״{interface}״. כל החיבורים נותקו.',
  'shut-cannot-bind': 'במחשב הזה לא ניתן לקשור חיבורים אל ״{interface}״.',
  'shut-engine-down': 'חלק הרשת נעצר.',
  'shut-waits-for-you': 'הרשת חזרה. היא תיפתח כשהעברה תמשיך.',
  'shut-asleep': 'המחשב ישן. זה ייפתח אחרי שהרשת תיבדק מחדש.',
  'shut-password-missing': 'אי אפשר לפתוח את סיסמת הפרוקסי במחשב הזה. יש להזין אותה מחדש בפרופיל.',
  dead: 'דבר אינו עונה דרכה עוד.',
  alive: 'היא עונה שוב.',
  port: 'אחרים מגיעים אליה בפורט {port}.',
  'denied-door-closed': 'משהו רצה לצאת כשהדלת הייתה סגורה, ונעצר.',
  'denied-name': 'משהו רצה לברר שם דרך המערכת, ונעצר.',
  'denied-ipv6': 'משהו רצה להשתמש ב-IPv6, שאין לפרופיל הזה כאן, ונעצר.',
  'denied-no-address': 'משהו רצה להשתמש ב-IPv4, שאין לממשק כתובת בשבילו, ונעצר.',
  'denied-not-local': 'משהו רצה לצאת מהרשת המקומית, ונעצר.',
  'denied-interface': 'משהו לא ניתן היה לקשור לממשק, ונעצר.',
  'denied-native': 'משהו רצה לעקוף את הדלת, ונעצר.',
  'denied-proxy': 'משהו רצה לצאת ב-UDP, שהפרוקסי אינו מעביר, ונעצר.',

  // Checks of the leak test.
  'check-open': '״{profile}״ מתיר כל רשת: הכול יוצא כמו שהמחשב הזה שולח כל דבר אחר.',
  'check-open-seen':
    '״{profile}״ מתיר כל רשת: הכול יוצא כמו שהמחשב הזה שולח כל דבר אחר. אחרים רואים את {addresses}.',
  'check-tied': 'כל חיבור קשור אל ״{interface}״, מהכתובת {addresses}.',
  'check-route': 'גם הדרכים של המחשב עצמו עוברות ב-״{interface}״.',
  'check-no-route': 'שום דרך אינה עוברת ב-״{interface}״ מעצמה; החיבורים של Warren קשורים אליו בכל זאת.',
  'check-kernel': 'מה שהמערכת עצמה עונה לעמיתים הולך באותה דרך.',
  'check-kernel-unknown': 'מערכת ההפעלה הזאת אינה אומרת באיזו דרך הולכות התשובות שלה לעמיתים.',
  'check-sockets': 'כל {sockets} הפתוחים קשורים לממשק.',
  'check-sockets-unknown': 'מערכת ההפעלה הזאת אינה אומרת למה קשור חיבור.',
  'check-sockets-leak': '{unexplained} מתוך {sockets} אינם קשורים לממשק. כולם נותקו.',
  'check-native': 'עמיתים בדפדפנים (WebRTC) כבויים: לא ניתן היה לקשור אותם לממשק.',
  'check-native-leak': 'עמיתים בדפדפנים (WebRTC) פועלים ועוקפים את הממשק.',
  'check-ipv6-off': 'IPv6 כבוי בפרופיל הזה.',
  'check-ipv6': 'IPv6 יוצא רק מהכתובת {addresses}.',
  'check-ipv6-none': 'אין לממשק כתובת IPv6, ולכן אין שימוש ב-IPv6.',
  'check-dns': 'שמות נשאלים אצל {server} דרך הממשק; התשובה הגיעה תוך \u2066{milliseconds} ms\u2069.',
  'check-dns-silent': 'שמות היו נשאלים אצל {server} דרך הממשק; אין משם תשובה.',
  'check-dns-nobody': 'לא ידוע שרת DNS עבור הממשק, ולכן שום שם אינו מתברר.',
  'check-proxy': 'הכול הולך אל {proxy}, שמברר גם שמות; התשובה הגיעה תוך \u2066{milliseconds} ms\u2069.',
  'check-proxy-silent': 'הכול היה הולך אל {proxy}, שאינו עונה. בלעדיו דבר אינו יוצא.',
  'check-seen': 'אחרים רואים את {addresses}.',
  'check-seen-wrong': 'אחרים רואים את {addresses}, וזו אינה הכתובת של המנהרה.',
  'check-seen-nobody': 'איש לא אמר עדיין איזו כתובת הוא רואה. יש להתחיל העברה ולבדוק שוב.',
} as const satisfies Record<DoorSentence, string>;
