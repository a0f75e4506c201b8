import { profileSchema } from '../../../src/shared/contract/profile.ts';
import type { Wire } from './contender.ts';

/** What a network profile says to have bytes travel like this. */
const wanted: Readonly<Record<Wire, Record<string, unknown>>> = {
  plain: { encryption: 'allowed', utp: false },
  rc4: { encryption: 'required', utp: false },
  utp: { encryption: 'allowed', utp: true },
};

const sayings = {
  rc4: 'its network profiles cannot ask for encryption yet',
  utp: 'its network profiles have no uTP yet',
} as const;

/** The field without which a wire is only a wish. */
const decides = { rc4: 'encryption', utp: 'utp' } as const;

const has = (field: string, value: unknown): boolean => {
  const parsed = profileSchema.safeParse({ name: 'bench', [field]: value });
  return parsed.success && (parsed.data as Record<string, unknown>)[field] === value;
};

const known = (wire: 'rc4' | 'utp') => has(decides[wire], wanted[wire][decides[wire]]);
const wires = ['rc4', 'utp'] as const;

/** Read from the contract itself, so that a wire takes part from the day on which profiles know it. */
export const wiresOfWarren = wires.filter(known);
export const wiresWarrenLacks = Object.fromEntries(
  wires.filter((wire) => !known(wire)).map((wire) => [wire, sayings[wire]]),
);

export const profileForWire: Readonly<Record<Wire, Record<string, unknown>>> = {
  plain: onlyKnown(wanted.plain),
  rc4: onlyKnown(wanted.rc4),
  utp: onlyKnown(wanted.utp),
};

function onlyKnown(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([field, value]) => has(field, value)));
}
