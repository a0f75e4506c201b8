import type { Contender } from '../contenders/contender.ts';

/** What one run found, by the key of a column; `key/role` for a part of it. */
export type Figures = Readonly<Record<string, number>>;

export interface Column {
  readonly key: string;
  /** With its unit. */
  readonly label: string;
  /** After the decimal point. */
  readonly digits: number;
}

/** One thing that is measured, the same for all contenders. */
export interface Shape {
  readonly name: string;
  /** What is done, from which moment to which; stands above the table. */
  readonly title: string;
  readonly columns: readonly Column[];
  /** Why this contender has no such thing to measure; undefined when it has. */
  unfit(contender: Contender): string | undefined;
  /** Once for each contender, before its first run. */
  prepare?(contender: Contender): Promise<void>;
  /** Everything that it starts is gone when this settles. @throws Error that says what failed: a result like any other */
  run(contender: Contender): Promise<Figures>;
}
