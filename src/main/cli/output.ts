import { AppError, toWireError } from '#shared/contract/errors.ts';

/** Where a command's answer goes: text for a person, or one JSON document for a program. */
export interface Output {
  readonly isJson: boolean;
  /** @param asText what a person reads instead of the JSON */
  print(value: unknown, asText: string): void;
  /** Shown while something takes long; programs do not see it. */
  progress(text: string): void;
}

export function makeOutput({ isJson }: { readonly isJson: boolean }): Output {
  return {
    isJson,
    print(value, asText) {
      process.stdout.write(isJson ? `${JSON.stringify(value)}\n` : `${asText}\n`);
    },
    progress(text) {
      if (!isJson && process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${text}`);
    },
  };
}

/** The error document of `--json`, else a sentence. */
export function printError(error: unknown, isJson: boolean): void {
  const wire = toWireError(error);
  const sentence =
    error instanceof AppError ? wire.message : error instanceof Error ? error.message : String(error);
  process.stderr.write(isJson ? `${JSON.stringify({ error: wire })}\n` : `warren: ${sentence}\n`);
}
