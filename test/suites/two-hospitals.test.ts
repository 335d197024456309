import { anvil } from '../fixtures/anvil.ts';
import { testTwoHospitals } from './two-hospitals.ts';

testTwoHospitals(anvil);
