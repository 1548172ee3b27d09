import type { Log } from "../../src/ports/log.ts";

export interface LogLine {
  readonly level: "info" | "warn" | "error";
  readonly fields: Readonly<Record<string, unknown>>;
  readonly message: string;
}

/** Keeps what was logged. */
export class MemoryLog implements Log {
  readonly lines: LogLine[] = [];

  readonly info = this.#keep("info");
  readonly warn = this.#keep("warn");
  readonly error = this.#keep("error");

  messages(level: LogLine["level"]): string[] {
    return this.lines
      .filter((line) => line.level === level)
      .map(({ message }) => message);
  }

  #keep(level: LogLine["level"]): Log["info"] {
    return (fields, message) =>
      void this.lines.push({ level, fields, message });
  }

  codes(): unknown[] {
    return this.lines.map(({ fields }) => fields["code"]);
  }
}
