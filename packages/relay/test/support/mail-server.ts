/** A mail server that keeps what it receives, until the test ends. */
import { once } from "node:events";
import { SMTPServer } from "smtp-server";
import { onTestFinished } from "vitest";

interface Received {
  readonly recipients: readonly string[];
  readonly source: string;
}

interface Rules {
  readonly refuses?: {
    readonly status: number;
    readonly at: "recipient" | "message";
  };
  /** Of "relay"; none is needed without it. */
  readonly password?: string;
}

export async function startMailServer(rules: Rules = {}) {
  const received: Received[] = [];
  const refusal = (at: "recipient" | "message"): Error | null =>
    rules.refuses?.at === at
      ? Object.assign(new Error("no"), { responseCode: rules.refuses.status })
      : null;
  const server = new SMTPServer({
    authOptional: rules.password === undefined,
    allowInsecureAuth: true,
    disabledCommands: ["STARTTLS"],
    onAuth({ password, username }, _session, done) {
      const isRight = username === "relay" && password === rules.password;
      if (isRight) done(null, { user: username });
      else done(new Error("wrong"));
    },
    onRcptTo(_address, _session, done) {
      done(refusal("recipient"));
    },
    onData(stream, { envelope }, done) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        const error = refusal("message");
        if (error === null)
          received.push({
            recipients: envelope.rcptTo.map(({ address }) => address),
            source: Buffer.concat(parts).toString("utf8"),
          });
        done(error);
      });
    },
  });
  server.on("error", () => undefined);
  const listener = server.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const address = listener.address();
  if (address === null || typeof address === "string")
    throw new Error("the mail server has no port");
  let closed = false;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      if (closed) resolve();
      else {
        closed = true;
        server.close(() => {
          resolve();
        });
      }
    });
  onTestFinished(close);
  return { port: address.port, received, close };
}
