import type { SessionUser } from '../../../../preload/api/session.ts';
import type { ReadableDb, WritableDb } from '../handles.ts';
import { sql } from '../sql.ts';

export function getUserByLogin(db: ReadableDb, login: string): SessionUser | undefined {
  return db.get(sql`SELECT id, login, name, role FROM users WHERE login = ${login}`);
}

export function insertUser(db: WritableDb, user: SessionUser, createdAt: number): void {
  db.run(sql`
    INSERT INTO users (id, login, name, role, created_at)
    VALUES (${user.id}, ${user.login}, ${user.name}, ${user.role}, ${createdAt})`);
}
