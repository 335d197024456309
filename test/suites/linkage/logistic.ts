/** One pair as an attacker sees it: a number for each feature. */
export type Row = readonly number[];

/** The larger, the likelier the two belong together. */
export type Score = (row: Row) => number;

const STEPS = 12;
/** Keeps weights finite where a feature tells the two kinds apart completely. */
const RIDGE = 1e-3;

/** Logistic regression by Newton's method on standardised features. */
export function fitLogistic(rows: readonly Row[], isSame: readonly boolean[]): Score {
  const scale = scalingOf(rows);
  const inputs = rows.map((row) => [1, ...scale(row)]);
  let weights = new Array<number>(inputs[0]?.length ?? 1).fill(0);
  for (let step = 0; step < STEPS; step++) {
    const { gradient, hessian } = slopeAt(weights, inputs, isSame);
    const move = solve(hessian, gradient);
    weights = weights.map((weight, i) => weight + (move[i] ?? 0));
  }
  return (row) => dot(weights, [1, ...scale(row)]);
}

function scalingOf(rows: readonly Row[]): (row: Row) => number[] {
  const width = rows[0]?.length ?? 0;
  const columns = Array.from({ length: width }, (_, i) => rows.map((row) => row[i] ?? 0));
  const means = columns.map((column) => column.reduce((sum, value) => sum + value, 0) / column.length);
  const spreads = columns.map((column, i) => {
    const variance = column.reduce((sum, value) => sum + (value - (means[i] ?? 0)) ** 2, 0) / column.length;
    return Math.sqrt(variance) || 1;
  });
  return (row) => row.map((value, i) => (value - (means[i] ?? 0)) / (spreads[i] ?? 1));
}

function slopeAt(weights: readonly number[], inputs: readonly number[][], isSame: readonly boolean[]) {
  const width = weights.length;
  const gradient = weights.map((weight) => -RIDGE * inputs.length * weight);
  const hessian = Array.from({ length: width }, (_, i) =>
    Array.from({ length: width }, (_, j) => (i === j ? RIDGE * inputs.length : 0)),
  );
  for (const [place, input] of inputs.entries()) {
    const guess = 1 / (1 + Math.exp(-dot(weights, input)));
    const miss = (isSame[place] ? 1 : 0) - guess;
    const curve = guess * (1 - guess);
    for (let i = 0; i < width; i++) {
      const value = input[i] ?? 0;
      gradient[i] = (gradient[i] ?? 0) + miss * value;
      const line = hessian[i];
      if (line) for (let j = 0; j < width; j++) line[j] = (line[j] ?? 0) + curve * value * (input[j] ?? 0);
    }
  }
  return { gradient, hessian };
}

/** Gaussian elimination; the ridge keeps the matrix away from singular. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const lines = matrix.map((line, i) => [...line, right[i] ?? 0]);
  for (const [i, pivot] of lines.entries()) {
    const head = pivot[i] || Number.EPSILON;
    for (const [k, line] of lines.entries()) {
      if (k === i) continue;
      const factor = (line[i] ?? 0) / head;
      for (let j = i; j < line.length; j++) line[j] = (line[j] ?? 0) - factor * (pivot[j] ?? 0);
    }
  }
  return lines.map((line, i) => (line.at(-1) ?? 0) / (line[i] || Number.EPSILON));
}

function dot(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, i) => sum + value * (other[i] ?? 0), 0);
}
