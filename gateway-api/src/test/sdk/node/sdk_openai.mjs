// The openai package, Chat Completions.
import OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import { CITIES, CITY, City, FAULTS, PICTURE_URL, TEXT, WEATHER_SCHEMA, chunks, raises, same, usage } from './cases.mjs';

export function cases({ base, key, model, direct }) {
  const make = (apiKey) => new OpenAI({ apiKey, baseURL: base + (direct ? '/openai/v1' : '/api/'), maxRetries: 0 });
  const chat = make(key).chat.completions;
  const user = (content) => [{ role: 'system', content: 'Be brief.' }, { role: 'user', content }];
  const ask = async (content, more = {}) => (await chat.create({ model, messages: user(content), ...more })).choices[0];
  const tool = { type: 'function', function: { name: 'weather', description: 'Weather', parameters: WEATHER_SCHEMA } };

  async function streamed(content, more = {}) {
    const got = [];
    for await (const c of await chat.create({ model, messages: user(content), stream: true, ...more })) got.push(c);
    return got;
  }

  async function tools(kind, stream) {
    const messages = user(`[${kind}]`);
    const body = { model, messages, tools: [tool] };
    const answer = stream
      ? (await chat.stream(body).finalChatCompletion()).choices[0]
      : (await chat.create(body)).choices[0];
    same(answer.finish_reason, 'tool_calls');
    const calls = answer.message.tool_calls;
    same(calls.map((c) => JSON.parse(c.function.arguments).city), CITIES[kind]);
    messages.push(answer.message);
    calls.forEach((c, i) =>
      messages.push({ role: 'tool', tool_call_id: c.id, content: `21 degrees in ${CITIES[kind][i]}` }),
    );
    same((await chat.create(body)).choices[0].message.content, 'It is warm.');
  }

  const metered = (u) =>
    usage({ prompt: u.prompt_tokens, cached: u.prompt_tokens_details.cached_tokens, completion: u.completion_tokens });

  return [
    ['text', 'whole', async () => same((await ask('[text]')).message.content, TEXT)],
    ['stream', 'text', async () =>
      same(chunks((await streamed('[text]')).map((c) => c.choices[0]?.delta.content).filter(Boolean)), TEXT)],
    ['tools', 'whole', () => tools('tools', false)],
    ['tools', 'streamed', () => tools('tools', true)],
    ['parallel tools', 'whole', () => tools('parallel', false)],
    ['parallel tools', 'streamed', () => tools('parallel', true)],
    ['parallel tools', 'interleaved fragments', () => tools('interleaved', true)],
    ['structured output', 'parse', async () => {
      const got = await chat.parse({ model, messages: user('[schema]'), response_format: zodResponseFormat(City, 'city') });
      same(got.choices[0].message.parsed, CITY);
    }],
    ['image', 'base64', async () => {
      const parts = [{ type: 'text', text: '[image]' }, { type: 'image_url', image_url: { url: PICTURE_URL } }];
      same((await ask(parts)).message.content, 'A tiny picture.');
    }],
    ['usage', 'whole', async () => metered((await chat.create({ model, messages: user('[text]') })).usage)],
    ['usage', 'streamed', async () =>
      metered((await streamed('[text]', { stream_options: { include_usage: true } })).at(-1).usage)],
    ...[400, 429, 500].map((s) => ['errors', `${s}`, () => raises(() => ask(`[error-${s}]`), s)]),
    ['errors', 'wrong key', () =>
      raises(() => make('no-such-key').chat.completions.create({ model, messages: user('[text]') }), 401)],
    ...(direct ? [] : FAULTS).map((kind) => ['errors', `stream: ${kind}`, () => raises(() => streamed(`[${kind}]`))]),
  ];
}
