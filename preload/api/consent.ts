import { z } from 'zod';
import { Categories, Category } from './categories.ts';
import { method } from './define.ts';
import { GrantId, HospitalId, PatientId, RequestId } from './ids.ts';
import { CardCode, PatientSummary, Pin } from './patients.ts';
import { CARE_TEAM } from './roles.ts';
import { SyncState } from './sync-state.ts';

const Hospital = z.strictObject({ hospitalId: HospitalId, name: z.string() });

/** The longest a patient can be asked to give access for. */
export const MAX_ACCESS_DAYS = 365;

export const RequestState = z.enum(['pending', 'approved', 'refused', 'withdrawn', 'expired']);

export const AccessRequest = z.strictObject({
  id: RequestId,
  direction: z.enum(['incoming', 'outgoing']),
  patient: PatientSummary,
  /** Who asks. */
  from: Hospital,
  /** Whose records are asked for. */
  to: Hospital,
  requestedBy: z.string(),
  purpose: z.string(),
  categories: z.array(Category),
  /** How long access will last, counted from the approval. */
  days: z.int(),
  askedAt: z.int(),
  state: RequestState,
  syncState: SyncState,
});
export type AccessRequest = z.infer<typeof AccessRequest>;

export const GrantView = z.strictObject({
  id: GrantId,
  /** `given`: another hospital reads ours. `held`: we read theirs. */
  direction: z.enum(['given', 'held']),
  /** The other hospital. */
  hospital: Hospital,
  categories: z.array(Category),
  grantedAt: z.int(),
  expiresAt: z.int(),
  state: z.enum(['active', 'revoked', 'expired', 'refused']),
  endedAt: z.int().nullable(),
  syncState: SyncState,
});
export type GrantView = z.infer<typeof GrantView>;

export const ConsentOverview = z.strictObject({
  requests: z.array(AccessRequest),
  grants: z.array(GrantView),
  /** Hospitals of the registry where this person is known to be registered, learned when the card was presented. */
  knownAt: z.array(Hospital),
});
export type ConsentOverview = z.infer<typeof ConsentOverview>;

/** Exactly what the patient is shown and signs: a pure function of the request and the moment of approval. */
export const ApprovalView = z.strictObject({
  request: AccessRequest,
  willSee: z.array(Category),
  willNotSee: z.array(Category),
  expiresAt: z.int(),
});
export type ApprovalView = z.infer<typeof ApprovalView>;

export const consent = {
  overview: method({ roles: CARE_TEAM, args: z.strictObject({ patientId: PatientId }), result: ConsentOverview }),
  requests: method({ roles: CARE_TEAM, args: z.strictObject({}), result: z.array(AccessRequest) }),
  /** Presents the card so that this hospital learns where else the person is known. `card.wrongPatient` if it is another's. */
  findHospitals: method({
    roles: CARE_TEAM,
    args: z.strictObject({ patientId: PatientId, code: CardCode, pin: Pin }),
    result: z.array(Hospital),
  }),
  ask: method({
    roles: CARE_TEAM,
    args: z.strictObject({
      patientId: PatientId,
      hospitalId: HospitalId,
      categories: Categories,
      days: z.int().min(1).max(MAX_ACCESS_DAYS),
      purpose: z.string().trim().min(1).max(300),
    }),
    result: AccessRequest,
  }),
  approval: method({ roles: CARE_TEAM, args: z.strictObject({ requestId: RequestId }), result: ApprovalView }),
  approve: method({
    roles: CARE_TEAM,
    args: z.strictObject({ requestId: RequestId, code: CardCode, pin: Pin }),
    result: GrantView,
  }),
  refuse: method({ roles: CARE_TEAM, args: z.strictObject({ requestId: RequestId }), result: AccessRequest }),
  revoke: method({
    roles: CARE_TEAM,
    args: z.strictObject({ patientId: PatientId, grantId: GrantId, code: CardCode, pin: Pin }),
    result: GrantView,
  }),
};
