import type { Log } from "../../src/ports/log.ts";

export interface LogLine {
  readonly level: "info" | "warn" | "error";
  readonly fields: Readonly<Record<string, unknown>>;
  readonly message: string;
}

/** Keeps what was logged. */
export class MemoryLog implements Log {
  readonly lines: LogLine[] = [];

  info(fields: LogLine["fields"], message: string): void {
    this.lines.push({ level: "info", fields, message });
  }

  warn(fields: LogLine["fields"], message: string): void {
    this.lines.push({ level: "warn", fields, message });
  }

  error(fields: LogLine["fields"], message: string): void {
    this.lines.push({ level: "error", fields, message });
  }

  messages(level: LogLine["level"]): string[] {
    return this.lines
      .filter((line) => line.level === level)
      .map(({ message }) => message);
  }
}
