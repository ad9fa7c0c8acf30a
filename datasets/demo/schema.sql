-- The demo database of Plainquery: Alder & Finch, a shop for outdoor, home and garden goods.
-- Runs on PostgreSQL 15 to 18 and on PGlite. Load schema.sql, then data.sql, then roles.sql.

CREATE SCHEMA shop;
COMMENT ON SCHEMA shop IS 'Alder & Finch, a made-up shop that sells outdoor, home and garden goods online and in its own stores';

SET search_path = shop;

CREATE TYPE customer_segment AS ENUM ('consumer', 'small_business', 'corporate');
CREATE TYPE loyalty_tier AS ENUM ('bronze', 'silver', 'gold', 'platinum');
CREATE TYPE department AS ENUM ('management', 'sales', 'marketing', 'logistics', 'customer_service', 'finance', 'it');
CREATE TYPE campaign_channel AS ENUM ('email', 'social_media', 'search_ads', 'print', 'television');
CREATE TYPE order_status AS ENUM ('pending', 'paid', 'shipped', 'delivered', 'cancelled');
CREATE TYPE order_channel AS ENUM ('web', 'mobile_app', 'store', 'phone');
CREATE TYPE payment_method AS ENUM ('credit_card', 'paypal', 'bank_transfer', 'gift_card', 'cash');
CREATE TYPE return_reason AS ENUM ('defective', 'damaged_in_transit', 'wrong_item', 'not_as_described', 'changed_mind', 'too_late');

-- Places and people -----------------------------------------------------------

CREATE TABLE regions (
    region_id          integer PRIMARY KEY,
    name               text NOT NULL UNIQUE,
    headquarters_city  text NOT NULL
);
COMMENT ON TABLE regions IS 'Sales regions (sales territories), each a group of countries';
COMMENT ON COLUMN regions.region_id IS 'Number of the region';
COMMENT ON COLUMN regions.name IS 'Name of the region, such as Nordics or North America';
COMMENT ON COLUMN regions.headquarters_city IS 'City of the regional office';

CREATE TABLE stores (
    store_id        integer PRIMARY KEY,
    name            text NOT NULL UNIQUE,
    city            text NOT NULL,
    country         text NOT NULL,
    region_id       integer NOT NULL REFERENCES regions,
    floor_area_sqm  integer NOT NULL CHECK (floor_area_sqm > 0),
    opened_on       date NOT NULL,
    closed_on       date
);
COMMENT ON TABLE stores IS 'Physical shops (branches, outlets)';
COMMENT ON COLUMN stores.store_id IS 'Number of the store';
COMMENT ON COLUMN stores.name IS 'Name of the store';
COMMENT ON COLUMN stores.city IS 'City (town) the store is in';
COMMENT ON COLUMN stores.country IS 'Country the store is in';
COMMENT ON COLUMN stores.region_id IS 'Sales region the store belongs to';
COMMENT ON COLUMN stores.floor_area_sqm IS 'Sales floor in square metres (size of the store)';
COMMENT ON COLUMN stores.opened_on IS 'Day the store opened';
COMMENT ON COLUMN stores.closed_on IS 'Day the store closed for good; empty while it is open';

