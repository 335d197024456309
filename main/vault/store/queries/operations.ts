import type { PatientId, UserId } from '../../../../preload/api/ids.ts';
import type { WritableDb } from '../handles.ts';
import { sql } from '../sql.ts';

export interface OperationRow {
  readonly id: string;
  readonly kind: string;
  readonly patientId: PatientId | null;
  readonly userId: UserId;
  readonly at: number;
}

export function insertOperation(db: WritableDb, operation: OperationRow): void {
  db.run(sql`
    INSERT INTO operations (id, kind, patient_id, user_id, at)
    VALUES (${operation.id}, ${operation.kind}, ${operation.patientId}, ${operation.userId}, ${operation.at})`);
}
