// A skill written the official way in Node: Amazon's SDK, its adapter that keeps all of a user in one item, and its
// adapter for Express. It does what tests/bench/peer.py does, in the same words and the same table, and is served by
// two workers; tests/bench/stage.py has its settings.
"use strict";

const cluster = require("node:cluster");
const { readFileSync } = require("node:fs");

const WORKERS = 2;
const REGION = "us-east-1", TABLE = "peer", READ_BACK = 2;
const SIGNER = "echo-api.amazon.com";
const WIN = {
  at: "2026-05-04T09:00:00.000000Z",
  outcome: "yes",
  shows: "I can stay clear when they push back on what I have just said",
};

const opening = {
  canHandle: ({ requestEnvelope }) => requestEnvelope.request.type === "LaunchRequest",
  async handle({ attributesManager, responseBuilder }) {
    const kept = await attributesManager.getPersistentAttributes();
    const said = `You are getting ready for ${kept.domain}. Shall we warm up?`;
    return responseBuilder.speak(said).reprompt(said).getResponse();
  },
};

const warmUp = {
  canHandle: ({ requestEnvelope: { request } }) =>
    request.type === "IntentRequest" && request.intent.name === "WarmUpIntent",
  async handle({ attributesManager, requestEnvelope, responseBuilder }) {
    const kept = await attributesManager.getPersistentAttributes();
    kept.warmed_up = requestEnvelope.request.timestamp;
    await attributesManager.savePersistentAttributes();
    const breaths = 'In.<break time="3.7s"/> out.<break time="5.7s"/> '.repeat(12);
    const wins = kept.debriefs.filter((one) => one.outcome === "yes").slice(-READ_BACK).reverse();
    const said = wins.map((one) => `You said: ${one.worked}. What it told you: ${one.shows}.`).join(" ");
    return responseBuilder.speak(breaths + said).getResponse();
  },
};

const note = {
  canHandle: ({ requestEnvelope }) => requestEnvelope.request.type === "IntentRequest",
  async handle({ attributesManager, requestEnvelope, responseBuilder }) {
    const words = Object.values(requestEnvelope.request.intent.slots).find((slot) => slot.value).value;
    const kept = await attributesManager.getPersistentAttributes();
    kept.debriefs.push({ ...WIN, worked: words });
    await attributesManager.savePersistentAttributes();
    const said = `Kept. You said: ${words}.`;
    return responseBuilder.speak(said).reprompt(said).getResponse();
  },
};

// What verifies signatures in the place of the SDK's own, which fetches chains and trusts only public roots. Like
// skill/alexa/verification.py it verifies a chain once and keeps its key; then each body's signature with that.
function verifierOf(pem, url) {
  const { X509Certificate, verify } = require("node:crypto");
  const [leaf, root] = pem.match(/-----BEGIN[^]+?-----END CERTIFICATE-----/g).map((one) => new X509Certificate(one));
  const now = new Date();
  const current = [leaf, root].every((one) => new Date(one.validFrom) <= now && now <= new Date(one.validTo));
  if (!current || !root.ca || !leaf.checkHost(SIGNER) || !leaf.checkIssued(root) || !leaf.verify(root.publicKey)) {
    throw new Error("certificate chain");
  }
  const key = leaf.publicKey;
  return {
    async verify(body, headers) {
      const signature = Buffer.from(headers["signature-256"] ?? "", "base64");
      if (headers.signaturecertchainurl !== url || !verify("RSA-SHA256", Buffer.from(body), key, signature)) {
        throw new Error("signature");
      }
    },
  };
}

function serve() {
  const { Agent } = require("node:http");
  const { DynamoDB } = require("aws-sdk");
  const { SkillBuilders } = require("ask-sdk-core");
  const { DynamoDbPersistenceAdapter } = require("ask-sdk-dynamodb-persistence-adapter");
  const { ExpressAdapter } = require("ask-sdk-express-adapter");
  const express = require("express");

  const dynamoDBClient = new DynamoDB({
    region: REGION,
    endpoint: process.env.READY_ROOM_PEER,
    accessKeyId: "x",
    secretAccessKey: "x",
    httpOptions: { agent: new Agent({ keepAlive: true }) }, // as boto3 does; without it each call opens a connection
  });
  const skill = SkillBuilders.custom()
    .withSkillId(process.env.READY_ROOM_PEER_SKILL_ID)
    .withPersistenceAdapter(new DynamoDbPersistenceAdapter({ tableName: TABLE, dynamoDBClient }))
    .addRequestHandlers(opening, warmUp, note)
    .create();
  const chain = readFileSync(`${process.env.READY_ROOM_HOME}/authority.pem`, "utf8");
  const ours = verifierOf(chain, process.env.READY_ROOM_PEER_CHAIN_URL);
  const [host, port] = process.argv.at(-1).split(":");
  const adapter = new ExpressAdapter(skill, false, true, [ours]); // the request's time is verified by the SDK
  express().post("/alexa", adapter.getRequestHandlers()).listen(Number(port), host);
}

if (cluster.isPrimary) {
  for (let worker = 0; worker < WORKERS; worker += 1) cluster.fork();
} else {
  serve();
}
