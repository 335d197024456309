import { CATEGORIES } from '../../../preload/api/categories.ts';
import type { ApprovalView, ConsentOverview, consent, GrantView } from '../../../preload/api/consent.ts';
import type { ParsedArgsOf } from '../../../preload/api/define.ts';
import { AppError } from '../../../preload/api/errors.ts';
import { grantOf, signRevocation } from '../../registry/typed-data.ts';
import { commitOperation } from '../operations/commit.ts';
import { endConsents } from '../operations/consent-ends.ts';
import { accessEnd, epochSecretsOf, giveGrant } from '../operations/give-grant.ts';
import { grantStanding } from '../operations/grant-standing.ts';
import { enqueue } from '../operations/outbox-entry.ts';
import { listAccessRequestsOfPatient, updateAccessRequestAnswer } from '../store/queries/access-requests.ts';
import { type GrantRow, getGrant, listGrantsOfPatient } from '../store/queries/grants.ts';
import { markKeyChangeUrgent } from '../store/queries/key-changes.ts';
import { deleteUnsentGrant } from '../store/queries/outbox-sending.ts';
import { listPatientLinks } from '../store/queries/patient-links.ts';
import { toAccessRequest, toGrantView } from './consent-views.ts';
import type { VaultContext } from './context.ts';
import { hospitalNamed } from './hospitals.ts';
import { requireIdentity, withCard } from './presented-card.ts';
import { requireOpenRequest, requireRequest } from './requests.ts';

type Consent = typeof consent;

export function consentOverview(
  context: VaultContext,
  { patientId }: ParsedArgsOf<Consent['overview']>,
): ConsentOverview {
  const { db, policy } = context;
  return {
    requests: listAccessRequestsOfPatient(db, patientId).map((row) => toAccessRequest(context, row)),
    grants: listGrantsOfPatient(db, patientId).map((row) => toGrantView(context, row)),
    knownAt: listPatientLinks(db, patientId).map(({ hospitalId }) => hospitalNamed(policy, hospitalId)),
  };
}

/** S14: what the patient is shown before the card is asked for. */
export function approvalView(context: VaultContext, { requestId }: ParsedArgsOf<Consent['approval']>): ApprovalView {
  const request = requireRequest(context, requestId);
  return {
    request: toAccessRequest(context, request),
    willSee: CATEGORIES.filter((category) => request.categories.includes(category)),
    willNotSee: CATEGORIES.filter((category) => !request.categories.includes(category)),
    expiresAt: accessEnd(context, request.days),
  };
}

/**
 * S14: the patient approves with card and PIN, at the desk of either hospital. The card is open only for the signature;
 * the chain learns of it when there is a network.
 */
export async function approve(context: VaultContext, args: ParsedArgsOf<Consent['approve']>): Promise<GrantView> {
  const { requestId, ...card } = args;
  const request = requireOpenRequest(context, requestId);
  const { patientId } = request;
  const subject = hospitalNamed(context.policy, request.fromHospital).name;
  const audit = [
    { action: 'cardPresented', subject, patientId },
    { action: 'accessGranted', subject, patientId },
  ] as const;
  const grant = await withCard(context, card, async (root) => {
    const identity = requireIdentity(context, root, request.toHospital, request.subjectRef);
    const epochs = await epochSecretsOf(context, request, identity);
    return commitOperation(
      context,
      { kind: 'consent.approve', patientId, audit, changes: ['consent', 'records'] },
      (db) => {
        // Somebody may have answered while the keyrings were on their way.
        requireOpenRequest({ ...context, db }, requestId);
        const given = giveGrant(context, db, request, identity, epochs);
        updateAccessRequestAnswer(db, requestId, 'approved', context.now(), given.id);
        return given;
      },
    );
  });
  return toGrantView(context, grant);
}

/**
 * S16: ends a consent at once on this workstation, and everywhere when the chain has it; the urgent lane takes it there
 * (SYN8). What was read cannot be unread.
 */
export async function revoke(context: VaultContext, args: ParsedArgsOf<Consent['revoke']>): Promise<GrantView> {
  const { patientId, grantId, ...card } = args;
  const grant = requireActiveGrant(context, args);
  const { chainId, registry } = context.policy.chain;
  const keeper = grant.direction === 'given' ? context.policy.hospital.id : grant.hospitalId;
  const subject = hospitalNamed(context.policy, grant.hospitalId).name;
  const revocation = grantOf(grantId);
  const signature = await withCard(context, card, (root) => {
    const { signingKey } = requireIdentity(context, root, keeper, grant.subjectRef);
    return signRevocation({ chainId, registry }, revocation, signingKey);
  });
  const audit = [
    { action: 'cardPresented', subject, patientId },
    { action: 'accessRevoked', subject, patientId },
  ] as const;
  commitOperation(context, { kind: 'consent.revoke', patientId, audit, changes: ['consent', 'records'] }, (db) => {
    deleteUnsentGrant(db, patientId, grant.envelope);
    markKeyChangeUrgent(db, grant.subjectRef);
    const intent = { kind: 'revokeAccess', args: { revocation, signature } } as const;
    enqueue(context, db, { lane: 0, kind: 'revocation', patientId, title: subject, intent });
  });
  endConsents(context);
  return toGrantView(context, grant);
}

/** `request.notFound` for a grant that is not this patient's, `consent.closed` for one that has ended. */
function requireActiveGrant(context: VaultContext, args: ParsedArgsOf<Consent['revoke']>): GrantRow {
  const { patientId, grantId } = args;
  const grant = getGrant(context.db, grantId);
  if (grant?.patientId !== patientId) {
    throw new AppError('request.notFound', 'There is no such consent', { details: { grantId } });
  }
  const standing = grantStanding(context, context.db, grant);
  if (!('at' in standing)) return grant;
  const { state } = standing;
  throw new AppError('consent.closed', 'The consent has ended already', { details: { grantId, state } });
}
