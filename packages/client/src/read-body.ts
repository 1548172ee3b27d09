/** Reads a response's JSON, up to a limit. */

/** A page of a hundred orders has less than a tenth of it. */
const LIMIT_BYTES = 16 * 1024 * 1024;

/** Undefined for a body that is no JSON or too large. Rejects if the connection is lost. */
export async function readJson(
  response: Response,
  limitBytes = LIMIT_BYTES,
): Promise<unknown> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const part = await reader?.read();
    if (part === undefined || part.done) break;
    bytes += part.value.byteLength;
    if (bytes > limitBytes) {
      await reader?.cancel();
      return undefined;
    }
    text += decoder.decode(part.value, { stream: true });
  }
  try {
    return JSON.parse(text + decoder.decode());
  } catch {
    return undefined;
  }
}
