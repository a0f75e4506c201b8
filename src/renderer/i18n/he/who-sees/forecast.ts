/** Before something is added: who would learn what. */
export const forecast = {
  forecast: {
    title: 'למי ייוודע מה',
    learns: 'ייוודע: {what}',
    plain: 'לא מוצפן',
    mixed: 'אחד לא מוצפן | שניים לא מוצפנים | {count} לא מוצפנים',
    withKey: 'עם המפתח שלך',
    peers: 'העמיתים שבדרך',
    dht: 'המדריך הציבורי (DHT)',
    lan: 'מכשירים ברשת המקומית',
    operator: 'מי שמפעיל את {network}',
    operatorAny: 'מי שמפעיל את הרשת שלך',
    stun: 'שרתי STUN',
    other: 'עם רשת אחרת',
    without: 'בלי {who}',
    added: 'ובנוסף {who}',
    same: 'אותם גורמים',
    use: 'בחירה',
    choose: 'בחירה: ״{profile}״',
    choseProfile: 'רשת: {profile}',
  },
} as const;
