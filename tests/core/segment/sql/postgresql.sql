==== country in ("US", "it's \\ '") and age between 18 and 30 and consent is true
WITH
-- attribute country, /rule/all/0
condition_1 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE ("country" IN ($1, $2))
),
-- attribute age, /rule/all/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE ("age" BETWEEN $3 AND $4)
),
-- attribute consent, /rule/all/2
condition_3 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE ("consent" = TRUE)
)
SELECT "_ordinal"
FROM "profiles"
WHERE ("_ordinal" IN (SELECT member FROM condition_1) AND "_ordinal" IN (SELECT member FROM condition_2) AND "_ordinal" IN (SELECT member FROM condition_3))
ORDER BY 1
  text 'US'
  text 'it''s \ '''
  int64 18
  int64 30
==== country is US ignoring case or city does not contain "burg" or home starts with "Ö" ignoring case
WITH
-- attribute country, /rule/any/0
condition_1 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (TRANSLATE("country", $1, $2) IN ($3))
),
-- attribute city, /rule/any/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (STRPOS("city", $4) > 0) IS NOT TRUE
),
-- attribute home, /rule/any/2
condition_3 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (STARTS_WITH(TRANSLATE("home", $5, $6), $7))
)
SELECT "_ordinal"
FROM "profiles"
WHERE ("_ordinal" IN (SELECT member FROM condition_1) OR "_ordinal" IN (SELECT member FROM condition_2) OR "_ordinal" IN (SELECT member FROM condition_3))
ORDER BY 1
  text 'SUſ'
  text 'sus'
  text 'us'
  text 'burg'
  text 'Ö'
  text 'ö'
  text 'ö'
==== email like "%_@ex[a]mple\\%.com" and domain of email is "example.com" and length of city > 3
WITH
-- attribute email, /rule/all/0
condition_1 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE ("email" LIKE $1)
),
-- attribute email, /rule/all/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (TRANSLATE(SUBSTRING("email" FROM '@([^@]*)$'), $2, $3) IN ($4))
),
-- attribute city, /rule/all/2
condition_3 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (LENGTH("city") >= $5)
)
SELECT "_ordinal"
FROM "profiles"
WHERE ("_ordinal" IN (SELECT member FROM condition_1) AND "_ordinal" IN (SELECT member FROM condition_2) AND "_ordinal" IN (SELECT member FROM condition_3))
ORDER BY 1
  text '%_@ex[a]mple\%.com'
  text 'ACELMOPX'
  text 'acelmopx'
  text 'example.com'
  int64 4
==== country = the field home and not balance >= the field credit
WITH
-- attribute country, /rule/all/0
condition_1 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE ("country" = "home")
),
-- attribute balance, /rule/all/1/not
condition_2 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE ("balance" >= "credit")
)
SELECT "_ordinal"
FROM "profiles"
WHERE ("_ordinal" IN (SELECT member FROM condition_1) AND NOT ("_ordinal" IN (SELECT member FROM condition_2)))
ORDER BY 1
==== balance in (12.5, 20) and score >= 2.5 and born within the last 30 days and last_seen on "2026-03-29"
WITH
-- attribute balance, /rule/all/0
condition_1 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE ("balance" IN ($1, $2))
),
-- attribute score, /rule/all/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (NULLIF("score", CAST('NaN' AS DOUBLE PRECISION)) >= $3)
),
-- attribute born, /rule/all/2
condition_3 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE ("born" BETWEEN CAST($4 AS DATE) AND CAST($5 AS DATE))
),
-- attribute last_seen, /rule/all/3
condition_4 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (("last_seen" >= CAST($6 AS TIMESTAMPTZ) AND "last_seen" < CAST($7 AS TIMESTAMPTZ)))
)
SELECT "_ordinal"
FROM "profiles"
WHERE ("_ordinal" IN (SELECT member FROM condition_1) AND "_ordinal" IN (SELECT member FROM condition_2) AND "_ordinal" IN (SELECT member FROM condition_3) AND "_ordinal" IN (SELECT member FROM condition_4))
ORDER BY 1
  decimal 12.50
  decimal 20.00
  double 2.5
  text '2026-03-02'
  text '2026-04-01'
  text '2026-03-28T23:00:00Z'
  text '2026-03-29T22:00:00Z'
==== hour of last_seen between 9 and 16 in zone "UTC" and weekday of born in (6, 7)
WITH
-- attribute last_seen, /rule/all/0
condition_1 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (EXTRACT(HOUR FROM ("last_seen" AT TIME ZONE $1)) BETWEEN $2 AND $3)
),
-- attribute born, /rule/all/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (EXTRACT(ISODOW FROM "born") IN ($4, $5))
)
SELECT "_ordinal"
FROM "profiles"
WHERE ("_ordinal" IN (SELECT member FROM condition_1) AND "_ordinal" IN (SELECT member FROM condition_2))
ORDER BY 1
  text 'UTC'
  int64 9
  int64 16
  int64 6
  int64 7
==== did purchase at least 3 times in the last 90 days where (category in (US, CA), amount > 9.99)
WITH
-- number of purchase or purchase, /rule
condition_1 AS (
  SELECT "_ordinal" AS member FROM "profiles"
  WHERE "_ordinal" IN (
    SELECT member FROM (SELECT "_ordinal" AS member FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN ($1) AND "at" >= CAST($2 AS TIMESTAMPTZ) AND "at" < CAST($3 AS TIMESTAMPTZ) AND ("category" IN ($4, $5)) AND ("amount" >= $6) UNION ALL SELECT "_ordinal" AS member FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN ($7) AND "at" >= CAST($8 AS TIMESTAMPTZ) AND "at" < CAST($9 AS TIMESTAMPTZ) AND ("category" IN ($10, $11)) AND ("amount" >= $12)) AS events
    GROUP BY member HAVING (COUNT(*) >= $13))
)
SELECT "_ordinal"
FROM "profiles"
WHERE "_ordinal" IN (SELECT member FROM condition_1)
ORDER BY 1
  text 'purchase'
  text '2026-01-01T12:00:00Z'
  text '2026-04-01T12:00:00.000001Z'
  text 'CA'
  text 'US'
  decimal 10.00
  text 'purchase'
  text '2026-01-01T12:00:00Z'
  text '2026-04-01T12:00:00.000001Z'
  text 'CA'
  text 'US'
  decimal 10.00
  int64 3
