import { expect, it } from 'vitest';
import { patientName } from '../../../renderer/ui/patient-name.ts';

it.each([
  [{ family: 'Ibrahim', given: 'Mariam' }, 'IBRAHIM, Mariam'],
  [{ family: 'Íñigo', given: '' }, 'ÍÑIGO'],
  [{ family: 'علي', given: 'محمد' }, 'علي, محمد'],
])('%o is written as the ward writes it', (name, written) => {
  expect(patientName(name)).toBe(written);
});
