import type { DenialReason, Observer } from '#shared/contract/engine-door.ts';
import type { DoorEvent, ProfileStatus, ShutReason } from '#shared/contract/network.ts';
import type { InterfaceKind } from '#shared/domain/network-interface.ts';

/** What can be said of a network profile's door, wherever it is said. */
export const doors = {
  look: {
    protected: 'מוגנת',
    unverified: 'טרם נבדקה',
    dead: 'אין תגובה',
    shut: 'סגורה',
    open: 'פתוחה',
  },
  /** The same in a few words more, beside its name. */
  hint: {
    protected: 'מוגנת, דרך {interface}',
    unverified: 'טרם נבדקה, דרך {interface}',
    dead: 'אין תגובה דרך {interface}',
    shut: 'סגורה: דבר אינו יוצא',
    open: 'כל רשת',
  },
  shut: {
    'interface-missing': '״{interface}״ איננו',
    'interface-changed': '״{interface}״ נוצר מחדש',
    'interface-down': '״{interface}״ כבוי',
    'no-address': 'אין כתובת ל-״{interface}״',
    'no-route': 'שום דרך אינה עוברת ב-״{interface}״',
    'left-the-door': 'חיבור לא היה קשור אל ״{interface}״',
    'cannot-bind': 'לא ניתן לקשור חיבורים אל ״{interface}״',
    'engine-down': 'חלק הרשת נעצר',
    'waits-for-you': 'הרשת חזרה ומחכה לך',
    asleep: 'המחשב ישן',
    'password-missing': 'הסיסמה של הפרוקסי חסרה',
  } satisfies Record<ShutReason, string>,
  denied: {
    'door-closed': 'ניסיון לצאת כשהדלת הייתה סגורה',
    name: 'ניסיון לברר שם דרך המערכת',
    ipv6: 'ניסיון להשתמש ב-IPv6, שאין לפרופיל הזה כאן',
    'no-address': 'ניסיון להשתמש ב-IPv4, שאין לממשק כתובת בשבילו',
    'not-local': 'ניסיון לצאת מהרשת המקומית',
    interface: 'לא ניתן היה לקשור לממשק',
    native: 'ניסיון לעקוף את הדלת',
    proxy: 'ניסיון לצאת בדרך שאין לפרוקסי (UDP)',
  } satisfies Record<DenialReason, string>,
  off: {
    webrtc: 'עמיתים בדפדפנים (WebRTC)',
    utp: 'uTP',
    ipv6: 'IPv6',
    dht: 'המדריך הציבורי (DHT)',
    'udp-trackers': 'טראקרים ב-UDP',
    lan: 'רשת מקומית',
    listening: 'חיבורים מאחרים',
  } satisfies Record<ProfileStatus['off'][number], string>,
  offWhy: {
    webrtc: 'לא ניתן לקשור את החיבורים לממשק, או לשלוח אותם דרך פרוקסי.',
    utp: 'הפרופיל מוותר עליו, או שיש לו פרוקסי. עמיתים נגישים ב-TCP.',
    ipv6: 'הפרופיל מוותר עליו, או שאין לממשק כתובת בשבילו.',
    dht: 'פרוקסי אינו מעביר אותו (UDP).',
    'udp-trackers': 'פרוקסי אינו מעביר אותם. אלה שב-HTTP וב-HTTPS נשאלים.',
    lan: 'פרוקסי אינו מעביר אותה (UDP).',
    listening: 'דרך פרוקסי איש אינו יכול להגיע אליך; החיבור יוצא ממך.',
  } satisfies Record<ProfileStatus['off'][number], string>,
  observer: {
    peer: 'עמית אחד | שני עמיתים | {count} עמיתים',
    tracker: 'טראקר אחד | שני טראקרים | {count} טראקרים',
    dht: 'צומת אחד של המדריך הציבורי | שני צמתים של המדריך הציבורי | {count} צמתים של המדריך הציבורי',
    gateway: 'השער | שני שערים | {count} שערים',
  } satisfies Record<Observer, string>,
  event: {
    opened: 'נפתחה',
    shut: 'נסגרה',
    dead: 'אין תגובה',
    alive: 'עונה שוב',
    port: 'פורט',
    denied: 'נעצר',
    'left-the-door': 'לא קשור',
  } satisfies Record<DoorEvent['kind'], string>,
  kind: {
    vpn: 'VPN',
    lan: 'כבל או אלחוט',
    cellular: 'סלולרי',
    loopback: 'המחשב הזה בלבד',
    other: 'אחר',
  } satisfies Record<InterfaceKind, string>,
} as const;
