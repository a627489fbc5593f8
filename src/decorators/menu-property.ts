declare const menuBrand: unique symbol;

/** Marks a property that is a menu, for the type checker. */
export interface MenuProperty {
  readonly [menuBrand]: true;
}
