const PAUSE_AFTER_FAILURE_MILLISECONDS = 1_000;

/**
 * Reads a stream and asks for it anew whenever it ends or breaks, until `signal` aborts. Each beginning tells the
 * present state first, so nothing is missed in between.
 */
export async function follow<Item>(
  subscribe: (signal: AbortSignal) => Promise<AsyncIterable<Item>>,
  receive: (item: Item) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      for await (const item of await subscribe(signal)) receive(item);
    } catch {
      // Whether the line is gone or the engine failed, the answer is the same: ask again.
    }
    if (!signal.aborted) await pause(PAUSE_AFTER_FAILURE_MILLISECONDS, signal);
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
