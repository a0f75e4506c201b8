// Stands for what an engine process has no use for (HTTP/2: undici asks for its constants and can do without).
export const constants = {};
export default { constants };