==== did purchase with sum of amount > 100 and did not refund with avg of amount >= 12.5 and did view with avg of weight < 2
WITH
-- amount over purchase or purchase, /rule/all/0
condition_1 AS (
  SELECT "_ordinal" AS member FROM "profiles"
  WHERE "_ordinal" IN (
    SELECT member FROM (SELECT "_ordinal" AS member, "amount" AS property FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN ($1) UNION ALL SELECT "_ordinal" AS member, "amount" AS property FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN ($2)) AS events
    GROUP BY member HAVING (COALESCE(SUM(property), 0) > $3))
),
-- amount over refund, /rule/all/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM "profiles"
  WHERE "_ordinal" NOT IN (
    SELECT member FROM (SELECT "_ordinal" AS member, "amount" AS property FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN ($4)) AS events
    GROUP BY member HAVING (SUM(property) >= $5 * COUNT(property)))
),
-- weight over view, /rule/all/2
condition_3 AS (
  SELECT "_ordinal" AS member FROM "profiles"
  WHERE "_ordinal" IN (
    SELECT member FROM (SELECT "_ordinal" AS member, NULLIF("weight", CAST('NaN' AS DOUBLE PRECISION)) AS property FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN ($6)) AS events
    GROUP BY member HAVING (SUM(property) / COUNT(property) < $7))
)
SELECT "_ordinal"
FROM "profiles"
WHERE ("_ordinal" IN (SELECT member FROM condition_1) AND "_ordinal" IN (SELECT member FROM condition_2) AND "_ordinal" IN (SELECT member FROM condition_3))
ORDER BY 1
  text 'purchase'
  text 'purchase'
  decimal 100
  text 'refund'
  decimal 12.5
  text 'view'
  double 2
==== last purchase older than 90 days and first view in the last 1 years
WITH
-- last purchase or purchase, /rule/all/0
condition_1 AS (
  SELECT "_ordinal" AS member FROM "profiles"
  WHERE "_ordinal" IN (SELECT member FROM (SELECT "_ordinal" AS member FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN ($1) AND "at" < CAST($2 AS TIMESTAMPTZ) UNION ALL SELECT "_ordinal" AS member FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN ($3) AND "at" < CAST($4 AS TIMESTAMPTZ)) AS events)
    AND "_ordinal" NOT IN (SELECT member FROM (SELECT "_ordinal" AS member FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN ($5) AND "at" >= CAST($6 AS TIMESTAMPTZ) UNION ALL SELECT "_ordinal" AS member FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN ($7) AND "at" >= CAST($8 AS TIMESTAMPTZ)) AS events)
),
-- first view, /rule/all/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM "profiles"
  WHERE "_ordinal" IN (SELECT member FROM (SELECT "_ordinal" AS member FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN ($9) AND "at" >= CAST($10 AS TIMESTAMPTZ) AND "at" < CAST($11 AS TIMESTAMPTZ)) AS events)
    AND "_ordinal" NOT IN (SELECT member FROM (SELECT "_ordinal" AS member FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN ($12) AND "at" < CAST($13 AS TIMESTAMPTZ)) AS events)
)
SELECT "_ordinal"
FROM "profiles"
WHERE ("_ordinal" IN (SELECT member FROM condition_1) AND "_ordinal" IN (SELECT member FROM condition_2))
ORDER BY 1
  text 'purchase'
  text '2026-01-01T12:00:00Z'
  text 'purchase'
  text '2026-01-01T12:00:00Z'
  text 'purchase'
  text '2026-01-01T12:00:00Z'
  text 'purchase'
  text '2026-01-01T12:00:00Z'
  text 'view'
  text '2025-04-01T12:00:00Z'
  text '2026-04-01T12:00:00.000001Z'
  text 'view'
  text '2025-04-01T12:00:00Z'
==== top 10 percent by sum of amount over purchase among (country = US) or top 5 by balance or bottom 3 by avg of items over view
WITH
-- attribute country, /rule/any/0/among
condition_1_among_1 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE ("country" IN ($1))
),
-- rank by amount, /rule/any/0
condition_1 AS (
  SELECT member FROM (
    SELECT member, RANK() OVER (ORDER BY measure) - 1 AS ahead, CAST(COUNT(*) OVER () AS BIGINT) AS ranked
    FROM (SELECT member, COALESCE(SUM(property), 0) AS measure FROM (SELECT "_ordinal" AS member, "amount" AS property FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN ($2) UNION ALL SELECT "_ordinal" AS member, "amount" AS property FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN ($3)) AS events GROUP BY member) AS measures
    WHERE member IN (SELECT "_ordinal" AS member FROM "profiles" WHERE "_ordinal" IN (SELECT member FROM condition_1_among_1))
  ) AS places WHERE ahead * 100000000 >= $4 * CASE WHEN ranked > 1 THEN ranked - 1 ELSE 1 END AND ahead * 100000000 <= $5 * CASE WHEN ranked > 1 THEN ranked - 1 ELSE 1 END
),
-- rank by balance, /rule/any/1
condition_2 AS (
  SELECT member FROM (
    SELECT member, RANK() OVER (ORDER BY measure DESC) - 1 AS ahead, CAST(COUNT(*) OVER () AS BIGINT) AS ranked
    FROM (SELECT "_ordinal" AS member, "balance" AS measure FROM "profiles" WHERE "balance" IS NOT NULL) AS measures
    WHERE member IN (SELECT "_ordinal" AS member FROM "profiles")
  ) AS places WHERE ahead < $6
),
-- rank by items, /rule/any/2
condition_3 AS (
  SELECT member FROM (
    SELECT member, RANK() OVER (ORDER BY measure) - 1 AS ahead, CAST(COUNT(*) OVER () AS BIGINT) AS ranked
    FROM (SELECT member, CAST(SUM(property) AS DOUBLE PRECISION) / COUNT(property) AS measure FROM (SELECT "_ordinal" AS member, "items" AS property FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN ($7)) AS events GROUP BY member HAVING COUNT(property) > 0) AS measures
    WHERE member IN (SELECT "_ordinal" AS member FROM "profiles")
  ) AS places WHERE ahead < $8
)
SELECT "_ordinal"
FROM "profiles"
WHERE ("_ordinal" IN (SELECT member FROM condition_1) OR "_ordinal" IN (SELECT member FROM condition_2) OR "_ordinal" IN (SELECT member FROM condition_3))
ORDER BY 1
  text 'US'
  text 'purchase'
  text 'purchase'
  int64 90000000
  int64 100000000
  int64 5
  text 'view'
  int64 3
