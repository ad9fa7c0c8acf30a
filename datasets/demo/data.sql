-- Rows of the demo database, made by formulas from md5: the same on every server, no random(), no clock.
-- The window of orders is 2022-07-01 to 2025-06-30, the "today" of settings.toml.

SET search_path = shop;
SET client_min_messages = warning;

-- A number in [0, 1) that depends on its two arguments only.
CREATE FUNCTION pg_temp.draw(what text, i bigint) RETURNS double precision
LANGUAGE sql IMMUTABLE
AS $$ SELECT ('x' || substr(md5(what || ':' || i), 1, 8))::bit(32)::bigint / 4294967296.0::double precision $$;

-- An element of a list, chosen by a number in [0, 1).
CREATE FUNCTION pg_temp.pick(list text[], u double precision) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$ SELECT list[1 + floor(u * cardinality(list))::int] $$;

-- Places ----------------------------------------------------------------------

INSERT INTO regions (region_id, name, headquarters_city) VALUES
    (1, 'Nordics', 'Stockholm'),
    (2, 'Central Europe', 'Munich'),
    (3, 'Western Europe', 'Paris'),
    (4, 'British Isles', 'London'),
    (5, 'Southern Europe', 'Milan'),
    (6, 'Eastern Europe', 'Warsaw'),
    (7, 'North America', 'Chicago'),
    (8, 'Asia Pacific', 'Sydney');

INSERT INTO stores (store_id, name, city, country, region_id, floor_area_sqm, opened_on, closed_on) VALUES
    (1, 'Hyde Park Corner', 'London', 'United Kingdom', 4, 1450, '2014-05-10', NULL),
    (2, 'Northern Quarter', 'Manchester', 'United Kingdom', 4, 620, '2018-09-01', '2024-03-31'),
    (3, 'Grafton Street', 'Dublin', 'Ireland', 4, 540, '2019-03-16', NULL),
    (4, 'Alexanderplatz', 'Berlin', 'Germany', 2, 1320, '2015-10-03', NULL),
    (5, 'Marienplatz', 'Munich', 'Germany', 2, 980, '2016-04-23', NULL),
    (6, 'Ringstrasse', 'Vienna', 'Austria', 2, 510, '2019-11-09', '2023-12-31'),
    (7, 'Jordaan', 'Amsterdam', 'Netherlands', 3, 760, '2017-06-17', NULL),
    (8, 'Le Marais', 'Paris', 'France', 3, 880, '2018-02-24', NULL),
    (9, 'Sodermalm', 'Stockholm', 'Sweden', 1, 690, '2017-09-30', NULL),
    (10, 'Norrebro', 'Copenhagen', 'Denmark', 1, 450, '2021-05-15', NULL),
    (11, 'Gracia', 'Barcelona', 'Spain', 5, 640, '2020-10-10', NULL),
    (12, 'Brera', 'Milan', 'Italy', 5, 720, '2019-04-06', NULL),
    (13, 'Magnificent Mile', 'Chicago', 'United States', 7, 1650, '2016-11-05', NULL),
    (14, 'Queen Street West', 'Toronto', 'Canada', 7, 830, '2022-08-20', NULL);

-- Countries with their share of the customers and the names usual there.
CREATE TEMP TABLE seed_names (pool text PRIMARY KEY, first_names text[], last_names text[]);
INSERT INTO seed_names VALUES
    ('english',
     '{Oliver,Amelia,George,Isla,Harry,Ava,Jack,Grace,Charlie,Freya,Thomas,Emily,William,Ella,James,Poppy,Henry,Sophie,Daniel,Lucy,Samuel,Hannah,Edward,Alice,Benjamin,Ruby,Nathan,Megan,Joseph,Chloe,Ethan,Abigail,Mason,Harper,Logan,Madison,Caleb,Natalie,Owen,Brooke}',
     '{Smith,Jones,Taylor,Brown,Williams,Wilson,Johnson,Davies,Robinson,Wright,Thompson,Evans,Walker,White,Roberts,Green,Hall,Wood,Jackson,Clarke,Harris,Cooper,Ward,Turner,Hughes,Edwards,Parker,Bennett,Cook,Bailey,Foster,Murphy,Kelly,Sullivan,Byrne,Miller,Davis,Anderson,Martin,Campbell,Mitchell,Carter,Phillips,Reed,Morgan,Hayes,Fletcher,Barnes,Palmer,Holmes}'),
    ('german',
     '{Lukas,Anna,Felix,Lena,Jonas,Marie,Maximilian,Laura,Paul,Julia,Leon,Katharina,Tobias,Sabine,Stefan,Claudia,Florian,Johanna,Matthias,Franziska,Andreas,Nina,Sebastian,Greta}',
     '{Mueller,Schmidt,Schneider,Fischer,Weber,Meyer,Wagner,Becker,Schulz,Hoffmann,Koch,Bauer,Richter,Klein,Wolf,Neumann,Schwarz,Zimmermann,Braun,Krueger,Hartmann,Lange,Huber,Vogel,Keller,Brandt,Winkler,Lorenz,Baumann,Steiner}'),
    ('french',
     '{Camille,Louis,Chloe,Hugo,Manon,Jules,Lea,Arthur,Juliette,Gabriel,Claire,Antoine,Elise,Mathieu,Sophie,Nicolas,Margaux,Pierre,Charlotte,Olivier}',
     '{Martin,Bernard,Dubois,Thomas,Robert,Richard,Petit,Durand,Leroy,Moreau,Simon,Laurent,Lefebvre,Michel,Garcia,Roux,Fournier,Girard,Bonnet,Lambert,Fontaine,Rousseau,Mercier,Blanc,Chevalier}'),
    ('dutch',
     '{Daan,Emma,Sem,Sanne,Lars,Lotte,Bram,Fleur,Thijs,Anouk,Jeroen,Femke,Ruben,Eva,Pieter,Marloes,Stijn,Iris}',
     '{de Jong,Jansen,de Vries,van den Berg,Bakker,van Dijk,Visser,Smit,Meijer,de Boer,Mulder,de Groot,Bos,Vos,Peters,Hendriks,van Leeuwen,Dekker,Brouwer,Kok}'),
    ('nordic',
     '{Erik,Astrid,Lars,Ingrid,Magnus,Freja,Oskar,Sigrid,Anders,Linnea,Nils,Maja,Mikkel,Ida,Henrik,Elsa,Jonas,Solveig,Aino,Eero,Karin,Johan}',
     '{Andersson,Johansson,Karlsson,Nilsson,Eriksson,Larsen,Hansen,Olsen,Nielsen,Pedersen,Lindqvist,Bergstrom,Korhonen,Virtanen,Holm,Dahl,Lund,Sorensen,Berg,Haugen,Nyberg,Sandberg,Christensen,Makinen}'),
    ('southern',
     '{Lucia,Mateo,Sofia,Hugo,Martina,Alejandro,Carmen,Pablo,Giulia,Lorenzo,Chiara,Marco,Francesca,Luca,Alessia,Matteo,Beatriz,Joao,Ines,Tiago,Elena,Javier}',
     '{Garcia,Fernandez,Gonzalez,Rodriguez,Lopez,Martinez,Sanchez,Rossi,Russo,Ferrari,Esposito,Bianchi,Romano,Colombo,Ricci,Silva,Santos,Ferreira,Pereira,Costa,Navarro,Torres,Marino,Greco,Conti,Almeida}'),
    ('slavic',
     '{Jakub,Zofia,Kacper,Hanna,Antoni,Julia,Tomasz,Agnieszka,Piotr,Magdalena,Jan,Tereza,Petr,Lucie,Marek,Ewa,Adam,Katerina}',
     '{Nowak,Kowalski,Wisniewski,Wojcik,Kaminski,Lewandowski,Zielinski,Szymanski,Dabrowski,Mazur,Novak,Svoboda,Dvorak,Cerny,Prochazka,Kucera,Horak,Krol,Pawlak,Jankowski}'),
    ('japanese',
     '{Haruto,Yui,Sota,Hina,Ren,Sakura,Yuto,Aoi,Riku,Mei,Kenji,Naoko,Takashi,Yuki}',
     '{Sato,Suzuki,Takahashi,Tanaka,Watanabe,Ito,Yamamoto,Nakamura,Kobayashi,Kato,Yoshida,Yamada,Sasaki,Matsumoto,Inoue,Kimura}');

