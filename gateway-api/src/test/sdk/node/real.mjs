// Each Node SDK gets an answer and a stream from a real model behind the gateway: the twin of real.py.
import assert from 'node:assert/strict';
import Anthropic from '@anthropic-ai/sdk';
import { createAnthropic } from '@ai-sdk/anthropic';
import { createGoogleGenerativeAI } from '@ai-sdk/google';
import { createOpenAI } from '@ai-sdk/openai';
import { GoogleGenAI } from '@google/genai';
import { ChatOpenAI } from '@langchain/openai';
import { generateText, streamText } from 'ai';
import OpenAI from 'openai';
import { chunks, run } from './cases.mjs';

const { BASE, KEY: apiKey, MODEL: model } = process.env;
const ask = 'Write two short sentences about the sea.';
const messages = [{ role: 'user', content: ask }];
const maxOutputTokens = 60;
globalThis.AI_SDK_LOG_WARNINGS = false;

async function collect(stream, textOf) {
  const pieces = [];
  for await (const part of stream) {
    const text = textOf(part);
    if (text) pieces.push(text);
  }
  return pieces;
}

const ai = (made) => [
  async () => (await generateText({ model: made, prompt: ask, maxOutputTokens })).text,
  async () => collect(streamText({ model: made, prompt: ask, maxOutputTokens }).textStream, (t) => t),
];
const openai = new OpenAI({ apiKey, baseURL: `${BASE}/api/` });
const anthropic = new Anthropic({ apiKey, baseURL: `${BASE}/api/anthropic` });
const google = new GoogleGenAI({ apiKey, httpOptions: { baseUrl: `${BASE}/api/google/gemini` } });
const langchain = new ChatOpenAI({ model, apiKey, maxTokens: 60, configuration: { baseURL: `${BASE}/api/` } });

const SDKS = {
  openai: [
    async () => (await openai.chat.completions.create({ model, messages, max_tokens: 60 })).choices[0].message.content,
    async () =>
      collect(
        await openai.chat.completions.create({ model, messages, max_tokens: 60, stream: true }),
        (c) => c.choices[0]?.delta.content,
      ),
  ],
  '@anthropic-ai/sdk': [
    async () => (await anthropic.messages.create({ model, messages, max_tokens: 60 })).content[0].text,
    async () =>
      collect(await anthropic.messages.create({ model, messages, max_tokens: 60, stream: true }), (e) => e.delta?.text),
  ],
  '@google/genai': [
    async () => (await google.models.generateContent({ model, contents: ask, config: { maxOutputTokens } })).text,
    async () =>
      collect(await google.models.generateContentStream({ model, contents: ask, config: { maxOutputTokens } }), (c) => c.text),
  ],
  '@langchain/openai': [
    async () => (await langchain.invoke(ask)).content,
    async () => collect(await langchain.stream(ask), (c) => c.content),
  ],
  'ai + @ai-sdk/openai': ai(createOpenAI({ apiKey, baseURL: `${BASE}/api` })(model)),
  'ai + @ai-sdk/openai .chat': ai(createOpenAI({ apiKey, baseURL: `${BASE}/api` }).chat(model)),
  'ai + @ai-sdk/google': ai(createGoogleGenerativeAI({ apiKey, baseURL: `${BASE}/api/google/gemini` })(model)),
  'ai + @ai-sdk/anthropic': ai(createAnthropic({ apiKey, baseURL: `${BASE}/api/anthropic` })(model)),
};

let failed = 0;
for (const [name, [whole, stream]] of Object.entries(SDKS)) {
  failed += await run(name, [
    ['text', 'real model', async () => assert.ok((await whole())?.trim(), 'an empty answer')],
    ['stream', 'real model', async () => assert.ok(chunks(await stream()).trim(), 'an empty stream')],
  ]);
}
process.exit(failed ? 1 : 0);
