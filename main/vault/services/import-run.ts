import { AppError, type ErrorView } from '../../../preload/api/errors.ts';
import type { ImportId } from '../../../preload/api/ids.ts';
import type { ImportProgress, ImportReport } from '../../../preload/api/imports.ts';
import type { ImportPlan } from '../operations/import-plan.ts';
import { getPatient } from '../store/queries/patients.ts';
import type { VaultContext } from './context.ts';
import { toNamed } from './patient-view.ts';

/** One import from start to report: tells its progress, can be cancelled until it is stored. */
export class ImportRun {
  private readonly context: VaultContext;
  private readonly startedAt: number;
  private phaseStartedAt: number;
  private wasCancelled = false;
  private current: ImportReport;

  constructor(context: VaultContext, importId: ImportId, fileName: string) {
    this.context = context;
    this.startedAt = context.now();
    this.phaseStartedAt = this.startedAt;
    const counts = { total: 0, stored: 0, alreadyThere: 0, rejected: 0, byType: [], rejections: [] };
    this.current = { importId, fileName, phase: 'reading', patient: null, ...counts, durationMs: 0 };
  }

  get report(): ImportReport {
    return this.current;
  }

  cancel(): void {
    this.wasCancelled = true;
  }

  enter(phase: 'validating' | 'storing', total: number): void {
    this.phaseStartedAt = this.context.now();
    this.current = { ...this.current, phase, total };
    this.tell(0);
  }

  /** Reports progress and lets waiting calls be answered; throws `import.cancelled` when one of them said so. */
  async pause(done: number): Promise<void> {
    if (done > 0) this.tell(done);
    await new Promise((resolve) => setImmediate(resolve));
    if (this.wasCancelled) throw new AppError('import.cancelled', 'The import was cancelled');
  }

  finish(plan: ImportPlan, byType: ImportReport['byType']): void {
    const patient = getPatient(this.context.db, plan.patientId);
    this.current = {
      ...this.current,
      patient: patient ? toNamed(patient) : null,
      stored: plan.toStore.length,
      alreadyThere: plan.alreadyThere.length,
      rejected: plan.rejections.length,
      rejections: [...plan.rejections],
      byType,
    };
    this.end('done', null);
  }

  /** Nothing was stored. */
  fail(error: ErrorView): void {
    if (error.code === 'import.cancelled') this.end('cancelled', null);
    else this.end('failed', error);
  }

  private end(phase: 'done' | 'cancelled' | 'failed', error: ErrorView | null): void {
    this.current = { ...this.current, phase, durationMs: this.context.now() - this.startedAt };
    this.tell(phase === 'done' ? this.current.total : 0, error);
  }

  private tell(done: number, error: ErrorView | null = null): void {
    const { importId, phase, total } = this.current;
    const progress: ImportProgress = { importId, phase, done, total, remainingMs: this.remainingMs(done), error };
    this.context.emit('imports.progress', progress);
  }

  /** From the pace of this phase so far. */
  private remainingMs(done: number): number | null {
    if (done === 0) return null;
    const elapsedMs = this.context.now() - this.phaseStartedAt;
    return Math.round((elapsedMs / done) * (this.current.total - done));
  }
}