==== sequence (view then purchase within 24 hours then not refund) and sequence (view then purchase) all within 7 days with the same category
WITH
condition_1_step_1 AS (
  SELECT e.member, e.moment, e.moment AS since FROM (SELECT "_ordinal" AS member, CAST(EXTRACT(EPOCH FROM "at") * 1000000 AS BIGINT) AS moment FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN ($1)) AS e
  GROUP BY e.member, e.moment
),
condition_1_step_2 AS (
  SELECT e.member, e.moment, MAX(p.since) AS since FROM (SELECT "_ordinal" AS member, CAST(EXTRACT(EPOCH FROM "at") * 1000000 AS BIGINT) AS moment FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN ($2) UNION ALL SELECT "_ordinal" AS member, CAST(EXTRACT(EPOCH FROM "at") * 1000000 AS BIGINT) AS moment FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN ($3)) AS e
  JOIN condition_1_step_1 AS p ON e.member = p.member AND e.moment >= p.moment AND e.moment - p.moment <= $4
  GROUP BY e.member, e.moment
),
-- sequence of view, then purchase, then refund, /rule/all/0
condition_1 AS (
  SELECT DISTINCT p.member FROM condition_1_step_2 AS p
  WHERE NOT EXISTS (SELECT 1 FROM (SELECT "_ordinal" AS member, CAST(EXTRACT(EPOCH FROM "at") * 1000000 AS BIGINT) AS moment FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN ($5)) AS e WHERE e.member = p.member AND e.moment >= p.moment)
),
condition_2_step_1 AS (
  SELECT e.member, e.moment, e.property, e.moment AS since FROM (SELECT "_ordinal" AS member, "category" AS property, CAST(EXTRACT(EPOCH FROM "at") * 1000000 AS BIGINT) AS moment FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN ($6)) AS e WHERE e.property IS NOT NULL
  GROUP BY e.member, e.moment, e.property
),
condition_2_step_2 AS (
  SELECT e.member, e.moment, e.property, MAX(p.since) AS since FROM (SELECT "_ordinal" AS member, "category" AS property, CAST(EXTRACT(EPOCH FROM "at") * 1000000 AS BIGINT) AS moment FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN ($7) UNION ALL SELECT "_ordinal" AS member, "category" AS property, CAST(EXTRACT(EPOCH FROM "at") * 1000000 AS BIGINT) AS moment FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN ($8)) AS e
  JOIN condition_2_step_1 AS p ON e.member = p.member AND e.moment >= p.moment AND e.property = p.property AND e.moment - p.since <= $9
  GROUP BY e.member, e.moment, e.property
),
-- sequence of view, then purchase, /rule/all/1
condition_2 AS (
  SELECT DISTINCT member FROM condition_2_step_2
)
SELECT "_ordinal"
FROM "profiles"
WHERE ("_ordinal" IN (SELECT member FROM condition_1) AND "_ordinal" IN (SELECT member FROM condition_2))
ORDER BY 1
  text 'view'
  text 'purchase'
  text 'purchase'
  int64 86400000000
  text 'refund'
  text 'view'
  text 'purchase'
  text 'purchase'
  int64 604800000000
==== latest of purchase has (category = US) and count of view since last purchase times >= 2
WITH
-- latest purchase, /rule/all/0
condition_1 AS (
  SELECT DISTINCT e.member FROM (SELECT "_ordinal" AS member, CAST(EXTRACT(EPOCH FROM "at") * 1000000 AS BIGINT) AS moment FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN ($1) AND ("category" IN ($2)) UNION ALL SELECT "_ordinal" AS member, CAST(EXTRACT(EPOCH FROM "at") * 1000000 AS BIGINT) AS moment FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN ($3) AND ("category" IN ($4))) AS e
  JOIN (SELECT member, MAX(moment) AS edge FROM (SELECT "_ordinal" AS member, CAST(EXTRACT(EPOCH FROM "at") * 1000000 AS BIGINT) AS moment FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN ($5) UNION ALL SELECT "_ordinal" AS member, CAST(EXTRACT(EPOCH FROM "at") * 1000000 AS BIGINT) AS moment FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN ($6)) AS events GROUP BY member) AS l ON l.member = e.member AND l.edge = e.moment
),
-- number of view since purchase, /rule/all/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM "profiles"
  WHERE "_ordinal" IN (
    SELECT a.member FROM (SELECT member, MAX(moment) AS edge FROM (SELECT "_ordinal" AS member, CAST(EXTRACT(EPOCH FROM "at") * 1000000 AS BIGINT) AS moment FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN ($7) UNION ALL SELECT "_ordinal" AS member, CAST(EXTRACT(EPOCH FROM "at") * 1000000 AS BIGINT) AS moment FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN ($8)) AS events GROUP BY member) AS a
    LEFT JOIN (SELECT "_ordinal" AS member, CAST(EXTRACT(EPOCH FROM "at") * 1000000 AS BIGINT) AS moment FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN ($9)) AS e ON e.member = a.member AND e.moment > a.edge
    GROUP BY a.member HAVING COUNT(e.moment) BETWEEN $10 AND $11)
)
SELECT "_ordinal"
FROM "profiles"
WHERE ("_ordinal" IN (SELECT member FROM condition_1) AND "_ordinal" IN (SELECT member FROM condition_2))
ORDER BY 1
  text 'purchase'
  text 'US'
  text 'purchase'
  text 'US'
  text 'purchase'
  text 'purchase'
  text 'purchase'
  text 'purchase'
  text 'view'
  int64 2
  int64 9223372036854775807
