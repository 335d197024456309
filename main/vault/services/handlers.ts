import type { Contract } from '../../../preload/api/contract.ts';
import type { ParsedArgsOf, ResultOf } from '../../../preload/api/define.ts';
import { openAttachment } from './attachments.ts';
import { listAuditLines, notePrinted, verifyAuditChain, whoLooked } from './audit.ts';
import { handOver, identify, issueCard, makeRecoveryCard, replaceCard } from './cards.ts';
import { chart, getRecordDetail, timeline } from './chart.ts';
import { searchCodes } from './codes.ts';
import { approvalView, approve, consentOverview, revoke } from './consent.ts';
import type { VaultContext } from './context.ts';
import { discardDraft, getMyDraft, listMyDrafts, saveDraft } from './drafts.ts';
import { cancelImport, importReport, startImport } from './imports.ts';
import { findMatches } from './matching.ts';
import { edit, getPatientView, recentPatients, register } from './patients.ts';
import { amend, saveRecord } from './records.ts';
import { recoverKey, stopRecovery } from './recovery.ts';
import { ask, findHospitals, listRequests, refuse } from './requests.ts';
import { searchPatients } from './search.ts';
import { retryItem, syncItems, syncNow, syncStatus } from './sync-status.ts';

/** A use case: a plain function of the open vault and the parsed arguments. */
type Service<M> = (context: VaultContext, args: ParsedArgsOf<M>) => ResultOf<M> | Promise<ResultOf<M>>;

/** The domains of the contract whose home is the vault. */
type VaultDomain = 'patients' | 'records' | 'consent' | 'sync' | 'drafts' | 'imports' | 'audit';

type Handlers = { readonly [D in VaultDomain]: { readonly [M in keyof Contract[D]]: Service<Contract[D][M]> } };

/** Who answers what. Who may ask is said in the contract, beside the arguments. */
const handlers: Handlers = {
  patients: {
    search: searchPatients,
    recent: recentPatients,
    get: getPatientView,
    findMatches,
    register,
    edit,
    issueCard,
    handOver,
    makeRecoveryCard,
    replaceCard,
    recoverKey,
    stopRecovery,
    identify,
  },
  records: {
    chart,
    timeline,
    get: getRecordDetail,
    save: saveRecord,
    amend,
    attachment: openAttachment,
    searchCodes,
  },
  consent: {
    overview: consentOverview,
    requests: listRequests,
    findHospitals,
    ask,
    approval: approvalView,
    approve,
    refuse,
    revoke,
  },
  sync: { status: syncStatus, items: syncItems, now: syncNow, retry: retryItem },
  drafts: { save: saveDraft, list: listMyDrafts, get: getMyDraft, discard: discardDraft },
  imports: { start: startImport, cancel: cancelImport, report: importReport },
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
