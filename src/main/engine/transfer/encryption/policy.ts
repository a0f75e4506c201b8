/**
 * `allowed`: plain links, encrypted ones with those that want it. `preferred`: encrypted, plain with those that cannot.
 * `required`: nothing goes out or comes in that is not encrypted.
 */
export type EncryptionPolicy = 'allowed' | 'preferred' | 'required';

export type LinkMode = 'plain' | 'encrypted';

/** As the messages say it: one bit each. */
export const method = { plain: 1, rc4: 2 } as const;

/** How to dial a peer of which nothing is known. */
export function firstMode(policy: EncryptionPolicy): LinkMode {
  return policy === 'allowed' ? 'plain' : 'encrypted';
}

/** How to dial a peer that hung up on this one; undefined: in no other way. */
export function otherMode(policy: EncryptionPolicy, mode: LinkMode): LinkMode | undefined {
  if (policy === 'required') return undefined;
  return mode === 'plain' ? 'encrypted' : 'plain';
}

/** What is offered when dialling. Offered both, some choose the one that protects nothing. */
export function offeredMethods(policy: EncryptionPolicy): number {
  return policy === 'allowed' ? method.plain | method.rc4 : method.rc4;
}

/** What is chosen of what a stranger offers; undefined: nothing of it will do. */
export function chooseMethod(policy: EncryptionPolicy, offered: number): number | undefined {
  const order = policy === 'allowed' ? [method.plain, method.rc4] : [method.rc4, method.plain];
  const acceptable = policy === 'required' ? [method.rc4] : order;
  return acceptable.find((one) => (offered & one) !== 0);
}
