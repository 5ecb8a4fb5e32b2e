import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { z } from 'zod';

const reference = z.object({ $ref: z.string() });
const header = z.object({ required: z.boolean().default(false), schema: z.object({ type: z.string() }) });
const answer = z.object({
  headers: z.record(z.string(), reference).default({}),
  content: z.record(z.string(), z.unknown()).default({}),
});
const operation = z.object({ operationId: z.string(), responses: z.record(z.string(), reference.or(answer)) });
const openApi = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.looseObject({ responses: z.record(z.string(), answer), headers: z.record(z.string(), header) }),
});

const base = 'https://ordermill.dev/openapi.json';

const pointerOf = (...keys: readonly string[]): string =>
  ['#', ...keys.map((key) => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1')))].join('/');

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

/** As it is, but that nothing may be there of which it does not speak. */
const closed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(closed);
  if (!isObject(value)) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([key, child]) => [key, closed(child)]));
  const isOpen = value['type'] === 'object' && isObject(value['properties']) && value['additionalProperties'] === undefined;
  return isOpen ? { ...copy, additionalProperties: false } : copy;
};

export interface DocumentedAnswer {
  /** Whether it must be there, and how its value is to be. */
  readonly headers: readonly { readonly name: string; readonly required: boolean; readonly validate: ValidateFunction }[];
  /** By type of content. */
  readonly bodies: ReadonlyMap<string, ValidateFunction>;
}

/** The OpenAPI document of a running system. */
export class ServedDocument {
  private readonly document: z.output<typeof openApi>;
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true, coerceTypes: false });

  private constructor(source: unknown) {
    this.document = openApi.parse(source);
    formats.default(this.ajv);
    this.ajv.addSchema(closed(source) as object, base);
  }

  static async at(url: string): Promise<ServedDocument> {
    return new ServedDocument(await (await fetch(`${url}/openapi.json`)).json());
  }

  get operationIds(): readonly string[] {
    return Object.values(this.document.paths).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId));
  }

  /** Throws when the operation has no such answer. */
  answer(path: string, method: string, status: number): DocumentedAnswer {
    const found = this.document.paths[path]?.[method]?.responses[status];
    if (!found) throw new RangeError(`${method} ${path} is not documented to answer ${status}`);
    const name = '$ref' in found ? (found.$ref.split('/').at(-1) ?? '') : undefined;
    const place = name === undefined ? ['paths', path, method, 'responses', String(status)] : ['components', 'responses', name];
    const { headers, content } = '$ref' in found ? answer.parse(this.document.components.responses[name ?? '']) : found;
    return {
      headers: Object.entries(headers).map(([headerName, { $ref }]) => ({
        name: headerName,
        required: this.document.components.headers[headerName]?.required ?? false,
        validate: this.validator(`${$ref}/schema`),
      })),
      bodies: new Map(
        Object.keys(content).map((type) => [type, this.validator(pointerOf(...place, 'content', type, 'schema'))] as const),
      ),
    };
  }

  /** Of a named schema. */
  schema(name: string): ValidateFunction {
    return this.validator(pointerOf('components', 'schemas', name));
  }

  private validator(pointer: string): ValidateFunction {
    const validate = this.ajv.getSchema(`${base}${pointer}`);
    if (!validate) throw new RangeError(`there is no ${pointer}`);
    return validate;
  }
}
