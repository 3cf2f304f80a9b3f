// The @langchain/openai package.
import { HumanMessage, SystemMessage, ToolMessage } from '@langchain/core/messages';
import { tool } from '@langchain/core/tools';
import { ChatOpenAI } from '@langchain/openai';
import { z } from 'zod';
import { CITIES, CITY, City, FAULTS, PICTURE_URL, TEXT, chunks, raises, same, usage } from './cases.mjs';

export function cases({ base, key, model, direct }) {
  const chat = new ChatOpenAI({
    model, apiKey: key, maxRetries: 0, configuration: { baseURL: base + (direct ? '/openai/v1' : '/api/') },
  });
  const weather = tool(async ({ city }) => `21 degrees in ${city}`, {
    name: 'weather', description: 'Weather', schema: z.object({ city: z.string() }),
  });
  const withTools = chat.bindTools([weather]);
  const user = (content) => [new SystemMessage('Be brief.'), new HumanMessage({ content })];

  async function streamed(llm, messages) {
    let whole;
    const pieces = [];
    for await (const c of await llm.stream(messages)) {
      if (c.content) pieces.push(c.content);
      whole = whole ? whole.concat(c) : c;
    }
    return { whole, pieces };
  }

  async function tools(kind, stream) {
    const messages = user(`[${kind}]`);
    const answer = stream ? (await streamed(withTools, messages)).whole : await withTools.invoke(messages);
    same(answer.tool_calls.map((c) => c.args.city), CITIES[kind]);
    messages.push(answer);
    for (const c of answer.tool_calls) {
      messages.push(new ToolMessage({ content: await weather.invoke(c.args), tool_call_id: c.id }));
    }
    same((await withTools.invoke(messages)).content, 'It is warm.');
  }

  const metered = (u) =>
    usage({ prompt: u.input_tokens, cached: u.input_token_details?.cache_read, completion: u.output_tokens });

  return [
    ['text', 'invoke', async () => same((await chat.invoke(user('[text]'))).content, TEXT)],
    ['stream', 'stream', async () => same(chunks((await streamed(chat, user('[text]'))).pieces), TEXT)],
    ['tools', 'invoke', () => tools('tools', false)],
    ['tools', 'stream', () => tools('tools', true)],
    ['parallel tools', 'invoke', () => tools('parallel', false)],
    ['parallel tools', 'stream', () => tools('parallel', true)],
    ['structured output', 'withStructuredOutput', async () =>
      same(await chat.withStructuredOutput(City, { name: 'city', method: 'jsonSchema' }).invoke(user('[schema]')), CITY)],
    ['image', 'base64', async () => {
      const parts = [{ type: 'text', text: '[image]' }, { type: 'image_url', image_url: { url: PICTURE_URL } }];
      same((await chat.invoke(user(parts))).content, 'A tiny picture.');
    }],
    ['usage', 'invoke', async () => metered((await chat.invoke(user('[text]'))).usage_metadata)],
    ['usage', 'stream', async () => metered((await streamed(chat, user('[text]'))).whole.usage_metadata)],
    ...[400, 429, 500].map((s) => ['errors', `${s}`, () => raises(() => chat.invoke(user(`[error-${s}]`)), s)]),
    ...(direct ? [] : FAULTS).map((kind) => ['errors', `stream: ${kind}`, () => raises(() => streamed(chat, user(`[${kind}]`)))]),
  ];
}
