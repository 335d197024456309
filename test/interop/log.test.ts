import { testLog } from '../suites/chain/log.ts';
import { geth } from './geth.ts';

testLog(geth);
