import { chmodSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { pino } from 'pino';
import { AppError } from '#shared/contract/errors.ts';
import type { Logger } from '../ports/logger.ts';

/** Above this the log begins anew; the one before is kept beside. */
const maxBytes = 5 * 1024 * 1024;

/**
 * JSON lines. Fields are safe by type (../ports/logger.ts), so the file may be handed to a stranger who helps.
 * @throws AppError `not-writable`
 */
export function openLogFile(path: string, level: 'debug' | 'info' = 'info'): Logger {
  makeFolder(dirname(path));
  if (existsSync(path) && statSync(path).size > maxBytes) renameSync(path, `${path}.1`);
  // Synchronous: what happened right before a crash is what one looks for.
  const destination = pino.destination({ dest: path, sync: true });
  chmodSync(path, 0o600);
  const log = pino({ level, base: null }, destination);
  return {
    debug: (event, fields = {}) => log.debug(fields, event),
    info: (event, fields = {}) => log.info(fields, event),
    warn: (event, fields = {}) => log.warn(fields, event),
    error: (event, fields = {}) => log.error(fields, event),
  };
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new AppError('not-writable', `The data folder ${folder} cannot be used.`, { cause: error });
  }
}