==== sessions longest >= 30 gap 20 minutes of view in the last 90 days and sessions count > 2 of purchase
WITH
-- attribute sessions, /rule/all/0
condition_1 AS (
  SELECT "_ordinal" AS member FROM (SELECT p."_ordinal", v1.value AS "sessions"
    FROM "profiles" AS p
    LEFT JOIN (SELECT member, CAST(MAX(length) AS DOUBLE PRECISION) / 60e6 AS value FROM (SELECT member, session, MAX(moment) - MIN(moment) AS length FROM (SELECT member, moment, SUM(begins) OVER (PARTITION BY member ORDER BY moment ROWS UNBOUNDED PRECEDING) AS session FROM (SELECT member, moment, CASE WHEN moment - LAG(moment) OVER (PARTITION BY member ORDER BY moment) <= $1 THEN 0 ELSE 1 END AS begins FROM (SELECT "_ordinal" AS member, CAST(EXTRACT(EPOCH FROM "at") * 1000000 AS BIGINT) AS moment FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN ($2) AND "at" >= CAST($3 AS TIMESTAMPTZ) AND "at" < CAST($4 AS TIMESTAMPTZ)) AS e) AS e) AS e GROUP BY member, session) AS s GROUP BY member) AS v1 ON v1.member = p."_ordinal") AS people WHERE (NULLIF("sessions", CAST('NaN' AS DOUBLE PRECISION)) >= $5)
),
-- attribute sessions, /rule/all/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM (SELECT p."_ordinal", COALESCE(v1.value, 0) AS "sessions"
    FROM "profiles" AS p
    LEFT JOIN (SELECT member, COUNT(*) AS value FROM (SELECT member, session, MAX(moment) - MIN(moment) AS length FROM (SELECT member, moment, SUM(begins) OVER (PARTITION BY member ORDER BY moment ROWS UNBOUNDED PRECEDING) AS session FROM (SELECT member, moment, CASE WHEN moment - LAG(moment) OVER (PARTITION BY member ORDER BY moment) <= $6 THEN 0 ELSE 1 END AS begins FROM (SELECT "_ordinal" AS member, CAST(EXTRACT(EPOCH FROM "at") * 1000000 AS BIGINT) AS moment FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN ($7) UNION ALL SELECT "_ordinal" AS member, CAST(EXTRACT(EPOCH FROM "at") * 1000000 AS BIGINT) AS moment FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN ($8)) AS e) AS e) AS e GROUP BY member, session) AS s GROUP BY member) AS v1 ON v1.member = p."_ordinal") AS people WHERE ("sessions" >= $9)
)
SELECT "_ordinal"
FROM "profiles"
WHERE ("_ordinal" IN (SELECT member FROM condition_1) AND "_ordinal" IN (SELECT member FROM condition_2))
ORDER BY 1
  int64 1200000000
  text 'view'
  text '2026-01-01T12:00:00Z'
  text '2026-04-01T12:00:00.000001Z'
  double 30
  int64 1800000000
  text 'purchase'
  text 'purchase'
  int64 3
==== related sum of price (orders where (total > 10) then order_lines) > 100 and related latest by placed (orders) has (total > 5)
WITH
-- attribute rows, /rule/all/0
condition_1 AS (
  SELECT "_ordinal" AS member FROM (SELECT p."_ordinal", COALESCE(v1.value, 0) AS "rows"
    FROM "profiles" AS p
    LEFT JOIN (SELECT member, COALESCE(SUM(property), 0) AS value FROM (SELECT p."_ordinal" AS member, r2.property FROM "profiles" AS p
      JOIN (SELECT "_ordinal" AS entry, "order_no" AS onward FROM "orders" WHERE ("total" >= $1)) AS r1 ON r1.entry = p."_ordinal"
      JOIN (SELECT "order_no" AS entry, "price" AS property FROM "order_lines") AS r2 ON r2.entry = r1.onward) AS e GROUP BY member) AS v1 ON v1.member = p."_ordinal") AS people WHERE ("rows" >= $2)
),
-- attribute rows, /rule/all/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM (SELECT p."_ordinal", v1.value AS "rows", v2.value AS "passing"
    FROM "profiles" AS p
    LEFT JOIN (SELECT member, MAX(property) AS value FROM (SELECT p."_ordinal" AS member, r1.property FROM "profiles" AS p
      JOIN (SELECT "_ordinal" AS entry, "placed" AS property FROM "orders") AS r1 ON r1.entry = p."_ordinal") AS e GROUP BY member) AS v1 ON v1.member = p."_ordinal"
    LEFT JOIN (SELECT member, MAX(property) AS value FROM (SELECT p."_ordinal" AS member, r1.property FROM "profiles" AS p
      JOIN (SELECT "_ordinal" AS entry, "placed" AS property FROM "orders" WHERE ("total" >= $3)) AS r1 ON r1.entry = p."_ordinal") AS e GROUP BY member) AS v2 ON v2.member = p."_ordinal") AS people WHERE ("rows" = "passing")
)
SELECT "_ordinal"
FROM "profiles"
WHERE ("_ordinal" IN (SELECT member FROM condition_1) AND "_ordinal" IN (SELECT member FROM condition_2))
ORDER BY 1
  decimal 10.01
  decimal 100.01
  decimal 5.01
==== held for at least 30 days (did purchase at least 2 times in the last 90 days)
WITH
condition_1_part_1_events AS (
  SELECT member, moment FROM (SELECT "_ordinal" AS member, CAST(EXTRACT(EPOCH FROM "at") * 1000000 AS BIGINT) AS moment FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN ($1) AND "at" >= CAST($2 AS TIMESTAMPTZ) AND "at" < CAST($3 AS TIMESTAMPTZ) UNION ALL SELECT "_ordinal" AS member, CAST(EXTRACT(EPOCH FROM "at") * 1000000 AS BIGINT) AS moment FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN ($4) AND "at" >= CAST($5 AS TIMESTAMPTZ) AND "at" < CAST($6 AS TIMESTAMPTZ)) AS e
),
-- number of purchase throughout, /rule/rule
condition_1_part_1 AS (
  SELECT "_ordinal" AS member FROM "profiles"
  WHERE "_ordinal" NOT IN (SELECT c.member FROM (
    SELECT "_ordinal" AS member, CAST($7 AS BIGINT) AS moment FROM "profiles"
    UNION SELECT member, moment + 0 FROM condition_1_part_1_events
    UNION SELECT member, moment + 7776000000001 FROM condition_1_part_1_events) AS c
    LEFT JOIN condition_1_part_1_events AS e ON e.member = c.member AND e.moment + 0 <= c.moment AND e.moment + 7776000000001 > c.moment
    WHERE c.moment BETWEEN $8 AND $9 GROUP BY c.member, c.moment HAVING NOT (COUNT(e.moment) BETWEEN $10 AND $11))
),
-- segment held, /rule
condition_1 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE "_ordinal" IN (SELECT member FROM condition_1_part_1)
)
SELECT "_ordinal"
FROM "profiles"
WHERE "_ordinal" IN (SELECT member FROM condition_1)
ORDER BY 1
  text 'purchase'
  text '2025-12-02T12:00:00Z'
  text '2026-04-01T12:00:00.000001Z'
  text 'purchase'
  text '2025-12-02T12:00:00Z'
  text '2026-04-01T12:00:00.000001Z'
  int64 1772452800000000
  int64 1772452800000000
  int64 1775044800000000
  int64 2
  int64 9223372036854775807
