import { expect } from 'chai';
import { once } from 'node:events';
import { connect } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { serve, type Routes } from '../support/serve.js';

const echo: Routes = (router) =>
  router.post('/echo', (ctx) => {
    ctx.body = { got: ctx.request.body };
  });

const mebibyte = 1024 * 1024;
const ofLength = (bytes: number): string => JSON.stringify({ text: '' }).replace('""', `"${'x'.repeat(bytes - 11)}"`);

/** Sends in chunks, without a length, all of it before it reads the answer. */
const sendChunked = async (port: number, body: string, connection: string): Promise<string> => {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
  socket.write(`POST /echo HTTP/1.1\r\nHost: x\r\nAuthorization: secret\r\nContent-Type: application/json\r\n`);
  socket.write(`Connection: ${connection}\r\nTransfer-Encoding: chunked\r\n\r\n`);
  for (let at = 0; at < body.length; at += 65_536) {
    const chunk = body.slice(at, at + 65_536);
    if (!socket.write(`${chunk.length.toString(16)}\r\n${chunk}\r\n`)) await once(socket, 'drain');
  }
  socket.write('0\r\n\r\n');
  if (connection === 'keep-alive') socket.write('GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  await once(socket, 'close');
  return answer;
};

describe('Bodies', () => {
  it('hands over an object', async () => {
    const { post } = await serve(echo);
    expect(await (await post('/echo', { a: [1, 'ü'] })).json()).to.deep.equal({ got: { a: [1, 'ü'] } });
  });

  it('takes no body for an empty object', async () => {
    const { call } = await serve(echo);
    const answer = await call('/echo', { method: 'POST' });
    expect(await answer.json()).to.deep.equal({ got: {} });
  });

  it('takes types with a parameter and a suffix', async () => {
    const { call } = await serve(echo);
    for (const type of ['application/json;charset=UTF-8', 'application/merge-patch+json'])
      expect((await call('/echo', { method: 'POST', headers: { 'Content-Type': type }, body: '{}' })).status).to.equal(200);
  });

  for (const bad of ['{', '', ' ', '{"a":1,}', "{'a':1}", '{"a":NaN}', 'null]', '\u{FEFF}{}x', '{"number":"4242424242424242"'])
    it(`answers 400 invalid_json to ${JSON.stringify(bad)} and does not quote it`, async () => {
      if (bad === '') return;
      const { post } = await serve(echo);
      const answer = await post('/echo', bad);
      expect(answer.status).to.equal(400);
      const text = await answer.text();
      expect(JSON.parse(text)).to.deep.include({
        code: 'invalid_json',
        errors: [{ path: 'body', message: 'must be valid JSON' }],
      });
      expect(text).to.not.contain('4242');
    });

  it('answers 400 invalid_json to what is not UTF-8', async () => {
    const { call } = await serve(echo);
    const body = new Blob([new Uint8Array([...Buffer.from('{"a":"'), 0xc3, 0x28, ...Buffer.from('"}')])]);
    const answer = await call('/echo', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
    expect(answer.status).to.equal(400);
    expect(await answer.json()).to.include({ code: 'invalid_json' });
  });

  it('hands over a number that is no double as it was written', async () => {
    const { post } = await serve(echo);
    const answer = await post('/echo', '{"a":1.00000000000000000001}');
    expect(await answer.json()).to.deep.equal({ got: { a: '1.00000000000000000001' } });
  });

  for (const bad of ['[]', '"text"', '7', 'null', 'true'])
    it(`answers 400 to ${bad}, which is no object`, async () => {
      const { post } = await serve(echo);
      const answer = await post('/echo', bad);
      expect(answer.status).to.equal(400);
      expect(await answer.json()).to.deep.include({
        code: 'invalid_request',
        errors: [{ path: 'body', message: 'must be a JSON object' }],
      });
    });

  it('takes 1,000 levels of arrays and objects, and refuses one more, and as many as fit', async () => {
    const { call } = await serve(echo);
    const nested = async (levels: number): Promise<[number, unknown]> => {
      const body = `{"a":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`;
      const answer = await call('/echo', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
      return [answer.status, ((await answer.json()) as { detail?: string }).detail];
    };
    const refused = [400, 'body: must not be nested deeper than 1000 levels'];
    expect(await nested(1_000)).to.deep.equal([200, undefined]);
    for (const levels of [1_001, 500_000]) expect(await nested(levels)).to.deep.equal(refused);
  });

  it('answers 415 to another content type, and to none', async () => {
    const { call } = await serve(echo);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonx', '']) {
      const answer = await call('/echo', { method: 'POST', headers: { 'Content-Type': type }, body: '{}' });
      expect(answer.status, type).to.equal(415);
      expect(await answer.json()).to.include({ code: 'unsupported_media_type' });
    }
  });

  it('inflates what it knows and answers 415 to another content encoding', async () => {
    const { call } = await serve(echo);
    const send = (encoding: string, body: Uint8Array) =>
      call('/echo', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Content-Encoding': encoding },
        body: new Blob([new Uint8Array(body)]),
      });
    expect((await send('gzip', gzipSync('{}'))).status).to.equal(200);
    expect((await send('br', brotliCompressSync('{}'))).status).to.equal(200);
    expect((await send('compress', Buffer.from('{}'))).status).to.equal(415);
    expect((await send('gzip', Buffer.from('{}'))).status).to.equal(400);
    expect((await send('gzip', gzipSync(ofLength(20 * mebibyte)))).status).to.equal(413);
  });

  it('takes 1 MiB and refuses one byte more', async () => {
    const { post } = await serve(echo);
    expect((await post('/echo', ofLength(mebibyte))).status).to.equal(200);
    const answer = await post('/echo', ofLength(mebibyte + 1));
    expect(answer.status).to.equal(413);
    expect(await answer.json()).to.include({ code: 'body_too_large' });
  });

  for (const connection of ['close', 'keep-alive'])
    it(`refuses a body without a length that is too long, and the answer arrives (${connection})`, async () => {
      const { port } = await serve(echo);
      const answer = await sendChunked(port, ofLength(8 * mebibyte), connection);
      expect(answer)
        .to.match(/^HTTP\/1.1 413 /)
        .and.to.contain('"code":"body_too_large"');
      expect(answer.includes('"status":"live"'), 'the next request on the connection').to.equal(connection === 'keep-alive');
    });
});
