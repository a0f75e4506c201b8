/** Who learns what, in sentences that are said before something is added or shared. */
export const exposure = {
  address: 'die Adresse {address} | die Adressen {address}',
  addressOutside: 'die Außenadresse von {interface}',
  addressOwn: 'die Adresse dieses Computers',
  tunnel: 'Dein Anbieter sieht nur einen verschlüsselten Tunnel.',
  bound: 'Alles geht über {interface} und auf keinem anderen Weg.',
  lan: 'Nichts verlässt das Netzwerk von {interface}.',
  proxy: 'Alles geht über {proxy} und auf keinem anderen Weg. Wer ihn betreibt, sieht, wonach du fragst.',
  open: 'Nichts verbirgt die Adresse: „{profile}“ verwendet jedes Netzwerk dieses Computers.',
  shut: 'Zurzeit geht nichts hinaus: {why}. Es beginnt, wenn das Netzwerk wieder da ist.',
  shutUnknown: 'Zurzeit geht nichts hinaus. Es beginnt, wenn das Netzwerk wieder da ist.',
} as const;
