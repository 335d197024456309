/**
 * Completed years and months between a FHIR date and a moment. What a partial date leaves out counts as the first
 * of the year or month, which is how estimated dates are stored.
 */
export function ageAt(birthDate: string, nowMs: number): { years: number; months: number } {
  const [year = 0, month = 1, day = 1] = birthDate.split('-').map(Number);
  const now = new Date(nowMs);
  const unfinishedMonth = now.getDate() < day ? 1 : 0;
  const months = (now.getFullYear() - year) * 12 + (now.getMonth() + 1 - month) - unfinishedMonth;
  return { years: Math.max(0, Math.floor(months / 12)), months: Math.max(0, months) };
}
