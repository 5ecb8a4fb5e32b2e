// Each probe is a file that breaks one rule of .dependency-cruiser.mjs: it imports `imports`, and `plants` are the files that it needs beside it.
const probe = (rule, directory, imports, plants = {}) => ({ rule, directory, imports, plants });

const importing = (specifier) => `import '${specifier}';\n`;

export const probes = [
  probe('domain-is-pure', 'order-core/src/domain', ['typeorm']),
  probe('domain-is-pure', 'order-core/src/domain', ['node:crypto']),
  probe('domain-is-pure', 'order-core/src/domain', ['@ordermill/eventing']),
  probe('domain-is-pure', 'order-core/src/domain', ['../application/ports.js']),
  probe('domain-is-pure', 'order-core/src/domain', ['../adapters/http.js']),
  probe('application-points-inward', 'payment-core/src/application', ['pg']),
  probe('application-points-inward', 'payment-core/src/application', ['koa']),
  probe('application-points-inward', 'payment-core/src/application', ['node:fs']),
  probe('application-points-inward', 'payment-core/src/application', ['@ordermill/service-kit']),
  probe('application-points-inward', 'payment-core/src/application', ['../adapters/http.js']),
  probe('adapters-know-no-module', 'order-core/src/adapters', ['../order.module.js']),
  probe('only-modules-wire', 'voucher-core/src/adapters', ['inversify']),
  probe('kernel-imports-nothing', 'kernel/src', ['node:crypto']),
  probe('kernel-imports-nothing', 'kernel/src', ['@ordermill/contracts']),
  probe('contracts-import-zod-alone', 'contracts/src', ['node:crypto']),
  probe('contracts-import-zod-alone', 'contracts/src', ['@ordermill/kernel']),
  probe('eventing-knows-no-service', 'eventing/src', ['@ordermill/contracts']),
  probe('service-kit-knows-no-service', 'service-kit/src', ['@ordermill/order-core']),
  probe('cores-meet-in-contracts', 'order-core/src/adapters', ['@ordermill/payment-core']),
  probe('nobody-imports-a-runner', 'gateway/src', ['@ordermill/standalone']),
  probe('nobody-imports-a-runner', 'gateway/src', ['@ordermill/probe-service'], {
    'packages/probe-service/src/index.ts': 'export {};\n',
  }),
  probe('nobody-imports-a-runner', 'standalone/src', ['@ordermill/chaos']),
  probe('chaos-starts-processes', 'chaos/src', ['@ordermill/service-kit']),
  probe('only-the-standalone-imports-the-gateway', 'order-core/src/adapters', ['@ordermill/gateway']),
  probe('runners-only-start', 'order-service/src', ['node:fs']),
  probe('runners-only-start', 'order-service/src', ['@ordermill/contracts']),
  probe('portal-is-a-client', 'portal/src', ['@ordermill/service-kit']),
  probe('portal-takes-types-of-contracts', 'portal/src', ['@ordermill/contracts']),
  probe('nobody-imports-the-portal', 'gateway/src', ['@ordermill/portal'], {
    'packages/portal/src/index.ts': 'export {};\n',
  }),
  probe('packages-meet-at-their-exports', 'order-core/src/adapters', ['../../../kernel/src/money.js']),
  probe('no-cycles', 'order-core/src/adapters', ['./probe-cycle.js'], {
    'packages/order-core/src/adapters/probe-cycle.ts': (self) => importing(`./${self}.js`),
  }),
  probe('no-orphans', 'eventing/src', []),
  probe('production-needs-no-test', 'order-core/src/adapters', ['@ordermill/eventing/testing']),
  probe('production-needs-no-test', 'order-core/src', ['../test/probe.js'], {
    'packages/order-core/test/probe.ts': 'export {};\n',
  }),
  probe('production-needs-no-dev-dependency', 'probe/src', ['sinon'], {
    'packages/probe/package.json': '{ "name": "@ordermill/probe", "devDependencies": { "sinon": "*" } }\n',
  }),
  probe('no-undeclared-dependency', 'gateway/src', ['amqplib']),
  probe('no-unresolvable', 'gateway/src', ['./nowhere.js']),
  probe('no-unresolvable', 'gateway/src', ['@ordermill/kernel/dist/src/money.js']),
];

/** Files that break no rule: they show that the rules do not fire at everything. */
export const allowed = [
  probe(undefined, 'order-core/src/domain', ['@ordermill/kernel', '@ordermill/contracts', './order.js']),
  probe(undefined, 'order-core/src/application', [
    '@ordermill/kernel',
    '@ordermill/contracts',
    './ports.js',
    '../domain/order.js',
  ]),
  probe(undefined, 'order-core/src/adapters', [
    'koa',
    'typeorm',
    'node:crypto',
    '@ordermill/eventing',
    '../application/ports.js',
  ]),
  probe(undefined, 'order-service/src', ['@ordermill/order-core', '@ordermill/service-kit']),
  probe(undefined, 'contracts/src', ['zod']),
  probe(undefined, 'portal/src', ['react', '@ordermill/kernel', './app.js']),
  probe(undefined, 'chaos/src', ['@ordermill/standalone', '@ordermill/eventing/testing', 'node:fs']),
  probe(undefined, 'standalone/src', ['@ordermill/gateway', '@ordermill/order-core', 'node:fs']),
];

/** The files to write for the probe numbered `index`: a path from the root and a text each, the probing file first. */
export const filesOf = ({ directory, imports, plants }, index) => {
  const name = `probe-${index}`;
  const planted = Object.entries(plants).map(([path, text]) => [path, typeof text === 'function' ? text(name) : text]);
  return [
    [`packages/${directory}/${name}.ts`, imports.length > 0 ? imports.map(importing).join('') : 'export {};\n'],
    ...planted,
  ];
};
