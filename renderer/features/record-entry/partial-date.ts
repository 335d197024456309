const YEAR = /^(\d{4})$/;
const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?$/;
const DAY_FIRST = /^(?:(\d{1,2})[-/.])?(\d{1,2})[-/.](\d{4})$/;

/**
 * A FHIR partial date (`2018`, `2018-03`, `2018-03-14`) from what people type: `2018`, `3/2018`, `14.3.2018`,
 * `2018-3-14`. Day before month, because the month-first order cannot be told apart. Null for anything else and for
 * days no calendar has.
 */
export function parsePartialDate(text: string): string | null {
  const typed = text.trim();
  const year = YEAR.exec(typed);
  if (year) return typed;
  const yearFirst = YEAR_FIRST.exec(typed);
  if (yearFirst) return joinDate(yearFirst[1], yearFirst[2], yearFirst[3]);
  const dayFirst = DAY_FIRST.exec(typed);
  if (dayFirst) return joinDate(dayFirst[3], dayFirst[2], dayFirst[1]);
  return null;
}

function joinDate(year = '', month = '', day: string | undefined): string | null {
  const monthNumber = Number(month);
  if (monthNumber < 1 || monthNumber > 12) return null;
  const padded = `${year}-${month.padStart(2, '0')}`;
  if (day === undefined) return padded;
  const dayNumber = Number(day);
  const daysInMonth = new Date(Date.UTC(Number(year), monthNumber, 0)).getUTCDate();
  if (dayNumber < 1 || dayNumber > daysInMonth) return null;
  return `${padded}-${day.padStart(2, '0')}`;
}
