/** Holds a test's work until another part of the test lets it go on, with a value where one is awaited. */
export function createGate<T = void>(): {
  readonly opened: Promise<T>;
  readonly open: (value: T) => void;
} {
  let open: (value: T) => void = () => undefined;
  const opened = new Promise<T>((resolve) => {
    open = resolve;
  });
  return {
    opened,
    open: (value) => {
      open(value);
    },
  };
}
