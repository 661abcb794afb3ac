/** Column names of common exports, in the spelling of `plain`; surer ones come first. */
export const columnNames: Readonly<Record<string, readonly string[]>> = {
  order_id: [
    "order id",
    "id",
    "order number",
    "order no",
    "order",
    "ordernumber",
    "bestellnummer",
    "bestell id",
    "numero de commande",
    "number",
    "name",
  ],
  email: [
    "email",
    "e mail",
    "email address",
    "customer email",
    "billing email",
    "buyer email",
    "mail",
    "e mail adresse",
  ],
  phone: [
    "phone",
    "phone number",
    "billing phone",
    "customer phone",
    "telephone",
    "telefon",
    "mobile",
    "tel",
  ],
  total: [
    "total",
    "order total",
    "grand total",
    "total amount",
    "total price",
    "amount",
    "gesamtbetrag",
    "gesamtsumme",
    "summe",
    "montant total",
  ],
  subtotal: ["subtotal", "sub total", "order subtotal", "zwischensumme"],
  currency: ["currency", "order currency", "currency code", "wahrung", "devise"],
  order_date: [
    "order date",
    "date",
    "created at",
    "date created",
    "created",
    "placed at",
    "purchase date",
    "bestelldatum",
    "datum",
    "date de commande",
  ],
  customer_id: ["customer id", "customer number", "kundennummer", "user id"],
  total_items: ["total items", "item count", "items", "number of items"],
};

/** The same for an item. */
export const itemNames: Readonly<Record<string, readonly string[]>> = {
  sku: ["sku", "item sku", "lineitem sku", "product sku", "artikelnummer"],
  title: ["title", "product", "product name", "item", "item name", "lineitem name", "artikel", "description"],
  quantity: ["quantity", "qty", "item quantity", "lineitem quantity", "menge", "anzahl"],
  price: ["price", "item price", "unit price", "lineitem price", "preis", "einzelpreis"],
};

/** The same for an address, whose columns begin with its kind. */
export const addressNames: Readonly<Record<string, readonly string[]>> = {
  first_name: ["first name", "vorname"],
  last_name: ["last name", "nachname"],
  name: ["name"],
  city: ["city", "town", "ort", "stadt"],
  state_code: ["state", "province", "region"],
  postal_code: ["zip", "zip code", "postcode", "postal code", "plz"],
  country_code: ["country code", "country", "land"],
};

/** The same for the time of the last change. */
export const updatedNames: readonly string[] = [
  "updated at",
  "last updated",
  "modified",
  "date modified",
  "date updated",
  "geandert am",
];
