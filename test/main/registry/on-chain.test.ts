import { anvil } from '../../fixtures/anvil.ts';
import { testCodec } from '../../suites/codec/codec.ts';

testCodec(anvil);
