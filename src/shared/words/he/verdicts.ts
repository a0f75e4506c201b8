import type { VerdictCode } from '#shared/domain/exposure/verdict.ts';

/** What follows from what others learned, by its code. */
export const verdicts = {
  'home-address-seen':
    'כתובת הבית שלך {addresses} נראית, אף ש-״{profile}״ אמור להסתיר אותה. מספר הפעמים שצוינה: {sayers}.',
  'ipv6-beside-tunnel': 'אחרים רואים את כתובת ה-IPv6 {addresses}, שאינה עוברת דרך ״{interface}״.',
  'name-asked-outside':
    'השם {names} נשאל אצל {resolvers} מחוץ ל-״{interface}״: מי שמפעיל אותו יודע אל מי רצית להגיע.',
  'private-in-dht': 'הטורנט הזה פרטי, אבל נאמר לצמתים של המדריך הציבורי (DHT) שהוא אצלך. מספרם: {nodes}.',
  'addresses-disagree':
    'אחרים אינם מסכימים על הכתובת שלך: הם ציינו את {addresses}. אחת מהן שגויה, או שמשהו עוקף את ״{profile}״.',
  'passkey-over-http': 'המפתח שלך אצל {hosts} עובר ברשת ללא הצפנה: מי שקורא אותו יכול להתחזות אליך.',
  'plain-text-peers':
    'עמיתים מדברים איתך ללא הצפנה, במספר {peers}: מי שמפעיל את {network} יכול לקרוא מה מועבר.',
  'tracker-over-http':
    'טראקרים נשאלים ללא הצפנה ({hosts}): מי שמפעיל את {network} יכול לקרוא איזה טורנט אצלך.',
  'linkable-peer-id':
    'עמיתים וטראקרים יכולים לדעת שיש לך חלק גם בטורנטים אחרים ({torrents}): כולם מציגים אותו מזהה עמית.',
  'linkable-port':
    'עמיתים וטראקרים יכולים לנחש שיש לך חלק גם בטורנטים אחרים ({torrents}): כולם משתמשים באותו פורט.',
  'address-in-the-open':
    'כל מי שברשימה הזאת יכול לראות את הכתובת שלך {addresses}: ״{profile}״ אינו מסתיר אותה.',
  'last-seeder': 'רק אצלך נמצא כל זה: לא נראה אף אחד אחר שיכול לתת אותו.',
} satisfies Record<VerdictCode, string>;
