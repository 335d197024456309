import { Interface } from 'ethers/abi';
import { describe, expect, it } from 'vitest';
import { decodeRefusal } from '../../../main/registry/errors.ts';
import { REGISTRY_ABI } from '../../../main/registry/generated/abi.ts';
import { ERRORS_BY_SELECTOR } from '../../../main/registry/generated/signatures.ts';

const abi = new Interface(REGISTRY_ABI);
const sampleOf = (type: string): string | number => {
  if (type === 'address') return `0x${'5a'.repeat(20)}`;
  return type.startsWith('bytes') ? `0x${'7b'.repeat(Number(type.slice(5)))}` : 77;
};

describe('decodeRefusal', () => {
  it.each(Object.values(ERRORS_BY_SELECTOR))('reads $name with its arguments', ({ name, inputs }) => {
    const fragment = abi.getError(name);
    if (!fragment) throw new Error('the ABI has the error');
    const values = fragment.inputs.map((input) => sampleOf(input.type));
    expect(decodeRefusal(abi.encodeErrorResult(fragment, values))).toEqual({
      error: name,
      args: Object.fromEntries(inputs.map((input, index) => [input.name, values[index]])),
    });
  });

  it('reads what a node sends in upper case', () => {
    const data = abi.encodeErrorResult('SignatureNonceMismatch', [1, 10]);
    expect(decodeRefusal(`0x${data.slice(2).toUpperCase()}`)).toEqual({
      error: 'SignatureNonceMismatch',
      args: { expected: 1, actual: 10 },
    });
  });

  it.each([
    ['nothing', '0x'],
    ['a panic', `0x4e487b71${'00'.repeat(31)}11`],
    ['half an error', abi.encodeErrorResult('SignatureNonceMismatch', [1, 10]).slice(0, -2)],
    ['an error with more behind it', `${abi.encodeErrorResult('SignatureNonceMismatch', [1, 10])}00`],
    [
      'an argument that does not fit',
      abi.encodeErrorResult('SignatureNonceMismatch', [1, 10]).slice(0, 10) + 'ff'.repeat(64),
    ],
    ['no hex', 'refused'],
  ])('does not invent a reason for %s', (_, data) => {
    expect(decodeRefusal(data)).toBeNull();
  });
});
