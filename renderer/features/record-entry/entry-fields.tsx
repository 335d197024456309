import { useTranslation } from 'react-i18next';
import { AllergyFields } from './fields/allergy-fields.tsx';
import { ConditionFields } from './fields/condition-fields.tsx';
import { DocumentFields } from './fields/document-fields.tsx';
import { MedicationFields } from './fields/medication-fields.tsx';
import { VisitFields } from './fields/visit-fields.tsx';
import { VitalsFields } from './fields/vitals-fields.tsx';
import type { Entry } from './use-entry.ts';

/** The fields of the form's type. */
export function EntryFields({ entry }: { entry: Entry }) {
  const { form, change } = entry;
  const problem = useProblemWords(entry);
  switch (form.type) {
    case 'Condition': {
      const { type, values } = form;
      return (
        <ConditionFields
          values={values}
          onChange={(next) => change({ form: { type, values: next } })}
          problem={problem}
        />
      );
    }
    case 'AllergyIntolerance': {
      const { type, values } = form;
      return (
        <AllergyFields
          values={values}
          onChange={(next) => change({ form: { type, values: next } })}
          problem={problem}
        />
      );
    }
    case 'MedicationStatement': {
      const { type, values } = form;
      return (
        <MedicationFields
          values={values}
          onChange={(next) => change({ form: { type, values: next } })}
          problem={problem}
        />
      );
    }
    case 'Observation': {
      const { type, values } = form;
      return (
        <VitalsFields values={values} onChange={(next) => change({ form: { type, values: next } })} problem={problem} />
      );
    }
    case 'Encounter': {
      const { type, values } = form;
      return (
        <VisitFields values={values} onChange={(next) => change({ form: { type, values: next } })} problem={problem} />
      );
    }
    case 'DocumentReference': {
      const { type, values } = form;
      return (
        <DocumentFields
          values={values}
          keepsFile={entry.isAmendment}
          onChange={(next) => change({ form: { type, values: next } })}
          problem={problem}
        />
      );
    }
  }
}

/** What is wrong with a field, in words; undefined while nothing is. */
function useProblemWords({ problems }: Entry): (field: string) => string | undefined {
  const { t } = useTranslation('recordEntry');
  return (field) => {
    const problem = problems[field];
    if (!problem) return undefined;
    return t(`problem.${problem.kind}`, { limit: 'limit' in problem ? problem.limit : 0 });
  };
}
