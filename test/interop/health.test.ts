import { testHealth } from '../suites/chain/health.ts';
import { geth } from './geth.ts';

testHealth(geth);
