const own = '^packages/$1/';
const foundation = '^packages/(?:kernel|contracts)/src/index\\.ts$';
const npm = (...names) => `(?:^|/)node_modules/(?:${names.join('|')})/`;

const layers = [
  {
    name: 'domain-is-pure',
    comment:
      'The domain imports its own files, kernel and contracts: no npm package, no Node built-in, no outer layer. Time and ids come in as arguments.',
    from: { path: '^packages/([^/]+-core)/src/domain/' },
    to: { pathNot: ['^packages/$1/src/domain/', foundation] },
  },
  {
    name: 'application-points-inward',
    comment:
      'A use case knows its domain and its ports, kernel and contracts. What talks to the world is an adapter behind a port.',
    from: { path: '^packages/([^/]+-core)/src/application/' },
    to: { pathNot: ['^packages/$1/src/(?:application|domain)/', foundation] },
  },
  {
    name: 'adapters-know-no-module',
    comment: 'The module wires the adapters together; an adapter that imports it back wires itself.',
    from: { path: '^packages/([^/]+-core)/src/adapters/' },
    to: { path: '^packages/$1/src/[^/]+\\.module\\.ts$' },
  },
  {
    name: 'only-modules-wire',
    comment:
      'Inversify lives in the *.module.ts files and in service-kit, so that everything else can be built by hand in a test.',
    from: { path: '^packages/[^/]+/src/', pathNot: ['^packages/service-kit/', '\\.module\\.ts$'] },
    to: { path: npm('inversify', 'reflect-metadata') },
  },
];

const packages = [
  {
    name: 'kernel-imports-nothing',
    comment: 'Every domain starts from kernel, so it carries nothing along: no npm package, no Node built-in, no other package.',
    from: { path: '^packages/kernel/src/' },
    to: { pathNot: '^packages/kernel/src/' },
  },
  {
    name: 'contracts-import-zod-alone',
    comment: 'Contracts are schemas that anybody can take: zod and nothing else.',
    from: { path: '^packages/contracts/src/' },
    to: { pathNot: ['^packages/contracts/src/', npm('zod')] },
  },
  {
    name: 'eventing-knows-no-service',
    comment: 'Eventing is a library for any service: of our packages it knows kernel alone.',
    from: { path: '^packages/eventing/src/' },
    to: { path: '^packages/', pathNot: '^packages/(?:eventing|kernel)/' },
  },
  {
    name: 'service-kit-knows-no-service',
    comment: 'What every runner needs knows no runner and no core.',
    from: { path: '^packages/service-kit/src/' },
    to: { path: '^packages/', pathNot: '^packages/(?:service-kit|eventing|contracts|kernel)/' },
  },
  {
    name: 'cores-meet-in-contracts',
    comment: 'No core imports another core: services know one another by events and bodies, which are in contracts.',
    from: { path: '^packages/([^/]+-core)/' },
    to: { path: '^packages/[^/]+-core/', pathNot: own },
  },
  {
    name: 'nobody-imports-a-runner',
    comment:
      'A runner is the outermost ring: it starts things and offers nothing. Chaos alone starts what the standalone starts.',
    from: { path: '^packages/([^/]+)/', pathNot: '^packages/chaos/' },
    to: { path: '^packages/(?:[^/]+-service|standalone|cli|chaos)/', pathNot: own },
  },
  {
    name: 'chaos-starts-processes',
    comment: 'Chaos meets services as processes, over HTTP, AMQP and SQL: what it could call, it could not kill.',
    from: { path: '^packages/chaos/src/' },
    to: { path: '^packages/(?:[^/]+-service|gateway|service-kit)/' },
  },
  {
    name: 'only-the-standalone-imports-the-gateway',
    comment: 'The gateway is a runner that the standalone hosts in its own process; for everybody else it is reached over HTTP.',
    from: { path: '^packages/', pathNot: '^packages/(?:gateway|standalone)/' },
    to: { path: '^packages/gateway/' },
  },
  {
    name: 'runners-only-start',
    comment: 'A runner starts its core with service-kit. More than that belongs into one of the two.',
    from: { path: '^packages/([^/]+)-service/src/' },
    to: { pathNot: ['^packages/$1-service/', '^packages/$1-core/src/index\\.ts$', '^packages/service-kit/src/index\\.ts$'] },
  },
  {
    name: 'portal-is-a-client',
    comment: 'The portal meets the services over HTTP: of our packages it knows the contracts, and the money of the kernel.',
    from: { path: '^packages/portal/src/' },
    to: { path: '^packages/', pathNot: ['^packages/portal/src/', foundation] },
  },
  {
    name: 'portal-takes-types-of-contracts',
    comment: 'Schemas would bring zod along to every visitor.',
    from: { path: '^packages/portal/src/' },
    to: { path: '^packages/contracts/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'nobody-imports-the-portal',
    comment: 'The portal is served as it was built; nobody runs its sources.',
    from: { path: '^packages/', pathNot: '^packages/portal/' },
    to: { path: '^packages/portal/' },
  },
  {
    name: 'packages-meet-at-their-exports',
    comment: "A package's exports are its promise. Its other files, built or not, may change at any time.",
    from: { path: '^packages/([^/]+)/' },
    to: { path: '^packages/', pathNot: [own, '^packages/[^/]+/src/(?:testing/)?index\\.ts$'] },
  },
];

const hygiene = [
  {
    name: 'no-cycles',
    comment: 'Files that need each other are one file, or there is a third one between them.',
    from: { path: '^packages/' },
    to: { circular: true },
  },
  {
    name: 'no-orphans',
    comment: 'A file that nothing imports and that imports nothing is dead.',
    from: { orphan: true, path: '^packages/[^/]+/src/', pathNot: '/(?:index|main)\\.ts$' },
    to: {},
  },
  {
    name: 'production-needs-no-test',
    comment: 'What runs in production imports neither specs nor testing tools.',
    from: { path: '^packages/[^/]+/src/', pathNot: ['^packages/[^/]+/src/testing/', '^packages/chaos/'] },
    to: { path: ['^packages/[^/]+/test/', '^packages/[^/]+/src/testing/'] },
  },
  {
    name: 'production-needs-no-dev-dependency',
    comment:
      'A package that production code imports is among the dependencies, or it is missing where the package is installed. The portal is installed as it was built.',
    from: { path: '^packages/[^/]+/src/', pathNot: '^packages/portal/' },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm', 'type-only'] },
  },
  {
    name: 'no-undeclared-dependency',
    comment: 'A package that is imported is named in the package.json beside it; that another workspace has it is luck.',
    from: { path: '^packages/[^/]+/src/' },
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
  {
    name: 'no-unresolvable',
    comment: 'An import that resolves to nothing escapes every rule above.',
    from: { path: '^packages/' },
    to: { couldNotResolve: true },
  },
];

export default {
  forbidden: [...layers, ...packages, ...hygiene].map((rule) => ({ ...rule, severity: 'error' })),
  options: {
    doNotFollow: { path: ['node_modules', '/dist/'] },
    exclude: { path: '^packages/[^/]+/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.boundaries.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
