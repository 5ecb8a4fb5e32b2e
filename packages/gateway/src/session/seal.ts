import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const length = { nonce: 12, tag: 16 };

/** What is stored of a secret that a browser has. */
export const digestOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

export const newSecret = (): string => randomBytes(32).toString('base64url');

export const isSecret = (value: string): boolean => /^[\w-]{43}$/.test(value);

const keyOf = (secret: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', 'ordermill session tokens', 32));

/** Encrypts with a secret that only a browser keeps: whoever reads the database alone learns nothing. */
export const seal = (secret: string, text: string): Buffer => {
  const nonce = randomBytes(length.nonce);
  const cipher = createCipheriv(algorithm, keyOf(secret), nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
};

/** Throws when it was sealed with another secret, or changed since. */
export const unseal = (secret: string, bytes: Buffer): string => {
  const sealed = length.nonce + length.tag;
  const decipher = createDecipheriv(algorithm, keyOf(secret), bytes.subarray(0, length.nonce));
  decipher.setAuthTag(bytes.subarray(length.nonce, sealed));
  return Buffer.concat([decipher.update(bytes.subarray(sealed)), decipher.final()]).toString('utf8');
};
