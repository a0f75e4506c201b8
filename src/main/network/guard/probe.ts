import type { InterfaceBinding, Probe } from '#shared/contract/engine-door.ts';
import { askOverHttps } from './dns-over-https.ts';
import { askOnce } from './dns-over-udp.ts';
import { ServerAnsweredError, type Question } from './dns-question.ts';

/** Every resolver answers this one itself (RFC 6761), so the question tells nobody anything. */
const question: Question = { name: 'localhost', type: 'A' };

/** Asks the resolvers of a binding, one after the other, until one answers: then the way through the tunnel is open. */
export async function probeResolver(binding: InterfaceBinding | undefined): Promise<Probe> {
  if (binding === undefined) return nobody;
  const { dnsOverHttps, dnsServers } = binding;
  const asked =
    dnsOverHttps === null
      ? dnsServers.map((server) => ({ server, ask: () => askOnce(server, question) }))
      : [{ server: dnsOverHttps, ask: () => askOverHttps(dnsOverHttps, question) }];
  for (const { server, ask } of asked) {
    const started = performance.now();
    const answered = await ask().then(
      () => true,
      // "No such name" and "I do not want to" are answers too.
      (error: unknown) => error instanceof ServerAnsweredError,
    );
    if (answered) return { verdict: 'answered', server, milliseconds: performance.now() - started };
  }
  return asked.length === 0
    ? nobody
    : { verdict: 'silent', server: asked[0]?.server ?? null, milliseconds: null };
}

const nobody: Probe = { verdict: 'nobody-to-ask', server: null, milliseconds: null };
