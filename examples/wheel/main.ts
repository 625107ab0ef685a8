import type { AddressInfo } from "node:net";
import { serveWheel } from "./server";

const server = await serveWheel(Number(process.env["PORT"] ?? 0));
const { port } = server.address() as AddressInfo;
process.stdout.write(`The wheel turns at http://127.0.0.1:${port} (Ctrl+C ends it)\n`);
