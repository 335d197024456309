import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CompiledContract, compileRegistry } from '../../scripts/generate/compile-registry.ts';
import { type GeneratedFile, registryFiles, staleFiles } from '../../scripts/generate/registry-files.ts';

const root = resolve(import.meta.dirname, '../..');

describe('generated files of the registry', () => {
  let contract: CompiledContract;
  let files: GeneratedFile[];
  let copy: string;

  beforeAll(() => {
    contract = compileRegistry(root);
    files = registryFiles(contract);
    copy = mkdtempSync(join(tmpdir(), 'wardkeep-generated-'));
    for (const { path } of files) cpSync(resolve(root, path), resolve(copy, path));
  });

  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  it('are what the contract compiles to', () => {
    expect(files.map((file) => file.path)).toEqual([
      'contracts/generated/HospitalRegistry.json',
      'main/registry/generated/abi.ts',
      'main/registry/generated/signatures.ts',
    ]);
    expect(staleFiles(root, files)).toEqual([]);
  });

  it('are noticed when one of them is stale or missing', () => {
    const abi = resolve(copy, 'main/registry/generated/abi.ts');
    writeFileSync(abi, readFileSync(abi, 'utf8').replace('addHospital', 'addClinic'));
    rmSync(resolve(copy, 'contracts/generated/HospitalRegistry.json'));
    expect(staleFiles(copy, files)).toEqual([
      'contracts/generated/HospitalRegistry.json',
      'main/registry/generated/abi.ts',
    ]);
  });

  it('are refused when the contract does not compile', () => {
    expect(() => compileRegistry(copy)).toThrow();
  });

  it('fit the size an EVM accepts (EIP-170)', () => {
    const runtimeAndConstructorBytes = (contract.bytecode.length - 2) / 2;
    expect(runtimeAndConstructorBytes).toBeLessThan(24_576);
  });
});
