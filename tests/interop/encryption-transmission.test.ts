import { describeWithField } from '../support/profile-field.ts';
import { startTransmission } from '../support/transmission.ts';
import { testEncryption } from './encrypted-transfers.ts';

describeWithField('encryption', ['transmission-daemon'], 'encryption with Transmission', () => {
  testEncryption({
    name: 'Transmission',
    // It cannot be told to refuse encryption.
    modes: ['enabled', 'forced'],
    start: (folder, mode) =>
      startTransmission(folder, { encryption: mode === 'forced' ? 'required' : 'tolerated' }),
  });
});
