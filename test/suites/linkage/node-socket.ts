/** One connection to a node for thousands of small questions: a third of the cost of a request each. */
export interface NodeSocket {
  call<Result = unknown>(method: string, ...params: unknown[]): Promise<Result>;
  close(): void;
}

interface Answer {
  readonly id: number;
  readonly result: unknown;
  readonly error?: { readonly message: string };
}

export async function openNodeSocket(port: number): Promise<NodeSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}`);
  const waiting = new Map<number, (answer: Answer) => void>();
  let last = 0;
  socket.addEventListener('message', ({ data }) => {
    // Safe: the node of this very test answers what it was asked.
    const answer = JSON.parse(String(data)) as Answer;
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', reject);
  });
  return {
    call: (method, ...params) =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, ({ result, error }) => {
          if (error) reject(new Error(`${method}: ${error.message}`));
          // Safe: the caller knows what the method answers.
          else resolve(result as never);
        });
        socket.send(JSON.stringify({ jsonrpc: '2.0', id: last, method, params }));
      }),
    close: () => socket.close(),
  };
}
