import { describeMatrix } from './scenario/matrix.ts';

describeMatrix('wireguard', 'split');
