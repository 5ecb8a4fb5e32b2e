import { TcpProxy } from '@ordermill/eventing/testing';
import { awaitEveryService, type ServiceName, serviceNames } from '../services.js';

export type ServerName = 'broker' | 'database';

/** The line between the replicas of a service and a server. */
export interface Wire {
  readonly name: string;
  readonly proxy: TcpProxy;
}

export type Wires = Readonly<Record<ServerName, Readonly<Record<ServiceName, Wire>>>>;

/** Puts a proxy of its own between each service and each server. */
export const layWires = async (ports: Readonly<Record<ServerName, number>>): Promise<Wires> => {
  const wiresTo = async (server: ServerName): Promise<Wires[ServerName]> => {
    const lay = async (service: ServiceName): Promise<Wire> => ({
      name: `${service}–${server}`,
      proxy: await TcpProxy.listen(ports[server]),
    });
    return awaitEveryService(lay);
  };
  const [broker, database] = await Promise.all([wiresTo('broker'), wiresTo('database')]);
  return { broker, database };
};

export const allOf = (wires: Wires): readonly Wire[] =>
  Object.values(wires).flatMap((ofOneServer) => serviceNames.map((service) => ofOneServer[service]));

/** The same URL, through the proxy. */
export const through = ({ proxy }: Wire, url: string): string => {
  const rerouted = new URL(url);
  rerouted.host = `127.0.0.1:${proxy.port}`;
  return rerouted.href;
};
