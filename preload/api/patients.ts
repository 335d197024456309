import { z } from 'zod';
import { method } from './define.ts';
import { DraftId, HospitalId, PatientId } from './ids.ts';
import { CARE_TEAM, EVERYONE } from './roles.ts';
import { SyncState } from './sync-state.ts';

const line = (max: number) => z.string().trim().max(max);

/** A birth date as known: `1984-03-14`, `1984-03` or `1984` (FHIR `date`); estimated ones carry "~" everywhere. */
export const BirthDate = z.strictObject({
  value: z.string().regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/),
  estimated: z.boolean(),
});
export type BirthDate = z.infer<typeof BirthDate>;

/** FHIR administrative-gender. */
export const Sex = z.enum(['female', 'male', 'other', 'unknown']);
export type Sex = z.infer<typeof Sex>;

export const Demographics = z.strictObject({
  family: line(100).min(1),
  given: line(100),
  localName: line(200).default(''),
  sex: Sex,
  birthDate: BirthDate.nullable(),
  phone: line(40).default(''),
  identifier: line(60).default(''),
  nextOfKin: line(200).default(''),
  address: line(300).default(''),
});
export type Demographics = z.infer<typeof Demographics>;

/** `card`: the patient holds the key. `custody`: the hospital keeps it until the patient claims it. */
export const KeyState = z.enum(['card', 'custody']);
export type KeyState = z.infer<typeof KeyState>;

export const PatientSummary = z.strictObject({
  id: PatientId,
  mrn: z.string(),
  family: z.string(),
  given: z.string(),
  localName: z.string(),
  sex: Sex,
  birthDate: BirthDate.nullable(),
  phone: z.string(),
});
export type PatientSummary = z.infer<typeof PatientSummary>;

/** Who something is about, in parts: how a name is written is up to the screen. */
export const NamedPatient = PatientSummary.pick({ id: true, mrn: true, family: true, given: true });
export type NamedPatient = z.infer<typeof NamedPatient>;

export const MATCH_REASONS = ['name', 'localName', 'mrn', 'phone', 'birthDate', 'identifier', 'card'] as const;

export const MatchReason = z.enum([
  'sameName',
  'soundsAlike',
  'similarSpelling',
  'namesSwapped',
  'sameBirthDate',
  'sameBirthYear',
  'nearBirthYear',
  'samePhone',
  'phoneEnds',
  'sameIdentifier',
  'sameSex',
]);
export type MatchReason = z.infer<typeof MatchReason>;

export const PossibleMatch = z.strictObject({
  patient: PatientSummary,
  /** 0–100, for ordering and display; never a decision. */
  score: z.int().min(0).max(100),
  reasons: z.array(z.strictObject({ reason: MatchReason, detail: z.string() })),
});
export type PossibleMatch = z.infer<typeof PossibleMatch>;

/**
 * A new key that nobody's old one signed for, and that waits for a term of the registry. `announced`: the registry has
 * not heard of it. `waiting`: the old card counts and can stop it. `ending`: the term is over, and the registry is being
 * told. `stopping`: the old card has stopped it, and the registry is being told.
 */
export const RecoveryView = z.strictObject({
  state: z.enum(['announced', 'waiting', 'ending', 'stopping']),
  /** When the new key may count; null until the registry has said so. */
  readyAt: z.int().nullable(),
});
export type RecoveryView = z.infer<typeof RecoveryView>;

/** The banner of every patient screen. */
export const PatientView = PatientSummary.extend({
  demographics: Demographics,
  version: z.int().min(1),
  keyState: KeyState,
  recovery: RecoveryView.nullable(),
  state: SyncState,
  allergies: z.array(z.string()),
  activeConsents: z.int(),
  registeredAt: z.int(),
  registeredBy: z.string(),
});
export type PatientView = z.infer<typeof PatientView>;

/** Tells cards apart; random, and says nothing about who holds one. */
export const CardLabel = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);

/** `daily` opens with a PIN. `recovery` is of the same key, opens with a longer phrase, and is kept at home. */
export const CardKind = z.enum(['daily', 'recovery']);
export type CardKind = z.infer<typeof CardKind>;

/** What is printed: an opaque code (ciphertext under PIN and consortium secret) and a random label. */
export const PatientCard = z.strictObject({
  kind: CardKind,
  label: CardLabel,
  code: z.string(),
  hospitalName: z.string(),
  issuedAt: z.int(),
  issuedBy: z.string(),
});
export type PatientCard = z.infer<typeof PatientCard>;

export const Pin = z.string().regex(/^\d{6}$/);
/** What opens a recovery card. Capitals and the number of spaces do not matter: it is typed again after years. */
export const RecoveryPhrase = z
  .string()
  .trim()
  .toLowerCase()
  .normalize('NFKC')
  .overwrite((text) => text.replaceAll(/\s+/g, ' '))
  .min(12)
  .max(200);
export const CardCode = z.string().trim().min(20).max(1000);

