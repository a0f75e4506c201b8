import { AppError } from '#shared/contract/errors.ts';
import { interfaceOf, type Profile } from '#shared/contract/profile.ts';
import { sourceAddress, type NetworkInterface } from '#shared/domain/network-interface.ts';

/** IFNAMSIZ of Linux: 15 bytes and a zero. */
const maxLinuxBytes = 15;

/** A misspelt interface would only be noticed as a door that never opens. @throws AppError `interface-missing`, `invalid-input` */
export function checkInterface(
  profile: Profile,
  interfaces: readonly NetworkInterface[],
  evenIfMissing: boolean,
): void {
  const name = interfaceOf(profile);
  if (name === undefined) return;
  if (process.platform === 'linux') checkLinuxName(name);
  const found = interfaces.find((candidate) => candidate.name === name);
  if (found === undefined) {
    if (evenIfMissing) return;
    const there = interfaces.map((candidate) => candidate.name).join(', ');
    throw new AppError(
      'interface-missing',
      `There is no network interface "${name}" now. There are: ${there}. If it comes later, say so.`,
    );
  }
  const { servers } = profile.dns;
  const onlyV6 = servers.length > 0 && servers.every((server) => server.includes(':'));
  if (onlyV6 && found.isUp && sourceAddress(found, 6) === undefined)
    throw new AppError(
      'invalid-input',
      `"${name}" has no IPv6 address, and all DNS servers are given by one.`,
    );
}

/** What the kernel would never give to an interface can only be a mistake. */
function checkLinuxName(name: string): void {
  if (Buffer.byteLength(name) > maxLinuxBytes)
    throw new AppError('invalid-input', 'The name of a network interface has 15 characters at most.');
  if (/[\s/:]/u.test(name))
    throw new AppError('invalid-input', 'The name of a network interface has no spaces, slashes or colons.');
}
