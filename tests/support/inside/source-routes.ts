// Run inside a network of a test: where packets with the addresses of an interface would leave, and what is offered.
import { listInterfaces } from '../../../src/main/network/system/interfaces.ts';
import {
  findSplitRoutes,
  readSourceRoutes,
  splitRouteCommands,
} from '../../../src/main/network/system/source-routes.ts';

const [name = ''] = process.argv.slice(2);
const found = listInterfaces(process.platform, new Map()).find((candidate) => candidate.name === name);
if (found === undefined) throw new Error(`There is no interface ${name}`);
const routes = await readSourceRoutes(found);
const split = findSplitRoutes(routes ?? [], name);
console.log(JSON.stringify({ routes, split, commands: splitRouteCommands(split, found) }));
