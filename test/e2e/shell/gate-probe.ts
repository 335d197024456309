import type { ElectronApplication, Page } from 'playwright-core';

const TEN_MEGABYTES = 10 * 1024 * 1024;

/** An answer that was not the refusal it should have been. */
export interface Hole {
  readonly method: string;
  readonly attack: string;
  readonly answer: string;
}

/** What every method has to answer to these arguments, whoever is signed in. */
const HOSTILE_ARGUMENTS: readonly { attack: string; expression: string; code: string; only?: string }[] = [
  { attack: 'text', expression: '"nonsense"', code: 'ipc.badArguments' },
  { attack: 'a number', expression: '7', code: 'ipc.badArguments' },
  { attack: 'nothing', expression: 'undefined', code: 'ipc.badArguments' },
  { attack: 'null', expression: 'null', code: 'ipc.badArguments' },
  { attack: 'a list', expression: '[{}]', code: 'ipc.badArguments' },
  { attack: 'an extra key', expression: '({ notInTheContract: 1 })', code: 'ipc.badArguments' },
  { attack: 'a Map', expression: 'new Map([["a", 1]])', code: 'ipc.badArguments' },
  { attack: '10 MB of text', expression: `({ text: "x".repeat(${TEN_MEGABYTES}) })`, code: 'ipc.tooLarge' },
  {
    attack: '10 MB of bytes',
    expression: `({ png: new Uint8Array(${TEN_MEGABYTES}) })`,
    code: 'ipc.tooLarge',
    only: 'files.saveImage',
  },
];

/** Sends every hostile argument to every method, from the application's own page. */
export async function probeArguments(page: Page, methods: readonly string[]): Promise<Hole[]> {
  const holes: Hole[] = [];
  for (const method of methods) {
    for (const { attack, expression, code, only = method } of HOSTILE_ARGUMENTS) {
      if (only !== method) continue;
      const answer = String(await page.evaluate(callOf(method, expression)));
      if (answer !== code) holes.push({ method, attack, answer });
    }
  }
  return holes;
}

/** Calls every method with no wrong argument, from a page that must not be answered, and lists who answered. */
export async function probeSender(
  electron: ElectronApplication,
  sender: RogueSender,
  methods: readonly string[],
): Promise<Hole[]> {
  const answers = await electron.evaluate(runRogue, {
    ...sender,
    // A file made in the page, as a dropped one would be handed over.
    calls: methods.map((method) => callOf(method, method === 'files.offer' ? 'new File(["x"], "x.pdf")' : '{}')),
  });
  return methods.flatMap((method, index) => {
    const answer = answers[index] ?? 'no answer';
    return answer === 'ipc.wrongSender' ? [] : [{ method, attack: sender.name, answer }];
  });
}

/** A page with our preload that is not the top frame of our window. */
export interface RogueSender {
  readonly name: string;
  readonly url: string;
  readonly preload: string;
  /** Whether it lives in the session of our window. */
  readonly isInOurSession: boolean;
  /** Whether the first frame inside the page calls, instead of the page. */
  readonly isFrame: boolean;
}

/** Runs in Electron's main process: everything it uses has to be inside. */
async function runRogue(
  { BrowserWindow }: typeof import('electron'),
  rogue: RogueSender & { calls: string[] },
): Promise<string[]> {
  const ours = BrowserWindow.getAllWindows().find((open) => open.webContents.getURL().startsWith('wardkeep://app/'));
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      preload: rogue.preload,
      sandbox: true,
      nodeIntegrationInSubFrames: rogue.isFrame,
      ...(rogue.isInOurSession && ours ? { session: ours.webContents.session } : {}),
    },
  });
  // The application keeps even frames from loading; here one is needed.
  window.webContents.removeAllListeners('will-frame-navigate');
  await window.loadURL(rogue.url);
  const top = window.webContents.mainFrame;
  const frame = rogue.isFrame ? top.frames[0] : top;
  if (!frame) throw new Error(`${rogue.name} has no frame`);
  const answers: string[] = [];
  for (const call of rogue.calls) answers.push(String(await frame.executeJavaScript(call)));
  window.destroy();
  return answers;
}

/** Source of a call that gives the code of the refusal, or says what else came back. */
function callOf(method: string, argument: string): string {
  return `(async () => {
    let call = globalThis.wardkeep;
    for (const name of ${JSON.stringify(method.split('.'))}) call = call?.[name];
    if (call === undefined) return 'not exposed';
    try {
      const answer = await call(${argument});
      return answer?.ok === false ? answer.error.code : 'answered ' + JSON.stringify(answer);
    } catch (error) {
      return 'threw ' + error;
    }
  })()`;
}
