import { createHash } from 'node:crypto';
import { AppError } from '../../../preload/api/errors.ts';
import { IMPORT_MAX_BYTES } from '../../../preload/api/imports.ts';
import { parseExact } from './exact-json.ts';
import { listAt, textAt, valueAt } from './resource-tree.ts';

export const BUNDLE_MAX_ENTRIES = 10_000;

/** Kinds of Bundle that carry resources to keep; the others are searches, messages and histories. */
const BUNDLE_TYPES = ['transaction', 'batch', 'collection', 'document', 'searchset'];

/** Elements that say whom a resource is about. */
const ABOUT = ['subject', 'patient', 'beneficiary'];

export interface BundleEntry {
  /** Position in `Bundle.entry`, from 0. */
  readonly index: number;
  readonly resourceType: string;
  /** The same for every import of the same entry: its fullUrl, else the digest of its text. */
  readonly importKey: string;
}

/** The entries of one patient's Bundle, to be stored under ids of this hospital. */
export interface PatientBundle {
  readonly patient: BundleEntry;
  /** All entries in the order of the file, the Patient among them. */
  readonly entries: readonly BundleEntry[];
  /**
   * The resource of an entry as JSON text under a new id, references within the Bundle resolved to `Type/id`.
   * `idOf` gives the id of each entry, null for one that is not kept: references to it stay as they were. Otherwise
   * the text is what the file said, digit by digit.
   */
  textOf(entry: BundleEntry, idOf: (entry: BundleEntry) => string | null): string;
  /** Where an entry says that it is about another person: `subject.reference`; null when it does not. */
  foreignSubject(entry: BundleEntry): string | null;
}

/**
 * Reads a FHIR R4 Bundle of one patient. `import.tooLarge` names the limit, `import.invalid` the line and column or
 * the path; either way nothing was done.
 */
export function readBundle(file: Uint8Array): PatientBundle {
  if (file.length > IMPORT_MAX_BYTES) {
    throw new AppError('import.tooLarge', 'The file is too large', {
      details: { what: 'bytes', limit: IMPORT_MAX_BYTES },
    });
  }
  const bundle = parseExact(textIn(file));
  if (textAt(bundle, 'resourceType') !== 'Bundle') throw invalid('resourceType', 'The file is no FHIR Bundle');
  if (!BUNDLE_TYPES.includes(textAt(bundle, 'type') ?? ''))
    throw invalid('Bundle.type', 'This kind of Bundle is not kept');
  const nodes = listAt(bundle, 'entry');
  if (nodes.length === 0) throw invalid('Bundle.entry', 'The Bundle is empty');
  if (nodes.length > BUNDLE_MAX_ENTRIES) {
    throw new AppError('import.tooLarge', 'Too many entries', {
      details: { what: 'entries', limit: BUNDLE_MAX_ENTRIES },
    });
  }
  return patientBundle(nodes);
}

function patientBundle(nodes: readonly unknown[]): PatientBundle {
  const entries = nodes.map(entryOf);
  const byName = namesOf(entries, nodes);
  const patients = entries.filter(({ resourceType }) => resourceType === 'Patient');
  const [patient, another] = patients;
  if (!patient) throw invalid('Bundle.entry', 'The Bundle holds no Patient');
  if (another) throw invalid(`Bundle.entry[${another.index}].resource`, 'The Bundle holds more than one Patient');

  return {
    patient,
    entries,
    textOf: (entry, idOf) => {
      const resource = { ...resourceOf(nodes, entry), id: idOf(entry) ?? undefined };
      return JSON.stringify(resource, (key, value: unknown) => {
        if (key === '__proto__') return undefined;
        const target = key === 'reference' && typeof value === 'string' ? byName.get(value) : undefined;
        const id = target && idOf(target);
        return target && id ? `${target.resourceType}/${id}` : value;
      });
    },
    foreignSubject: (entry) => {
      const resource = resourceOf(nodes, entry);
      const element = ABOUT.find((name) => {
        const reference = textAt(resource, name, 'reference');
        return reference !== undefined && isForeign(reference, byName.get(reference));
      });
      return element === undefined ? null : `${element}.reference`;
    },
  };
}

/** A person who is not the Patient of this Bundle; groups, devices and contained resources are none. */
function isForeign(reference: string, target: BundleEntry | undefined): boolean {
  if (target) return false;
  return reference.startsWith('urn:') || /(^|\/)Patient[/?]/.test(reference);
}

function entryOf(node: unknown, index: number): BundleEntry {
  const resource = valueAt(node, 'resource');
  const resourceType = textAt(resource, 'resourceType');
  if (resourceType === undefined) throw invalid(`Bundle.entry[${index}].resource`, 'An entry holds no resource');
  const fullUrl = textAt(node, 'fullUrl');
  const isGlobal = fullUrl !== undefined && /^(urn:(uuid|oid):|https?:\/\/)/.test(fullUrl);
  return { index, resourceType, importKey: isGlobal ? fullUrl : digestOf(resource) };
}

/** How entries are referred to inside the Bundle: by fullUrl and by `Type/id`. */
function namesOf(entries: readonly BundleEntry[], nodes: readonly unknown[]): Map<string, BundleEntry> {
  const byName = new Map<string, BundleEntry>();
  for (const entry of entries) {
    const fullUrl = textAt(nodes[entry.index], 'fullUrl');
    const id = textAt(nodes[entry.index], 'resource', 'id');
    if (fullUrl !== undefined && byName.has(fullUrl)) {
      throw invalid(`Bundle.entry[${entry.index}].fullUrl`, 'Two entries have the same fullUrl');
    }
    if (fullUrl !== undefined) byName.set(fullUrl, entry);
    if (id !== undefined) byName.set(`${entry.resourceType}/${id}`, entry);
  }
  return byName;
}

function resourceOf(nodes: readonly unknown[], { index }: BundleEntry): object {
  // Safe: an entry was made of this node because its resource is an object with a resourceType.
  return valueAt(nodes[index], 'resource') as object;
}

function digestOf(resource: unknown): string {
  return `sha256:${createHash('sha256').update(JSON.stringify(resource)).digest('hex')}`;
}

function textIn(file: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    throw new AppError('import.invalid', 'The file is not UTF-8 text', { details: { line: 1, column: 1 } });
  }
}

function invalid(path: string, message: string): AppError {
  return new AppError('import.invalid', message, { details: { path } });
}