CREATE TEMP TABLE seed_countries (country text PRIMARY KEY, region_id int, pool text, weight int, cities text[], dialling text);
INSERT INTO seed_countries VALUES
    ('United States', 7, 'english', 19, '{New York,Chicago,Seattle,Denver,Austin,Boston,Portland,San Francisco}', '+1'),
    ('Germany', 2, 'german', 17, '{Berlin,Munich,Hamburg,Cologne,Frankfurt,Leipzig,Stuttgart}', '+49'),
    ('United Kingdom', 4, 'english', 14, '{London,Manchester,Bristol,Edinburgh,Leeds,Glasgow,Cardiff}', '+44'),
    ('France', 3, 'french', 10, '{Paris,Lyon,Bordeaux,Marseille,Nantes,Lille}', '+33'),
    ('Netherlands', 3, 'dutch', 8, '{Amsterdam,Utrecht,Rotterdam,Groningen,Eindhoven}', '+31'),
    ('Spain', 5, 'southern', 7, '{Barcelona,Madrid,Valencia,Seville,Bilbao}', '+34'),
    ('Italy', 5, 'southern', 6, '{Milan,Rome,Turin,Bologna,Florence}', '+39'),
    ('Sweden', 1, 'nordic', 6, '{Stockholm,Gothenburg,Malmo,Uppsala}', '+46'),
    ('Canada', 7, 'english', 6, '{Toronto,Vancouver,Montreal,Calgary}', '+1'),
    ('Poland', 6, 'slavic', 5, '{Warsaw,Krakow,Gdansk,Wroclaw}', '+48'),
    ('Australia', 8, 'english', 5, '{Sydney,Melbourne,Brisbane,Perth}', '+61'),
    ('Switzerland', 2, 'german', 4, '{Zurich,Bern,Basel,Lucerne}', '+41'),
    ('Austria', 2, 'german', 4, '{Vienna,Graz,Salzburg,Innsbruck}', '+43'),
    ('Denmark', 1, 'nordic', 4, '{Copenhagen,Aarhus,Odense}', '+45'),
    ('Norway', 1, 'nordic', 4, '{Oslo,Bergen,Trondheim}', '+47'),
    ('Belgium', 3, 'dutch', 3, '{Brussels,Antwerp,Ghent}', '+32'),
    ('Ireland', 4, 'english', 3, '{Dublin,Cork,Galway}', '+353'),
    ('Finland', 1, 'nordic', 3, '{Helsinki,Tampere,Turku}', '+358'),
    ('Japan', 8, 'japanese', 3, '{Tokyo,Osaka,Kyoto}', '+81'),
    ('Portugal', 5, 'southern', 2, '{Lisbon,Porto,Braga}', '+351'),
    ('Czech Republic', 6, 'slavic', 2, '{Prague,Brno,Ostrava}', '+420'),
    ('New Zealand', 8, 'english', 2, '{Auckland,Wellington,Christchurch}', '+64');

CREATE TEMP TABLE seed_country_range AS
SELECT country, region_id, pool, cities, dialling,
       (sum(weight) OVER w - weight)::float8 / sum(weight) OVER () AS low,
       (sum(weight) OVER w)::float8 / sum(weight) OVER () AS high
FROM seed_countries
WINDOW w AS (ORDER BY weight DESC, country);

-- Employees -------------------------------------------------------------------

CREATE TEMP TABLE seed_employees (employee_id int PRIMARY KEY, job_title text, department department, manager_id int, region_id int, store_id int, base_salary int, hired_from date);
INSERT INTO seed_employees VALUES
    (1, 'Chief Executive Officer', 'management', NULL, NULL, NULL, 240000, '2012-02-01'),
    (2, 'Head of Sales', 'sales', 1, NULL, NULL, 152000, '2013-03-01'),
    (3, 'Head of Marketing', 'marketing', 1, NULL, NULL, 138000, '2014-01-15'),
    (4, 'Head of Logistics', 'logistics', 1, NULL, NULL, 131000, '2013-09-01'),
    (5, 'Head of Customer Service', 'customer_service', 1, NULL, NULL, 118000, '2015-06-01'),
    (6, 'Chief Financial Officer', 'finance', 1, NULL, NULL, 171000, '2012-11-01'),
    (7, 'Head of IT', 'it', 1, NULL, NULL, 144000, '2016-02-01'),
    (16, 'Marketing Lead', 'marketing', 3, NULL, NULL, 79000, '2017-01-01'),
    (17, 'Marketing Lead', 'marketing', 3, NULL, NULL, 77000, '2018-01-01'),
    (18, 'Warehouse Lead', 'logistics', 4, NULL, NULL, 64000, '2016-01-01'),
    (19, 'Warehouse Lead', 'logistics', 4, NULL, NULL, 62000, '2017-06-01'),
    (20, 'Service Team Lead', 'customer_service', 5, NULL, NULL, 61000, '2017-01-01'),
    (21, 'Service Team Lead', 'customer_service', 5, NULL, NULL, 60000, '2019-01-01'),
    (22, 'Accounting Lead', 'finance', 6, NULL, NULL, 82000, '2016-01-01'),
    (23, 'Software Lead', 'it', 7, NULL, NULL, 98000, '2018-01-01');
