import { z } from 'zod';
import { opsQuery, projectionList, projectionNameParam, projectionResponse, rebuildBody } from '../ops.js';
import { defineOperation } from './operation.js';

const common = { tag: 'Operations', access: 'admin' } as const;
const params = z.object({ name: projectionNameParam });
const orders = { name: 'order' };
const unknown = {
  summary: 'Unknown',
  params: { name: 'parcels' },
  leadsTo: 'projection_not_found',
} as const;

export const projectionOperations = {
  listProjections: defineOperation({
    ...common,
    method: 'get',
    path: '/api/ops/projections',
    summary: 'List projections with their last rebuild',
    description: 'Of all services, or of one. Services that do not answer are named in `unavailable`.',
    query: opsQuery,
    answers: { 200: { description: 'The projections.', body: projectionList } },
    examples: {
      all: { summary: 'Of all services', leadsTo: 200 },
      one: { summary: 'Of one service', query: { service: 'order' }, leadsTo: 200 },
    },
  }),

  rebuildProjection: defineOperation({
    ...common,
    method: 'post',
    path: '/api/ops/projections/{name}/rebuild',
    summary: 'Build a projection anew from the log',
    description: 'Beside the live view, which is read until the new one takes its place. A rebuild that is under way goes on.',
    params,
    query: opsQuery,
    body: rebuildBody,
    bodyOptional: true,
    answers: { 202: { description: 'It begins; the list of projections shows how far it is.', body: projectionResponse } },
    problems: ['projection_not_found', 'rebuild_cancelling'],
    examples: {
      orders: { summary: 'The view of orders', params: orders, query: { service: 'order' }, body: {}, leadsTo: 202 },
      unknown: { ...unknown, body: {} },
    },
  }),

  cancelRebuild: defineOperation({
    ...common,
    method: 'delete',
    path: '/api/ops/projections/{name}/rebuild',
    summary: 'Give up a rebuild',
    description: 'The live view stays as it is.',
    params,
    query: opsQuery,
    answers: { 200: { description: 'It is being cancelled.', body: projectionResponse } },
    problems: ['projection_not_found', 'rebuild_not_running'],
    examples: { unknown },
  }),
} as const;
