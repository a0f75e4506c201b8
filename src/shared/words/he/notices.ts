import type { Notice } from '#shared/contract/notice.ts';
import type { GoalAction } from '#shared/domain/seeding/goal.ts';

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
    'goal-met': 'יעד הפצה הושג',
    'profile-shut': 'רשת נסגרה',
    'profile-open': 'רשת פתוחה שוב',
    'left-the-door': 'חיבור לא היה קשור לרשת שלו, ולכן כל החיבורים נותקו',
  } satisfies Record<Notice['code'], string>,
  /** The same told in full; of a code that is not here only the core knows, and says it in English. */
  text: {
    'engine-restarted': 'הוא נעצר במפתיע. הוא הופעל מחדש; ההעברות שלך ממשיכות מעצמן.',
    'engine-failed': 'הוא נעצר שוב ושוב. דבר לא אבד; Warren מנסה שוב בכל חצי דקה.',
    'listen-port-taken':
      'פורט {wanted} בשימוש של תוכנה אחרת; עמיתים מגיעים אל Warren בפורט {port} עד ההפעלה הבאה.',
    'torrent-finished': 'ההורדה של {name} הושלמה.',
    'torrent-failed': '{name}: {why}',
    'profile-shut':
      '״{profile}״: {why}. העברה אחת עומדת; דבר אינו יוצא, ודבר לא אבד. | ״{profile}״: {why}. שתי העברות עומדות; דבר אינו יוצא, ודבר לא אבד. | ״{profile}״: {why}. {count} העברות עומדות; דבר אינו יוצא, ודבר לא אבד.',
    'profile-open': '״{profile}״ פתוח שוב, דרך ״{interface}״. ההעברות שלו ממשיכות מעצמן.',
    'settings-set-aside':
      'הן הועברו הצידה בשם {file}, ו-Warren מתחיל עם ההגדרות הרגילות. ההעברות ממתינות עד שתיבחר רשת לכל אחת; ״{profile}״ מאפשר להן כל רשת.',
    'catalog-restored':
      'היא הייתה פגומה והועברה הצידה בשם {file}; הגיבוי האחרון בא במקומה. ייתכן שיהיה צורך להוסיף שוב טורנטים שנוספו מאז.',
    'catalog-set-aside':
      'היא הייתה פגומה והועברה הצידה בשם {file}, ו-Warren מתחיל עם רשימה ריקה. קובצי ה-torrent של הטורנטים שלך עדיין בתיקיית הנתונים.',
    'library-restored': 'היא הייתה פגומה והועברה הצידה בשם {file}; הגיבוי האחרון בא במקומה.',
    'library-set-aside':
      'היא הייתה פגומה והועברה הצידה בשם {file}, ו-Warren מתחיל עם ספרייה ריקה: יש להוסיף שוב את התיקיות. הקבצים עצמם נשארו כפי שהיו.',
    'folder-not-watched': '{path} נבדקת בכל עשר דקות. {cause}',
    'scan-failed': 'לא ניתן היה לסרוק את {path} עד הסוף. מה שנקרא נשמר.',
    'goal-met': 'ההעברה {name} הגיעה ליעד ההפצה שלה. {consequence}',
  } satisfies Partial<Record<Notice['code'], string>>,
  /** Where a kind of notice has more than one thing to say. */
  settingsRestored: 'הן הועברו הצידה בשם {file}; במקומן באו אלה שנשמרו אחרונות.',
  goal: {
    pause: 'היא הושהתה; יש להמשיך אותה כדי שתמשיך.',
    limit: 'היא ממשיכה עם הגבלת העלאה נמוכה.',
    remove: 'היא אינה עוד ברשימה; הקבצים שלה נשמרו.',
  } satisfies Record<GoalAction, string>,
  notWatched: {
    tooMany: 'יש בה יותר תיקיות ממה שניתן לעקוב אחריו.',
    silent: 'הכונן שלה אינו מודיע על שינויים.',
  },
} as const;
