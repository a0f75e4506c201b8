import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What a server shows by TLS, and the key that proves it. */
export interface Identity {
  readonly key: Buffer;
  readonly cert: Buffer;
}

/** @param file where its certificate is put, for those who are to trust it; the key goes beside it */
export function makeIdentity(file: string, name: string): Identity {
  const keyFile = `${file}.key`;
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const names = ['-subj', '/CN=a bed', '-addext', `subjectAltName=DNS:${name}`];
  const files = ['-keyout', keyFile, '-out', file];
  execFileSync('openssl', ['req', '-x509', ...kind, ...names, ...files], { stdio: 'ignore' });
  return { key: readFileSync(keyFile), cert: readFileSync(file) };
}