INSERT INTO seed_employees
SELECT 7 + region_id, 'Regional Sales Manager', 'sales'::department, 2, region_id, NULL, 88000, '2015-01-01' FROM regions
UNION ALL
SELECT 23 + store_id, 'Store Manager', 'sales', 7 + region_id, region_id, store_id, 56000, opened_on - 60 FROM stores
UNION ALL
SELECT i, 'Sales Representative', 'sales', 8 + (i - 38) % 8, 1 + (i - 38) % 8, NULL, 47000, CASE WHEN i < 54 THEN date '2016-01-01' ELSE date '2022-01-01' END
FROM generate_series(38, 69) AS i
UNION ALL
SELECT i, 'Store Assistant', 'sales', 23 + store_id, region_id, store_id, 31000, greatest(opened_on, date '2019-01-01')
FROM generate_series(70, 89) AS i JOIN stores ON store_id = 1 + (i * 5) % 14 AND closed_on IS NULL
UNION ALL
SELECT i, 'Marketing Specialist', 'marketing', 16 + i % 2, NULL, NULL, 52000, '2019-01-01' FROM generate_series(90, 97) AS i
UNION ALL
SELECT i, 'Warehouse Worker', 'logistics', 18 + i % 2, NULL, NULL, 34000, '2018-01-01' FROM generate_series(98, 111) AS i
UNION ALL
SELECT i, 'Support Agent', 'customer_service', 20 + i % 2, NULL, NULL, 36000, '2019-06-01' FROM generate_series(112, 121) AS i
UNION ALL
SELECT i, 'Accountant', 'finance', 22, NULL, NULL, 55000, '2018-01-01' FROM generate_series(122, 125) AS i
UNION ALL
SELECT i, 'Software Developer', 'it', 23, NULL, NULL, 74000, '2019-01-01' FROM generate_series(126, 132) AS i;

INSERT INTO employees (employee_id, first_name, last_name, email, job_title, department, manager_id, region_id, store_id, salary, is_remote, hired_on, left_on)
SELECT employee_id, first_name, last_name,
       lower(replace(first_name || '.' || last_name, ' ', ''))
           || CASE WHEN row_number() OVER (PARTITION BY first_name, last_name ORDER BY employee_id) > 1 THEN employee_id::text ELSE '' END
           || '@alderfinch.example',
       job_title, department, manager_id, region_id, store_id, salary, is_remote, hired_on,
       CASE WHEN employee_id >= 38 AND hired_on < date '2023-01-01' AND pg_temp.draw('leaves', employee_id) < 0.14
            THEN date '2023-02-01' + (pg_temp.draw('left', employee_id) * 840)::int END
FROM (
    SELECT e.employee_id, e.job_title, e.department, e.manager_id, e.region_id, e.store_id,
           pg_temp.pick(n.first_names, pg_temp.draw('employee first', e.employee_id)) AS first_name,
           pg_temp.pick(n.last_names, pg_temp.draw('employee last', e.employee_id)) AS last_name,
           (round(base_salary * (0.88 + 0.27 * pg_temp.draw('salary', e.employee_id)) / 10) * 10)::numeric(10, 2) AS salary,
           e.store_id IS NULL AND e.department <> 'logistics' AND e.employee_id > 1
               AND pg_temp.draw('remote', e.employee_id) < 0.3 AS is_remote,
           CASE WHEN e.employee_id < 38 AND e.employee_id NOT BETWEEN 8 AND 15 THEN e.hired_from
                ELSE e.hired_from + (pg_temp.draw('hired', e.employee_id) * CASE WHEN e.employee_id BETWEEN 54 AND 69 THEN 300 ELSE 1400 END)::int END AS hired_on
    FROM seed_employees AS e
    JOIN seed_names AS n ON n.pool = CASE coalesce(e.region_id, 1 + e.employee_id % 5)
        WHEN 1 THEN 'nordic' WHEN 2 THEN 'german' WHEN 3 THEN 'french' WHEN 5 THEN 'southern' WHEN 6 THEN 'slavic' ELSE 'english' END
) AS staff
ORDER BY employee_id;

-- Customers: numbered in the order in which they signed up ---------------------

INSERT INTO customers (customer_id, first_name, last_name, email, phone, birth_date, city, country, region_id, segment, loyalty_tier, newsletter, signed_up_on, referred_by)
SELECT i, first_name, last_name,
       CASE WHEN pg_temp.draw('no email', i) >= 0.07
            THEN lower(replace(first_name || '.' || last_name, ' ', '')) || i || '@' || pg_temp.pick('{example.com,example.org,example.net}', pg_temp.draw('mail host', i)) END,
       CASE WHEN pg_temp.draw('no phone', i) >= 0.24
            THEN dialling || ' ' || (200 + floor(pg_temp.draw('phone a', i) * 700))::int || ' ' || (100000 + floor(pg_temp.draw('phone b', i) * 900000))::int END,
       CASE WHEN segment = 'consumer' AND pg_temp.draw('no birthday', i) >= 0.15
            THEN date '1946-01-01' + floor((pg_temp.draw('birth a', i) + pg_temp.draw('birth b', i)) * 10900)::int END,
       city, country, region_id, segment,
       CASE WHEN pg_temp.draw('tier', i) < 0.03 THEN 'platinum' WHEN pg_temp.draw('tier', i) < 0.11 THEN 'gold'
            WHEN pg_temp.draw('tier', i) < 0.27 THEN 'silver' WHEN pg_temp.draw('tier', i) < 0.58 THEN 'bronze' END::loyalty_tier,
       pg_temp.draw('newsletter', i) < 0.46,
       date '2019-03-15' + floor((i - 1) * 2299.0 / 3000)::int,
       CASE WHEN i > 50 AND pg_temp.draw('referred', i) < 0.14 THEN 1 + floor(pg_temp.draw('by', i) * pg_temp.draw('by whom', i) * (i - 20))::int END
FROM (
    SELECT i, c.country, c.region_id, c.dialling,
           pg_temp.pick(c.cities, pg_temp.draw('city', i) * pg_temp.draw('city skew', i)) AS city,
           pg_temp.pick(n.first_names, pg_temp.draw('first name', i)) AS first_name,
           pg_temp.pick(n.last_names, pg_temp.draw('last name', i)) AS last_name,
           CASE WHEN pg_temp.draw('segment', i) < 0.80 THEN 'consumer' WHEN pg_temp.draw('segment', i) < 0.94 THEN 'small_business' ELSE 'corporate' END::customer_segment AS segment
    FROM generate_series(1, 3000) AS i
    JOIN seed_country_range AS c ON pg_temp.draw('country', i) >= c.low AND pg_temp.draw('country', i) < c.high
    JOIN seed_names AS n USING (pool)
) AS people
ORDER BY i;

-- Catalogue -------------------------------------------------------------------

