import { qrModules } from './qr-code.ts';

/** ID-1, the size of a bank card (ISO/IEC 7810). */
export const CARD_WIDTH_MM = 85.6;
export const CARD_HEIGHT_MM = 53.98;

/** 600 dots per inch: every module of the code is a whole number of printer dots wide. */
const DOTS_PER_MM = 600 / 25.4;

/** The words on a card, already in the language it is printed in. None of them says who holds it. */
export interface CardWords {
  readonly title: string;
  readonly label: string;
  readonly advice: string;
  readonly issued: string;
}

const INK = '#151a21';
const MUTED = '#55606e';
const ACCENT = '#0f766e';
const FONT = "'Inter Variable', 'Noto Sans', sans-serif";
const MARGIN_MM = 4;

/** Draws the whole card: what is previewed, printed and saved is this one picture. */
export function drawCard(canvas: HTMLCanvasElement, code: string, words: CardWords): void {
  canvas.width = Math.round(CARD_WIDTH_MM * DOTS_PER_MM);
  canvas.height = Math.round(CARD_HEIGHT_MM * DOTS_PER_MM);
  const context = canvas.getContext('2d');
  if (!context) return;
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  const codeLeftMm = drawCode(context, code);
  context.scale(DOTS_PER_MM, DOTS_PER_MM);
  drawWords(context, words, codeLeftMm - MARGIN_MM * 2);
}

/** Puts the code at the right edge; returns where it begins, in millimetres. */
function drawCode(context: CanvasRenderingContext2D, code: string): number {
  const modules = qrModules(code);
  const room = (CARD_HEIGHT_MM - MARGIN_MM) * DOTS_PER_MM;
  const moduleDots = Math.floor(room / modules.length);
  const side = moduleDots * modules.length;
  const left = context.canvas.width - side - Math.round((MARGIN_MM / 2) * DOTS_PER_MM);
  const top = Math.round((context.canvas.height - side) / 2);
  context.fillStyle = 'black';
  for (const [y, row] of modules.entries()) {
    for (const [x, dark] of row.entries()) {
      if (dark) context.fillRect(left + x * moduleDots, top + y * moduleDots, moduleDots, moduleDots);
    }
  }
  return left / DOTS_PER_MM;
}

function drawWords(context: CanvasRenderingContext2D, words: CardWords, widthMm: number): void {
  context.fillStyle = ACCENT;
  context.fillRect(0, 0, 1.6, CARD_HEIGHT_MM);
  context.textBaseline = 'alphabetic';
  const title = { sizeMm: 3, weight: 650, colour: INK, widthMm };
  const label = { sizeMm: 4.6, weight: 700, colour: ACCENT, widthMm };
  const advice = { sizeMm: 2.3, weight: 400, colour: INK, widthMm };
  const issued = { sizeMm: 2, weight: 400, colour: MUTED, widthMm };
  write(context, words.title, 8, title);
  write(context, words.label, 16, label);
  write(context, words.advice, 22.5, advice);
  // From the bottom up, so that a long name of a hospital takes room from the advice and not from the edge.
  const rows = rowsOf(context, words.issued, issued).length;
  write(context, words.issued, CARD_HEIGHT_MM - MARGIN_MM - (rows - 1) * issued.sizeMm * LINE_HEIGHT, issued);
}

const LINE_HEIGHT = 1.35;

interface TextStyle {
  readonly sizeMm: number;
  readonly weight: number;
  readonly colour: string;
  readonly widthMm: number;
}

/** Writes below each other, from the baseline `y` in millimetres. */
function write(context: CanvasRenderingContext2D, text: string, y: number, style: TextStyle): void {
  for (const [index, row] of rowsOf(context, text, style).entries()) {
    context.fillText(row, MARGIN_MM, y + index * style.sizeMm * LINE_HEIGHT);
  }
}

function rowsOf(context: CanvasRenderingContext2D, text: string, style: TextStyle): string[] {
  context.fillStyle = style.colour;
  context.font = `${style.weight} ${style.sizeMm}px ${FONT}`;
  return wrapWords(text, style.widthMm, (part) => context.measureText(part).width);
}

/** Breaks at spaces, and at line breaks of the text itself; a word wider than the line stays whole. */
export function wrapWords(text: string, width: number, widthOf: (text: string) => number): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const rows: string[] = [];
    let row = '';
    for (const word of paragraph.split(' ')) {
      const longer = row === '' ? word : `${row} ${word}`;
      if (row !== '' && widthOf(longer) > width) {
        rows.push(row);
        row = word;
      } else {
        row = longer;
      }
    }
    return [...rows, row];
  });
}
