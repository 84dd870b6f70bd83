// A forward proxy that writes down whom it is asked for, and leads chosen hosts to services on loopback.
import { createServer, type IncomingMessage } from 'node:http';
import { connect as connectTcp, type AddressInfo, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import * as asn1 from '@peculiar/asn1-x509';
import {
  certificateToSign,
  createAuthority,
  der,
  distinguishedName,
  extension,
  pem,
  signCertificate,
  usageExtensions,
  type Authority,
} from './certificates.ts';
import { generateKeyPairSync } from 'node:crypto';

/** A running proxy. */
export interface RecordingProxy {
  /** For HTTPS_PROXY and HTTP_PROXY. */
  readonly url: string;
  /** Hosts that it was asked for, each once, in order; loopback ones with their port. */
  readonly hosts: () => readonly string[];
  /** PEM of the authority that signed the certificates of all routed hosts. */
  readonly authority: string;
  /** Where each routed host's requests go: the base URL of a service on loopback. Others are refused. */
  readonly routes: Map<string, string>;
  close(): Promise<void>;
}

/** Starts the proxy. It speaks TLS as each routed host (RFC 9110 §9.3.6 CONNECT), so that clients check certificates as ever. */
export async function startRecordingProxy(): Promise<RecordingProxy> {
  const root = createAuthority('proxy root', { now: new Date(), pathLength: 0 });
  const asked = new Set<string>();
  const routes = new Map<string, string>();
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    asked.add(URL.canParse(request.url ?? '') ? new URL(request.url ?? '').host : `(${request.url})`);
    response.writeHead(403).end();
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    const host = (request.url ?? '').replace(/:443$/, '');
    asked.add(host);
    socket.on('error', () => socket.destroy());
    const route = routes.get(host);
    if (route === undefined) {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    const secure = new TLSSocket(socket, { isServer: true, ...serverIdentity(host, root) });
    const upstream = connectTcp(Number(new URL(route).port), '127.0.0.1');
    for (const end of [secure, upstream]) {
      end.on('error', () => {
        secure.destroy();
        upstream.destroy();
      });
    }
    secure.pipe(upstream).pipe(secure);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    hosts: () => [...asked],
    authority: pem('CERTIFICATE', root.certificate),
    routes,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function serverIdentity(host: string, root: Authority): { key: string; cert: string } {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const names = new asn1.SubjectAlternativeName([new asn1.GeneralName({ dNSName: host })]);
  const fields = {
    subject: distinguishedName(host),
    publicKey: keys.publicKey,
    notBefore: new Date(Date.now() - 60_000),
    notAfter: new Date(Date.now() + 3_600_000),
    extensions: [
      ...usageExtensions({
        publicKey: keys.publicKey,
        issuerKey: root.publicKey,
        purpose: asn1.id_kp_serverAuth,
      }),
      extension(asn1.id_ce_subjectAltName, der(names)),
    ],
  };
  const certificate = signCertificate(certificateToSign(fields, root), root);
  return {
    key: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: pem('CERTIFICATE', certificate),
  };
}