INSERT INTO categories (category_id, name, parent_id) VALUES
    (1, 'Outdoor', NULL), (2, 'Kitchen', NULL), (3, 'Home', NULL), (4, 'Garden', NULL), (5, 'Electronics', NULL), (6, 'Sports', NULL),
    (11, 'Tents', 1), (12, 'Sleeping Bags', 1), (13, 'Backpacks', 1), (14, 'Camping Stoves', 1), (15, 'Hiking Boots', 1),
    (21, 'Cookware', 2), (22, 'Knives', 2), (23, 'Coffee Makers', 2), (24, 'Tableware', 2),
    (31, 'Lamps', 3), (32, 'Bedding', 3), (33, 'Rugs', 3), (34, 'Candles', 3),
    (41, 'Garden Tools', 4), (42, 'Planters', 4), (43, 'Garden Furniture', 4), (44, 'Barbecues', 4),
    (51, 'Headphones', 5), (52, 'Cameras', 5), (53, 'Power Banks', 5),
    (61, 'Bicycles', 6), (62, 'Yoga Mats', 6), (63, 'Climbing Gear', 6), (64, 'Water Bottles', 6);

CREATE TEMP TABLE seed_kinds (category_id int PRIMARY KEY, base_price numeric, base_weight numeric, nouns text[]);
INSERT INTO seed_kinds VALUES
    (11, 219, 3.1, '{Dome Tent,Tunnel Tent,Family Tent,Trekking Tent,Beach Shelter}'),
    (12, 94, 1.3, '{Down Sleeping Bag,Summer Sleeping Bag,Kids Sleeping Bag,Winter Sleeping Bag}'),
    (13, 79, 1.1, '{Daypack,Trekking Backpack,City Backpack,Hydration Pack,Travel Backpack}'),
    (14, 58, 0.7, '{Gas Stove,Alcohol Stove,Wood Stove,Stove Set}'),
    (15, 134, 1.2, '{Hiking Boots,Trail Shoes,Winter Boots,Approach Shoes}'),
    (21, 52, 1.8, '{Frying Pan,Saucepan,Stock Pot,Dutch Oven,Wok,Roasting Tin}'),
    (22, 44, 0.3, '{Chef Knife,Bread Knife,Paring Knife,Santoku Knife,Knife Block}'),
    (23, 86, 2.2, '{French Press,Espresso Machine,Filter Coffee Machine,Moka Pot,Coffee Grinder}'),
    (24, 27, 0.9, '{Dinner Plate Set,Mug Set,Bowl Set,Cutlery Set,Wine Glass Set}'),
    (31, 66, 1.9, '{Desk Lamp,Floor Lamp,Pendant Lamp,Bedside Lamp,String Lights}'),
    (32, 61, 1.5, '{Duvet,Pillow,Linen Sheet Set,Wool Blanket,Mattress Topper}'),
    (33, 118, 4.6, '{Wool Rug,Jute Rug,Runner Rug,Round Rug}'),
    (34, 16, 0.4, '{Scented Candle,Beeswax Candle,Tealight Set,Pillar Candle}'),
    (41, 31, 1.4, '{Spade,Pruning Shears,Rake,Trowel Set,Watering Can,Hedge Trimmer}'),
    (42, 24, 2.0, '{Terracotta Pot,Hanging Basket,Raised Bed,Herb Planter}'),
    (43, 189, 11.5, '{Garden Bench,Lounge Chair,Bistro Table,Parasol,Hammock}'),
    (44, 247, 18.0, '{Charcoal Grill,Gas Grill,Smoker,Fire Pit,Portable Grill}'),
    (51, 109, 0.3, '{Over-Ear Headphones,Earbuds,Sport Headphones,Kids Headphones}'),
    (52, 318, 0.6, '{Action Camera,Trail Camera,Compact Camera,Instant Camera}'),
    (53, 39, 0.4, '{Power Bank,Solar Power Bank,Power Bank Mini}'),
    (61, 742, 13.2, '{City Bike,Gravel Bike,Mountain Bike,Folding Bike,Kids Bike}'),
    (62, 34, 1.2, '{Yoga Mat,Travel Yoga Mat,Cork Yoga Mat}'),
    (63, 72, 0.8, '{Climbing Harness,Climbing Rope,Chalk Bag,Climbing Helmet,Carabiner Set}'),
    (64, 21, 0.3, '{Water Bottle,Thermos Flask,Filter Bottle,Kids Bottle}');

-- 320 products, named after a series and a kind.
INSERT INTO products (product_id, sku, name, category_id, unit_price, unit_cost, weight_kg, stock_quantity, reorder_level, is_discontinued, launched_on)
SELECT product_id,
       upper(substr(series, 1, 3)) || '-' || category_id || '-' || lpad(product_id::text, 4, '0'),
       series || ' ' || noun, category_id, unit_price,
       round(unit_price * (0.42 + 0.26 * pg_temp.draw('cost', product_id))::numeric, 2),
       CASE WHEN pg_temp.draw('unweighed', product_id) >= 0.09
            THEN round(base_weight * (0.55 + 0.9 * pg_temp.draw('weight', product_id))::numeric, 2) END,
       CASE WHEN is_discontinued OR pg_temp.draw('sold out', product_id) < 0.06 THEN 0 ELSE floor(4 + pg_temp.draw('stock', product_id) * pg_temp.draw('stock', product_id) * 655)::int END,
       10 + 5 * floor(pg_temp.draw('reorder', product_id) * 9)::int,
       is_discontinued,
       CASE WHEN product_id % 8 = 3 THEN date '2022-09-01' + (pg_temp.draw('launch', product_id) * 960)::int
            ELSE date '2018-02-01' + (pg_temp.draw('launch', product_id) * 1580)::int END
FROM (
    SELECT product_id, category_id, base_weight, series, noun,
           (floor(base_price * (0.5 + 1.15 * pg_temp.draw('price', product_id) * (0.4 + 0.6 * pg_temp.draw('premium', product_id)))::numeric)
               + CASE WHEN base_price < 40 THEN 0.50 WHEN base_price < 150 THEN 0.90 ELSE 0.00 END)::numeric(10, 2) AS unit_price,
           pg_temp.draw('discontinued', product_id) < 0.08 AND product_id % 8 <> 3 AS is_discontinued
    FROM (
        SELECT m.product_id, k.category_id, k.base_price, k.base_weight,
               ('{Alpine,Juniper,Harbor,Summit,Willow,Ember,Drift,Cobalt,Meadow,Lumen,Atlas,Nordkap,Heron,Solstice}'::text[])[1 + (m.nth + k.place * 3) % 14] AS series,
               k.nouns[1 + (m.nth + k.place) % cardinality(k.nouns)] AS noun
        FROM (
            SELECT product_id, place, row_number() OVER (PARTITION BY place ORDER BY product_id) - 1 AS nth
            FROM (
                SELECT p AS product_id,
                       CASE WHEN p <= 192 THEN (p - 1) % 24
                            ELSE floor(24 * pg_temp.draw('kind', p) * (0.4 + 0.6 * pg_temp.draw('kind', p)))::int * 7 % 24 END AS place
                FROM generate_series(1, 320) AS p
            ) AS placed
        ) AS m
        JOIN (SELECT *, row_number() OVER (ORDER BY category_id) - 1 AS place FROM seed_kinds) AS k USING (place)
    ) AS named
) AS priced
ORDER BY product_id;

