/** What is wrong with the arguments, from an error of `parseArgs`; any other error is thrown again. */
export function argumentFault(error: unknown): string {
  if (error instanceof TypeError && "code" in error)
    return error.message.split(/[.\n]/)[0] ?? "unknown option";
  throw error;
}
