import { test as base, expect } from "@playwright/test";

import { EditableServer } from "./support/editable-server";
import { CONTENT, ServerProcess } from "./support/process";

type Fixtures = {
  /** A server with its own content and a network that can fail. */
  editableServer: EditableServer;
  /** Whether faults in the console fail the test; a test that breaks the app on purpose says `false`. */
  strict: boolean;
  faults: string[];
};

const onDay = (today?: string) => (today ? ["--today", today] : []);

/** Requests that fail are a test's own business; everything else that a console calls an error is a fault. */
const NETWORK = /^Failed to load resource|net::ERR_|^Fetch API cannot load/;

type WorkerFixtures = {
  /** The day (2026-12-03) that servers take it for, where a story rests on days in content/; else it is today. */
  today: string | undefined;
  server: ServerProcess;
};

export const test = base.extend<Fixtures, WorkerFixtures>({
  today: [undefined, { option: true, scope: "worker" }],
  server: [
    async ({ today }, use) => {
      const server = await ServerProcess.start(CONTENT, onDay(today));
      await use(server);
      await server.stop();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ server }, use) => use(server.url),
  editableServer: async ({ context, today }, use) => {
    const server = await EditableServer.start(onDay(today));
    await use(server);
    // Phones first: what they ask for at the end is still answered.
    await context.close();
    await server.close();
  },
  strict: [true, { option: true }],
  faults: [
    async ({ context, strict }, use) => {
      const faults: string[] = [];
      context.on("weberror", (error) => faults.push(`uncaught: ${error.error()}`));
      context.on("console", (message) => {
        if (message.type() === "error" && !NETWORK.test(message.text())) faults.push(message.text());
      });
      await use(faults);
      if (strict) expect(faults, "nothing is wrong in the console").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