CREATE TABLE employees (
    employee_id  integer PRIMARY KEY,
    first_name   text NOT NULL,
    last_name    text NOT NULL,
    email        text NOT NULL UNIQUE,
    job_title    text NOT NULL,
    department   department NOT NULL,
    manager_id   integer REFERENCES employees,
    region_id    integer REFERENCES regions,
    store_id     integer REFERENCES stores,
    salary       numeric(10, 2) NOT NULL CHECK (salary > 0),
    is_remote    boolean NOT NULL,
    hired_on     date NOT NULL,
    left_on      date
);
COMMENT ON TABLE employees IS 'Staff (workers, colleagues), present and former';
COMMENT ON COLUMN employees.employee_id IS 'Number of the employee';
COMMENT ON COLUMN employees.first_name IS 'First name (given name)';
COMMENT ON COLUMN employees.last_name IS 'Last name (surname, family name)';
COMMENT ON COLUMN employees.email IS 'Work e-mail address';
COMMENT ON COLUMN employees.job_title IS 'Job title (position, role)';
COMMENT ON COLUMN employees.department IS 'Department (team) the employee works in';
COMMENT ON COLUMN employees.manager_id IS 'The manager (boss, supervisor) the employee reports to; empty for the head of the company';
COMMENT ON COLUMN employees.region_id IS 'Sales region the employee works for; empty for the head office';
COMMENT ON COLUMN employees.store_id IS 'Store the employee works in; empty for office staff';
COMMENT ON COLUMN employees.salary IS 'Yearly salary (pay, earnings) in euros';
COMMENT ON COLUMN employees.is_remote IS 'Whether the employee works from home (remotely)';
COMMENT ON COLUMN employees.hired_on IS 'Day the employee was hired (joined, started)';
COMMENT ON COLUMN employees.left_on IS 'Last day of work; empty while still employed';
CREATE INDEX employees_manager_id ON employees (manager_id);

CREATE TABLE customers (
    customer_id    integer PRIMARY KEY,
    first_name     text NOT NULL,
    last_name      text NOT NULL,
    email          text UNIQUE,
    phone          text,
    birth_date     date,
    city           text NOT NULL,
    country        text NOT NULL,
    region_id      integer NOT NULL REFERENCES regions,
    segment        customer_segment NOT NULL,
    loyalty_tier   loyalty_tier,
    newsletter     boolean NOT NULL,
    signed_up_on   date NOT NULL,
    referred_by    integer REFERENCES customers
);
COMMENT ON TABLE customers IS 'People and firms with an account (clients, buyers, shoppers)';
COMMENT ON COLUMN customers.customer_id IS 'Number of the customer';
COMMENT ON COLUMN customers.first_name IS 'First name (given name)';
COMMENT ON COLUMN customers.last_name IS 'Last name (surname, family name)';
COMMENT ON COLUMN customers.email IS 'E-mail address; empty when the customer gave none';
COMMENT ON COLUMN customers.phone IS 'Phone number (telephone); empty when the customer gave none';
COMMENT ON COLUMN customers.birth_date IS 'Date of birth (birthday); empty when not known';
COMMENT ON COLUMN customers.city IS 'City (town) the customer lives in';
COMMENT ON COLUMN customers.country IS 'Country the customer lives in (comes from)';
COMMENT ON COLUMN customers.region_id IS 'Sales region the customer belongs to';
COMMENT ON COLUMN customers.segment IS 'Kind of customer: private consumer, small business or corporate';
COMMENT ON COLUMN customers.loyalty_tier IS 'Level in the loyalty programme; empty for customers who are not members';
COMMENT ON COLUMN customers.newsletter IS 'Whether the customer has subscribed to the newsletter';
COMMENT ON COLUMN customers.signed_up_on IS 'Day the account was created (registered, joined)';
COMMENT ON COLUMN customers.referred_by IS 'The customer who referred (recommended) this one; empty when nobody did';
CREATE INDEX customers_country ON customers (country);
CREATE INDEX customers_region_id ON customers (region_id);

-- What is sold ----------------------------------------------------------------

CREATE TABLE categories (
    category_id  integer PRIMARY KEY,
    name         text NOT NULL UNIQUE,
    parent_id    integer REFERENCES categories
);
COMMENT ON TABLE categories IS 'Product categories (kinds of goods) in two levels';
COMMENT ON COLUMN categories.category_id IS 'Number of the category';
COMMENT ON COLUMN categories.name IS 'Name of the category, such as Tents';
COMMENT ON COLUMN categories.parent_id IS 'The main category (parent) above this one; empty for a main category';

