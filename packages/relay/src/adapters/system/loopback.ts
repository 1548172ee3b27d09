/** Loopback hosts (RFC 6761, section 6.3; RFC 1122, section 3.2.1.3; RFC 4291, section 2.5.3). */

const LOOPBACK_V4 = /^127(?:\.\d{1,3}){3}$/;

/** `hostname` as `URL` writes it: lower case, IPv6 in brackets. */
export function isLoopbackHost(hostname: string): boolean {
  return (
    hostname === "localhost" ||
    hostname.endsWith(".localhost") ||
    hostname === "[::1]" ||
    LOOPBACK_V4.test(hostname)
  );
}

/** https, or plain http on a loopback address. */
export function isSecureAddress({ protocol, hostname }: URL): boolean {
  return (
    protocol === "https:" || (protocol === "http:" && isLoopbackHost(hostname))
  );
}
