export interface Machine {
  platform: string;
  arch: string;
  /** As in process.versions.node. */
  nodeVersion: string;
}

/** What the installed packages depend on, as one hash. */
export function stampOf(lockFile: string, machine: Machine): string;

/** Whether the stamp file says that this stamp's packages are installed. */
export function isInstalled(stampFile: string, stamp: string): boolean;