CREATE TABLE products (
    product_id       integer PRIMARY KEY,
    sku              text NOT NULL UNIQUE,
    name             text NOT NULL UNIQUE,
    category_id      integer NOT NULL REFERENCES categories,
    unit_price       numeric(10, 2) NOT NULL CHECK (unit_price > 0),
    unit_cost        numeric(10, 2) NOT NULL CHECK (unit_cost > 0),
    weight_kg        numeric(6, 2),
    stock_quantity   integer NOT NULL CHECK (stock_quantity >= 0),
    reorder_level    integer NOT NULL CHECK (reorder_level >= 0),
    is_discontinued  boolean NOT NULL,
    launched_on      date NOT NULL
);
COMMENT ON TABLE products IS 'Products (articles, goods) in the catalogue';
COMMENT ON COLUMN products.product_id IS 'Number of the product';
COMMENT ON COLUMN products.sku IS 'Stock keeping unit (article number)';
COMMENT ON COLUMN products.name IS 'Name of the product';
COMMENT ON COLUMN products.category_id IS 'Category of the product';
COMMENT ON COLUMN products.unit_price IS 'List price in euros (what one piece costs the customer today)';
COMMENT ON COLUMN products.unit_cost IS 'What one piece costs the shop in euros (cost price, purchase cost)';
COMMENT ON COLUMN products.weight_kg IS 'Weight of one piece in kilograms; empty when it was never weighed';
COMMENT ON COLUMN products.stock_quantity IS 'Pieces in stock (on hand, inventory); 0 is out of stock (sold out)';
COMMENT ON COLUMN products.reorder_level IS 'New stock is ordered when stock falls below this number (reorder point)';
COMMENT ON COLUMN products.is_discontinued IS 'Whether the product is discontinued (no longer sold)';
COMMENT ON COLUMN products.launched_on IS 'Day the product came into the catalogue (launched, introduced, added)';
CREATE INDEX products_category_id ON products (category_id);

CREATE TABLE suppliers (
    supplier_id     integer PRIMARY KEY,
    name            text NOT NULL UNIQUE,
    city            text NOT NULL,
    country         text NOT NULL,
    contact_email   text,
    quality_score   numeric(3, 1),
    is_preferred    boolean NOT NULL,
    contract_start  date NOT NULL
);
COMMENT ON TABLE suppliers IS 'Firms that supply products (vendors, manufacturers)';
COMMENT ON COLUMN suppliers.supplier_id IS 'Number of the supplier';
COMMENT ON COLUMN suppliers.name IS 'Name of the supplier';
COMMENT ON COLUMN suppliers.city IS 'City (town) the supplier is in';
COMMENT ON COLUMN suppliers.country IS 'Country the supplier is in';
COMMENT ON COLUMN suppliers.contact_email IS 'E-mail address of the contact; empty when there is none';
COMMENT ON COLUMN suppliers.quality_score IS 'Quality score of the last audit, 0 to 10; empty when never audited';
COMMENT ON COLUMN suppliers.is_preferred IS 'Whether it is a preferred supplier';
COMMENT ON COLUMN suppliers.contract_start IS 'Day the contract with the supplier began';

CREATE TABLE product_suppliers (
    product_id      integer NOT NULL REFERENCES products,
    supplier_id     integer NOT NULL REFERENCES suppliers,
    supply_price    numeric(10, 2) NOT NULL CHECK (supply_price > 0),
    lead_time_days  integer NOT NULL CHECK (lead_time_days > 0),
    is_primary      boolean NOT NULL,
    PRIMARY KEY (product_id, supplier_id)
);
COMMENT ON TABLE product_suppliers IS 'Which supplier can deliver which product';
COMMENT ON COLUMN product_suppliers.product_id IS 'The product';
COMMENT ON COLUMN product_suppliers.supplier_id IS 'The supplier that delivers it';
COMMENT ON COLUMN product_suppliers.supply_price IS 'Price per piece in euros that the supplier asks';
COMMENT ON COLUMN product_suppliers.lead_time_days IS 'Days from our order to the supplier''s delivery (lead time)';
COMMENT ON COLUMN product_suppliers.is_primary IS 'Whether it is the main supplier of the product';
CREATE INDEX product_suppliers_supplier_id ON product_suppliers (supplier_id);

