/** Before something is added: who would learn what. */
export const forecast = {
  forecast: {
    title: 'Who will learn what',
    learns: 'Will know: {what}',
    plain: 'not encrypted',
    mixed: '{count} not encrypted | {count} not encrypted',
    withKey: 'with your key',
    peers: 'The peers you meet',
    dht: 'The public directory (DHT)',
    lan: 'Devices in the local network',
    operator: 'Whoever runs {network}',
    operatorAny: 'Whoever runs the network you use',
    stun: 'STUN servers',
    other: 'With another network',
    without: 'leaves out {who}',
    added: 'adds {who}',
    same: 'the same parties',
    use: 'Choose',
    choose: 'Choose “{profile}”',
    choseProfile: 'Network: {profile}',
  },
} as const;
