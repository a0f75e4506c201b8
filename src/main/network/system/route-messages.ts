/* What the kernel says of routes and of the rules that choose a table (linux/rtnetlink.h, linux/fib_rules.h). */

export interface Route {
  readonly table: number;
  /** Of the destination; empty for a default route. */
  readonly destination: Buffer;
  readonly prefixLength: number;
  /** Numbers of the interfaces it leads through; several where it is shared among them. */
  readonly interfaces: readonly number[];
  readonly gateway: Buffer | undefined;
}

/** Of `struct rtmsg` and `struct fib_rule_hdr` alike, bytes. */
export const fixedBytes = 12;
const unicast = 1;
/** `RTM_F_CLONED`: remembered of a destination, not part of a table. */
const clonedFlag = 0x200;
/** `RTNH_F_DEAD` */
const deadFlag = 0x1;
const routeAttribute = { destination: 1, interface: 4, gateway: 5, multipath: 9, table: 15 } as const;

/** Undefined for what leads nobody anywhere, and for what cannot be read. */
export function parseRouteMessage(message: Buffer): Route | undefined {
  if (message.length < fixedBytes || message[7] !== unicast) return undefined;
  if ((message.readUInt32LE(8) & (clonedFlag | deadFlag)) !== 0) return undefined;
  const attributes = readAttributes(message);
  const through = attributes.get(routeAttribute.interface);
  return {
    table: numberIn(attributes.get(routeAttribute.table)) ?? message[4] ?? 0,
    destination: attributes.get(routeAttribute.destination) ?? Buffer.alloc(0),
    prefixLength: message[1] ?? 0,
    interfaces: [
      ...(through === undefined ? [] : [numberIn(through) ?? 0]),
      ...interfacesOfHops(attributes.get(routeAttribute.multipath)),
    ],
    gateway: attributes.get(routeAttribute.gateway),
  };
}

/** `struct rtnexthop`: length, flags, hops, interface; then attributes of its own. */
function interfacesOfHops(bytes: Buffer | undefined): number[] {
  const found: number[] = [];
  for (let at = 0; bytes !== undefined && at + 8 <= bytes.length;) {
    const length = bytes.readUInt16LE(at);
    if (length < 8) break;
    if (((bytes[at + 2] ?? 0) & deadFlag) === 0) found.push(bytes.readUInt32LE(at + 4));
    at += (length + 3) & ~3;
  }
  return found;
}

const toTable = 1;
const invertFlag = 0x2;
const ruleAttribute = { mark: 10, table: 15, mask: 16 } as const;
/** Priority, suppressors and who made it say nothing about whom it is for; all others do. */
const notAboutWhom = new Set([6, 13, 14, 21, ...Object.values(ruleAttribute)]);
/** Goto and flow are of other actions; padding. */
const ignored = new Set([0, 4, 11, 18]);

/** The table that a rule sends an ordinary packet to, without a mark and whatever its addresses; undefined where it does not. */
export function tableForEveryone(message: Buffer): number | undefined {
  if (message.length < fixedBytes || message[7] !== toTable) return undefined;
  const [destinationLength = 0, sourceLength = 0, tos = 0] = message.subarray(1, 4);
  const attributes = readAttributes(message);
  const isPicky =
    destinationLength + sourceLength + tos > 0 ||
    [...attributes.keys()].some((kind) => !notAboutWhom.has(kind) && !ignored.has(kind));
  if (isPicky) return undefined;
  const mark = numberIn(attributes.get(ruleAttribute.mark)) ?? 0;
  const mask = numberIn(attributes.get(ruleAttribute.mask)) ?? 0xffff_ffff;
  const fitsUnmarked = (mark & mask) === 0;
  const isInverted = (message.readUInt32LE(8) & invertFlag) !== 0;
  if (fitsUnmarked === isInverted) return undefined;
  return numberIn(attributes.get(ruleAttribute.table)) ?? message[4];
}

function readAttributes(message: Buffer): Map<number, Buffer> {
  const attributes = new Map<number, Buffer>();
  for (let at = fixedBytes; at + 4 <= message.length;) {
    const length = message.readUInt16LE(at);
    if (length < 4 || at + length > message.length) break;
    // The upper two bits tell how it is written.
    attributes.set(message.readUInt16LE(at + 2) & 0x3fff, message.subarray(at + 4, at + length));
    at += (length + 3) & ~3;
  }
  return attributes;
}

function numberIn(bytes: Buffer | undefined): number | undefined {
  return bytes === undefined || bytes.length < 4 ? undefined : bytes.readUInt32LE(0);
}
