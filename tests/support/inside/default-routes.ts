// Run inside a network of a test: whether everything leads through an interface, as Warren sees it.
import { listInterfaces } from '../../../src/main/network/system/interfaces.ts';

const [name] = process.argv.slice(2);
const found = listInterfaces(process.platform, new Map()).find((candidate) => candidate.name === name);
if (found === undefined) throw new Error(`There is no interface ${name ?? ''}`);
const { hasDefaultRoute4, hasDefaultRoute6, gateway4 } = found;
console.log(JSON.stringify([hasDefaultRoute4, hasDefaultRoute6, gateway4]));
