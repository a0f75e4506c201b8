import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '#shared/contract/errors.ts';

/**
 * @returns the port that the server listens on
 * @throws AppError `port-taken`, `invalid-input` for an address that is not this computer's
 */
export function listen(
  server: Server,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<number> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') {
        reject(
          new AppError(
            'port-taken',
            `Port ${port} is used by another program; choose another one with --port.`,
          ),
        );
      } else if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND' || error.code === 'EACCES') {
        reject(
          new AppError('invalid-input', `Warren cannot listen on ${host}, port ${port}.`, { cause: error }),
        );
      } else reject(error);
    };
    server.once('error', onError);
    server.listen(port, host, () => {
      server.removeListener('error', onError);
      resolve((server.address() as AddressInfo).port); // TCP: never a path, never null while it listens
    });
  });
}
