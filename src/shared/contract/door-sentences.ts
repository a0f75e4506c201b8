import * as z from 'zod';

/**
 * What the core says of doors, once: in English for the command line and the report, and by name and values for a page,
 * which says it in its own language. Placeholders as vue-i18n writes them; `@`, `|` and other braces would be its own.
 */
export const doorSentences = {
  // Warnings of a profile.
  'split-route':
    'What Warren sends goes through "{interface}" only. But the system itself may answer a peer that is no longer connected, in the name of {addresses}, and those packets would leave through {through}: your provider could see to whom. These lines prevent it, until the computer restarts or the VPN makes the tunnel anew:',
  'not-verified-on-this-system':
    'Nobody has run the leak test on this operating system yet. Run it, and look at what it says.',
  'no-dns':
    'No DNS server is known for "{interface}": trackers that are given by name cannot be reached. Set one in the profile.',

  // Events at a door.
  opened: 'Open through "{interface}".',
  'shut-interface-missing': '"{interface}" is gone.',
  'shut-interface-changed': '"{interface}" was made anew.',
  'shut-interface-down': '"{interface}" is down.',
  'shut-no-address': '"{interface}" has lost its address.',
  'shut-no-route': 'The route through "{interface}" is gone.',
  'shut-left-the-door': 'A connection was not tied to "{interface}". All of them were ended.',
  'shut-cannot-bind': 'Connections cannot be tied to "{interface}" on this computer.',
  'shut-engine-down': 'The network part has stopped.',
  'shut-waits-for-you': 'The network is back. It opens when you resume a transfer.',
  'shut-asleep': 'The computer sleeps. It opens when the network has been looked at anew.',
  'shut-password-missing':
    'The password of the proxy cannot be opened on this computer. Give it anew in the profile.',
  dead: 'Nothing answers through it any more.',
  alive: 'It answers again.',
  port: 'Others reach it on port {port}.',
  'denied-door-closed': 'Something wanted out while the door was shut, and was stopped.',
  'denied-name': 'Something wanted the system to look up a name, and was stopped.',
  'denied-ipv6': 'Something wanted to use IPv6, which this profile does not have here, and was stopped.',
  'denied-no-address':
    'Something wanted to use IPv4, for which the interface has no address, and was stopped.',
  'denied-not-local': 'Something wanted to go outside the local network, and was stopped.',
  'denied-interface': 'Something could not be tied to the interface, and was stopped.',
  'denied-native': 'Something wanted to go round the door, and was stopped.',
  'denied-proxy': 'Something wanted to go by UDP, which the proxy does not carry, and was stopped.',

  // Checks of the leak test.
  'check-open': '"{profile}" allows any network: everything goes out as this computer sends everything else.',
  'check-open-seen':
    '"{profile}" allows any network: everything goes out as this computer sends everything else. Others see {addresses}.',
  'check-tied': 'Every connection is tied to "{interface}", from {addresses}.',
  'check-route': 'The computer’s own routes lead through "{interface}" too.',
  'check-no-route':
    'No route leads through "{interface}" by itself; Warren’s connections are tied to it all the same.',
  'check-kernel': 'What the system itself answers to peers takes the same way.',
  'check-kernel-unknown': 'This operating system does not tell which way its own answers to peers take.',
  'check-sockets': 'All {sockets} open ones are tied to the interface.',
  'check-sockets-unknown': 'This operating system does not tell to what a connection is tied.',
  'check-sockets-leak': '{unexplained} of {sockets} are not tied to the interface. All of them were ended.',
  'check-native': 'Peers in browsers (WebRTC) are off: they could not be tied to an interface.',
  'check-native-leak': 'Peers in browsers (WebRTC) are on and go past the interface.',
  'check-ipv6-off': 'IPv6 is off in this profile.',
  'check-ipv6': 'IPv6 leaves only from {addresses}.',
  'check-ipv6-none': 'The interface has no IPv6 address, so IPv6 is not used.',
  'check-dns': 'Names are asked of {server} through the interface; it answered in {milliseconds} ms.',
  'check-dns-silent': 'Names would be asked of {server} through the interface; it does not answer.',
  'check-dns-nobody': 'No DNS server is known for the interface, so no name is looked up at all.',
  'check-proxy': 'Everything goes to {proxy}, which looks names up too; it answered in {milliseconds} ms.',
  'check-proxy-silent': 'Everything would go to {proxy}, which does not answer. Nothing leaves without it.',
  'check-seen': 'Others see {addresses}.',
  'check-seen-wrong': 'Others see {addresses}, which is not the address of the tunnel.',
  'check-seen-nobody': 'Nobody has said yet which address they see. Start a transfer and test again.',
} as const;
export type DoorSentence = keyof typeof doorSentences;

/** A list is joined by "and" in the language of whoever reads it. */
const valuesSchema = z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())]));
export type SentenceValues = z.infer<typeof valuesSchema>;

const sentenceNames = Object.keys(doorSentences) as [DoorSentence, ...DoorSentence[]]; // its own keys

/** Which sentence, and what is put into it. Absent where the text comes from elsewhere: a gateway, a program, the system. */
export const saidSchema = z.object({ name: z.enum(sentenceNames), values: valuesSchema }).optional();
export type Said = z.infer<typeof saidSchema>;

/** In English. */
export function sentenceOf(name: DoorSentence, values: SentenceValues = {}): string {
  return doorSentences[name].replace(/\{(\w+)\}/gu, (_, key: string) => {
    const value = values[key] ?? '';
    return Array.isArray(value) ? value.join(' and ') : String(value);
  });
}
