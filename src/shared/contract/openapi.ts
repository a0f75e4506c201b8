import * as z from 'zod';
import type { Contract } from './define.ts';
import { wireErrorSchema } from './errors.ts';

/**
 * The OpenAPI 3.1 document of a contract as the HTTP door carries it: `POST /api/<method>` with a JSON body; a stream
 * answers as server-sent events, one item in each `data:`.
 */
export function openApiDocument(
  contract: Contract,
  { version }: { readonly version: string },
): Record<string, unknown> {
  const paths = Object.entries(contract).map(([method, spec]) => [
    `/api/${method}`,
    {
      post: {
        operationId: method,
        summary: spec.about,
        requestBody: { content: { 'application/json': { schema: jsonSchema(spec.input, 'input') } } },
        responses: {
          200: {
            description: spec.kind === 'call' ? 'The answer.' : 'One event for each item.',
            content: {
              [spec.kind === 'call' ? 'application/json' : 'text/event-stream']: {
                schema: jsonSchema(spec.output, 'output'),
              },
            },
          },
          default: {
            description: 'What went wrong; the code is one of a closed list.',
            content: { 'application/json': { schema: z.object({ error: wireErrorSchema }).toJSONSchema() } },
          },
        },
      },
    },
  ]);
  return {
    openapi: '3.1.1',
    info: { title: 'Warren', version },
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    security: [{ token: [] }],
    paths: Object.fromEntries(paths) as unknown,
  };
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): unknown {
  return z.toJSONSchema(schema, { io, unrepresentable: 'any' });
}
