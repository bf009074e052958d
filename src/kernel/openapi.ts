import { z } from 'zod'
import type { Fields } from './field.ts'
import type { AnyOperation } from './operation.ts'
import { schemaOfFields } from './schema.ts'
import type { Words } from './words.ts'

const problem = {
  description: 'What is wrong and what to do (RFC 9457)',
  content: {
    'application/problem+json': {
      schema: {
        type: 'object',
        properties: {
          type: { type: 'string' },
          title: { type: 'string' },
          status: { type: 'integer' },
          detail: { type: 'string' },
          fields: {
            type: 'array',
            items: { type: 'object', properties: { field: { type: 'string' }, detail: { type: 'string' } } }
          }
        }
      }
    }
  }
}

const json = (schema: z.ZodType, io: 'input' | 'output') => ({
  'application/json': { schema: z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' }) }
})

/** What a write takes: JSON, or a form where a file is sent with it. */
function bodyOf(fields: Fields): object {
  if (!Object.values(fields).some(({ type, needed }) => type === 'files' && needed))
    return json(schemaOfFields(fields), 'input')
  const properties = Object.entries(fields).map(([name, { type }]) => [
    name,
    type === 'files'
      ? { type: 'array', items: { type: 'string', format: 'binary', contentMediaType: 'application/octet-stream' } }
      : { type: 'string' }
  ])
  const required = Object.keys(fields).filter((name) => fields[name]?.needed)
  return {
    'multipart/form-data': { schema: { type: 'object', properties: Object.fromEntries(properties), required } }
  }
}

/** The OpenAPI 3.1 document of all operations, made from the same declarations that check what comes in. */
export function describeApi(operations: readonly AnyOperation[], words: Words, version: string): object {
  const paths: Record<string, object> = {}
  for (const operation of [...operations].sort((a, b) => a.name.localeCompare(b.name, 'en'))) {
    const common = {
      operationId: operation.name,
      summary: words.t(`operation.${operation.name}`),
      tags: [operation.name.split('.')[0]],
      security: [{ session: [] }]
    }
    const answers = {
      200: { description: 'Done', content: json(operation.output, 'output') },
      default: problem
    }
    paths[`/api/${operation.name}`] =
      operation.kind === 'read'
        ? {
            get: {
              ...common,
              parameters: Object.entries(operation.input).map(([name, field]) => ({
                name,
                in: 'query',
                required: 'needed' in field && field.needed === true,
                schema: { type: 'string' }
              })),
              responses: answers
            }
          }
        : {
            post: {
              ...common,
              parameters: [
                {
                  name: 'Idempotency-Key',
                  in: 'header',
                  required: false,
                  description:
                    'A UUID made by the sender. Sent twice, the operation happens once and answers the same. ' +
                    'A program that sends a file and no Origin needs it.',
                  schema: { type: 'string', format: 'uuid' }
                }
              ],
              requestBody: { required: true, content: bodyOf(operation.input) },
              responses: answers
            }
          }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Plumbline', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'plumbline.session_token' } } },
    paths
  }
}