INSERT INTO suppliers (supplier_id, name, city, country, contact_email, quality_score, is_preferred, contract_start)
SELECT i, name, city, country,
       CASE WHEN i % 9 <> 4 THEN 'sales@' || lower(regexp_replace(name, '[^A-Za-z]', '', 'g')) || '.example' END,
       CASE WHEN i % 7 <> 5 THEN round((5.1 + 4.8 * pg_temp.draw('quality', i))::numeric, 1) END,
       pg_temp.draw('preferred', i) < 0.3,
       date '2014-01-01' + (pg_temp.draw('contract', i) * 3700)::int
FROM (VALUES
    (1, 'Alpenwerk GmbH', 'Innsbruck', 'Austria'), (2, 'Nordlys Textil', 'Bergen', 'Norway'), (3, 'Kestrel Outdoor Ltd', 'Sheffield', 'United Kingdom'),
    (4, 'Shenzhen Brightcell', 'Shenzhen', 'China'), (5, 'Guangzhou Homeware', 'Guangzhou', 'China'), (6, 'Solingen Stahl', 'Solingen', 'Germany'),
    (7, 'Officina Moka', 'Turin', 'Italy'), (8, 'Tessuti Bianchi', 'Prato', 'Italy'), (9, 'Ceramica Alentejo', 'Evora', 'Portugal'),
    (10, 'Gdansk Meble', 'Gdansk', 'Poland'), (11, 'Kyoto Hamono', 'Kyoto', 'Japan'), (12, 'Osaka Audio Works', 'Osaka', 'Japan'),
    (13, 'Hanoi Rattan', 'Hanoi', 'Vietnam'), (14, 'Saigon Gear', 'Ho Chi Minh City', 'Vietnam'), (15, 'Rocky Ridge Supply', 'Denver', 'United States'),
    (16, 'Great Lakes Grills', 'Milwaukee', 'United States'), (17, 'Maple Camp Co', 'Vancouver', 'Canada'), (18, 'Fjord Fabrikk', 'Oslo', 'Norway'),
    (19, 'Smaland Lighting', 'Vaxjo', 'Sweden'), (20, 'Taichung Cycles', 'Taichung', 'Taiwan'), (21, 'Velo Lorraine', 'Nancy', 'France'),
    (22, 'Atelier Provence', 'Avignon', 'France'), (23, 'Jaipur Weavers', 'Jaipur', 'India'), (24, 'Panipat Rugs', 'Panipat', 'India'),
    (25, 'Anatolia Textiles', 'Izmir', 'Turkey'), (26, 'Bosphorus Metal', 'Istanbul', 'Turkey'), (27, 'Tilburg Plant Supply', 'Tilburg', 'Netherlands'),
    (28, 'Polder Ceramics', 'Delft', 'Netherlands'), (29, 'Ghent Candle Works', 'Ghent', 'Belgium'), (30, 'Aarhus Design House', 'Aarhus', 'Denmark'),
    (31, 'Lahti Outdoor', 'Lahti', 'Finland'), (32, 'Bohemia Glass', 'Liberec', 'Czech Republic'), (33, 'Brno Tools', 'Brno', 'Czech Republic'),
    (34, 'Cork Mill Lda', 'Porto', 'Portugal'), (35, 'Basque Climbing', 'Bilbao', 'Spain'), (36, 'Zurich Optics AG', 'Zurich', 'Switzerland'),
    (37, 'Perth Trail Goods', 'Perth', 'Australia'), (38, 'Dongguan Plastics', 'Dongguan', 'China'), (39, 'Black Forest Wood', 'Freiburg', 'Germany'),
    (40, 'Celtic Leather', 'Galway', 'Ireland')
) AS firms (i, name, city, country)
ORDER BY i;

-- Each product has a main supplier and up to two more; suppliers 39 and 40 deliver nothing yet.
INSERT INTO product_suppliers (product_id, supplier_id, supply_price, lead_time_days, is_primary)
SELECT p.product_id, s.supplier_id,
       round(p.unit_cost * (0.9 + CASE WHEN s.place = 0 THEN 0.02 ELSE 0.2 END * pg_temp.draw('supply', p.product_id * 10 + s.place))::numeric, 2),
       3 + floor(pg_temp.draw('lead', p.product_id * 10 + s.place) * 12 + pg_temp.draw('distance', s.supplier_id) * 38)::int,
       s.place = 0
FROM products AS p
CROSS JOIN LATERAL (
    SELECT place, 1 + (floor(pg_temp.draw('supplier', p.category_id * 400 + p.product_id % 5) * (0.5 + 0.5 * pg_temp.draw('main supplier', p.category_id)) * 38)::int + place * 11) % 38 AS supplier_id
    FROM generate_series(0, 2) AS place
    WHERE place = 0 OR pg_temp.draw('second source', p.product_id * 10 + place) < 0.42
) AS s
ORDER BY p.product_id, s.supplier_id;

