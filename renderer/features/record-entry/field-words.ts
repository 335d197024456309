import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import { type EntryForm, MEASUREMENTS } from './entry-form.ts';
import { parsePartialDate } from './partial-date.ts';

export interface FieldWords {
  readonly field: string;
  readonly label: string;
  readonly value: string;
}

/** A form as a person reads it, field by field in the order of the form. */
export function useFieldWords(): (form: EntryForm) => FieldWords[] {
  const { t } = useTranslation('recordEntry');
  const format = useFormat();
  const date = (typed: string) => {
    const known = parsePartialDate(typed);
    return known ? format.date(known) : typed;
  };
  const moment = (localMinutes: string) => {
    const at = new Date(localMinutes).getTime();
    return Number.isNaN(at) ? localMinutes : format.dateTime(at);
  };
  const coded = ({ text, code }: { text: string; code: string | null }) => (code ? `${text} (${code})` : text);
  const row = (field: string, label: string, value: string): FieldWords => ({ field, label, value });

  const ownFields = (form: EntryForm): FieldWords[] => {
    switch (form.type) {
      case 'Condition':
        return [
          row('code', t('field.problem'), coded(form.values.code)),
          row('onset', t('field.since'), date(form.values.onset)),
          row('status', t('field.status'), t(`clinicalStatus.${form.values.clinicalStatus}`)),
        ];
      case 'AllergyIntolerance':
        return [
          row('substance', t('field.substance'), coded(form.values.substance)),
          row('reaction', t('field.reaction'), form.values.reaction),
          row('severity', t('field.severity'), t(`severity.${form.values.severity || 'unknown'}`)),
          row('verification', t('field.verification'), t(`verification.${form.values.verification}`)),
          row('onset', t('field.firstSeen'), date(form.values.onset)),
        ];
      case 'MedicationStatement':
        return [
          row('medication', t('field.medication'), coded(form.values.medication)),
          row('dosage', t('field.dosage'), form.values.dosage),
          row('since', t('field.since'), date(form.values.since)),
          row('status', t('field.status'), t(`medicationStatus.${form.values.status}`)),
        ];
      case 'Observation':
        return [
          ...MEASUREMENTS.map((name) => row(name, t(`measurement.${name}`), form.values[name])),
          row('at', t('field.measuredAt'), moment(form.values.at)),
        ];
      case 'Encounter':
        return [
          row('reason', t('field.visitReason'), form.values.reason),
          row('class', t('field.visitClass'), t(`visitClass.${form.values.class}`)),
          row('at', t('field.when'), moment(form.values.at)),
        ];
      case 'DocumentReference':
        return [
          row('file', t('field.file'), form.values.file?.name ?? t('file.keeps')),
          row('title', t('field.title'), form.values.title),
          row('kind', t('field.kind'), t(`kind.${form.values.kind}`)),
          row('at', t('field.dated'), moment(form.values.at)),
        ];
    }
  };
  return (form) => [...ownFields(form), row('note', t('field.note'), form.values.note)];
}
