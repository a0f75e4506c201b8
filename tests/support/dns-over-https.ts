import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { decode, encode } from 'dns-packet';

/** A resolver that is asked by HTTPS (RFC 8484) on loopback, with a certificate for its address. */
export interface DnsOverHttps extends AsyncDisposable {
  readonly url: string;
  /** For NODE_EXTRA_CA_CERTS: nobody else trusts it. */
  readonly certificateFile: string;
  /** Names that were asked for, in order. */
  readonly asked: readonly string[];
}

/** @param folder for its key and certificate */
export async function startDnsOverHttps(
  folder: string,
  known: Readonly<Record<string, string | readonly string[]>>,
): Promise<DnsOverHttps> {
  const [keyFile, certificateFile] = [join(folder, 'dns.key'), join(folder, 'dns.crt')];
  const wanted = [
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-days',
    '2',
    '-subj',
    '/CN=dns',
  ];
  const files = ['-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', keyFile, '-out', certificateFile];
  execFileSync('openssl', ['req', '-x509', ...wanted, ...files], { stdio: 'ignore' });
  const asked: string[] = [];
  const [key, cert] = await Promise.all([readFile(keyFile), readFile(certificateFile)]);
  const server = createServer({ key, cert }, (request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { id = 0, questions = [] } = decode(Buffer.concat(parts));
      const [question] = questions;
      if (question === undefined) return response.writeHead(400).end();
      asked.push(question.name);
      const addresses = question.type === 'A' ? [known[question.name] ?? []].flat() : [];
      const answers = addresses.map((data) => ({ type: 'A' as const, name: question.name, ttl: 60, data }));
      response.writeHead(200, { 'content-type': 'application/dns-message' });
      return response.end(encode({ type: 'response', id, questions, answers }));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // TCP and listening
  return {
    url: `https://127.0.0.1:${port}/dns-query`,
    certificateFile,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