-- What is bought --------------------------------------------------------------

CREATE TABLE campaigns (
    campaign_id  integer PRIMARY KEY,
    name         text NOT NULL UNIQUE,
    channel      campaign_channel NOT NULL,
    region_id    integer REFERENCES regions,
    budget       numeric(10, 2) NOT NULL CHECK (budget > 0),
    spent        numeric(10, 2),
    starts_on    date NOT NULL,
    ends_on      date NOT NULL CHECK (ends_on >= starts_on)
);
COMMENT ON TABLE campaigns IS 'Marketing campaigns (promotions, advertising)';
COMMENT ON COLUMN campaigns.campaign_id IS 'Number of the campaign';
COMMENT ON COLUMN campaigns.name IS 'Name of the campaign';
COMMENT ON COLUMN campaigns.channel IS 'Advertising channel (medium) the campaign ran on';
COMMENT ON COLUMN campaigns.region_id IS 'Region the campaign is meant for; empty when it runs everywhere';
COMMENT ON COLUMN campaigns.budget IS 'Planned budget in euros';
COMMENT ON COLUMN campaigns.spent IS 'Money really spent in euros (actual cost); empty until the campaign is accounted for';
COMMENT ON COLUMN campaigns.starts_on IS 'First day of the campaign';
COMMENT ON COLUMN campaigns.ends_on IS 'Last day of the campaign';

CREATE TABLE orders (
    order_id       integer PRIMARY KEY,
    customer_id    integer NOT NULL REFERENCES customers,
    ordered_at     timestamp(0) NOT NULL,
    status         order_status NOT NULL,
    channel        order_channel NOT NULL,
    store_id       integer REFERENCES stores,
    campaign_id    integer REFERENCES campaigns,
    sales_rep_id   integer REFERENCES employees,
    approved_by    integer REFERENCES employees,
    shipping_fee   numeric(8, 2) NOT NULL CHECK (shipping_fee >= 0),
    total_amount   numeric(12, 2),
    is_gift        boolean NOT NULL
);
COMMENT ON TABLE orders IS 'Orders (purchases, sales) that customers placed; a cancelled order keeps no items and no amount';
COMMENT ON COLUMN orders.order_id IS 'Number of the order';
COMMENT ON COLUMN orders.customer_id IS 'The customer who placed the order';
COMMENT ON COLUMN orders.ordered_at IS 'When the order was placed (order date)';
COMMENT ON COLUMN orders.status IS 'Where the order stands: pending (waits for payment, open), paid, shipped (under way), delivered or cancelled';
COMMENT ON COLUMN orders.channel IS 'How the order came in (sales channel): web site (online), mobile app, store or phone';
COMMENT ON COLUMN orders.store_id IS 'The store where it was bought; empty unless bought in a store';
COMMENT ON COLUMN orders.campaign_id IS 'The marketing campaign that led to the order; empty when none did';
COMMENT ON COLUMN orders.sales_rep_id IS 'The employee who sold it (sales representative, seller); empty for orders without advice';
COMMENT ON COLUMN orders.approved_by IS 'The employee who approved (signed off) a large order; empty when no approval was needed';
COMMENT ON COLUMN orders.shipping_fee IS 'Shipping fee (delivery charge, postage) charged to the customer in euros';
COMMENT ON COLUMN orders.total_amount IS 'What the customer pays for the whole order in euros, shipping included (order value, revenue, sales, turnover); empty when cancelled';
COMMENT ON COLUMN orders.is_gift IS 'Whether the order is a gift (gift-wrapped)';
CREATE INDEX orders_customer_id ON orders (customer_id);
CREATE INDEX orders_ordered_at ON orders (ordered_at);
CREATE INDEX orders_campaign_id ON orders (campaign_id);
CREATE INDEX orders_sales_rep_id ON orders (sales_rep_id);

