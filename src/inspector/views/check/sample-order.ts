/** What stands there until one pastes an order of one's own. */
export const SAMPLE_ORDER = `{
  "order_id": 1001,
  "email": "kim@example.com",
  "phone": "(415) 555-2671",
  "total": 95,
  "currency": "USD",
  "order_date": "2026-01-01T10:00:00Z",
  "financial_status": "paid",
  "fulfillment_status": "fulfilled",
  "accepts_email_marketing": true,
  "line_items": [
    { "product_id": "lamp", "title": "Lamp", "quantity": 1, "price": 95 }
  ],
  "billing_address": { "country_code": "US" }
}
`;
