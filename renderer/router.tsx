import { createContext, type ReactNode, startTransition, useContext, useMemo, useReducer } from 'react';
import { HOME, type Route, screenKey } from './routes.ts';

export interface Router {
  readonly route: Route;
  /** Changes whenever another screen is opened, stays when the present one is replaced. */
  readonly step: number;
  /** Opens a screen; Esc comes back to the present one. */
  readonly go: (route: Route) => void;
  /** Changes the present screen without a step to come back to: a tab, a draft id that is now known. */
  readonly replace: (route: Route) => void;
  /** Leaves the present screen for one it belongs to: a step back where that is the step before, in its place otherwise. */
  readonly leaveTo: (route: Route) => void;
  /** One step back, or the desk. */
  readonly back: () => void;
}

type Move = { kind: 'go' | 'replace' | 'leaveTo'; route: Route } | { kind: 'back' };

interface Step {
  /** Never used twice, so that opening a screen again starts it anew. */
  readonly id: number;
  readonly route: Route;
}

/** The way here, oldest first, never empty. */
export interface Way {
  readonly steps: readonly Step[];
  readonly nextId: number;
}

export const START: Way = { steps: [{ id: 0, route: HOME }], nextId: 1 };

const MAX_STEPS = 50;

export function moved({ steps, nextId }: Way, move: Move): Way {
  switch (move.kind) {
    case 'go':
      return { steps: [...steps, { id: nextId, route: move.route }].slice(-MAX_STEPS), nextId: nextId + 1 };
    case 'replace':
      return { steps: [...steps.slice(0, -1), { id: lastOf(steps).id, route: move.route }], nextId };
    case 'leaveTo': {
      const before = steps.at(-2);
      const isBehind = before !== undefined && screenKey(before.route) === screenKey(move.route);
      return moved({ steps, nextId }, isBehind ? { kind: 'back' } : { kind: 'replace', route: move.route });
    }
    case 'back':
      if (steps.length > 1) return { steps: steps.slice(0, -1), nextId };
      return { steps: [{ id: nextId, route: HOME }], nextId: nextId + 1 };
  }
}

function lastOf(steps: readonly Step[]): Step {
  return steps.at(-1) ?? { id: 0, route: HOME };
}

const RouterContext = createContext<Router | null>(null);

export function RouterProvider({ children }: { children: ReactNode }) {
  const [way, move] = useReducer(moved, START);
  const { id, route } = lastOf(way.steps);
  const router = useMemo<Router>(
    () => ({
      step: id,
      route,
      go: (next) => startTransition(() => move({ kind: 'go', route: next })),
      replace: (next) => startTransition(() => move({ kind: 'replace', route: next })),
      leaveTo: (next) => startTransition(() => move({ kind: 'leaveTo', route: next })),
      back: () => startTransition(() => move({ kind: 'back' })),
    }),
    [id, route],
  );
  return <RouterContext value={router}>{children}</RouterContext>;
}

export function useRouter(): Router {
  const router = useContext(RouterContext);
  if (!router) throw new Error('useRouter needs a RouterProvider above it');
  return router;
}
