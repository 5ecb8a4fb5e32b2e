import { z } from 'zod';

const answer = z.object({
  $ref: z.string().optional(),
  content: z.record(z.string(), z.object({ examples: z.record(z.string(), z.unknown()).default({}) })).default({}),
});

const document = z.object({
  paths: z.record(
    z.string(),
    z.record(z.string(), z.object({ operationId: z.string(), responses: z.record(z.string(), answer) })),
  ),
  components: z.object({ responses: z.record(z.string(), answer) }),
});

/** Names of the examples of answers, by path and method. */
export const readExamples = (value: unknown) => {
  const { paths, components } = document.parse(value);
  const resolve = (one: z.infer<typeof answer>) => components.responses[one.$ref?.split('/').at(-1) ?? ''] ?? one;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, responses }]) => ({
      operationId,
      at: `${method} ${path}`,
      names: Object.values(responses).flatMap((one) =>
        Object.values(resolve(one).content).flatMap(({ examples }) => Object.keys(examples)),
      ),
    })),
  );
};
