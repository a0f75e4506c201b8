import { describeMatrix } from './scenario/matrix.ts';

describeMatrix('openvpn', 'split');
