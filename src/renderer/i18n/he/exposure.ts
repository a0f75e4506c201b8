/** Who learns what, in sentences that are said before something is added or shared. */
export const exposure = {
  address: 'את הכתובת {address} | את הכתובות {address} | את הכתובות {address}',
  addressOutside: 'את הכתובת החיצונית של {interface}',
  addressOwn: 'את כתובת המחשב הזה',
  tunnel: 'הספק שלך רואה מנהרה מוצפנת בלבד.',
  bound: 'הכול עובר דרך {interface} ובשום דרך אחרת.',
  lan: 'דבר אינו יוצא מהרשת של {interface}.',
  proxy: 'הכול עובר דרך {proxy} ובשום דרך אחרת. מי שמפעיל אותו רואה מה מבקשים ממנו.',
  open: 'דבר אינו מסתיר את הכתובת: ״{profile}״ משתמש בכל רשת של המחשב הזה.',
  shut: 'דבר אינו יוצא כעת: {why}. זה יתחיל כשהרשת תחזור.',
  shutUnknown: 'דבר אינו יוצא כעת. זה יתחיל כשהרשת תחזור.',
} as const;
