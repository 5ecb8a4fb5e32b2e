import type { RouterContext } from '@koa/router';
import { isSecret } from './seal.js';

type Context = Pick<RouterContext, 'cookies' | 'append'>;

/** A secret of a browser, out of reach of scripts and of other sites' requests that change something. */
export class SecretCookie {
  private readonly name: string;
  private readonly attributes: string;

  constructor(name: string, options: { readonly https: boolean; readonly maxAgeMs: number }) {
    const { https, maxAgeMs } = options;
    // With the prefix a browser takes it from this host alone, over HTTPS.
    this.name = https ? `__Host-${name}` : name;
    this.attributes = `Path=/; HttpOnly; SameSite=Lax${https ? '; Secure' : ''}; Max-Age=${Math.floor(maxAgeMs / 1_000)}`;
  }

  read(ctx: Context): string | undefined {
    const value = ctx.cookies.get(this.name);
    return value !== undefined && isSecret(value) ? value : undefined;
  }

  set(ctx: Context, secret: string): void {
    ctx.append('Set-Cookie', `${this.name}=${secret}; ${this.attributes}`);
  }

  clear(ctx: Context): void {
    ctx.append('Set-Cookie', `${this.name}=; ${this.attributes.replace(/Max-Age=\d+/, 'Max-Age=0')}`);
  }
}
