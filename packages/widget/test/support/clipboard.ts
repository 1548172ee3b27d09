/** A clipboard that the test can read, or close. */

export interface FakeClipboard {
  readonly texts: string[];
  closed: boolean;
}

/** In place for each test of the describe block. */
export function withClipboard(): FakeClipboard {
  const it: FakeClipboard = { texts: [], closed: false };
  const writeText = (text: string): Promise<void> => {
    if (it.closed)
      return Promise.reject(new DOMException("no", "NotAllowedError"));
    it.texts.push(text);
    return Promise.resolve();
  };
  beforeEach(() => {
    it.texts.length = 0;
    it.closed = false;
    // The browser's own stands on the prototype.
    Object.defineProperty(navigator, "clipboard", {
      configurable: true,
      value: { writeText },
    });
  });
  afterEach(() => {
    Reflect.deleteProperty(navigator, "clipboard");
  });
  return it;
}
