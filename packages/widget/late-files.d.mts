/** The files that are loaded late: their sources by name. */
export const LATE_FILES: Readonly<Record<string, string>>;
