import type { Contract } from '../../../preload/api/contract.ts';
import type { ParsedArgsOf, ResultOf } from '../../../preload/api/define.ts';
import { listAuditLines, notePrinted, verifyAuditChain, whoLooked } from './audit.ts';
import type { VaultContext } from './context.ts';
import { discardDraft, getMyDraft, listMyDrafts, saveDraft } from './drafts.ts';

/** A use case: a plain function of the open vault and the parsed arguments. */
type Service<M> = (context: VaultContext, args: ParsedArgsOf<M>) => ResultOf<M> | Promise<ResultOf<M>>;

/** The domains of the contract whose home is the vault. */
type VaultDomain = 'drafts' | 'audit';

type Handlers = { readonly [D in VaultDomain]: { readonly [M in keyof Contract[D]]: Service<Contract[D][M]> } };

/** Who answers what. Who may ask is said in the contract, beside the arguments. */
const handlers: Handlers = {
  drafts: { save: saveDraft, list: listMyDrafts, get: getMyDraft, discard: discardDraft },
  audit: { whoLooked, list: listAuditLines, verify: verifyAuditChain, printed: notePrinted },
};

const byName = new Map(
  Object.entries(handlers).flatMap(([domain, services]) =>
    Object.entries(services).map(([method, service]) => [`${domain}.${method}`, service]),
  ),
);

/** The service behind a method of the contract, to be called with arguments its schema has parsed. */
export function serviceNamed(name: string): (context: VaultContext, args: unknown) => unknown {
  const service = byName.get(name);
  if (!service) throw new Error(`no service answers ${name}`);
  // Safe: the table is typed by the contract, and the caller parsed the arguments with the schema of the same name.
  return service as (context: VaultContext, args: unknown) => unknown;
}
