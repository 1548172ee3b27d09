/** The download that is under way. It goes on while other pages are open. */
import { api } from "../../lib/api.ts";
import { createStore } from "../../lib/store.ts";
import type { Days } from "./days.ts";

export const EXPORTS = [
  "orders",
  "refunds",
  "unmatched-payments",
  "deliveries",
  "audit-log",
] as const;
export type ExportName = (typeof EXPORTS)[number];

export type Download =
  | { readonly is: "idle" }
  | {
      readonly is: "running";
      readonly file: string;
      readonly bytes: number;
      readonly stop: () => void;
    }
  | { readonly is: "done"; readonly file: string; readonly bytes: number }
  | { readonly is: "stopped" }
  /** It had begun. */
  | { readonly is: "broken" }
  | { readonly is: "failed"; readonly error: unknown };

export const download = createStore<Download>({ is: "idle" });

/** The file is saved when all of it is there, so that nobody takes a part for the whole. */
export async function startDownload(
  name: ExportName,
  days: Days,
): Promise<void> {
  const running = new AbortController();
  const { signal } = running;
  const stop = (): void => {
    running.abort();
  };
  const file = `${name}-${days.from}-${days.to}.csv`;
  download.set({ is: "running", file, bytes: 0, stop });
  let body: ReadableStream<Uint8Array>;
  try {
    body = await api.download(`/v1/merchant/exports/${name}.csv`, {
      query: { ...days },
      signal,
    });
  } catch (error) {
    download.set(signal.aborted ? { is: "stopped" } : { is: "failed", error });
    return;
  }
  const parts: BlobPart[] = [];
  let bytes = 0;
  try {
    const reader = body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      parts.push(new Uint8Array(value));
      bytes += value.byteLength;
      download.set({ is: "running", file, bytes, stop });
    }
  } catch {
    download.set({ is: signal.aborted ? "stopped" : "broken" });
    return;
  }
  save(file, new Blob(parts, { type: "text/csv" }));
  download.set({ is: "done", file, bytes });
}

function save(file: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = file;
  link.click();
  // The browser has taken it by then.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 60_000);
}
