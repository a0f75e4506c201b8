/** As a file names a language; null: it does not. `und` is the field's word for nobody knows. */
export function languageOf(code: string | undefined): string | null {
  const clean = code?.trim() ?? '';
  return clean !== 'und' && /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/u.test(clean) ? clean : null;
}
