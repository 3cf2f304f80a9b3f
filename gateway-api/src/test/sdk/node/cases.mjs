// What each case asks for and expects, and how it is run and reported: the Node twin of cases.py.
import assert from 'node:assert/strict';
import { z } from 'zod';

export const TEXT = 'Hello from the fäke.';
export const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
export const PICTURE_URL = `data:image/png;base64,${PICTURE.toString('base64')}`;
export const CITIES = { tools: ['Paris'], parallel: ['Paris', 'Rome'], interleaved: ['Paris', 'Rome'] };
export const FAULTS = ['cut', 'early-end', 'html', 'error-event', 'garbage'];
export const CITY = { name: 'Paris', population: 2100000 };
export const City = z.object({ name: z.string(), population: z.number().int() });
export const WEATHER_SCHEMA = {
  type: 'object',
  properties: { city: { type: 'string', description: 'Name of the city' } },
  required: ['city'],
  additionalProperties: false,
};
export const CITY_SCHEMA = {
  type: 'object',
  properties: { name: { type: 'string' }, population: { type: 'integer' } },
  required: ['name', 'population'],
  additionalProperties: false,
};
const TOKENS = { prompt: 11, cached: 3, completion: 7 };

export const same = (got, wanted, what) => assert.deepEqual(got, wanted, what);

/** Cached tokens are left out where the client has no field for them. */
export function usage({ prompt, cached, completion }) {
  same({ prompt, completion }, { prompt: TOKENS.prompt, completion: TOKENS.completion });
  if (cached !== undefined) same(cached, TOKENS.cached, 'cached tokens');
}

/** The text of a stream that came in more than one piece. */
export function chunks(pieces) {
  assert.ok(pieces.length > 1, `a stream of ${pieces.length} pieces`);
  return pieces.join('');
}

/** The call must throw, with the status where one is wanted. */
export async function raises(call, status) {
  let got;
  try {
    got = await call();
  } catch (e) {
    if (status !== undefined) {
      same(e.status ?? e.statusCode ?? e.cause?.statusCode, status, 'status of the error');
    }
    return e;
  }
  assert.fail(`nothing was thrown; got ${JSON.stringify(got)?.slice(0, 200)}`);
}

/** Runs [feature, name, function] in order; one JSON line each on standard output. */
export async function run(sdk, cases) {
  let failed = 0;
  for (const [feature, name, test] of cases) {
    const line = { sdk: `${sdk} (Node)`, feature, case: name, ok: true };
    try {
      await test();
    } catch (e) {
      failed += 1;
      Object.assign(line, { ok: false, why: `${e.name}: ${e.message}`.slice(0, 600) });
    }
    console.log(JSON.stringify(line));
  }
  return failed;
}
