import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeNamespace, plugCable } from '../support/network-namespace.ts';
import { describeWith } from '../support/tools.ts';

const inside = join(import.meta.dirname, '..', 'support', 'inside', 'watch-network.ts');

describeWith(['network namespaces (root)'], 'a change of the network', () => {
  test('is told at once, also after more changes than the kernel could keep for us', () => {
    using stack = new DisposableStack();
    const [computer, other] = [stack.use(makeNamespace()), stack.use(makeNamespace())];
    plugCable(
      'lan0',
      { in: computer, addresses: ['192.168.9.1/24'] },
      { in: other, addresses: ['192.168.9.2/24'] },
    );
    const out = computer.shell(`${process.execPath} ${inside}`);
    const { first, after } = JSON.parse(out) as { first: number; after: number };
    expect(first).toBeLessThan(500);
    expect(after).toBeLessThan(500);
  });
});
