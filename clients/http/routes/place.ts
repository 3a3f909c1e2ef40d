/** What the place is made of, for forms and names: units, people, roles, categories. */
import { z } from 'zod';
import { SEVERITIES } from '../../../domain';
import { personOf, rolesOf } from '../../../domain/directory/directory';
import { LEVELS } from '../../../domain/procedure/procedure';
import type { Routes } from '../app';
import { allow, idInPath, instantInQuery, instantSchema, problems, textInTwoLanguages } from './answers';

const unit = z
  .object({
    id: z.string(),
    level: z.enum(LEVELS),
    name: textInTwoLanguages,
    parent: z.string().nullable().describe('The unit above; null for the root.'),
    zone: z.string().nullable().describe('IANA time zone, where it is not that of the place around.'),
    calendar: z.string().nullable().describe('Working calendar, where it is not that of the place around.'),
  })
  .meta({ id: 'Unit' });
const person = z
  .object({
    id: z.string(),
    name: z.string(),
    lang: z.enum(['zh', 'en']),
    roles: z
      .array(z.object({ role: z.string(), unit: z.string() }))
      .describe('The posts that they hold at this instant.'),
  })
  .meta({ id: 'Person' });
const role = z
  .object({ id: z.string(), name: textInTwoLanguages, levels: z.array(z.enum(LEVELS)) })
  .meta({ id: 'Role' });
const category = z.object({ id: z.string(), name: textInTwoLanguages }).meta({ id: 'Category' });

const place = z
  .object({
    id: z.string(),
    name: textInTwoLanguages,
    zone: z.string().describe('IANA time zone.'),
    directoryVersion: z.int().describe('0 while the store holds no directory.'),
    units: z.array(unit),
    roles: z.array(role),
    categories: z.array(category),
    severities: z.array(z.enum(SEVERITIES)),
  })
  .meta({ id: 'Place' });

export const placeRoutes: Routes = (app, gateway) => {
  const at = (atMs: number | undefined) => gateway.place.at(atMs ?? Date.now());

  app.route({
    method: 'GET',
    url: '/v1/place',
    config: { operation: 'place.read' },
    schema: {
      tags: ['place'],
      summary: 'The place: its units, roles and categories as they hold at an instant',
      querystring: z.object({ at: instantInQuery.optional() }),
      response: { 200: place, ...problems(400) },
    },
    handler: async (request) => {
      await allow(gateway, request);
      const { community, directoryVersion = 0, directory } = await at(request.query.at);
      return {
        id: community.id,
        name: community.name,
        zone: community.zone,
        directoryVersion,
        units: [...directory.units.values()].map(
          ({ id, level, name, parent = null, zone = null, calendar = null }) => ({
            id,
            level,
            name,
            parent,
            zone,
            calendar,
          }),
        ),
        roles: [...directory.roles.values()].map(({ id, name, levels }) => ({ id, name, levels: [...levels] })),
        categories: [...directory.categories.values()].map(({ id, name }) => ({ id, name })),
        severities: [...SEVERITIES],
      };
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/people/:person',
    config: { operation: 'directory.read' },
    schema: {
      tags: ['place'],
      summary: 'One person of the directory and the posts that they hold',
      params: z.object({ person: idInPath }),
      querystring: z.object({ at: instantInQuery.optional() }),
      response: { 200: person.extend({ atMs: instantSchema }).meta({ id: 'PersonAt' }), ...problems(400, 404) },
    },
    handler: async (request) => {
      const { person: id } = request.params;
      await allow(gateway, request, { person: id });
      const policies = await at(request.query.at);
      const found = personOf(policies, id, 'person');
      const roles = rolesOf(policies, id).map((post) => ({ role: post.role, unit: post.unit }));
      return { id: found.id, name: found.name, lang: found.lang, roles, atMs: request.query.at ?? Date.now() };
    },
  });
};