==== in keys ("person 1", "person 2") and bucket 0 to 999 salt spring and did never_seen at least 1 times
WITH
-- a list of keys, /rule/all/0
condition_1 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE CAST("id" AS TEXT) = ANY (STRING_TO_ARRAY($1, CHR(10)))
),
-- bucket of the key, /rule/all/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE CAST(CAST('x' || SUBSTR(MD5($2 || CAST("id" AS TEXT)), 1, 8) AS BIT(32)) AS BIGINT) % 10000 BETWEEN $3 AND $4
),
-- number of no event, /rule/all/2
condition_3 AS (
  SELECT "_ordinal" AS member FROM "profiles"
  WHERE "_ordinal" IN (
    SELECT member FROM (SELECT "_ordinal" AS member FROM "profiles" WHERE 0 = 1) AS events
    GROUP BY member HAVING (COUNT(*) >= $5))
)
SELECT "_ordinal"
FROM "profiles"
WHERE ("_ordinal" IN (SELECT member FROM condition_1) AND "_ordinal" IN (SELECT member FROM condition_2) AND "_ordinal" IN (SELECT member FROM condition_3))
ORDER BY 1
  text 'person 1
person 2'
  text 'spring:'
  int64 0
  int64 999
  int64 1
==== as it is pasted: country in ("US", "it's \\ '") and age between 18 and 30 and consent is true
WITH
-- attribute country, /rule/all/0
condition_1 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE ("country" IN ('US', 'it''s \ '''))
),
-- attribute age, /rule/all/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE ("age" BETWEEN 18 AND 30)
),
-- attribute consent, /rule/all/2
condition_3 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE ("consent" = TRUE)
)
SELECT "_ordinal"
FROM "profiles"
WHERE ("_ordinal" IN (SELECT member FROM condition_1) AND "_ordinal" IN (SELECT member FROM condition_2) AND "_ordinal" IN (SELECT member FROM condition_3))
ORDER BY 1
==== email matches "^[a-z]+@"
WITH
-- attribute email, /rule
condition_1 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE ("email" ~ $1)
)
SELECT "_ordinal"
FROM "profiles"
WHERE "_ordinal" IN (SELECT member FROM condition_1)
ORDER BY 1
  text '^[a-z]+\@'
==== city matches "(?i)ks\\w{2,3}?[^\\]x-]|\\d+\\.ö?$" or email matches "(?:a|b.)*@" ignoring case
segment.no_sql_pattern /rule/any/0
==== city matches "\\bburg"
segment.no_sql_pattern /rule
==== email matches "^[^@ ]+@(shop|example)\\.(com|org)$" and city does not match "[ßkm]{2}"
WITH
-- attribute email, /rule/all/0
condition_1 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE ("email" ~ $1)
),
-- attribute city, /rule/all/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE ("city" ~ $2) IS NOT TRUE
)
SELECT "_ordinal"
FROM "profiles"
WHERE ("_ordinal" IN (SELECT member FROM condition_1) AND "_ordinal" IN (SELECT member FROM condition_2))
ORDER BY 1
  text '^[^\@ ]+\@(?:shop|example)\.(?:com|org)$'
  text '[ßkm]{2}'
