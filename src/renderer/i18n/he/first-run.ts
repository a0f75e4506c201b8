export const firstRun = {
  label: 'נמצא VPN',
  found: 'נמצא VPN: {interface}.',
  question: 'לשלוח הכול רק דרכו?',
  text: 'ההעברות ישתמשו אז במנהרה הזאת ובשום דבר אחר. אם תיעלם, הן ייעצרו עד שתחזור.',
  which: 'VPN',
  accept: 'רק דרך {interface}',
  notNow: 'לא עכשיו',
  done: 'העברות חדשות עוברות רק דרך {interface}',
} as const;