INSERT INTO campaigns (campaign_id, name, channel, region_id, budget, spent, starts_on, ends_on) VALUES
    (1, 'Summer Escape 2022', 'email', NULL, 18000, 16740.50, '2022-07-04', '2022-08-15'),
    (2, 'Back to Nature', 'social_media', 2, 24500, 25110.00, '2022-09-01', '2022-10-10'),
    (3, 'Black Friday 2022', 'search_ads', NULL, 62000, 60385.20, '2022-11-18', '2022-11-30'),
    (4, 'Cosy Christmas 2022', 'television', 4, 95000, 93120.00, '2022-12-01', '2022-12-24'),
    (5, 'New Year Reset 2023', 'email', NULL, 12000, 9875.40, '2023-01-02', '2023-01-31'),
    (6, 'Spring Garden 2023', 'print', 2, 31000, 30990.00, '2023-03-15', '2023-05-10'),
    (7, 'Ride to Work', 'social_media', 3, 27500, 28340.75, '2023-05-01', '2023-06-15'),
    (8, 'Summer Escape 2023', 'email', NULL, 21000, 19960.00, '2023-07-01', '2023-08-20'),
    (9, 'Nordic Nights', 'social_media', 1, 16500, 15420.30, '2023-09-15', '2023-10-31'),
    (10, 'Black Friday 2023', 'search_ads', NULL, 71000, 73215.90, '2023-11-17', '2023-11-30'),
    (11, 'Cosy Christmas 2023', 'television', 4, 99000, 101450.00, '2023-12-01', '2023-12-24'),
    (12, 'New Year Reset 2024', 'email', NULL, 13500, 11240.10, '2024-01-02', '2024-01-31'),
    (13, 'Coffee Lovers', 'social_media', 5, 19000, 18655.00, '2024-02-10', '2024-03-20'),
    (14, 'Spring Garden 2024', 'print', 2, 33500, 32870.60, '2024-03-15', '2024-05-12'),
    (15, 'Grill Season', 'television', 7, 88000, 86400.00, '2024-05-15', '2024-07-04'),
    (16, 'Summer Escape 2024', 'email', NULL, 22500, 22190.80, '2024-07-01', '2024-08-18'),
    (17, 'Down Under Days', 'search_ads', 8, 14500, 12960.00, '2024-09-10', '2024-10-20'),
    (18, 'Black Friday 2024', 'search_ads', NULL, 78000, 80125.35, '2024-11-15', '2024-12-01'),
    (19, 'Cosy Christmas 2024', 'television', 4, 104000, 99870.00, '2024-12-02', '2024-12-24'),
    (20, 'New Year Reset 2025', 'email', NULL, 14000, 13105.25, '2025-01-02', '2025-01-31'),
    (21, 'Warsaw Welcome', 'print', 6, 9500, 9120.00, '2025-02-15', '2025-03-31'),
    (22, 'Spring Garden 2025', 'social_media', NULL, 36000, 37240.00, '2025-03-15', '2025-05-11'),
    (23, 'Bike Month', 'search_ads', 3, 41000, NULL, '2025-05-20', '2025-06-30'),
    (24, 'Summer Escape 2025', 'email', NULL, 25000, NULL, '2025-07-01', '2025-08-17');

-- Orders: numbered by time. More in each year, most before Christmas -------------

CREATE TEMP TABLE seed_orders AS
SELECT (row_number() OVER (ORDER BY ordered_at, day_number, n))::int AS order_id, ordered_at, ordered_at::date AS ordered_on
FROM (
    SELECT day_number, n,
           day + make_interval(secs => floor(25200 + 57000 * (pg_temp.draw('hour a', day_number * 100 + n) + pg_temp.draw('hour b', day_number * 100 + n)) / 2)) AS ordered_at
    FROM (
        SELECT day_number, timestamp '2022-07-01' + make_interval(days => day_number) AS day,
               floor(8.4 * (1 + day_number / 1900.0::float8)
                   * ('{0.80,0.82,0.95,1.02,1.08,1.06,0.98,0.90,0.92,0.97,1.42,1.55}'::float8[])[extract(month FROM timestamp '2022-07-01' + make_interval(days => day_number))::int]
                   * CASE WHEN extract(isodow FROM timestamp '2022-07-01' + make_interval(days => day_number)) >= 6 THEN 1.22 ELSE 0.93 END
                   * (0.75 + 0.5 * pg_temp.draw('day', day_number)) + 0.5)::int AS order_count
        FROM generate_series(0, 1095) AS day_number
    ) AS days
    CROSS JOIN LATERAL generate_series(1, order_count) AS n
) AS moments;

-- Some customers never order; some order again and again.
CREATE TEMP TABLE seed_buyers AS
SELECT customer_id, signed_up_on, row_number() OVER (ORDER BY customer_id) AS place
FROM customers WHERE pg_temp.draw('window shopper', customer_id) >= 0.11;
CREATE TEMP TABLE seed_regulars AS
SELECT customer_id, row_number() OVER (ORDER BY pg_temp.draw('regular', customer_id)) AS place
FROM seed_buyers WHERE signed_up_on < date '2022-06-01' ORDER BY place LIMIT 60;
CREATE TEMP TABLE seed_buyer_counts AS
SELECT day::date AS ordered_on, (SELECT count(*) FROM seed_buyers WHERE signed_up_on <= day::date) AS buyers
FROM generate_series(timestamp '2022-07-01', timestamp '2025-06-30', interval '1 day') AS day;

CREATE TEMP TABLE seed_placed AS
SELECT o.order_id, o.ordered_at, o.ordered_on, c.customer_id, c.region_id, c.segment,
       CASE WHEN pg_temp.draw('channel', o.order_id) < 0.50 THEN 'web'
            WHEN pg_temp.draw('channel', o.order_id) < 0.74 + o.order_id / 200000.0::float8 THEN 'mobile_app'
            WHEN pg_temp.draw('channel', o.order_id) < 0.94 AND c.region_id NOT IN (6, 8) THEN 'store'
            WHEN pg_temp.draw('channel', o.order_id) < 0.94 THEN 'web'
            ELSE 'phone' END::order_channel AS channel,
       CASE WHEN pg_temp.draw('cancelled', o.order_id) < 0.042 THEN 'cancelled'
            WHEN o.ordered_on > date '2025-06-28' - floor(pg_temp.draw('payment', o.order_id) * 6)::int THEN CASE WHEN pg_temp.draw('unpaid', o.order_id) < 0.45 THEN 'pending' ELSE 'paid' END
            WHEN pg_temp.draw('unpaid', o.order_id) < 0.004 AND o.ordered_on > date '2025-03-01' THEN 'pending'
            WHEN o.ordered_on > date '2025-06-24' - floor(pg_temp.draw('transit', o.order_id) * 7)::int THEN 'shipped'
            ELSE 'delivered' END::order_status AS status
FROM seed_orders AS o
JOIN seed_buyer_counts AS b USING (ordered_on)
JOIN seed_buyers AS any_buyer ON any_buyer.place = 1 + floor(pg_temp.draw('buyer', o.order_id) * b.buyers)::int
JOIN seed_regulars AS regular ON regular.place = 1 + floor(pg_temp.draw('which regular', o.order_id) * pg_temp.draw('which regular again', o.order_id) * 60)::int
JOIN customers AS c ON c.customer_id = CASE WHEN pg_temp.draw('is regular', o.order_id) < 0.16 THEN regular.customer_id ELSE any_buyer.customer_id END;
UPDATE seed_placed SET status = 'delivered' WHERE channel = 'store' AND status <> 'cancelled';

CREATE TEMP TABLE seed_lines AS
SELECT l.order_id, l.line_number, p.product_id, l.quantity,
       round(p.unit_price * (1 - 0.035 * (date '2025-06-30' - l.ordered_on) / 365.0), 2) AS unit_price,
       l.discount_percent
