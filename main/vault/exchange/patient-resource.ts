import type { Extension, Identifier, Patient } from '@medplum/fhirtypes';
import { type BirthDate, Demographics, Sex } from '../../../preload/api/patients.ts';
import { withChanges } from './changed-elements.ts';
import { hasCoding, listAt, textAt, valueAt } from './resource-tree.ts';
import { DATE_ACCURACY, DATE_ACCURACY_EXTENSION } from './terminology.ts';

const IDENTIFIER_TYPE = 'http://terminology.hl7.org/CodeSystem/v2-0203';
const CONTACT_ROLE = 'http://terminology.hl7.org/CodeSystem/v2-0131';

export interface PatientOrigin {
  /** Id of the Patient resource: the record of category demographics. */
  readonly id: string;
  readonly mrn: string;
  /** The hospital that gave the MRN. */
  readonly hospitalName: string;
}

/** A new person as a FHIR R4 Patient. */
export function buildPatient(demographics: Demographics, origin: PatientOrigin): Patient {
  return {
    resourceType: 'Patient',
    id: origin.id,
    active: true,
    ...elementsOf(demographics, [medicalRecordNumber(origin)]),
  };
}

/** A person registered elsewhere before: everything is kept, our MRN is added in front. */
export function adoptPatient(patient: Patient, origin: PatientOrigin): Patient {
  const identifier = [medicalRecordNumber(origin), ...(patient.identifier ?? [])];
  return { ...patient, id: origin.id, identifier };
}

/** The next version of a Patient: only elements whose form value changed are rewritten, the rest stays as it was. */
export function amendPatient(patient: Patient, demographics: Demographics): Patient {
  const kept = (patient.identifier ?? []).filter(isMedicalRecordNumber);
  const before = elementsOf(readDemographics(patient), kept);
  return withChanges(patient, before, elementsOf(demographics, kept));
}

/** What the forms and lists show of a Patient. A person without any name is shown as "?". */
export function readDemographics(patient: unknown): Demographics {
  const name = listAt(patient, 'name').find((candidate) => textAt(candidate, 'family')) ?? valueAt(patient, 'name', 0);
  const given = listAt(name, 'given').filter((part) => typeof part === 'string');
  const sex = Sex.safeParse(valueAt(patient, 'gender'));
  return Demographics.parse({
    family: cut(textAt(name, 'family') ?? textAt(name, 'text') ?? '?', 100),
    given: cut(given.join(' '), 100),
    localName: cut(textAt(listAt(patient, 'name').find(isLocalName), 'text') ?? '', 200),
    sex: sex.success ? sex.data : 'unknown',
    birthDate: readBirthDate(patient),
    phone: cut(textAt(listAt(patient, 'telecom').find(isPhone), 'value') ?? '', 40),
    identifier: cut(textAt(listAt(patient, 'identifier').find(isOfficialIdentifier), 'value') ?? '', 60),
    nextOfKin: cut(nextOfKin(valueAt(patient, 'contact', 0)), 200),
    address: cut(addressText(valueAt(patient, 'address', 0)), 300),
  });
}

function elementsOf(demographics: Demographics, ours: readonly Identifier[]): Partial<Patient> {
  const { family, given, localName, sex, birthDate, phone, identifier, nextOfKin: kin, address } = demographics;
  const elements: Partial<Patient> = {
    identifier: [...ours, ...(identifier ? [{ use: 'official' as const, value: identifier }] : [])],
    name: [{ use: 'official', family, ...(given && { given: given.split(/\s+/) }) }],
    gender: sex,
  };
  if (localName) elements.name?.push({ use: 'usual', text: localName });
  if (phone) elements.telecom = [{ system: 'phone', value: phone }];
  if (address) elements.address = [{ text: address }];
  if (kin) {
    const relationship = [{ coding: [{ system: CONTACT_ROLE, code: 'N', display: 'Next-of-Kin' }] }];
    elements.contact = [{ relationship, name: { text: kin } }];
  }
  return { ...elements, ...birthDateElements(birthDate) };
}

/** S03: an estimated date is exported only as far as it is known, and says that it is an estimate. */
function birthDateElements(birthDate: BirthDate | null): Pick<Patient, 'birthDate'> {
  if (birthDate === null) return {};
  const value = birthDate.value;
  if (!birthDate.estimated) return { birthDate: value };
  // Day, month, year: E is estimated, U unknown.
  const code = { 4: 'UUE', 7: 'UEE' }[value.length] ?? 'EEE';
  const accuracy: Extension = { url: DATE_ACCURACY_EXTENSION, valueCoding: { system: DATE_ACCURACY, code } };
  // Safe: `_birthDate` carries the extensions of `birthDate` in FHIR JSON; the type of Patient leaves it out.
  return { birthDate: value, _birthDate: { extension: [accuracy] } } as Pick<Patient, 'birthDate'>;
}

function readBirthDate(patient: unknown): BirthDate | null {
  const value = /^\d{4}(-\d\d(-\d\d)?)?$/.exec(textAt(patient, 'birthDate') ?? '')?.[0];
  if (value === undefined) return null;
  const accuracy = listAt(patient, '_birthDate', 'extension').find(
    (extension) => textAt(extension, 'url') === DATE_ACCURACY_EXTENSION,
  );
  return { value, estimated: textAt(accuracy, 'valueCoding', 'code')?.includes('E') ?? false };
}

function medicalRecordNumber({ mrn, hospitalName }: PatientOrigin): Identifier {
  const type = { coding: [{ system: IDENTIFIER_TYPE, code: 'MR', display: 'Medical record number' }] };
  return { use: 'usual', type, value: mrn, assigner: { display: hospitalName } };
}

function isMedicalRecordNumber(identifier: unknown): boolean {
  return hasCoding(valueAt(identifier, 'type'), (_, code) => code === 'MR');
}

/** A national or insurance number: what is neither an MRN nor a technical number of another program. */
function isOfficialIdentifier(identifier: unknown): boolean {
  if (isMedicalRecordNumber(identifier)) return false;
  const isNational = hasCoding(valueAt(identifier, 'type'), (_, code) => ['NI', 'SS', 'PPN', 'NH'].includes(code));
  return isNational || textAt(identifier, 'use') === 'official';
}

function isLocalName(name: unknown): boolean {
  return textAt(name, 'use') === 'usual' && textAt(name, 'family') === undefined;
}

function isPhone(point: unknown): boolean {
  return textAt(point, 'system') === 'phone';
}

function nextOfKin(contact: unknown): string {
  const name = textAt(contact, 'name', 'text') ?? textAt(contact, 'name', 'family') ?? '';
  const phone = textAt(listAt(contact, 'telecom').find(isPhone), 'value');
  return [name, phone].filter(Boolean).join(', ');
}

function addressText(address: unknown): string {
  const text = textAt(address, 'text');
  if (text !== undefined) return text;
  const lines = listAt(address, 'line').filter((line) => typeof line === 'string');
  const places = ['city', 'district', 'state', 'postalCode', 'country'].map((field) => textAt(address, field));
  return [...lines, ...places].filter(Boolean).join(', ');
}

/** Shortened without tearing a surrogate pair. */
function cut(text: string, max: number): string {
  return text.slice(0, max).replace(/[\uD800-\uDBFF]$/, '');
}
