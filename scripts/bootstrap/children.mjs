import { spawn } from "node:child_process";
import { constants } from "node:os";
import process from "node:process";

const STOP_SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];

/** One Ctrl-C arrives more than once: from the terminal, and from each process above us that passes it on. */
const SAME_STOP_MS = 1_000;

let stopping = false;

/**
 * Stops this process when its parent is gone: a process killed outright tells nobody, and what we started would go on
 * holding its ports.
 */
export function followParent() {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    if (!stopping) process.kill(process.pid, "SIGTERM");
  }, 500);
  timer.unref();
}

const send = (child, signal, toGroup) => {
  try {
    process.kill(toGroup ? -child.pid : child.pid, signal);
  } catch (error) {
    // It ended by itself in the meantime.
    if (error.code !== "ESRCH") throw error;
  }
};

/**
 * Runs a program to its end and resolves with its exit code (128 and the signal's number if it died of one).
 * Stop signals are passed on, each once. `ownGroup` starts it away from the terminal's process group, so that it
 * hears of a Ctrl-C from here only; `wholeGroup` passes signals to everything it started, too. `limitMs` stops it.
 */
export function run(file, args, options = {}) {
  const { ownGroup, wholeGroup, limitMs, ...rest } = options;
  const detached = Boolean(ownGroup) && process.platform !== "win32";
  const child = spawn(file, args, { stdio: "inherit", ...rest, detached });
  let last = 0;
  const stop = (signal) => {
    stopping = true;
    if (Date.now() - last < SAME_STOP_MS) return;
    last = Date.now();
    send(child, signal, detached && wholeGroup);
  };
  const timers = [];
  if (limitMs !== undefined) {
    const end = (signal) => () => send(child, signal, detached);
    timers.push(setTimeout(end("SIGTERM"), limitMs));
    timers.push(setTimeout(end("SIGKILL"), limitMs + 5_000));
  }
  for (const signal of STOP_SIGNALS) process.on(signal, stop);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      resolve(code ?? 128 + constants.signals[signal]);
    });
  }).finally(() => {
    for (const timer of timers) clearTimeout(timer);
    for (const signal of STOP_SIGNALS) process.off(signal, stop);
  });
}

/** Whether a stop signal came: what runs several programs in turn must not start the next one. */
export const stopAsked = () => stopping;