FROM (
    SELECT o.order_id, o.ordered_on, line_number,
           CASE WHEN o.segment = 'consumer' THEN 1 + floor(4.2 * pg_temp.draw('quantity', key) * pg_temp.draw('quantity', key) * pg_temp.draw('quantity again', key))::int
                ELSE 1 + floor(9 * pg_temp.draw('quantity', key) * pg_temp.draw('quantity', key))::int END AS quantity,
           CASE WHEN pg_temp.draw('discount', key) < 0.06 THEN 5 WHEN pg_temp.draw('discount', key) < 0.13 THEN 10
                WHEN pg_temp.draw('discount', key) < 0.16 THEN 15 WHEN pg_temp.draw('discount', key) < 0.17 THEN 25 ELSE 0 END AS discount_percent,
           1 + (floor(312 * pg_temp.draw('product', key) * (0.4 + 0.6 * pg_temp.draw('product', key)))::int * 97) % 320 AS product_id
    FROM seed_placed AS o
    CROSS JOIN LATERAL (
        SELECT n AS line_number, o.order_id * 10 + n AS key
        FROM generate_series(1, 1 + floor(5.6 * pg_temp.draw('lines', o.order_id) * pg_temp.draw('lines', o.order_id))::int) AS n
    ) AS numbered
    WHERE o.status <> 'cancelled'
) AS l
JOIN products AS chosen ON chosen.product_id = l.product_id
-- A product that was not launched yet is replaced by its older neighbour.
JOIN products AS p ON p.product_id = CASE WHEN chosen.launched_on > l.ordered_on THEN chosen.product_id + 1 ELSE chosen.product_id END;

CREATE TEMP TABLE seed_totals AS
SELECT order_id, sum(round(quantity * unit_price * (100 - discount_percent) / 100, 2)) AS goods FROM seed_lines GROUP BY order_id;

INSERT INTO orders (order_id, customer_id, ordered_at, status, channel, store_id, campaign_id, sales_rep_id, approved_by, shipping_fee, total_amount, is_gift)
SELECT o.order_id, o.customer_id, o.ordered_at, o.status, o.channel, s.store_id, c.campaign_id,
       CASE WHEN o.channel = 'store' THEN 23 + s.store_id
            WHEN o.channel = 'phone' OR (o.segment <> 'consumer' AND pg_temp.draw('advised', o.order_id) < 0.5) THEN r.employee_id END,
       CASE WHEN t.goods >= 6000 THEN 2 WHEN t.goods >= 2500 THEN 7 + o.region_id END,
       f.shipping_fee, t.goods + f.shipping_fee,
       pg_temp.draw('gift', o.order_id) < CASE WHEN extract(month FROM o.ordered_at) = 12 THEN 0.24 ELSE 0.05 END
FROM seed_placed AS o
LEFT JOIN seed_totals AS t USING (order_id)
CROSS JOIN LATERAL (
    SELECT CASE WHEN o.channel = 'store' OR t.goods >= 120 THEN 0 WHEN o.region_id IN (7, 8) THEN 12.90 ELSE 5.90 END::numeric(8, 2) AS shipping_fee
) AS f
LEFT JOIN LATERAL (
    SELECT store_id FROM stores
    WHERE o.channel = 'store' AND region_id = o.region_id AND opened_on <= o.ordered_on AND (closed_on IS NULL OR closed_on >= o.ordered_on)
    ORDER BY pg_temp.draw('store', o.order_id * 20 + store_id) * (400 + floor_area_sqm) DESC LIMIT 1
) AS s ON true
LEFT JOIN LATERAL (
    SELECT campaign_id FROM campaigns
    WHERE o.ordered_on BETWEEN starts_on AND ends_on AND (region_id IS NULL OR region_id = o.region_id)
      AND o.channel <> 'store' AND pg_temp.draw('campaign', o.order_id * 30 + campaign_id) < 0.34
    ORDER BY campaign_id LIMIT 1
) AS c ON true
LEFT JOIN LATERAL (
    SELECT employee_id FROM employees
    WHERE job_title = 'Sales Representative' AND region_id = o.region_id
      AND hired_on <= o.ordered_on AND (left_on IS NULL OR left_on >= o.ordered_on)
    ORDER BY pg_temp.draw('rep', o.order_id * 100 + employee_id) * (0.7 + pg_temp.draw('rep skill', employee_id)) DESC LIMIT 1
) AS r ON true
ORDER BY o.order_id;

INSERT INTO order_items (order_id, line_number, product_id, quantity, unit_price, discount_percent)
SELECT order_id, line_number, product_id, quantity, unit_price, discount_percent FROM seed_lines ORDER BY order_id, line_number;

-- What follows an order ---------------------------------------------------------

INSERT INTO payments (payment_id, order_id, method, amount, paid_at)
SELECT row_number() OVER (ORDER BY paid_at, order_id, part), order_id, method, amount, paid_at
FROM (
    SELECT o.order_id, part,
           CASE WHEN part = 2 THEN 'gift_card'
                WHEN o.channel = 'store' AND pg_temp.draw('method', o.order_id) < 0.35 THEN 'cash'
                WHEN pg_temp.draw('method', o.order_id) < 0.58 THEN 'credit_card'
                WHEN o.channel = 'store' THEN 'credit_card'
                WHEN pg_temp.draw('method', o.order_id) < 0.84 THEN 'paypal'
                WHEN pg_temp.draw('method', o.order_id) < 0.97 THEN 'bank_transfer'
                ELSE 'gift_card' END::payment_method AS method,
           CASE WHEN NOT split THEN o.total_amount WHEN part = 2 THEN 25 ELSE o.total_amount - 25 END AS amount,
           least(o.ordered_at + CASE WHEN o.channel = 'store' OR pg_temp.draw('method', o.order_id) < 0.84 THEN interval '1 minute'
                                     ELSE make_interval(hours => 8 + floor(60 * pg_temp.draw('transfer', o.order_id))::int) END,
                 timestamp '2025-06-30 23:30') AS paid_at
    FROM (SELECT *, total_amount > 60 AND pg_temp.draw('split', order_id) < 0.03 AS split FROM orders WHERE status NOT IN ('pending', 'cancelled')) AS o
    CROSS JOIN LATERAL generate_series(1, CASE WHEN split THEN 2 ELSE 1 END) AS part
) AS paid
ORDER BY 1;

INSERT INTO shipments (shipment_id, order_id, carrier, tracking_number, shipping_cost, shipped_on, delivered_on)
SELECT shipment_id, order_id, carrier,
       CASE WHEN shipped_on IS NOT NULL THEN upper(substr(carrier, 1, 2)) || upper(substr(md5('tracking:' || shipment_id), 1, 10)) END,
       shipping_cost, shipped_on,
       CASE WHEN status = 'delivered' THEN least(shipped_on + transit_days, date '2025-06-30') END
