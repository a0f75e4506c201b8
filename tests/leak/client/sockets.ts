import { runIn } from '../bed/command.ts';

/** TCP and UDP sockets of these processes, as `ss` shows them, but those on loopback. */
export async function openSockets(namespace: string, pids: readonly number[]): Promise<string[]> {
  const list = await runIn(namespace, ['ss', '-H', '-tuanp']);
  return list
    .split('\n')
    .filter((line) => pids.some((pid) => line.includes(`pid=${pid},`)))
    .filter((line) => !/\s(127\.0\.0\.1|\[::1\]):\d+\s/u.test(line))
    .map((line) => line.replaceAll(/\s+/gu, ' '));
}
