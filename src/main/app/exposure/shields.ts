import type { Shield, ShownVerdict } from '#shared/contract/exposure.ts';
import type { DoorView } from '#shared/domain/exposure/facts.ts';
import { severities } from '#shared/domain/exposure/verdict.ts';

interface Seen {
  /** An infohash; `''` for all. */
  readonly id: string;
  /** Undefined where its profile is gone. */
  readonly door: DoorView | undefined;
  readonly parties: number;
  /** The worst first. */
  readonly verdicts: readonly ShownVerdict[];
}

/** A torrent's exposure at a glance: the worst that was found, else what its door is for. */
export function shieldOf({ id, door, parties, verdicts }: Seen): Shield {
  const [worst] = verdicts;
  const said = worst && { code: worst.code, text: worst.text, values: worst.values };
  const quiet = { code: null, text: null, values: {} };
  if (worst !== undefined && said !== undefined && worst.severity !== 'info')
    return { id, state: worst.severity, ...said };
  if (parties === 0 || door === undefined) return { id, state: 'unknown', ...quiet };
  const isHidden = door.isTunnel || door.binding === 'lan';
  return { id, state: isHidden ? 'hidden' : 'open', ...(said ?? quiet) };
}

/** Of all together: as bad as the worst. */
export function shieldOfAll(shields: readonly Shield[], verdicts: readonly ShownVerdict[]): Shield {
  const order = [
    'unknown',
    'hidden',
    'open',
    'warning',
    'alarm',
  ] as const satisfies readonly Shield['state'][];
  const rank = ({ state }: Pick<Shield, 'state'>) => order.indexOf(state);
  const [worst] = verdicts.toSorted(
    (one, other) => severities.indexOf(other.severity) - severities.indexOf(one.severity),
  );
  const ofProfiles: Shield[] =
    worst === undefined || worst.severity === 'info'
      ? []
      : [{ id: '', state: worst.severity, code: worst.code, text: worst.text, values: worst.values }];
  const nothing: Shield = { id: '', state: 'unknown', code: null, text: null, values: {} };
  return {
    ...[...ofProfiles, ...shields].reduce((most, one) => (rank(one) > rank(most) ? one : most), nothing),
    id: '',
  };
}
