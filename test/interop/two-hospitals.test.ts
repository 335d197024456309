import { testTwoHospitals } from '../suites/two-hospitals.ts';
import { geth } from './geth.ts';

testTwoHospitals(geth);
