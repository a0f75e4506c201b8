import type { Remedy } from '#shared/domain/exposure/verdict.ts';

/** What was found, worst first, and what can be done about it. */
export const findings = {
  findings: {
    label: 'מה נובע מזה',
    more: 'הצגת ממצא קטן אחד | הצגת שני ממצאים קטנים | הצגת {count} ממצאים קטנים',
    ofTorrent: 'על ״{name}״',
    ofProfile: 'על כל העברה של ״{profile}״',
    severity: { alarm: 'אזעקה', warning: 'אזהרה', info: 'טוב לדעת' },
  },
  remedies: {
    do: {
      'change-profile': 'החלפת הרשת…',
      'require-encryption': 'דרישת הצפנה…',
      'turn-dht-off': 'כיבוי המדריך הציבורי…',
      'turn-trackers-off': 'כיבוי הטראקרים…',
      'turn-ipv6-off': 'כיבוי IPv6…',
      'new-identity': 'זהות חדשה…',
      'identity-per-torrent': 'זהות אחרת לכל העברה…',
      ban: 'בחירה את מי לחסום',
      pause: 'השהיה',
    } satisfies Record<Remedy, string>,
    text: {
      'change-profile': 'החיבורים דרך הרשת הנוכחית ינותקו. מי שמכיר אותך שם עדיין יודע מה שנודע לו.',
      'require-encryption':
        'כל ההעברות של ״{profile}״ ידברו אז רק עם עמיתים שיכולים להצפין. חלקם יישארו בחוץ.',
      'turn-dht-off': 'ההעברות של ״{profile}״ ימצאו אז אנשים רק דרך טראקרים ועמיתים אחרים.',
      'turn-trackers-off': 'שום העברה של ״{profile}״ לא תשאל עוד טראקר. העברות פרטיות לא ימצאו אז איש.',
      'turn-ipv6-off': 'ההעברות של ״{profile}״ ישתמשו אז רק ב-IPv4.',
      'new-identity':
        'כל החיבורים של ההעברה הזאת ינותקו, והיא תתחיל מחדש עם מזהה עמית אחר, ואם אין שימוש נוסף בהם גם עם פורט ומזהה DHT אחרים. מי שיודע את הכתובת שלה עדיין יודע.',
      'identity-per-torrent': 'כל העברה של ״{profile}״ תציג אז מזהה עמית משלה. חיבורים פעילים יתחילו מחדש.',
    },
    confirm: {
      'change-profile': 'החלפה',
      'require-encryption': 'דרישה',
      'turn-dht-off': 'כיבוי',
      'turn-trackers-off': 'כיבוי',
      'turn-ipv6-off': 'כיבוי',
      'new-identity': 'התחלה מחדש',
      'identity-per-torrent': 'אישור',
    },
    done: 'בוצע: {what}',
    renewed: 'התחילה מחדש; הוחלפו: {what}',
    identity: { 'peer-id': 'מזהה עמית', port: 'פורט', 'dht-id': 'מזהה DHT' },
    network: 'רשת',
  },
} as const;
