/**
 * The database of Asterisk: text by family and key, kept from call to call.
 *
 * @example
 * phone.asterisk.database.put('agents', '1001', 'on');
 */
export class AstDb {
  /** By `/family/key`, as Asterisk stores it. */
  readonly #values = new Map<string, string>();

  get(family: string, key: string): string | undefined {
    return this.#values.get(`/${family}/${key}`);
  }

  put(family: string, key: string, value: string): void {
    this.#values.set(`/${family}/${key}`, value);
  }

  delete(family: string, key: string): boolean {
    return this.#values.delete(`/${family}/${key}`);
  }

  /** Removes a family, or the part of it below a key. @returns how many values that were */
  deleteTree(family: string, keyTree?: string): number {
    const prefix = keyTree === undefined || keyTree === '' ? `/${family}` : `/${family}/${keyTree}`;
    const found = [...this.#values.keys()].filter((path) => path === prefix || path.startsWith(`${prefix}/`));
    for (const path of found) this.#values.delete(path);
    return found.length;
  }
}
