import type { InterfaceBinding, Probe } from '#shared/contract/engine-door.ts';
import { formatProxy, type Proxy } from '#shared/contract/proxy.ts';
import { dialProxy } from './dial-address.ts';
import { askOverHttps } from './dns-over-https.ts';
import { askOnce } from './dns-over-udp.ts';
import { ServerAnsweredError, type Question } from './dns-question.ts';
import { theDoor } from './door.ts';

/** Every resolver answers this one itself (RFC 6761), so the question tells nobody anything. */
const question: Question = { name: 'localhost', type: 'A' };

/** Whether there is a way out: whether the proxy answers, or a resolver that is asked through the interface. */
export function probeDoor(): Promise<Probe> {
  const { binding, proxy } = theDoor();
  if (proxy !== null) return probeProxy(proxy);
  return binding.kind === 'interface' ? probeResolver(binding) : Promise.resolve(nobody);
}

async function probeProxy(proxy: Proxy): Promise<Probe> {
  const started = performance.now();
  const answered = await dialProxy(proxy).then(
    (socket) => socket.destroy(),
    () => undefined,
  );
  const server = formatProxy(proxy);
  return answered === undefined
    ? { verdict: 'silent', server, milliseconds: null }
    : { verdict: 'answered', server, milliseconds: performance.now() - started };
}

/** Asks the resolvers of a binding, one after the other, until one answers: then the way through the tunnel is open. */
async function probeResolver({ dnsOverHttps, dnsServers }: InterfaceBinding): Promise<Probe> {
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
