// Runs the Node SDKs through the gateway and prints one JSON line per case.
//   BASE=http://127.0.0.1:8080 KEY=… MODEL=fake-chat node clients.mjs "openai" "@ai-sdk/google" …
// DIRECT=1 drives the fake provider itself by the vendor's SDK; BASE is then the fake's own address.
import * as ai from './sdk_ai.mjs';
import * as anthropic from './sdk_anthropic.mjs';
import { run } from './cases.mjs';
import * as google from './sdk_google.mjs';
import * as langchain from './sdk_langchain.mjs';
import * as openai from './sdk_openai.mjs';

const SDKS = {
  openai: openai.cases,
  '@anthropic-ai/sdk': anthropic.cases,
  '@google/genai': google.cases,
  '@langchain/openai': langchain.cases,
  'ai + @ai-sdk/openai': ai.responses,
  'ai + @ai-sdk/openai .chat': ai.chat,
  'ai + @ai-sdk/google': ai.google,
  'ai + @ai-sdk/anthropic': ai.anthropic,
};

globalThis.AI_SDK_LOG_WARNINGS = false;
const { BASE: base, KEY: key, MODEL: model, DIRECT: direct } = process.env;
const names = process.argv.slice(2);
let failed = 0;
for (const name of names.length ? names : Object.keys(SDKS)) {
  failed += await run(name, SDKS[name]({ base, key, model, direct: Boolean(direct) }));
}
process.exit(failed ? 1 : 0);