CREATE TABLE order_items (
    order_id          integer NOT NULL REFERENCES orders,
    line_number       integer NOT NULL CHECK (line_number > 0),
    product_id        integer NOT NULL REFERENCES products,
    quantity          integer NOT NULL CHECK (quantity > 0),
    unit_price        numeric(10, 2) NOT NULL CHECK (unit_price > 0),
    discount_percent  numeric(4, 1) NOT NULL DEFAULT 0 CHECK (discount_percent BETWEEN 0 AND 100),
    line_total        numeric(12, 2) NOT NULL GENERATED ALWAYS AS (round(quantity * unit_price * (100 - discount_percent) / 100, 2)) STORED,
    PRIMARY KEY (order_id, line_number)
);
COMMENT ON TABLE order_items IS 'Lines of the orders: which product was bought (sold), how many and for how much';
COMMENT ON COLUMN order_items.order_id IS 'The order the line belongs to';
COMMENT ON COLUMN order_items.line_number IS 'Number of the line within the order';
COMMENT ON COLUMN order_items.product_id IS 'The product bought';
COMMENT ON COLUMN order_items.quantity IS 'Pieces bought (units sold)';
COMMENT ON COLUMN order_items.unit_price IS 'Price of one piece in euros when it was ordered';
COMMENT ON COLUMN order_items.discount_percent IS 'Discount on the line in percent; 0 without discount';
COMMENT ON COLUMN order_items.line_total IS 'What the line costs after the discount in euros (product revenue, product sales)';
CREATE INDEX order_items_product_id ON order_items (product_id);

CREATE TABLE payments (
    payment_id  integer PRIMARY KEY,
    order_id    integer NOT NULL REFERENCES orders,
    method      payment_method NOT NULL,
    amount      numeric(12, 2) NOT NULL,
    paid_at     timestamp(0) NOT NULL
);
COMMENT ON TABLE payments IS 'Payments received for orders; an order may be paid in two parts';
COMMENT ON COLUMN payments.payment_id IS 'Number of the payment';
COMMENT ON COLUMN payments.order_id IS 'The order that is paid for';
COMMENT ON COLUMN payments.method IS 'How it was paid (payment method)';
COMMENT ON COLUMN payments.amount IS 'Amount paid in euros';
COMMENT ON COLUMN payments.paid_at IS 'When the payment came in';
CREATE INDEX payments_order_id ON payments (order_id);

CREATE TABLE shipments (
    shipment_id      integer PRIMARY KEY,
    order_id         integer NOT NULL REFERENCES orders,
    carrier          text NOT NULL,
    tracking_number  text UNIQUE,
    shipping_cost    numeric(8, 2) NOT NULL CHECK (shipping_cost >= 0),
    shipped_on       date,
    delivered_on     date CHECK (delivered_on >= shipped_on)
);
COMMENT ON TABLE shipments IS 'Parcels (packages, deliveries) sent for orders; a large order may need two';
COMMENT ON COLUMN shipments.shipment_id IS 'Number of the shipment';
COMMENT ON COLUMN shipments.order_id IS 'The order that is shipped';
COMMENT ON COLUMN shipments.carrier IS 'Carrier (parcel service, courier) such as DHL or UPS';
COMMENT ON COLUMN shipments.tracking_number IS 'Tracking number; empty until the parcel is handed over';
COMMENT ON COLUMN shipments.shipping_cost IS 'What the carrier charges the shop in euros (freight cost)';
COMMENT ON COLUMN shipments.shipped_on IS 'Day it was shipped (sent, dispatched); empty while not shipped yet';
COMMENT ON COLUMN shipments.delivered_on IS 'Day it was delivered (arrived); empty while not delivered yet';
CREATE INDEX shipments_order_id ON shipments (order_id);

