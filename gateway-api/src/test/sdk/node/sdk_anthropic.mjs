// The @anthropic-ai/sdk package, Messages.
import Anthropic from '@anthropic-ai/sdk';
import { CITIES, CITY, FAULTS, CITY_SCHEMA, PICTURE, TEXT, WEATHER_SCHEMA, chunks, raises, same, usage } from './cases.mjs';

export function cases({ base, key, model, direct }) {
  const make = (apiKey) => new Anthropic({ apiKey, baseURL: base + (direct ? '/anthropic' : '/api/anthropic'), maxRetries: 0 });
  const messages = make(key).messages;
  const user = (content) => [{ role: 'user', content }];
  const body = (content, more = {}) => ({ model, max_tokens: 200, system: 'Be brief.', messages: user(content), ...more });
  const ask = async (content, more) => messages.create(body(content, more));
  const tools = [{ name: 'weather', description: 'Weather', input_schema: WEATHER_SCHEMA }];

  async function callTools(kind, stream) {
    const first = body(`[${kind}]`, { tools });
    const answer = stream ? await messages.stream(first).finalMessage() : await messages.create(first);
    same(answer.stop_reason, 'tool_use');
    const calls = answer.content.filter((c) => c.type === 'tool_use');
    same(calls.map((c) => c.input.city), CITIES[kind]);
    const results = calls.map((c, i) => ({
      type: 'tool_result', tool_use_id: c.id, content: `21 degrees in ${CITIES[kind][i]}`,
    }));
    const history = [...first.messages, { role: 'assistant', content: answer.content }, { role: 'user', content: results }];
    same((await messages.create({ ...first, messages: history })).content[0].text, 'It is warm.');
  }

  const metered = (u) =>
    usage({ prompt: u.input_tokens + u.cache_read_input_tokens, cached: u.cache_read_input_tokens, completion: u.output_tokens });

  return [
    ['text', 'whole', async () => same((await ask('[text]')).content[0].text, TEXT)],
    ['stream', 'text', async () => {
      const pieces = [];
      const stream = messages.stream(body('[text]'));
      stream.on('text', (t) => pieces.push(t));
      await stream.finalMessage();
      same(chunks(pieces), TEXT);
    }],
    ['tools', 'whole', () => callTools('tools', false)],
    ['tools', 'streamed', () => callTools('tools', true)],
    ['parallel tools', 'whole', () => callTools('parallel', false)],
    ['parallel tools', 'streamed', () => callTools('parallel', true)],
    ['structured output', 'output_config', async () => {
      const output_config = { format: { type: 'json_schema', schema: CITY_SCHEMA } };
      same(JSON.parse((await ask('[schema]', { output_config })).content[0].text), CITY);
    }],
    ['image', 'base64', async () => {
      const source = { type: 'base64', media_type: 'image/png', data: PICTURE.toString('base64') };
      same((await ask([{ type: 'text', text: '[image]' }, { type: 'image', source }])).content[0].text, 'A tiny picture.');
    }],
    ['usage', 'whole', async () => metered((await ask('[text]')).usage)],
    ['usage', 'streamed', async () => metered((await messages.stream(body('[text]')).finalMessage()).usage)],
    ...[400, 429, 500].map((s) => ['errors', `${s}`, () => raises(() => ask(`[error-${s}]`), s)]),
    ['errors', 'wrong key', () => raises(() => make('no-such-key').messages.create(body('[text]')), 401)],
    ...(direct ? [] : FAULTS).map((kind) => [
      'errors', `stream: ${kind}`, () => raises(() => messages.stream(body(`[${kind}]`)).finalMessage()),
    ]),
  ];
}
