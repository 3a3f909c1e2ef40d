/**
 * One answer in both formats of GeoReport v2. In XML a list is a container whose children all have one name; in JSON it
 * is an array (the Spark convention). There are no attributes and no namespaces.
 */
import type { FastifyReply } from 'fastify';
import { create } from 'xmlbuilder2';

export const FORMATS = ['xml', 'json'] as const;
export type Format = (typeof FORMATS)[number];

export const MEDIA_TYPES: Readonly<Record<Format, string>> = { xml: 'text/xml', json: 'application/json' };

/** `each` names the children in XML. */
export interface List {
  readonly each: string;
  readonly items: readonly Value[];
}
export interface Fields {
  readonly [field: string]: Value;
}
export type Value = string | number | boolean | null | List | Fields;

export const list = (each: string, items: readonly Value[]): List => ({ each, items });

/** @param root the name of the root element; JSON has none */
export function send(reply: FastifyReply, format: Format, root: string, value: List | Fields): FastifyReply {
  return reply
    .header('cache-control', 'no-store')
    .type(`${MEDIA_TYPES[format]}; charset=utf-8`)
    .serializer((text: unknown) => String(text))
    .send(format === 'xml' ? asXml(root, value) : asJson(value));
}

export const asJson = (value: Value): string => JSON.stringify(plain(value));

export function asXml(root: string, value: List | Fields): string {
  return create({ version: '1.0', encoding: 'utf-8' }, { [root]: nodes(value) }).end();
}

const isList = (value: List | Fields): value is List =>
  Array.isArray(value['items']) && typeof value['each'] === 'string';

function plain(value: Value): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.items.map(plain);
  return Object.fromEntries(Object.entries(value).map(([field, one]) => [field, plain(one)]));
}

function nodes(value: Value): unknown {
  if (value === null) return '';
  if (typeof value !== 'object') return printable(String(value));
  if (isList(value)) return { [value.each]: value.items.map(nodes) };
  return Object.fromEntries(Object.entries(value).map(([field, one]) => [field, nodes(one)]));
}

/** XML 1.0 has no way to say these, not even escaped. */
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;
export const printable = (text: string): string => text.replace(UNPRINTABLE, '');
