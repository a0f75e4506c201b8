declare const safe: unique symbol;

/** Text that has been judged fit for a log file: never a title, a path, a peer or an address. */
export type SafeText = string & { readonly [safe]: true };
export type LogFields = Readonly<Record<string, number | boolean | SafeText>>;

/** Only literals written in our source can be labels; a `string` variable does not compile. */
export function label<T extends string>(text: string extends T ? never : T): SafeText {
  return text as unknown as SafeText; // the only cast to SafeText beside logRef
}

/** The class and code of an error, which say where to look and nothing about whom. */
export function errorLabel(error: unknown): SafeText {
  const name = error instanceof Error ? error.name : typeof error;
  const code = error instanceof Error && 'code' in error ? `/${String(error.code)}` : '';
  return `${name}${code}`.replace(/[^\w/-]/gu, '').slice(0, 60) as SafeText; // names of classes and codes only
}

/** `error` = the user lost something, `warn` = we coped, `info` = the user did something, `debug` = the rest. */
export interface Logger {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}