export const patients = {
  search: method({
    roles: EVERYONE,
    args: z.strictObject({ text: z.string().max(200), limit: z.int().min(1).max(50).default(12) }),
    result: z.array(z.strictObject({ patient: PatientSummary, reason: z.enum(MATCH_REASONS) })),
  }),
  recent: method({
    roles: EVERYONE,
    args: z.strictObject({ limit: z.int().min(1).max(100).default(20) }),
    result: z.array(z.strictObject({ patient: PatientSummary, state: SyncState, lastActivityAt: z.int() })),
  }),
  get: method({ roles: CARE_TEAM, args: z.strictObject({ patientId: PatientId }), result: PatientView }),
  findMatches: method({
    roles: CARE_TEAM,
    args: z.strictObject({ demographics: Demographics.partial() }),
    result: z.array(PossibleMatch),
  }),
  /**
   * Refuses with `patient.possibleMatch` while a match of 70 or more is not answered by `differentPersonReason`.
   * `existingCard` registers a person who already holds a card from another hospital; otherwise the hospital keeps
   * the key in custody until a card is handed over.
   */
  register: method({
    roles: CARE_TEAM,
    args: z.strictObject({
      demographics: Demographics,
      draftId: DraftId.nullable().default(null),
      differentPersonReason: line(200).nullable().default(null),
      existingCard: z.strictObject({ code: CardCode, pin: Pin }).nullable().default(null),
    }),
    result: z.strictObject({ patient: PatientView }),
  }),
  /** `patient.stale` when somebody changed the same patient after `basedOnVersion`. */
  edit: method({
    roles: CARE_TEAM,
    args: z.strictObject({
      patientId: PatientId,
      basedOnVersion: z.int().min(1),
      demographics: Demographics,
      draftId: DraftId.nullable().default(null),
    }),
    result: PatientView,
  }),
  /**
   * Makes a card of a new key, which takes the place of the one in custody at `handOver`. Made again it is a card of
   * another key; the first of them that is in hand counts, and the others open nothing. `card.notInCustody` once the
   * patient holds the key.
   */
  issueCard: method({
    roles: CARE_TEAM,
    args: z.strictObject({ patientId: PatientId, pin: Pin }),
    result: PatientCard,
  }),
  /**
   * Somebody says that the card is in the patient's hand: from here on the hospital no longer holds the key. Nothing to
   * do where that was so before. `card.wrongPatient` when no card of this label was made for this patient,
   * `card.replaced` when the patient has another one.
   */
  handOver: method({
    roles: CARE_TEAM,
    args: z.strictObject({ patientId: PatientId, label: CardLabel }),
    result: z.null(),
  }),
  /**
   * The same key once more, for the day the card is lost: behind a phrase instead of the PIN, on a card that stays at
   * home. Takes the patient's own card and PIN.
   */
  makeRecoveryCard: method({
    roles: CARE_TEAM,
    args: z.strictObject({ patientId: PatientId, code: CardCode, pin: Pin, phrase: RecoveryPhrase }),
    result: PatientCard,
  }),
  /**
   * S17: a card of a new key for a patient who lost theirs and comes with the recovery card and its phrase, or who comes
   * with the old card and its PIN. Counts from `handOver` on, at every hospital the log shows the patient at; until then
   * the old card does.
   */
  replaceCard: method({
    roles: CARE_TEAM,
    args: z.strictObject({
      patientId: PatientId,
      code: CardCode,
      pinOrPhrase: z.union([Pin, RecoveryPhrase]),
      pin: Pin,
    }),
    result: PatientCard,
  }),
  /**
   * KEY9: a card of a new key for a patient who has neither card nor recovery card. Proposed to the registry at `handOver`,
   * for this hospital alone, and counted when the wait is over and nobody with the old card stopped it. With the card
   * that another hospital gave the patient since (`code`, and its PIN) there is none to make: that one is proposed at
   * once, and the answer is null. `card.wrongPatient` when it is somebody's here already.
   */
  recoverKey: method({
    roles: ['clerk'],
    args: z.strictObject({
      patientId: PatientId,
      code: CardCode.nullable().default(null),
      pin: Pin,
      reason: line(200).min(3),
    }),
    result: PatientCard.nullable(),
  }),
  /** With the old card. `recovery.none` when nothing waits, `recovery.onTheWay` while the registry has not heard of it. */
  stopRecovery: method({
    roles: CARE_TEAM,
    args: z.strictObject({ patientId: PatientId, code: CardCode, pin: Pin }),
    result: z.null(),
  }),
  /** Who stands at the desk: opens the card with the PIN and forgets the key before answering. */
  identify: method({
    roles: CARE_TEAM,
    args: z.strictObject({ code: CardCode, pin: Pin }),
    result: z.strictObject({
      patient: PatientSummary.nullable(),
      knownAt: z.array(z.strictObject({ hospitalId: HospitalId, name: z.string() })),
    }),
  }),
};