CREATE TABLE returns (
    return_id      integer PRIMARY KEY,
    order_id       integer NOT NULL,
    line_number    integer NOT NULL,
    quantity       integer NOT NULL CHECK (quantity > 0),
    reason         return_reason NOT NULL,
    refund_amount  numeric(12, 2),
    returned_on    date NOT NULL,
    FOREIGN KEY (order_id, line_number) REFERENCES order_items
);
COMMENT ON TABLE returns IS 'Goods that customers sent back (returned)';
COMMENT ON COLUMN returns.return_id IS 'Number of the return';
COMMENT ON COLUMN returns.order_id IS 'The order it came from';
COMMENT ON COLUMN returns.line_number IS 'The line of the order that was sent back';
COMMENT ON COLUMN returns.quantity IS 'Pieces sent back';
COMMENT ON COLUMN returns.reason IS 'Why it was sent back';
COMMENT ON COLUMN returns.refund_amount IS 'Money paid back in euros (refund); empty while not refunded yet';
COMMENT ON COLUMN returns.returned_on IS 'Day the goods came back';
CREATE INDEX returns_order_line ON returns (order_id, line_number);

CREATE TABLE reviews (
    review_id      integer PRIMARY KEY,
    product_id     integer NOT NULL REFERENCES products,
    customer_id    integer NOT NULL REFERENCES customers,
    rating         integer CHECK (rating BETWEEN 1 AND 5),
    title          text NOT NULL,
    body           text,
    helpful_votes  integer NOT NULL CHECK (helpful_votes >= 0),
    reviewed_on    date NOT NULL
);
COMMENT ON TABLE reviews IS 'What customers wrote about products (ratings, opinions)';
COMMENT ON COLUMN reviews.review_id IS 'Number of the review';
COMMENT ON COLUMN reviews.product_id IS 'The product reviewed';
COMMENT ON COLUMN reviews.customer_id IS 'The customer who wrote the review (reviewer)';
COMMENT ON COLUMN reviews.rating IS 'Rating (stars, score) from 1, worst, to 5, best; empty when only text was written';
COMMENT ON COLUMN reviews.title IS 'Title (headline) of the review';
COMMENT ON COLUMN reviews.body IS 'Text of the review; empty when only a rating was given';
COMMENT ON COLUMN reviews.helpful_votes IS 'How many readers found the review helpful';
COMMENT ON COLUMN reviews.reviewed_on IS 'Day the review was written';
CREATE INDEX reviews_product_id ON reviews (product_id);
CREATE INDEX reviews_customer_id ON reviews (customer_id);

-- Views -----------------------------------------------------------------------

CREATE VIEW product_sales AS
SELECT p.product_id,
       p.name AS product_name,
       c.name AS category_name,
       coalesce(sum(i.quantity), 0) AS units_sold,
       coalesce(sum(i.line_total), 0) AS revenue
FROM products p
JOIN categories c ON c.category_id = p.category_id
LEFT JOIN order_items i ON i.product_id = p.product_id
GROUP BY p.product_id, p.name, c.name;
COMMENT ON VIEW product_sales IS 'Sales of each product over all time';
COMMENT ON COLUMN product_sales.product_id IS 'Number of the product';
COMMENT ON COLUMN product_sales.product_name IS 'Name of the product';
COMMENT ON COLUMN product_sales.category_name IS 'Name of its category';
COMMENT ON COLUMN product_sales.units_sold IS 'Pieces sold over all time';
COMMENT ON COLUMN product_sales.revenue IS 'Revenue over all time in euros, without shipping';

CREATE VIEW monthly_sales AS
SELECT date_trunc('month', ordered_at)::date AS month,
       count(*) AS order_count,
       sum(total_amount) AS revenue
FROM orders
GROUP BY date_trunc('month', ordered_at)::date;
COMMENT ON VIEW monthly_sales IS 'Orders and revenue of each month';
COMMENT ON COLUMN monthly_sales.month IS 'First day of the month';
COMMENT ON COLUMN monthly_sales.order_count IS 'Orders placed in the month, cancelled ones included';
COMMENT ON COLUMN monthly_sales.revenue IS 'Revenue of the month in euros, shipping included';
