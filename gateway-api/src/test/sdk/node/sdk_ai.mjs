// The ai package with the providers of OpenAI (default call: Responses; and .chat), Google and Anthropic.
import { createAnthropic } from '@ai-sdk/anthropic';
import { createGoogleGenerativeAI } from '@ai-sdk/google';
import { createOpenAI } from '@ai-sdk/openai';
import { generateObject, generateText, stepCountIs, streamText, tool } from 'ai';
import { z } from 'zod';
import { CITIES, CITY, City, FAULTS, PICTURE, TEXT, chunks, raises, same, usage } from './cases.mjs';

export const responses = (t) =>
  features(t, (apiKey) => createOpenAI({ apiKey, baseURL: t.base + (t.direct ? '/openai/v1' : '/api') })(t.model));
export const chat = (t) =>
  features(t, (apiKey) => createOpenAI({ apiKey, baseURL: t.base + (t.direct ? '/openai/v1' : '/api') }).chat(t.model));
export const google = (t) =>
  features(t, (apiKey) =>
    createGoogleGenerativeAI({ apiKey, baseURL: t.base + (t.direct ? '/gemini/v1beta' : '/api/google/gemini') })(t.model),
  );
export const anthropic = (t) =>
  features(t, (apiKey) =>
    createAnthropic({ apiKey, baseURL: t.base + (t.direct ? '/anthropic/v1' : '/api/anthropic') })(t.model),
  );

const weather = tool({
  description: 'Weather',
  inputSchema: z.object({ city: z.string() }),
  execute: async ({ city }) => `21 degrees in ${city}`,
});

function features({ key, direct }, modelFor) {
  const model = modelFor(key);
  const settings = { model, maxRetries: 0, system: 'Be brief.' };
  const metered = (u) =>
    usage({ prompt: u.inputTokens, cached: u.cachedInputTokens ?? u.inputTokenDetails?.cacheReadTokens, completion: u.outputTokens });

  async function readStream(options) {
    const result = streamText({ ...settings, ...options, onError: () => {} });
    const pieces = [];
    for await (const part of result.fullStream) {
      if (part.type === 'error') throw part.error;
      if (part.type === 'text-delta') pieces.push(part.text);
    }
    return { result, pieces };
  }

  async function tools(kind, streamed) {
    const options = { prompt: `[${kind}]`, tools: { weather }, stopWhen: stepCountIs(2) };
    const steps = streamed
      ? await (await readStream(options)).result.steps
      : (await generateText({ ...settings, ...options })).steps;
    same(steps[0].toolCalls.map((c) => c.input.city), CITIES[kind]);
    same(steps[0].finishReason, 'tool-calls');
    same(steps[1].text, 'It is warm.');
  }

  async function image() {
    const content = [
      { type: 'text', text: '[image]' },
      { type: 'image', image: PICTURE, mediaType: 'image/png' },
    ];
    same((await generateText({ ...settings, messages: [{ role: 'user', content }] })).text, 'A tiny picture.');
  }

  const fault = (kind) => async () => {
    const { result } = await readStream({ prompt: `[${kind}]` });
    const reason = await result.finishReason;
    if (reason === 'error') throw new Error('the stream ended as an error');
    return reason;
  };
  const ask = (prompt, own = model) => generateText({ ...settings, model: own, prompt });

  return [
    ['text', 'generateText', async () => same((await ask('[text]')).text, TEXT)],
    ['stream', 'streamText', async () => same(chunks((await readStream({ prompt: '[text]' })).pieces), TEXT)],
    ['tools', 'generateText', () => tools('tools', false)],
    ['tools', 'streamText', () => tools('tools', true)],
    ['parallel tools', 'generateText', () => tools('parallel', false)],
    ['parallel tools', 'streamText', () => tools('parallel', true)],
    ['structured output', 'generateObject', async () => same((await generateObject({ ...settings, schema: City, prompt: '[schema]' })).object, CITY)],
    ['image', 'bytes', image],
    ['usage', 'generateText', async () => metered((await ask('[text]')).usage)],
    ['usage', 'streamText', async () => metered(await (await readStream({ prompt: '[text]' })).result.usage)],
    ...[400, 429, 500].map((s) => ['errors', `${s}`, () => raises(() => ask(`[error-${s}]`), s)]),
    ['errors', 'wrong key', () => raises(() => ask('[text]', modelFor('no-such-key')), 401)],
    ...(direct ? [] : FAULTS).map((kind) => ['errors', `stream: ${kind}`, () => raises(fault(kind))]),
  ];
}
