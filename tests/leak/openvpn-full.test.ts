import { describeMatrix } from './scenario/matrix.ts';

describeMatrix({ tunnel: 'openvpn', routing: 'full' });