==== home matches "^.{3}$"
WITH
-- attribute home, /rule
condition_1 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE ("home" ~ $1)
)
SELECT "_ordinal"
FROM "profiles"
WHERE "_ordinal" IN (SELECT member FROM condition_1)
ORDER BY 1
  text '^[^
]{3}$'
==== data at "tags[]" = a
WITH
-- attribute data, /rule
condition_1 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (EXISTS (SELECT 1 FROM jsonb_array_elements(CASE jsonb_typeof((CAST("data" AS JSONB) -> CAST($1 AS TEXT))) WHEN 'array' THEN (CAST("data" AS JSONB) -> CAST($1 AS TEXT)) END) AS j1 (value) WHERE TRUE AND (jsonb_typeof(j1.value) = 'string' AND ((j1.value #>> '{}') IN ($2)))))
)
SELECT "_ordinal"
FROM "profiles"
WHERE "_ordinal" IN (SELECT member FROM condition_1)
ORDER BY 1
  text 'tags'
  text 'a'
==== data at "deep.x[0]" >= 2 for all and length of data at "$" > 1 and data at tags is not empty
WITH
-- attribute data, /rule/all/0
condition_1 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (EXISTS (SELECT 1 FROM jsonb_array_elements(CASE WHEN jsonb_typeof(CASE jsonb_typeof(((CAST("data" AS JSONB) -> CAST($1 AS TEXT)) -> CAST($2 AS TEXT))) WHEN 'array' THEN ((CAST("data" AS JSONB) -> CAST($1 AS TEXT)) -> CAST($2 AS TEXT)) -> 0 END) = 'array' THEN CASE jsonb_typeof(((CAST("data" AS JSONB) -> CAST($1 AS TEXT)) -> CAST($2 AS TEXT))) WHEN 'array' THEN ((CAST("data" AS JSONB) -> CAST($1 AS TEXT)) -> CAST($2 AS TEXT)) -> 0 END WHEN CASE jsonb_typeof(((CAST("data" AS JSONB) -> CAST($1 AS TEXT)) -> CAST($2 AS TEXT))) WHEN 'array' THEN ((CAST("data" AS JSONB) -> CAST($1 AS TEXT)) -> CAST($2 AS TEXT)) -> 0 END IS NOT NULL THEN jsonb_build_array(CASE jsonb_typeof(((CAST("data" AS JSONB) -> CAST($1 AS TEXT)) -> CAST($2 AS TEXT))) WHEN 'array' THEN ((CAST("data" AS JSONB) -> CAST($1 AS TEXT)) -> CAST($2 AS TEXT)) -> 0 END) END) AS j1 (value) WHERE TRUE AND (CASE WHEN jsonb_typeof(j1.value) <> 'number' THEN FALSE WHEN CAST(j1.value AS NUMERIC) % 1 = 0 THEN CAST(j1.value AS NUMERIC) >= $3 ELSE CAST(j1.value AS DOUBLE PRECISION) >= $4 END)) AND NOT EXISTS (SELECT 1 FROM jsonb_array_elements(CASE WHEN jsonb_typeof(CASE jsonb_typeof(((CAST("data" AS JSONB) -> CAST($5 AS TEXT)) -> CAST($6 AS TEXT))) WHEN 'array' THEN ((CAST("data" AS JSONB) -> CAST($5 AS TEXT)) -> CAST($6 AS TEXT)) -> 0 END) = 'array' THEN CASE jsonb_typeof(((CAST("data" AS JSONB) -> CAST($5 AS TEXT)) -> CAST($6 AS TEXT))) WHEN 'array' THEN ((CAST("data" AS JSONB) -> CAST($5 AS TEXT)) -> CAST($6 AS TEXT)) -> 0 END WHEN CASE jsonb_typeof(((CAST("data" AS JSONB) -> CAST($5 AS TEXT)) -> CAST($6 AS TEXT))) WHEN 'array' THEN ((CAST("data" AS JSONB) -> CAST($5 AS TEXT)) -> CAST($6 AS TEXT)) -> 0 END IS NOT NULL THEN jsonb_build_array(CASE jsonb_typeof(((CAST("data" AS JSONB) -> CAST($5 AS TEXT)) -> CAST($6 AS TEXT))) WHEN 'array' THEN ((CAST("data" AS JSONB) -> CAST($5 AS TEXT)) -> CAST($6 AS TEXT)) -> 0 END) END) AS j1 (value) WHERE TRUE AND (CASE WHEN jsonb_typeof(j1.value) <> 'number' THEN FALSE WHEN CAST(j1.value AS NUMERIC) % 1 = 0 THEN CAST(j1.value AS NUMERIC) >= $7 ELSE CAST(j1.value AS DOUBLE PRECISION) >= $8 END) IS NOT TRUE))
),
-- attribute data, /rule/all/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (EXISTS (SELECT 1 FROM jsonb_array_elements(CASE WHEN CAST("data" AS JSONB) IS NOT NULL THEN jsonb_build_array(CAST("data" AS JSONB)) END) AS j1 (value) WHERE TRUE AND (CASE jsonb_typeof(j1.value) WHEN 'array' THEN jsonb_array_length(j1.value) WHEN 'object' THEN (SELECT COUNT(*) FROM jsonb_object_keys(j1.value)) WHEN 'string' THEN LENGTH((j1.value #>> '{}')) END >= $9)))
),
-- attribute data, /rule/all/2
condition_3 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (EXISTS (SELECT 1 FROM jsonb_array_elements(CASE WHEN (CAST("data" AS JSONB) -> CAST($10 AS TEXT)) IS NOT NULL THEN jsonb_build_array((CAST("data" AS JSONB) -> CAST($10 AS TEXT))) END) AS j1 (value) WHERE TRUE AND (CAST(j1.value AS TEXT) NOT IN ('null', '""', '[]', '{}'))))
)
SELECT "_ordinal"
FROM "profiles"
WHERE ("_ordinal" IN (SELECT member FROM condition_1) AND "_ordinal" IN (SELECT member FROM condition_2) AND "_ordinal" IN (SELECT member FROM condition_3))
ORDER BY 1
  text 'deep'
  text 'x'
  int64 2
  double 2
  text 'deep'
  text 'x'
  int64 2
  double 2
  int64 2
  text 'tags'
==== data at "deep.x[0].y" <= 2.5 and data at "tags[].n" exists
WITH
-- attribute data, /rule/all/0
condition_1 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (EXISTS (SELECT 1 FROM jsonb_array_elements(CASE WHEN jsonb_typeof((CASE jsonb_typeof(((CAST("data" AS JSONB) -> CAST($1 AS TEXT)) -> CAST($2 AS TEXT))) WHEN 'array' THEN ((CAST("data" AS JSONB) -> CAST($1 AS TEXT)) -> CAST($2 AS TEXT)) -> 0 END -> CAST($3 AS TEXT))) = 'array' THEN (CASE jsonb_typeof(((CAST("data" AS JSONB) -> CAST($1 AS TEXT)) -> CAST($2 AS TEXT))) WHEN 'array' THEN ((CAST("data" AS JSONB) -> CAST($1 AS TEXT)) -> CAST($2 AS TEXT)) -> 0 END -> CAST($3 AS TEXT)) WHEN (CASE jsonb_typeof(((CAST("data" AS JSONB) -> CAST($1 AS TEXT)) -> CAST($2 AS TEXT))) WHEN 'array' THEN ((CAST("data" AS JSONB) -> CAST($1 AS TEXT)) -> CAST($2 AS TEXT)) -> 0 END -> CAST($3 AS TEXT)) IS NOT NULL THEN jsonb_build_array((CASE jsonb_typeof(((CAST("data" AS JSONB) -> CAST($1 AS TEXT)) -> CAST($2 AS TEXT))) WHEN 'array' THEN ((CAST("data" AS JSONB) -> CAST($1 AS TEXT)) -> CAST($2 AS TEXT)) -> 0 END -> CAST($3 AS TEXT))) END) AS j1 (value) WHERE TRUE AND (CASE WHEN jsonb_typeof(j1.value) <> 'number' THEN FALSE WHEN CAST(j1.value AS NUMERIC) % 1 = 0 THEN CAST(j1.value AS NUMERIC) <= $4 ELSE CAST(j1.value AS DOUBLE PRECISION) <= $5 END)))
),
-- attribute data, /rule/all/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (EXISTS (SELECT 1 FROM jsonb_array_elements(CASE jsonb_typeof((CAST("data" AS JSONB) -> CAST($6 AS TEXT))) WHEN 'array' THEN (CAST("data" AS JSONB) -> CAST($6 AS TEXT)) END) AS j1 (value), jsonb_array_elements(CASE WHEN (j1.value -> CAST($7 AS TEXT)) IS NOT NULL THEN jsonb_build_array((j1.value -> CAST($7 AS TEXT))) END) AS j2 (value) WHERE TRUE AND (1 = 1)))
)
SELECT "_ordinal"
FROM "profiles"
WHERE ("_ordinal" IN (SELECT member FROM condition_1) AND "_ordinal" IN (SELECT member FROM condition_2))
ORDER BY 1
  text 'deep'
  text 'x'
  text 'y'
  int64 2
  double 2.5
  text 'tags'
  text 'n'
==== data at flag is true and data at "deep.x[].y" in (US, "a b") ignoring case and data at s does not exist
WITH
-- attribute data, /rule/all/0
condition_1 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (EXISTS (SELECT 1 FROM jsonb_array_elements(CASE WHEN jsonb_typeof((CAST("data" AS JSONB) -> CAST($1 AS TEXT))) = 'array' THEN (CAST("data" AS JSONB) -> CAST($1 AS TEXT)) WHEN (CAST("data" AS JSONB) -> CAST($1 AS TEXT)) IS NOT NULL THEN jsonb_build_array((CAST("data" AS JSONB) -> CAST($1 AS TEXT))) END) AS j1 (value) WHERE TRUE AND (j1.value = CAST('true' AS JSONB))))
),
-- attribute data, /rule/all/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (EXISTS (SELECT 1 FROM jsonb_array_elements(CASE jsonb_typeof(((CAST("data" AS JSONB) -> CAST($2 AS TEXT)) -> CAST($3 AS TEXT))) WHEN 'array' THEN ((CAST("data" AS JSONB) -> CAST($2 AS TEXT)) -> CAST($3 AS TEXT)) END) AS j1 (value), jsonb_array_elements(CASE WHEN jsonb_typeof((j1.value -> CAST($4 AS TEXT))) = 'array' THEN (j1.value -> CAST($4 AS TEXT)) WHEN (j1.value -> CAST($4 AS TEXT)) IS NOT NULL THEN jsonb_build_array((j1.value -> CAST($4 AS TEXT))) END) AS j2 (value) WHERE TRUE AND (jsonb_typeof(j2.value) = 'string' AND (TRANSLATE((j2.value #>> '{}'), $5, $6) IN ($7, $8)))))
),
-- attribute data, /rule/all/2
condition_3 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (EXISTS (SELECT 1 FROM jsonb_array_elements(CASE WHEN (CAST("data" AS JSONB) -> CAST($9 AS TEXT)) IS NOT NULL THEN jsonb_build_array((CAST("data" AS JSONB) -> CAST($9 AS TEXT))) END) AS j1 (value) WHERE TRUE AND (1 = 1))) IS NOT TRUE
)
SELECT "_ordinal"
FROM "profiles"
WHERE ("_ordinal" IN (SELECT member FROM condition_1) AND "_ordinal" IN (SELECT member FROM condition_2) AND "_ordinal" IN (SELECT member FROM condition_3))
ORDER BY 1
  text 'flag'
  text 'deep'
  text 'x'
  text 'y'
  text 'ABSUſ'
  text 'absus'
  text 'a b'
  text 'us'
  text 's'
==== hour of last_seen > 9 in the zone of zone
written
==== last_seen within today in the zone of zone
written
==== did purchase where (category matches "a+", amount > 2)
WITH
-- number of purchase or purchase, /rule
condition_1 AS (
  SELECT "_ordinal" AS member FROM "profiles"
  WHERE "_ordinal" IN (
    SELECT member FROM (SELECT "_ordinal" AS member FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN ($1) AND ("category" ~ $2) AND ("amount" >= $3) UNION ALL SELECT "_ordinal" AS member FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN ($4) AND ("category" ~ $5) AND ("amount" >= $6)) AS events
    GROUP BY member HAVING (COUNT(*) >= $7))
)
SELECT "_ordinal"
FROM "profiles"
WHERE "_ordinal" IN (SELECT member FROM condition_1)
ORDER BY 1
  text 'purchase'
  text 'a+'
  decimal 2.01
  text 'purchase'
  text 'a+'
  decimal 2.01
  int64 1
==== rfm group in ("champions") by amount over purchase
WITH
-- attribute rfm, /rule
condition_1 AS (
  SELECT "_ordinal" AS member FROM (SELECT p."_ordinal", v1.value AS "rfm"
    FROM "profiles" AS p
    LEFT JOIN (SELECT member, r * 100 + f * 10 + m AS value FROM (SELECT p."_ordinal" AS member, 1 + CAST(FLOOR(CAST((RANK() OVER (ORDER BY r.value) - 1) * 5 AS DOUBLE PRECISION) / COUNT(*) OVER ()) AS BIGINT) AS r, 1 + CAST(FLOOR(CAST((RANK() OVER (ORDER BY f.value) - 1) * 5 AS DOUBLE PRECISION) / COUNT(*) OVER ()) AS BIGINT) AS f, 1 + CAST(FLOOR(CAST((RANK() OVER (ORDER BY m.value) - 1) * 5 AS DOUBLE PRECISION) / COUNT(*) OVER ()) AS BIGINT) AS m FROM "profiles" AS p
    JOIN (SELECT member, TIMESTAMPTZ 'epoch' + (MAX(moment)) * INTERVAL '1 microsecond' AS value FROM (SELECT "_ordinal" AS member, CAST(EXTRACT(EPOCH FROM "at") * 1000000 AS BIGINT) AS moment FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN ($1) UNION ALL SELECT "_ordinal" AS member, CAST(EXTRACT(EPOCH FROM "at") * 1000000 AS BIGINT) AS moment FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN ($2)) AS e GROUP BY member) AS r ON r.member = p."_ordinal"
    JOIN (SELECT member, COUNT(*) AS value FROM (SELECT "_ordinal" AS member FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN ($3) UNION ALL SELECT "_ordinal" AS member FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN ($4)) AS e GROUP BY member) AS f ON f.member = p."_ordinal"
    JOIN (SELECT member, COALESCE(SUM(property), 0) AS value FROM (SELECT "_ordinal" AS member, "amount" AS property FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN ($5) UNION ALL SELECT "_ordinal" AS member, "amount" AS property FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN ($6)) AS e GROUP BY member) AS m ON m.member = p."_ordinal") AS cells) AS v1 ON v1.member = p."_ordinal") AS people WHERE ("rfm" IN ($7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26))
)
SELECT "_ordinal"
FROM "profiles"
WHERE "_ordinal" IN (SELECT member FROM condition_1)
ORDER BY 1
  text 'purchase'
  text 'purchase'
  text 'purchase'
  text 'purchase'
  text 'purchase'
  text 'purchase'
  int64 425
  int64 434
  int64 435
  int64 443
  int64 444
  int64 445
  int64 452
  int64 453
  int64 454
  int64 455
  int64 525
  int64 534
  int64 535
  int64 543
  int64 544
  int64 545
  int64 552
  int64 553
  int64 554
  int64 555
==== trait:basket > 20 or top 10 by trait:spent
WITH
-- attribute trait:basket, /rule/any/0
condition_1 AS (
  SELECT "_ordinal" AS member FROM (SELECT p."_ordinal", v1.value AS "trait:basket"
    FROM "profiles" AS p
    LEFT JOIN (SELECT u.member, CAST(COALESCE(o.value, 0) AS DOUBLE PRECISION) / CAST(u.value AS DOUBLE PRECISION) AS value FROM (SELECT member, COUNT(*) AS value FROM (SELECT "_ordinal" AS member FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN ($1) UNION ALL SELECT "_ordinal" AS member FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN ($2)) AS e GROUP BY member) AS u LEFT JOIN (SELECT member, COALESCE(SUM(property), 0) AS value FROM (SELECT "_ordinal" AS member, "amount" AS property FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN ($3) AND "at" >= CAST($4 AS TIMESTAMPTZ) AND "at" < CAST($5 AS TIMESTAMPTZ) UNION ALL SELECT "_ordinal" AS member, "amount" AS property FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN ($6) AND "at" >= CAST($7 AS TIMESTAMPTZ) AND "at" < CAST($8 AS TIMESTAMPTZ)) AS e GROUP BY member) AS o ON o.member = u.member WHERE u.value <> 0) AS v1 ON v1.member = p."_ordinal") AS people WHERE (NULLIF("trait:basket", CAST('NaN' AS DOUBLE PRECISION)) >= $9)
),
-- rank by trait:spent, /rule/any/1
condition_2 AS (
  SELECT member FROM (
    SELECT member, RANK() OVER (ORDER BY measure DESC) - 1 AS ahead, CAST(COUNT(*) OVER () AS BIGINT) AS ranked
    FROM (SELECT "_ordinal" AS member, "trait:spent" AS measure FROM (SELECT p."_ordinal", COALESCE(v1.value, 0) AS "trait:spent"
    FROM "profiles" AS p
    LEFT JOIN (SELECT member, COALESCE(SUM(property), 0) AS value FROM (SELECT "_ordinal" AS member, "amount" AS property FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN ($10) AND "at" >= CAST($11 AS TIMESTAMPTZ) AND "at" < CAST($12 AS TIMESTAMPTZ) UNION ALL SELECT "_ordinal" AS member, "amount" AS property FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN ($13) AND "at" >= CAST($14 AS TIMESTAMPTZ) AND "at" < CAST($15 AS TIMESTAMPTZ)) AS e GROUP BY member) AS v1 ON v1.member = p."_ordinal") AS people WHERE "trait:spent" IS NOT NULL) AS measures
    WHERE member IN (SELECT "_ordinal" AS member FROM "profiles")
  ) AS places WHERE ahead < $16
)
SELECT "_ordinal"
FROM "profiles"
WHERE ("_ordinal" IN (SELECT member FROM condition_1) OR "_ordinal" IN (SELECT member FROM condition_2))
ORDER BY 1
  text 'purchase'
  text 'purchase'
  text 'purchase'
  text '2026-01-01T12:00:00Z'
  text '2026-04-01T12:00:00.000001Z'
  text 'purchase'
  text '2026-01-01T12:00:00Z'
  text '2026-04-01T12:00:00.000001Z'
  double 20.000000000000004
  text 'purchase'
  text '2026-01-01T12:00:00Z'
  text '2026-04-01T12:00:00.000001Z'
  text 'purchase'
  text '2026-01-01T12:00:00Z'
  text '2026-04-01T12:00:00.000001Z'
  int64 10
==== trait:favourite = US
WITH
-- attribute trait:favourite, /rule
condition_1 AS (
  SELECT "_ordinal" AS member FROM (SELECT p."_ordinal", v1.value AS "trait:favourite"
    FROM "profiles" AS p
    LEFT JOIN (SELECT member, value FROM (SELECT member, property AS value, ROW_NUMBER() OVER (PARTITION BY member ORDER BY COUNT(*) DESC, property COLLATE "C") AS place FROM (SELECT "_ordinal" AS member, "category" AS property FROM "shop" WHERE "_ordinal" IS NOT NULL UNION ALL SELECT "_ordinal" AS member, "category" AS property FROM "site" WHERE "_ordinal" IS NOT NULL) AS e WHERE property IS NOT NULL GROUP BY member, property) AS e WHERE place = 1) AS v1 ON v1.member = p."_ordinal") AS people WHERE ("trait:favourite" IN ($1))
)
SELECT "_ordinal"
FROM "profiles"
WHERE "_ordinal" IN (SELECT member FROM condition_1)
ORDER BY 1
  text 'US'
==== trait:last_buy within the last 30 days
WITH
-- attribute trait:last_buy, /rule
condition_1 AS (
  SELECT "_ordinal" AS member FROM (SELECT p."_ordinal", v1.value AS "trait:last_buy"
    FROM "profiles" AS p
    LEFT JOIN (SELECT member, TIMESTAMPTZ 'epoch' + (MAX(moment)) * INTERVAL '1 microsecond' AS value FROM (SELECT "_ordinal" AS member, CAST(EXTRACT(EPOCH FROM "at") * 1000000 AS BIGINT) AS moment FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN ($1) UNION ALL SELECT "_ordinal" AS member, CAST(EXTRACT(EPOCH FROM "at") * 1000000 AS BIGINT) AS moment FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN ($2)) AS e GROUP BY member) AS v1 ON v1.member = p."_ordinal") AS people WHERE (("trait:last_buy" >= CAST($3 AS TIMESTAMPTZ) AND "trait:last_buy" < CAST($4 AS TIMESTAMPTZ)))
)
SELECT "_ordinal"
FROM "profiles"
WHERE "_ordinal" IN (SELECT member FROM condition_1)
ORDER BY 1
  text 'purchase'
  text 'purchase'
  text '2026-03-02T12:00:00Z'
  text '2026-04-01T12:00:00.000001Z'
==== balance > the average of balance
WITH
-- attribute balance, /rule
condition_1 AS (
  SELECT "_ordinal" AS member FROM (SELECT p."_ordinal", p."balance", v1.value AS "average of balance"
    FROM "profiles" AS p
    LEFT JOIN (SELECT p."_ordinal" AS member, a.value FROM "profiles" AS p CROSS JOIN (SELECT CAST(SUM(property) * 100 AS DOUBLE PRECISION) / (COUNT(property) * 100) AS value FROM (SELECT "balance" AS property FROM "profiles") AS e) AS a) AS v1 ON v1.member = p."_ordinal") AS people WHERE ("balance" > NULLIF("average of balance", CAST('NaN' AS DOUBLE PRECISION)))
)
SELECT "_ordinal"
FROM "profiles"
WHERE "_ordinal" IN (SELECT member FROM condition_1)
ORDER BY 1
