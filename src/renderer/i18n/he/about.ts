export const about = {
  version: 'Warren {version}. הרישיון שלו: MIT.',
  madeWith: 'Warren נשען על עבודתם של רבים אחרים, שהתירו לכולם להשתמש בה.',
  licences: 'רישיונות…',
  licencesTitle: 'רישיונות',
  licencesText: 'ממה Warren עשוי, ובאילו תנאים.',
  filter: 'סינון לפי שם או רישיון',
  count: 'חבילה אחת | שתי חבילות | {count} חבילות',
  none: 'אין דבר בשם הזה',
  electron:
    'החלון הזה הוא Electron ובתוכו Chromium. הרישיונות שלהם נמצאים ליד התוכנה, בקבצים LICENSE.electron.txt ו-LICENSES.chromium.html.',
} as const;
