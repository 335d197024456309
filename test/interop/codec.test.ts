import { testCodec } from '../suites/codec/codec.ts';
import { geth } from './geth.ts';

testCodec(geth);
