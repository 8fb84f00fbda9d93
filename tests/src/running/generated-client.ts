import { Ajv2020 } from "ajv/dist/2020.js";
import { type Document, OpenAPIClientAxios, type Operation } from "openapi-client-axios";

/** A client that is generated from a console's OpenAPI document, and holds each answer against it. */
export interface GeneratedClient {
  /** Calls an operation by its name in the document; throws where it has none, or where the answer isn't what it says. */
  call(
    operationId: string,
    parameters?: Record<string, string | number | string[]>,
    body?: unknown,
  ): Promise<GeneratedAnswer>;
}

interface GeneratedAnswer {
  status: number;
  replayed: boolean;
  // oxlint-disable-next-line typescript/no-explicit-any -- a test looks into the body, whose shape was compared
  body: any;
}

/** Generates a client from the document and nothing else: addresses, parameters and shapes are what it says. */
export async function generateClient(document: object): Promise<GeneratedClient> {
  const api = new OpenAPIClientAxios({
    // its type knows OpenAPI 3.0
    definition: structuredClone(document) as Document,
    axiosConfigDefaults: {
      validateStatus: () => true,
      proxy: false,
      // a list is a repeated parameter in OpenAPI; axios would name it name[]
      paramsSerializer: { indexes: null },
    },
  });
  const client = await api.init();
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
  return {
    async call(operationId, parameters, body) {
      const operation = api.getOperation(operationId);
      const method = client[operationId];
      if (!operation || !method) throw new Error(`the document has no operation ${operationId}`);
      const answer = await method(parameters ?? {}, body);
      const { status } = answer;
      const data: unknown = answer.data;
      const fits = ajv.compile(answerSchema(operation, status));
      if (!fits(data))
        throw new Error(`${operationId} answered ${status}: ${ajv.errorsText(fits.errors)}`);
      return { status, replayed: answer.headers["idempotency-replayed"] === "true", body: data };
    },
  };
}

/** What the document foresees for an answer of this status; its references are resolved by the client. */
function answerSchema({ operationId, responses }: Operation, status: number): object {
  const response = responses[status] ?? responses["default"];
  if (!response || !("content" in response))
    throw new Error(`${operationId} foresees no ${status}`);
  const schema = response.content?.["application/json"]?.schema;
  if (!schema) throw new Error(`${operationId} answers ${status} without JSON`);
  return schema;
}
