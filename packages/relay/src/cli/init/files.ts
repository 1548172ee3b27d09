/** Files that may hold secrets: never through a symbolic link, never readable for others, never over something else. */
import {
  chmodSync,
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  lstatSync,
  openSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import type { Stats } from "node:fs";

/** Why a file is not touched; the message is for the user. */
export class FileRefusal extends Error {
  override readonly name = "FileRefusal";
}

const PRIVATE = 0o600;

/** The text of a regular file, or null if there is none. */
export function readPlainFile(file: string): string | null {
  const stats = inspect(file);
  return stats === null ? null : readFileSync(file, "utf8");
}

function inspect(file: string): Stats | null {
  const stats = lstatSync(file, { throwIfNoEntry: false });
  if (stats === undefined) return null;
  if (stats.isSymbolicLink())
    throw new FileRefusal(
      `${file} is a symbolic link, which is not followed. Remove it, or choose another folder with --dir.`,
    );
  if (!stats.isFile())
    throw new FileRefusal(
      `${file} is not a file. Remove it, or choose another folder with --dir.`,
    );
  return stats;
}

/** Creates the file; it must not exist. */
export function createFile(
  file: string,
  text: string,
  isSecret: boolean,
): void {
  const descriptor = openSync(file, "wx", isSecret ? PRIVATE : 0o666);
  try {
    writeFileSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Adds lines at the end of a file that exists. */
export function appendLines(file: string, before: string, lines: string): void {
  const descriptor = openSync(
    file,
    constants.O_WRONLY | constants.O_APPEND | constants.O_NOFOLLOW,
  );
  try {
    if (!fstatSync(descriptor).isFile())
      throw new FileRefusal(`${file} is not a file.`);
    const gap = before === "" || before.endsWith("\n") ? "" : "\n";
    writeFileSync(descriptor, `${gap}${lines}`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Returns whether others could read the file until now. */
export function makePrivate(file: string): boolean {
  const stats = inspect(file);
  if (stats === null || (stats.mode & 0o077) === 0) return false;
  chmodSync(file, PRIVATE);
  return true;
}
