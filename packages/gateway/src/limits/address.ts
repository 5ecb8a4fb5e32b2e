import type { IncomingMessage } from 'node:http';
import { isIP, isIPv6 } from 'node:net';

const mapped = /^::ffff:(\d+(?:\.\d+){3})$/i;

const groupsOf = (part: string | undefined): readonly string[] => (part ? part.split(':') : []);

/** Whoever has one IPv6 address has 2⁶⁴ of them. */
const networkOf = (address: string): string => {
  const [, v4] = mapped.exec(address) ?? [];
  if (v4 !== undefined || !isIPv6(address)) return v4 ?? address;
  const [head, tail] = address.replace(/%.*/, '').split('::');
  const [left, right] = [groupsOf(head), groupsOf(tail)];
  const missing = Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  const network = [...left, ...missing, ...right].slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(':')}::/64`;
};

/** Where a request comes from: behind `hops` trusted proxies, what the outermost of them said; an IPv6 address as its network. */
export const addressOf = ({ socket, headers }: IncomingMessage, hops: number): string => {
  const peer = socket.remoteAddress ?? '';
  const forwarded = String(headers['x-forwarded-for'] ?? '').split(',');
  const told = hops > 0 ? forwarded.slice(-hops)[0]?.trim() : undefined;
  return networkOf(told !== undefined && isIP(told) !== 0 ? told : peer);
};
