import type { IncomingMessage } from 'node:http';
import { expect } from 'chai';
import { addressOf } from '../../src/limits/address.js';

const of = (remoteAddress: string, hops = 0, forwardedFor?: string): string =>
  addressOf({ socket: { remoteAddress }, headers: { 'x-forwarded-for': forwardedFor } } as unknown as IncomingMessage, hops);

describe('The address of a request', () => {
  it('is its peer’s, whatever the client says of proxies', () => {
    expect(of('10.0.0.1', 0, '1.2.3.4')).to.equal('10.0.0.1');
    expect(of('::ffff:10.0.0.1')).to.equal('10.0.0.1');
  });

  it('is what trusted proxies saw, and nothing that a client put before it', () => {
    expect(of('10.0.0.1', 1, '6.6.6.6, 1.2.3.4')).to.equal('1.2.3.4');
    expect(of('10.0.0.1', 2, '6.6.6.6, 1.2.3.4, 10.0.0.2')).to.equal('1.2.3.4');
    expect(of('10.0.0.1', 2, '1.2.3.4')).to.equal('1.2.3.4');
  });

  it('is its peer’s where the proxies say nothing that makes sense', () => {
    for (const nonsense of [undefined, '', 'unknown', '1.2.3.4:80']) expect(of('10.0.0.1', 1, nonsense)).to.equal('10.0.0.1');
  });

  it('is a network of IPv6, however it is written', () => {
    expect(of('2001:db8:1:2:3:4:5:6')).to.equal('2001:db8:1:2::/64');
    expect(of('2001:0db8:0001:0002::9')).to.equal('2001:db8:1:2::/64');
    expect(of('2001:db8::1')).to.equal('2001:db8:0:0::/64');
    expect(of('fe80::1%eth0')).to.equal('fe80:0:0:0::/64');
    expect(of('::1')).to.equal('0:0:0:0::/64');
  });
});
