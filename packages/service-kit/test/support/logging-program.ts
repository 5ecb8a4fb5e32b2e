import { createLogger } from '../../src/index.js';

const driverError = Object.assign(new Error('connection lost', { cause: new RangeError('socket closed') }), {
  code: '57P01',
  client: { password: 'hunter2' },
});
createLogger('info', { service: 'order' }).warn({ err: driverError }, 'went wrong');
createLogger('warn').info('too quiet');
