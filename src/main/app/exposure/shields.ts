import type { Shield, ShownVerdict } from '#shared/contract/exposure.ts';
import type { DoorView } from '#shared/domain/exposure/facts.ts';
import { inOrder } from '#shared/domain/exposure/verdict.ts';

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

/** From the least to the worst. */
const order = ['unknown', 'hidden', 'open', 'warning', 'alarm'] as const satisfies readonly Shield['state'][];

/**
 * Of all together: the worst of everything that is listed, whoever it is of; where nothing is bad, as open as the most
 * open torrent.
 * @param verdicts of all profiles and torrents
 */
export function shieldOfAll(shields: readonly Shield[], verdicts: readonly ShownVerdict[]): Shield {
  const [worst] = inOrder(verdicts);
  if (worst !== undefined && worst.severity !== 'info')
    return { id: '', state: worst.severity, code: worst.code, text: worst.text, values: worst.values };
  const nothing: Shield = { id: '', state: 'unknown', code: null, text: null, values: {} };
  const rank = ({ state }: Shield) => order.indexOf(state);
  return { ...shields.reduce((most, one) => (rank(one) > rank(most) ? one : most), nothing), id: '' };
}
