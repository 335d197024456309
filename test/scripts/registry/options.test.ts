import { describe, expect, it } from 'vitest';
import { CommandFailure, EXIT } from '../../../scripts/registry/failure.ts';
import {
  Address,
  DigestText,
  flag,
  HospitalNumber,
  HttpUrl,
  optional,
  required,
  SealKey,
  Wei,
} from '../../../scripts/registry/option-values.ts';
import { flagOf, type OptionTable, parseOptions, type ValuesOf } from '../../../scripts/registry/options.ts';

const TABLE = {
  administrator: optional('ADDRESS', Address, 'who'),
  hospital: optional('N', HospitalNumber, 'which'),
  sealKey: optional('0x…', SealKey, 'which key'),
  profile: optional('DIGEST', DigestText, 'what'),
  maxFeePerGas: optional('WEI', Wei, 'how much'),
  signer: optional('URL', HttpUrl, 'where'),
  dryRun: flag('nothing is sent'),
} satisfies OptionTable;

const parse = (...args: string[]): ValuesOf<typeof TABLE> => parseOptions(args, TABLE);

function sentenceOf(...args: string[]): string {
  try {
    parse(...args);
  } catch (error) {
    if (error instanceof CommandFailure && error.exit === EXIT.usage) return error.message;
    throw error;
  }
  throw new Error('the arguments were accepted');
}

const CHECKSUMMED = '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359';
const KEY_LIKE = `0x${'ab'.repeat(32)}`;

describe('options', () => {
  it('are spelled with dashes', () => {
    expect(flagOf('maxPriorityFeePerGas')).toBe('--max-priority-fee-per-gas');
  });

  it('become checked values', () => {
    const digest = 'AB'.repeat(32);
    const values = parse(
      ...['--administrator', CHECKSUMMED, '--hospital=7', '--profile', `0x${digest}`, '--seal-key', `0x${digest}`],
      ...['--max-fee-per-gas', '20000000000', '--signer', 'http://127.0.0.1:8550', '--dry-run'],
    );
    expect(values).toEqual({
      administrator: CHECKSUMMED.toLowerCase(),
      hospital: 7,
      profile: digest.toLowerCase(),
      sealKey: `0x${digest.toLowerCase()}`,
      maxFeePerGas: 20_000_000_000n,
      signer: 'http://127.0.0.1:8550',
      dryRun: true,
    });
  });

  it('may be left out where they are optional', () => {
    expect(parse().dryRun).toBe(false);
    expect(parse().hospital).toBeUndefined();
  });
});

describe('a wrong argument is named with what is wrong', () => {
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [['--administrator', '0x12'], /^--administrator ADDRESS is an address: .*not "0x12"\.$/],
    [['--administrator', CHECKSUMMED.replace('5d359', '5D359')], /checksum that must fit/],
    [['--hospital', '0'], /^--hospital N is a whole number from 1 to 16777215, not "0"\.$/],
    [['--hospital', '1.5'], /whole number/],
    [['--hospital', '-1'], /whole number/],
    [['--hospital'], /^--hospital needs a value: --hospital N\.$/],
    [['--hospital', '--dry-run'], /^--hospital needs a value/],
    [['--hospital', '1', '--hospital', '2'], /^--hospital is given twice\.$/],
    [['--seal-key', `0x${'00'.repeat(32)}`], /^--seal-key 0x… is a key: .*not a value of 66 characters\.$/],
    [['--profile', 'ab'], /^--profile DIGEST is a SHA-256 digest of 64 hex digits/],
    [['--signer', 'ftp://signer'], /^--signer URL is an http or https URL/],
    [['--signer', 'http://me:secret@127.0.0.1'], /without a user name and password/],
    [['--dry-run=yes'], /^--dry-run takes no value\.$/],
    [['--dryrun'], /^--dryrun is no option of this command\.$/],
    [['seven'], /^"seven" belongs to no option\.$/],
    [['--', 'seven'], /^-- belongs to no option\.$/],
  ];

  it.each(cases)('%j', (args, sentence) => {
    expect(sentenceOf(...args)).toMatch(sentence);
  });

  it('also when it is missing', () => {
    const table = { rpc: required('URL', HttpUrl, 'JSON-RPC of a node') };
    expect(() => parseOptions([], table)).toThrow('--rpc URL is missing: JSON-RPC of a node.');
  });
});

describe('a key or a passphrase as an argument', () => {
  it.each(['--private-key', '--key', '--mnemonic', '--passphrase', '--password'])('%s is refused', (name) => {
    const sentence = sentenceOf(name, KEY_LIKE);
    expect(sentence).toMatch(new RegExp(`^${name} is refused: .*--keystore FILE or --signer URL`));
    expect(sentence).not.toContain('abab');
  });

  it('is never repeated, wherever it stands', () => {
    for (const args of [[KEY_LIKE], ['--administrator', KEY_LIKE], ['--hospital', KEY_LIKE], [`--key=${KEY_LIKE}`]]) {
      expect(sentenceOf(...args)).not.toContain('abab');
    }
  });
});
