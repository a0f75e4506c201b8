import type { Ability, Contender } from '../contenders/contender.ts';
import type { World } from '../world.ts';

/** What one run found, by the key of a column; `key/role` for a part of it. */
export type Figures = Readonly<Record<string, number>>;

export interface Column {
  readonly key: string;
  /** With its unit. */
  readonly label: string;
  /** After the decimal point. */
  readonly digits: number;
}

/** One thing that is measured, the same for all contenders. It keeps nothing but what `prepare` made. */
export interface Shape {
  readonly name: string;
  /** What is done, from which moment to which; stands above the table. */
  readonly title: string;
  /** Shapes of one block take turns within each round, so that they can be compared with each other too. */
  readonly block: string;
  readonly columns: readonly Column[];
  /** Memory that it fills with files at its worst. */
  readonly memoryBytes: number;
  /** Longest time that a run may take before it is ended from outside, s. */
  readonly limitSeconds: number;
  /** Why this contender has no such thing to measure; undefined when it has. */
  unfit(contender: Contender): string | undefined;
  /** MB/s that the harness moves in this shape with no client in between; only where something is moved. */
  ceiling?(world: World): Promise<number | undefined>;
  /** Once for each contender, before its first run. */
  prepare?(contender: Contender, world: World): Promise<void>;
  /** Everything that it starts is gone when this settles. @throws Error that says what failed: a result like any other */
  run(contender: Contender, world: World): Promise<Figures>;
}

const lackOf: Readonly<Record<Ability, string>> = {
  download: 'does not download',
  seed: 'does not seed',
  rc4: 'cannot be told to require encryption',
  utp: 'has no uTP',
  line: 'cannot reach peers on another interface',
  magnet: 'takes no magnet links',
  create: 'makes no torrents here',
  recheck: 'does not check again here',
};

/** Why a contender has no place in a shape that needs these abilities. */
export function whyUnfit(
  { abilities, lacks, takesPart }: Contender,
  needs: readonly Ability[],
  isOpenToAll: boolean,
): string | undefined {
  const lacking = needs.find((ability) => !abilities.has(ability));
  if (lacking !== undefined) return lacks?.[lacking] ?? lackOf[lacking];
  return isOpenToAll || takesPart === 'everywhere'
    ? undefined
    : 'is measured for the record only, in fewer shapes';
}
