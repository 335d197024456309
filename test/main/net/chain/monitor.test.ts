import { anvil } from '../../../fixtures/anvil.ts';
import { testHealth } from '../../../suites/chain/health.ts';

testHealth(anvil);
