export const firstRun = {
  label: 'נמצא VPN',
  found: 'נמצא VPN: {interface}.',
  question: 'לשלוח הכול רק דרכו?',
  text: 'ההעברות ישתמשו אז במנהרה הזאת ובשום דבר אחר. אם תיעלם, הן ייעצרו עד שתחזור.',
  which: 'VPN',
  accept: 'רק דרך {interface}',
  notNow: 'לא עכשיו',
  done: 'העברות חדשות עוברות רק דרך {interface}',
  folders: {
    label: 'תיקיות המוזיקה והסרטונים שלך',
    found: 'נמצא המקום של המוזיקה והסרטונים שלך.',
    question: 'לצרף אותן לספרייה?',
    text: 'Warren רק מביט בהן, אינו משנה בהן דבר ואינו מספר לאיש.',
    add: 'הוספת {path}',
    done: '{path} נמצאת עכשיו בספרייה',
  },
} as const;
