import { describeMatrix } from './scenario/matrix.ts';

describeMatrix({ tunnel: 'wireguard', routing: 'split' });
