import { partyKinds, type PartyKind } from '#shared/domain/exposure/party.ts';

/** Where one kind of party lies around you, px. */
export interface Circle {
  readonly kind: PartyKind;
  readonly count: number;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly centre: { readonly x: number; readonly y: number };
  /** Of the door, the ring around you through which everything goes. */
  readonly doorRadius: number;
  readonly circles: readonly Circle[];
}

const doorRadius = 46;
const smallest = 17;
const largest = 34;
/** Px under a circle for its name. */
const nameHeight = 22;
/** Px that a name needs to both sides of the middle of its circle. */
const halfName = 58;

/**
 * One circle for each kind that there is, on an oval around you; the largest kinds lie where there is most room. The same
 * counts give the same picture; with other counts each kind keeps its place as long as no kind comes or goes.
 */
export function layOut(byKind: Readonly<Partial<Record<PartyKind, number>>>, width: number): Picture {
  const kinds = partyKinds.filter((kind) => (byKind[kind] ?? 0) > 0);
  const height = heightFor(kinds.length, width);
  const centre = { x: width / 2, y: height / 2 - nameHeight / 4 };
  const across = Math.min(340, Math.max(0, width / 2 - halfName));
  const down = height / 2 - largest - nameHeight;
  const most = Math.max(1, ...kinds.map((kind) => byKind[kind] ?? 0));

  const circles = kinds.map((kind, at): Circle => {
    const count = byKind[kind] ?? 0;
    // The first lies to the left, the next ones go round clockwise.
    const angle = Math.PI + (2 * Math.PI * at) / kinds.length;
    return {
      kind,
      count,
      x: centre.x + across * Math.cos(angle),
      y: centre.y + down * Math.sin(angle),
      radius: radiusOf(count, most),
    };
  });
  return { width, height, centre, doorRadius, circles };
}

/** Two lie beside you; more need room above and below, the more so where there is none to the sides. */
function heightFor(kinds: number, width: number): number {
  if (kinds <= 2) return 176;
  return width < 480 ? 380 : 340;
}

/** By the logarithm: ten thousand nodes and three trackers are both to be seen. */
export function radiusOf(count: number, most: number): number {
  if (most <= 1) return smallest;
  return smallest + ((largest - smallest) * Math.log(count)) / Math.log(most);
}

/** From the edge of the door to the edge of a circle. */
export function lineTo(
  circle: Circle,
  { centre }: Picture,
): { x1: number; y1: number; x2: number; y2: number } {
  const [dx, dy] = [circle.x - centre.x, circle.y - centre.y];
  const length = Math.max(1, Math.hypot(dx, dy));
  return {
    x1: centre.x + (dx / length) * doorRadius,
    y1: centre.y + (dy / length) * doorRadius,
    x2: circle.x - (dx / length) * circle.radius,
    y2: circle.y - (dy / length) * circle.radius,
  };
}

/** Which circle an arrow key leads to: the next or the one before on the oval, round and round. */
export function arrowTo(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowLeft':
    case 'ArrowUp':
      return (at + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
