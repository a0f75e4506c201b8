import { describeMatrix } from './scenario/matrix.ts';

describeMatrix({
  tunnel: 'wireguard',
  routing: 'policy',
  only: [
    'nothing happens',
    'the VPN program is killed',
    'the link is set down',
    'its routes are removed',
    'it is made anew, with another address',
    'Warren is killed',
  ],
  utp: false,
});
