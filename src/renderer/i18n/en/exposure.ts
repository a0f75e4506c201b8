/** Who learns what, in sentences that are said before something is added or shared. */
export const exposure = {
  address: 'the address {address} | the addresses {address}',
  addressOutside: 'the address that {interface} has outside',
  addressOwn: 'this computer’s address',
  tunnel: 'Your provider sees an encrypted tunnel.',
  bound: 'It goes through {interface} and no other way.',
  lan: 'Nothing leaves the network of {interface}.',
  proxy: 'Everything goes through {proxy} and no other way. Whoever runs it sees what you ask for.',
  open: 'Nothing hides the address: “{profile}” uses every network of this computer.',
  shut: 'Nothing leaves now: {why}. It begins when the network is back.',
  shutUnknown: 'Nothing leaves now. It begins when the network is back.',
} as const;
