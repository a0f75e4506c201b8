import { runIn } from '../bed/command.ts';
import type { World } from './world.ts';

const table = 61_000;

/**
 * What Warren offers the administrator in split routing, written down by hand: a table of its own for whatever carries
 * the tunnel's addresses.
 */
export function sourceRules({ bed }: World): string[] {
  const { server, device } = bed.tunnel;
  return Object.entries({ 'ip -4': server.clientInside().v4, 'ip -6': server.clientInside().v6 }).flatMap(
    ([ip, address]) => [
      `${ip} rule add from ${address} lookup ${table}`,
      `${ip} route replace default dev ${device} table ${table}`,
      `${ip} route replace unreachable default metric 9999 table ${table}`,
    ],
  );
}

/** As the administrator of the client would at a terminal. */
export async function runAtClient({ bed }: World, lines: readonly string[]): Promise<void> {
  await runIn(bed.namespaces.client, ['sh', '-e'], lines.join('\n'));
}