FROM (
    SELECT (row_number() OVER (ORDER BY o.order_id, part))::int AS shipment_id, o.order_id, o.status,
           CASE WHEN c.region_id = 7 THEN pg_temp.pick('{UPS,UPS,FedEx,FedEx,FedEx,USPS}', pg_temp.draw('carrier', o.order_id))
                WHEN c.region_id = 8 THEN pg_temp.pick('{DHL,FedEx}', pg_temp.draw('carrier', o.order_id))
                WHEN c.region_id = 4 THEN pg_temp.pick('{Royal Mail,Royal Mail,DPD,DHL}', pg_temp.draw('carrier', o.order_id))
                ELSE pg_temp.pick('{DHL,DHL,DHL,DPD,DPD,GLS,UPS}', pg_temp.draw('carrier', o.order_id)) END AS carrier,
           round((3.1 + 9.5 * pg_temp.draw('freight', o.order_id * 10 + part) + CASE WHEN c.region_id IN (7, 8) THEN 6.4 ELSE 0 END)::numeric, 2) AS shipping_cost,
           CASE WHEN o.status <> 'paid' THEN least(o.ordered_at::date + part + floor(5.2 * pg_temp.draw('packing', o.order_id) * pg_temp.draw('packing', o.order_id))::int - 1, date '2025-06-30') END AS shipped_on,
           1 + floor((CASE WHEN c.region_id = 8 THEN 9 WHEN c.region_id = 7 THEN 6 ELSE 3.6 END) * (0.4 + pg_temp.draw('transit time', o.order_id * 10 + part)))::int AS transit_days
    FROM orders AS o
    JOIN customers AS c USING (customer_id)
    CROSS JOIN LATERAL generate_series(1, CASE WHEN o.total_amount > 900 AND pg_temp.draw('two parcels', o.order_id) < 0.5 THEN 2 ELSE 1 END) AS part
    WHERE o.channel <> 'store' AND (o.status IN ('shipped', 'delivered') OR (o.status = 'paid' AND pg_temp.draw('packed', o.order_id) < 0.6))
) AS parcels
ORDER BY shipment_id;

CREATE TEMP TABLE seed_received AS
SELECT i.order_id, i.line_number, i.product_id, i.quantity, i.line_total, o.customer_id,
       coalesce(max(s.delivered_on), o.ordered_at::date) AS received_on
FROM order_items AS i
JOIN orders AS o USING (order_id)
LEFT JOIN shipments AS s USING (order_id)
WHERE o.status = 'delivered'
GROUP BY i.order_id, i.line_number, o.customer_id, o.ordered_at;

INSERT INTO returns (return_id, order_id, line_number, quantity, reason, refund_amount, returned_on)
SELECT row_number() OVER (ORDER BY returned_on, order_id, line_number), order_id, line_number, back,
       CASE WHEN pg_temp.draw('reason', key) < 0.24 THEN 'defective' WHEN pg_temp.draw('reason', key) < 0.38 THEN 'damaged_in_transit'
            WHEN pg_temp.draw('reason', key) < 0.46 THEN 'wrong_item' WHEN pg_temp.draw('reason', key) < 0.65 THEN 'not_as_described'
            WHEN pg_temp.draw('reason', key) < 0.95 THEN 'changed_mind' ELSE 'too_late' END::return_reason,
       CASE WHEN returned_on <= date '2025-06-16' AND pg_temp.draw('disputed', key) >= 0.03 THEN round(line_total * back / quantity, 2) END,
       returned_on
FROM (
    SELECT *, order_id * 10 + line_number AS key,
           1 + floor(pg_temp.draw('sent back', order_id * 10 + line_number) * quantity)::int AS back,
           received_on + 2 + floor(pg_temp.draw('return after', order_id * 10 + line_number) * 24)::int AS returned_on
    FROM seed_received
    WHERE pg_temp.draw('returned', order_id * 10 + line_number) < 0.016 + 0.062 * pg_temp.draw('fault', product_id) * pg_temp.draw('fault', product_id)
) AS sent_back
WHERE returned_on <= date '2025-06-30'
ORDER BY 1;

INSERT INTO reviews (review_id, product_id, customer_id, rating, title, body, helpful_votes, reviewed_on)
SELECT row_number() OVER (ORDER BY reviewed_on, order_id, line_number), product_id, customer_id,
       CASE WHEN pg_temp.draw('no stars', key) >= 0.05 THEN stars END,
       pg_temp.pick(CASE stars WHEN 5 THEN '{Love it,Perfect,Better than expected,Excellent quality,Worth every cent}'::text[]
                               WHEN 4 THEN '{Very good,Happy with it,Solid choice,Good value,Does the job well}'
                               WHEN 3 THEN '{It is okay,Average,Good but pricey,Mixed feelings}'
                               WHEN 2 THEN '{Disappointing,Expected more,Not great,Poor finish}'
                               ELSE '{Broke after a week,Never again,Waste of money,Arrived damaged}' END, pg_temp.draw('title', key)),
       CASE WHEN pg_temp.draw('no stars', key) < 0.05 OR pg_temp.draw('no text', key) >= 0.35 THEN
           pg_temp.pick(CASE WHEN stars >= 4 THEN '{Great quality and fast delivery.,Exactly as described. I would buy it again.,We use it every weekend and it still looks new.,Bought it as a gift and it was a success.,Sturdy and easy to clean.}'::text[]
                             WHEN stars = 3 THEN '{Fine for the price but nothing special.,The colour is different from the picture.,Took a while to arrive.}'
                             ELSE '{The material feels cheap.,It stopped working after a few days.,Wrong size and the packaging was torn.,Customer service did not answer.}' END, pg_temp.draw('text', key)) END,
       floor(pg_temp.draw('helpful', key) * pg_temp.draw('helpful', key) * pg_temp.draw('very helpful', key) * 64)::int,
       reviewed_on
FROM (
    SELECT *, order_id * 10 + line_number AS key,
           greatest(1, least(5, round(1.9 + 2.5 * pg_temp.draw('quality of', product_id) + 2.6 * (pg_temp.draw('mood', order_id * 10 + line_number) - 0.35))))::int AS stars,
           received_on + 1 + floor(pg_temp.draw('review after', order_id * 10 + line_number) * 40)::int AS reviewed_on
    FROM seed_received
    WHERE pg_temp.draw('reviews', order_id * 10 + line_number) < 0.155
) AS written
WHERE reviewed_on <= date '2025-06-30'
ORDER BY 1;

-- Tidy up -----------------------------------------------------------------------

DROP TABLE seed_names, seed_countries, seed_country_range, seed_employees, seed_kinds, seed_orders, seed_buyers, seed_regulars,
    seed_buyer_counts, seed_placed, seed_lines, seed_totals, seed_received;
DROP FUNCTION pg_temp.draw(text, bigint);
DROP FUNCTION pg_temp.pick(text[], double precision);
RESET search_path;
RESET client_min_messages;
ANALYZE;
