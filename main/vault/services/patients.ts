import type { ParsedArgsOf, ResultOf } from '../../../preload/api/define.ts';
import { AppError } from '../../../preload/api/errors.ts';
import { PatientId } from '../../../preload/api/ids.ts';
import type { Demographics, patients } from '../../../preload/api/patients.ts';
import { openCard } from '../crypto/card.ts';
import { newPatientRoot } from '../crypto/patient-root.ts';
import { amendPatient, buildPatient } from '../exchange/patient-resource.ts';
import { fromText, toText } from '../exchange/resource-tree.ts';
import type { AuditEntry } from '../operations/audit-chain.ts';
import { commitOperation } from '../operations/commit.ts';
import { currentEpoch } from '../operations/epochs.ts';
import { newUuid } from '../operations/new-id.ts';
import { refuseReplacedElsewhere } from '../operations/patient-identity.ts';
import { indexPatient, registerPatient } from '../operations/register-patient.ts';
import { leastCertain } from '../operations/sync-state.ts';
import { writeRecord } from '../operations/write-record.ts';
import { deleteDraft } from '../store/queries/drafts.ts';
import { listOutboxStatesOfPatient } from '../store/queries/outbox.ts';
import { listRecentPatients, markPatientActive, type Patient, updateDemographics } from '../store/queries/patients.ts';
import { getRecord } from '../store/queries/records.ts';
import { noteViewed } from './audit.ts';
import { noteRefused, ownerOf } from './card-owner.ts';
import type { VaultContext } from './context.ts';
import { ASK_FROM_SCORE, findMatches } from './matching.ts';
import { displayName, requirePatient, toSummary, toView } from './patient-view.ts';
import { readAllergies } from './record-lines.ts';

type Patients = typeof patients;

export function recentPatients(
  context: VaultContext,
  args: ParsedArgsOf<Patients['recent']>,
): ResultOf<Patients['recent']> {
  return listRecentPatients(context.db, args.limit).map((patient) => ({
    patient: toSummary(patient),
    state: leastCertain(listOutboxStatesOfPatient(context.db, patient.id)),
    lastActivityAt: patient.lastActivityAt,
  }));
}

export function getPatientView(context: VaultContext, args: ParsedArgsOf<Patients['get']>): ResultOf<Patients['get']> {
  const patient = requirePatient(context.db, args.patientId);
  noteViewed(context, patient);
  return toView(context, patient, readAllergies(context, patient.id));
}

/**
 * S01: on disk with its audit and outbox entries when it answers, network or not. Only a card that is presented is
 * waited for; one to be made comes after the patient (`issueCard`), whose key is in custody until it is handed over.
 */
export async function register(
  context: VaultContext,
  args: ParsedArgsOf<Patients['register']>,
): Promise<ResultOf<Patients['register']>> {
  const { demographics, draftId, differentPersonReason, existingCard } = args;
  const root = existingCard
    ? await openCard(existingCard.code, existingCard.pin, context.keys.cardSecret)
    : newPatientRoot(context.random);
  // Nothing is waited for from here on: of the same form sent twice at once, the second one meets the first.
  if (differentPersonReason === null) refuseUnlessNew(context, demographics);
  if (existingCard) refuseKnownCard(context, root);
  const id = PatientId.parse(newUuid(context));
  const registered = commitOperation<Patient>(
    context,
    {
      kind: 'patients.register',
      patientId: id,
      audit: (patient) => ({
        action: 'registered',
        subject: [subjectOf(patient), differentPersonReason].filter(Boolean).join(' · '),
        patientId: id,
      }),
      changes: ['patients', 'drafts'],
    },
    (db) => {
      if (draftId) deleteDraft(db, context.user.id, draftId);
      return registerPatient(context, db, {
        id,
        demographics,
        root,
        keyState: existingCard ? 'card' : 'custody',
        resource: (origin) => toText(buildPatient(demographics, origin)),
      });
    },
  );
  return { patient: toView(context, registered, []) };
}

/** Every change of demographics is a new version of the FHIR Patient; the form says which version it was based on. */
export function edit(context: VaultContext, args: ParsedArgsOf<Patients['edit']>): ResultOf<Patients['edit']> {
  const { patientId, basedOnVersion, demographics, draftId } = args;
  const before = requirePatient(context.db, patientId);
  if (before.version !== basedOnVersion) {
    throw new AppError('patient.stale', 'Somebody changed this patient meanwhile', {
      details: { basedOnVersion, version: before.version },
    });
  }
  const version = before.version + 1;
  const edited: Patient = { ...before, ...demographics, version };
  const audit: AuditEntry = { action: 'edited', subject: subjectOf(edited), patientId };
  commitOperation(context, { kind: 'patients.edit', patientId, audit, changes: ['patients', 'drafts'] }, (db) => {
    if (draftId) deleteDraft(db, context.user.id, draftId);
    updateDemographics(db, patientId, version, demographics);
    markPatientActive(db, patientId, context.now());
    indexPatient(db, edited);
    writeRecord(context, db, currentEpoch(context, db, patientId), {
      patientId,
      recordId: before.recordId,
      version,
      category: 'demographics',
      resourceType: 'Patient',
      resource: amendedResource(context, before, demographics),
      title: before.mrn,
    });
  });
  return toView(context, edited, readAllergies(context, patientId));
}

function amendedResource(context: VaultContext, before: Patient, demographics: Demographics): string {
  const record = getRecord(context.db, before.recordId);
  const resource = record && fromText(record.resource);
  if (resource?.resourceType !== 'Patient') throw new Error('a registered patient has a Patient resource');
  return toText(amendPatient(resource, demographics));
}

/** S02: never a hard block; whoever registers says once why it is somebody else. */
function refuseUnlessNew(context: VaultContext, demographics: Demographics): void {
  const [best] = findMatches(context, { demographics });
  if (!best || best.score < ASK_FROM_SCORE) return;
  throw new AppError('patient.possibleMatch', 'This may be somebody who is registered already', {
    details: { patientId: best.patient.id, score: best.score },
  });
}

/** One card is one person: here there is no other answer than the patient it belongs to. */
function refuseKnownCard(context: VaultContext, root: Uint8Array): void {
  const known = findOwner(context, root);
  if (!known) return;
  throw new AppError('patient.possibleMatch', 'The owner of this card is registered here', {
    details: { patientId: known.id, score: 100 },
  });
}

/** Refuses a card that another one took the place of, here or elsewhere, and writes that down. */
function findOwner(context: VaultContext, root: Uint8Array): Patient | undefined {
  try {
    const owner = ownerOf(context, root);
    if (!owner) refuseReplacedElsewhere(context, root);
    return owner;
  } catch (error) {
    noteRefused(context, root, error);
    throw error;
  }
}

function subjectOf(patient: Patient): string {
  return `${patient.mrn} · ${displayName(patient)}`;
}
