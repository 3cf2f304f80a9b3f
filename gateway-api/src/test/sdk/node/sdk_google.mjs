// The @google/genai package, generateContent.
import { GoogleGenAI } from '@google/genai';
import { CITIES, CITY, CITY_SCHEMA, FAULTS, PICTURE, TEXT, WEATHER_SCHEMA, chunks, raises, same, usage } from './cases.mjs';

export function cases({ base, key, model, direct }) {
  const make = (apiKey) =>
    new GoogleGenAI({ apiKey, httpOptions: { baseUrl: base + (direct ? '/gemini' : '/api/google/gemini') } });
  const models = make(key).models;
  const brief = { systemInstruction: 'Be brief.' };
  const ask = (contents, config = brief) => models.generateContent({ model, contents, config });
  const declared = { name: 'weather', description: 'Weather', parametersJsonSchema: WEATHER_SCHEMA };
  const withTools = { tools: [{ functionDeclarations: [declared] }] };

  async function streamed(contents, config = brief) {
    const got = [];
    for await (const c of await models.generateContentStream({ model, contents, config })) got.push(c);
    return got;
  }

  async function tools(kind, stream) {
    const contents = [{ role: 'user', parts: [{ text: `[${kind}]` }] }];
    const answers = stream ? await streamed(contents, withTools) : [await ask(contents, withTools)];
    const parts = answers.flatMap((a) => a.candidates[0].content?.parts ?? []).filter((p) => p.functionCall);
    same(parts.map((p) => p.functionCall.args.city), CITIES[kind]);
    const results = CITIES[kind].map((city) => ({
      functionResponse: { name: 'weather', response: { result: `21 degrees in ${city}` } },
    }));
    const history = [...contents, { role: 'model', parts }, { role: 'user', parts: results }];
    same((await ask(history, withTools)).text, 'It is warm.');
  }

  const metered = (u) =>
    usage({ prompt: u.promptTokenCount, cached: u.cachedContentTokenCount, completion: u.candidatesTokenCount });

  return [
    ['text', 'whole', async () => same((await ask('[text]')).text, TEXT)],
    ['stream', 'text', async () => same(chunks((await streamed('[text]')).map((c) => c.text).filter(Boolean)), TEXT)],
    ['tools', 'whole', () => tools('tools', false)],
    ['tools', 'streamed', () => tools('tools', true)],
    ['parallel tools', 'whole', () => tools('parallel', false)],
    ['parallel tools', 'streamed', () => tools('parallel', true)],
    ['structured output', 'responseJsonSchema', async () => {
      const config = { responseMimeType: 'application/json', responseJsonSchema: CITY_SCHEMA };
      same(JSON.parse((await ask('[schema]', config)).text), CITY);
    }],
    ['image', 'inline', async () => {
      const inlineData = { mimeType: 'image/png', data: PICTURE.toString('base64') };
      same((await ask([{ role: 'user', parts: [{ text: '[image]' }, { inlineData }] }])).text, 'A tiny picture.');
    }],
    ['usage', 'whole', async () => metered((await ask('[text]')).usageMetadata)],
    ['usage', 'streamed', async () => metered((await streamed('[text]')).at(-1).usageMetadata)],
    ...[400, 429, 500].map((s) => ['errors', `${s}`, () => raises(() => ask(`[error-${s}]`), s)]),
    ['errors', 'wrong key', () => raises(() => make('no-such-key').models.generateContent({ model, contents: '[text]' }), 401)],
    ...(direct ? [] : FAULTS).map((kind) => ['errors', `stream: ${kind}`, () => raises(() => streamed(`[${kind}]`))]),
  ];
}
