==== country in ("US", "it's \\ '") and age between 18 and 30 and consent is true
WITH
-- attribute country, /rule/all/0
condition_1 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE ("country" IN (?, ?))
),
-- attribute age, /rule/all/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE ("age" BETWEEN ? AND ?)
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
  SELECT "_ordinal" AS member FROM "profiles" WHERE (TRANSLATE("country", ?, ?) IN (?))
),
-- attribute city, /rule/any/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE NOT COALESCE((CONTAINS("city", ?)), FALSE)
),
-- attribute home, /rule/any/2
condition_3 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (STARTSWITH(TRANSLATE("home", ?, ?), ?))
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
  SELECT "_ordinal" AS member FROM "profiles" WHERE ("email" LIKE ? ESCAPE '\\')
),
-- attribute email, /rule/all/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (TRANSLATE(CASE WHEN CONTAINS("email", '@') THEN SPLIT_PART("email", '@', -1) END, ?, ?) IN (?))
),
-- attribute city, /rule/all/2
condition_3 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (LENGTH("city") >= ?)
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
  SELECT "_ordinal" AS member FROM "profiles" WHERE ("balance" IN (?, ?))
),
-- attribute score, /rule/all/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (NULLIF("score", CAST('NaN' AS FLOAT)) >= ?)
),
-- attribute born, /rule/all/2
condition_3 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE ("born" BETWEEN CAST(? AS DATE) AND CAST(? AS DATE))
),
-- attribute last_seen, /rule/all/3
condition_4 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (("last_seen" >= CAST(? AS TIMESTAMP_TZ) AND "last_seen" < CAST(? AS TIMESTAMP_TZ)))
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
  SELECT "_ordinal" AS member FROM "profiles" WHERE (HOUR(CONVERT_TIMEZONE(?, "last_seen")) BETWEEN ? AND ?)
),
-- attribute born, /rule/all/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (DAYOFWEEKISO("born") IN (?, ?))
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
    SELECT member FROM (SELECT "_ordinal" AS member FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN (?) AND "at" >= CAST(? AS TIMESTAMP_TZ) AND "at" < CAST(? AS TIMESTAMP_TZ) AND ("category" IN (?, ?)) AND ("amount" >= ?) UNION ALL SELECT "_ordinal" AS member FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?) AND "at" >= CAST(? AS TIMESTAMP_TZ) AND "at" < CAST(? AS TIMESTAMP_TZ) AND ("category" IN (?, ?)) AND ("amount" >= ?)) AS events
    GROUP BY member HAVING (COUNT(*) >= ?))
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
    SELECT member FROM (SELECT "_ordinal" AS member, "amount" AS property FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN (?) UNION ALL SELECT "_ordinal" AS member, "amount" AS property FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?)) AS events
    GROUP BY member HAVING (COALESCE(SUM(property), 0) > ?))
),
-- amount over refund, /rule/all/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM "profiles"
  WHERE "_ordinal" NOT IN (
    SELECT member FROM (SELECT "_ordinal" AS member, "amount" AS property FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN (?)) AS events
    GROUP BY member HAVING (SUM(property) >= ? * COUNT(property)))
),
-- weight over view, /rule/all/2
condition_3 AS (
  SELECT "_ordinal" AS member FROM "profiles"
  WHERE "_ordinal" IN (
    SELECT member FROM (SELECT "_ordinal" AS member, NULLIF("weight", CAST('NaN' AS FLOAT)) AS property FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?)) AS events
    GROUP BY member HAVING (SUM(property) / COUNT(property) < ?))
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
  WHERE "_ordinal" IN (SELECT member FROM (SELECT "_ordinal" AS member FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN (?) AND "at" < CAST(? AS TIMESTAMP_TZ) UNION ALL SELECT "_ordinal" AS member FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?) AND "at" < CAST(? AS TIMESTAMP_TZ)) AS events)
    AND "_ordinal" NOT IN (SELECT member FROM (SELECT "_ordinal" AS member FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN (?) AND "at" >= CAST(? AS TIMESTAMP_TZ) UNION ALL SELECT "_ordinal" AS member FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?) AND "at" >= CAST(? AS TIMESTAMP_TZ)) AS events)
),
-- first view, /rule/all/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM "profiles"
  WHERE "_ordinal" IN (SELECT member FROM (SELECT "_ordinal" AS member FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?) AND "at" >= CAST(? AS TIMESTAMP_TZ) AND "at" < CAST(? AS TIMESTAMP_TZ)) AS events)
    AND "_ordinal" NOT IN (SELECT member FROM (SELECT "_ordinal" AS member FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?) AND "at" < CAST(? AS TIMESTAMP_TZ)) AS events)
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
  SELECT "_ordinal" AS member FROM "profiles" WHERE ("country" IN (?))
),
-- rank by amount, /rule/any/0
condition_1 AS (
  SELECT member FROM (
    SELECT member, RANK() OVER (ORDER BY measure) - 1 AS ahead, CAST(COUNT(*) OVER () AS NUMBER(38, 0)) AS ranked
    FROM (SELECT member, COALESCE(SUM(property), 0) AS measure FROM (SELECT "_ordinal" AS member, "amount" AS property FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN (?) UNION ALL SELECT "_ordinal" AS member, "amount" AS property FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?)) AS events GROUP BY member) AS measures
    WHERE member IN (SELECT "_ordinal" AS member FROM "profiles" WHERE "_ordinal" IN (SELECT member FROM condition_1_among_1))
  ) AS places WHERE ahead * 100000000 >= ? * CASE WHEN ranked > 1 THEN ranked - 1 ELSE 1 END AND ahead * 100000000 <= ? * CASE WHEN ranked > 1 THEN ranked - 1 ELSE 1 END
),
-- rank by balance, /rule/any/1
condition_2 AS (
  SELECT member FROM (
    SELECT member, RANK() OVER (ORDER BY measure DESC) - 1 AS ahead, CAST(COUNT(*) OVER () AS NUMBER(38, 0)) AS ranked
    FROM (SELECT "_ordinal" AS member, "balance" AS measure FROM "profiles" WHERE "balance" IS NOT NULL) AS measures
    WHERE member IN (SELECT "_ordinal" AS member FROM "profiles")
  ) AS places WHERE ahead < ?
),
-- rank by items, /rule/any/2
condition_3 AS (
  SELECT member FROM (
    SELECT member, RANK() OVER (ORDER BY measure) - 1 AS ahead, CAST(COUNT(*) OVER () AS NUMBER(38, 0)) AS ranked
    FROM (SELECT member, CAST(SUM(property) AS FLOAT) / COUNT(property) AS measure FROM (SELECT "_ordinal" AS member, "items" AS property FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?)) AS events GROUP BY member HAVING COUNT(property) > 0) AS measures
    WHERE member IN (SELECT "_ordinal" AS member FROM "profiles")
  ) AS places WHERE ahead < ?
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
  SELECT e.member, e.moment, e.moment AS since FROM (SELECT "_ordinal" AS member, DATE_PART(EPOCH_MICROSECOND, "at") AS moment FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?)) AS e
  GROUP BY e.member, e.moment
),
condition_1_step_2 AS (
  SELECT e.member, e.moment, MAX(p.since) AS since FROM (SELECT "_ordinal" AS member, DATE_PART(EPOCH_MICROSECOND, "at") AS moment FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN (?) UNION ALL SELECT "_ordinal" AS member, DATE_PART(EPOCH_MICROSECOND, "at") AS moment FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?)) AS e
  JOIN condition_1_step_1 AS p ON e.member = p.member AND e.moment >= p.moment AND e.moment - p.moment <= ?
  GROUP BY e.member, e.moment
),
-- sequence of view, then purchase, then refund, /rule/all/0
condition_1 AS (
  SELECT DISTINCT p.member FROM condition_1_step_2 AS p
  WHERE NOT EXISTS (SELECT 1 FROM (SELECT "_ordinal" AS member, DATE_PART(EPOCH_MICROSECOND, "at") AS moment FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN (?)) AS e WHERE e.member = p.member AND e.moment >= p.moment)
),
condition_2_step_1 AS (
  SELECT e.member, e.moment, e.property, e.moment AS since FROM (SELECT "_ordinal" AS member, "category" AS property, DATE_PART(EPOCH_MICROSECOND, "at") AS moment FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?)) AS e WHERE e.property IS NOT NULL
  GROUP BY e.member, e.moment, e.property
),
condition_2_step_2 AS (
  SELECT e.member, e.moment, e.property, MAX(p.since) AS since FROM (SELECT "_ordinal" AS member, "category" AS property, DATE_PART(EPOCH_MICROSECOND, "at") AS moment FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN (?) UNION ALL SELECT "_ordinal" AS member, "category" AS property, DATE_PART(EPOCH_MICROSECOND, "at") AS moment FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?)) AS e
  JOIN condition_2_step_1 AS p ON e.member = p.member AND e.moment >= p.moment AND e.property = p.property AND e.moment - p.since <= ?
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
  SELECT DISTINCT e.member FROM (SELECT "_ordinal" AS member, DATE_PART(EPOCH_MICROSECOND, "at") AS moment FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN (?) AND ("category" IN (?)) UNION ALL SELECT "_ordinal" AS member, DATE_PART(EPOCH_MICROSECOND, "at") AS moment FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?) AND ("category" IN (?))) AS e
  JOIN (SELECT member, MAX(moment) AS edge FROM (SELECT "_ordinal" AS member, DATE_PART(EPOCH_MICROSECOND, "at") AS moment FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN (?) UNION ALL SELECT "_ordinal" AS member, DATE_PART(EPOCH_MICROSECOND, "at") AS moment FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?)) AS events GROUP BY member) AS l ON l.member = e.member AND l.edge = e.moment
),
-- number of view since purchase, /rule/all/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM "profiles"
  WHERE "_ordinal" IN (
    SELECT a.member FROM (SELECT member, MAX(moment) AS edge FROM (SELECT "_ordinal" AS member, DATE_PART(EPOCH_MICROSECOND, "at") AS moment FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN (?) UNION ALL SELECT "_ordinal" AS member, DATE_PART(EPOCH_MICROSECOND, "at") AS moment FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?)) AS events GROUP BY member) AS a
    LEFT JOIN (SELECT "_ordinal" AS member, DATE_PART(EPOCH_MICROSECOND, "at") AS moment FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?)) AS e ON e.member = a.member AND e.moment > a.edge
    GROUP BY a.member HAVING COUNT(e.moment) BETWEEN ? AND ?)
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
    LEFT JOIN (SELECT member, CAST(MAX(length) AS FLOAT) / 60e6 AS value FROM (SELECT member, session, MAX(moment) - MIN(moment) AS length FROM (SELECT member, moment, SUM(begins) OVER (PARTITION BY member ORDER BY moment ROWS UNBOUNDED PRECEDING) AS session FROM (SELECT member, moment, CASE WHEN moment - LAG(moment) OVER (PARTITION BY member ORDER BY moment) <= ? THEN 0 ELSE 1 END AS begins FROM (SELECT "_ordinal" AS member, DATE_PART(EPOCH_MICROSECOND, "at") AS moment FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?) AND "at" >= CAST(? AS TIMESTAMP_TZ) AND "at" < CAST(? AS TIMESTAMP_TZ)) AS e) AS e) AS e GROUP BY member, session) AS s GROUP BY member) AS v1 ON v1.member = p."_ordinal") AS people WHERE (NULLIF("sessions", CAST('NaN' AS FLOAT)) >= ?)
),
-- attribute sessions, /rule/all/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM (SELECT p."_ordinal", COALESCE(v1.value, 0) AS "sessions"
    FROM "profiles" AS p
    LEFT JOIN (SELECT member, COUNT(*) AS value FROM (SELECT member, session, MAX(moment) - MIN(moment) AS length FROM (SELECT member, moment, SUM(begins) OVER (PARTITION BY member ORDER BY moment ROWS UNBOUNDED PRECEDING) AS session FROM (SELECT member, moment, CASE WHEN moment - LAG(moment) OVER (PARTITION BY member ORDER BY moment) <= ? THEN 0 ELSE 1 END AS begins FROM (SELECT "_ordinal" AS member, DATE_PART(EPOCH_MICROSECOND, "at") AS moment FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN (?) UNION ALL SELECT "_ordinal" AS member, DATE_PART(EPOCH_MICROSECOND, "at") AS moment FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?)) AS e) AS e) AS e GROUP BY member, session) AS s GROUP BY member) AS v1 ON v1.member = p."_ordinal") AS people WHERE ("sessions" >= ?)
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
      JOIN (SELECT "_ordinal" AS entry, "order_no" AS onward FROM "orders" WHERE ("total" >= ?)) AS r1 ON r1.entry = p."_ordinal"
      JOIN (SELECT "order_no" AS entry, "price" AS property FROM "order_lines") AS r2 ON r2.entry = r1.onward) AS e GROUP BY member) AS v1 ON v1.member = p."_ordinal") AS people WHERE ("rows" >= ?)
),
-- attribute rows, /rule/all/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM (SELECT p."_ordinal", v1.value AS "rows", v2.value AS "passing"
    FROM "profiles" AS p
    LEFT JOIN (SELECT member, MAX(property) AS value FROM (SELECT p."_ordinal" AS member, r1.property FROM "profiles" AS p
      JOIN (SELECT "_ordinal" AS entry, "placed" AS property FROM "orders") AS r1 ON r1.entry = p."_ordinal") AS e GROUP BY member) AS v1 ON v1.member = p."_ordinal"
    LEFT JOIN (SELECT member, MAX(property) AS value FROM (SELECT p."_ordinal" AS member, r1.property FROM "profiles" AS p
      JOIN (SELECT "_ordinal" AS entry, "placed" AS property FROM "orders" WHERE ("total" >= ?)) AS r1 ON r1.entry = p."_ordinal") AS e GROUP BY member) AS v2 ON v2.member = p."_ordinal") AS people WHERE ("rows" = "passing")
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
  SELECT member, moment FROM (SELECT "_ordinal" AS member, DATE_PART(EPOCH_MICROSECOND, "at") AS moment FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN (?) AND "at" >= CAST(? AS TIMESTAMP_TZ) AND "at" < CAST(? AS TIMESTAMP_TZ) UNION ALL SELECT "_ordinal" AS member, DATE_PART(EPOCH_MICROSECOND, "at") AS moment FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?) AND "at" >= CAST(? AS TIMESTAMP_TZ) AND "at" < CAST(? AS TIMESTAMP_TZ)) AS e
),
-- number of purchase throughout, /rule/rule
condition_1_part_1 AS (
  SELECT "_ordinal" AS member FROM "profiles"
  WHERE "_ordinal" NOT IN (SELECT c.member FROM (
    SELECT "_ordinal" AS member, CAST(? AS NUMBER(38, 0)) AS moment FROM "profiles"
    UNION SELECT member, moment + 0 FROM condition_1_part_1_events
    UNION SELECT member, moment + 7776000000001 FROM condition_1_part_1_events) AS c
    LEFT JOIN condition_1_part_1_events AS e ON e.member = c.member AND e.moment + 0 <= c.moment AND e.moment + 7776000000001 > c.moment
    WHERE c.moment BETWEEN ? AND ? GROUP BY c.member, c.moment HAVING NOT (COUNT(e.moment) BETWEEN ? AND ?))
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
  SELECT "_ordinal" AS member FROM "profiles" WHERE ARRAY_CONTAINS(CAST(CAST("id" AS VARCHAR) AS VARIANT), SPLIT(?, '\n'))
),
-- bucket of the key, /rule/all/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE MOD(TO_NUMBER(SUBSTR(MD5(? || CAST("id" AS VARCHAR)), 1, 8), 'XXXXXXXX'), 10000) BETWEEN ? AND ?
),
-- number of no event, /rule/all/2
condition_3 AS (
  SELECT "_ordinal" AS member FROM "profiles"
  WHERE "_ordinal" IN (
    SELECT member FROM (SELECT "_ordinal" AS member FROM "profiles" WHERE 0 = 1) AS events
    GROUP BY member HAVING (COUNT(*) >= ?))
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
  SELECT "_ordinal" AS member FROM "profiles" WHERE ("country" IN ('US', 'it\'s \\ \''))
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
  SELECT "_ordinal" AS member FROM "profiles" WHERE (REGEXP_INSTR("email", ?) > 0)
)
SELECT "_ordinal"
FROM "profiles"
WHERE "_ordinal" IN (SELECT member FROM condition_1)
ORDER BY 1
  text '^[abcdefghijklmnopqrstuvwxyz]+@'
==== city matches "(?i)ks\\w{2,3}?[^\\]x-]|\\d+\\.ö?$" or email matches "(?:a|b.)*@" ignoring case
segment.no_sql_pattern /rule/any/0
==== city matches "\\bburg"
segment.no_sql_pattern /rule
==== email matches "^[^@ ]+@(shop|example)\\.(com|org)$" and city does not match "[ßkm]{2}"
WITH
-- attribute email, /rule/all/0
condition_1 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (REGEXP_INSTR("email", ?) > 0)
),
-- attribute city, /rule/all/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE NOT COALESCE((REGEXP_INSTR("city", ?) > 0), FALSE)
)
SELECT "_ordinal"
FROM "profiles"
WHERE ("_ordinal" IN (SELECT member FROM condition_1) AND "_ordinal" IN (SELECT member FROM condition_2))
ORDER BY 1
  text '^[^ @]+@(shop|example)\.(com|org)$'
  text '[ßkm]{2}'
==== home matches "^.{3}$"
WITH
-- attribute home, /rule
condition_1 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (REGEXP_INSTR("home", ?) > 0)
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
  SELECT "_ordinal" AS member FROM "profiles" WHERE (ARRAY_SIZE(FILTER(AS_ARRAY(GET("data", ?)), j -> IS_VARCHAR(j) AND (AS_VARCHAR(j) IN (?)))) > 0)
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
  SELECT "_ordinal" AS member FROM "profiles" WHERE (ARRAY_SIZE(FILTER(TO_ARRAY(GET(AS_ARRAY(GET(GET("data", ?), ?)), 0)), j -> CASE WHEN IS_INTEGER(j) THEN AS_INTEGER(j) >= ? WHEN IS_DOUBLE(j) THEN AS_DOUBLE(j) >= ? ELSE FALSE END)) > 0 AND ARRAY_SIZE(FILTER(TO_ARRAY(GET(AS_ARRAY(GET(GET("data", ?), ?)), 0)), j -> CASE WHEN IS_INTEGER(j) THEN AS_INTEGER(j) >= ? WHEN IS_DOUBLE(j) THEN AS_DOUBLE(j) >= ? ELSE FALSE END)) = ARRAY_SIZE(TO_ARRAY(GET(AS_ARRAY(GET(GET("data", ?), ?)), 0))))
),
-- attribute data, /rule/all/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE ("data" IS NOT NULL AND (COALESCE(ARRAY_SIZE(AS_ARRAY("data")), ARRAY_SIZE(OBJECT_KEYS(AS_OBJECT("data"))), LENGTH(AS_VARCHAR("data"))) >= ?))
),
-- attribute data, /rule/all/2
condition_3 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (GET("data", ?) IS NOT NULL AND (NOT IS_NULL_VALUE(GET("data", ?)) AND COALESCE(COALESCE(ARRAY_SIZE(AS_ARRAY(GET("data", ?))), ARRAY_SIZE(OBJECT_KEYS(AS_OBJECT(GET("data", ?)))), LENGTH(AS_VARCHAR(GET("data", ?)))), 1) > 0))
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
  text 'deep'
  text 'x'
  int64 2
  text 'tags'
  text 'tags'
  text 'tags'
  text 'tags'
  text 'tags'
==== data at "deep.x[0].y" <= 2.5 and data at "tags[].n" exists
segment.no_sql_json /rule/all/1
==== data at flag is true and data at "deep.x[].y" in (US, "a b") ignoring case and data at s does not exist
segment.no_sql_json /rule/all/1
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
    SELECT member FROM (SELECT "_ordinal" AS member FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN (?) AND (REGEXP_INSTR("category", ?) > 0) AND ("amount" >= ?) UNION ALL SELECT "_ordinal" AS member FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?) AND (REGEXP_INSTR("category", ?) > 0) AND ("amount" >= ?)) AS events
    GROUP BY member HAVING (COUNT(*) >= ?))
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
    LEFT JOIN (SELECT member, r * 100 + f * 10 + m AS value FROM (SELECT p."_ordinal" AS member, 1 + CAST(FLOOR(CAST((RANK() OVER (ORDER BY r.value) - 1) * 5 AS FLOAT) / COUNT(*) OVER ()) AS NUMBER(38, 0)) AS r, 1 + CAST(FLOOR(CAST((RANK() OVER (ORDER BY f.value) - 1) * 5 AS FLOAT) / COUNT(*) OVER ()) AS NUMBER(38, 0)) AS f, 1 + CAST(FLOOR(CAST((RANK() OVER (ORDER BY m.value) - 1) * 5 AS FLOAT) / COUNT(*) OVER ()) AS NUMBER(38, 0)) AS m FROM "profiles" AS p
    JOIN (SELECT member, TO_TIMESTAMP_TZ(MAX(moment), 6) AS value FROM (SELECT "_ordinal" AS member, DATE_PART(EPOCH_MICROSECOND, "at") AS moment FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN (?) UNION ALL SELECT "_ordinal" AS member, DATE_PART(EPOCH_MICROSECOND, "at") AS moment FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?)) AS e GROUP BY member) AS r ON r.member = p."_ordinal"
    JOIN (SELECT member, COUNT(*) AS value FROM (SELECT "_ordinal" AS member FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN (?) UNION ALL SELECT "_ordinal" AS member FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?)) AS e GROUP BY member) AS f ON f.member = p."_ordinal"
    JOIN (SELECT member, COALESCE(SUM(property), 0) AS value FROM (SELECT "_ordinal" AS member, "amount" AS property FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN (?) UNION ALL SELECT "_ordinal" AS member, "amount" AS property FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?)) AS e GROUP BY member) AS m ON m.member = p."_ordinal") AS cells) AS v1 ON v1.member = p."_ordinal") AS people WHERE ("rfm" IN (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))
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
    LEFT JOIN (SELECT u.member, CAST(COALESCE(o.value, 0) AS FLOAT) / CAST(u.value AS FLOAT) AS value FROM (SELECT member, COUNT(*) AS value FROM (SELECT "_ordinal" AS member FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN (?) UNION ALL SELECT "_ordinal" AS member FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?)) AS e GROUP BY member) AS u LEFT JOIN (SELECT member, COALESCE(SUM(property), 0) AS value FROM (SELECT "_ordinal" AS member, "amount" AS property FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN (?) AND "at" >= CAST(? AS TIMESTAMP_TZ) AND "at" < CAST(? AS TIMESTAMP_TZ) UNION ALL SELECT "_ordinal" AS member, "amount" AS property FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?) AND "at" >= CAST(? AS TIMESTAMP_TZ) AND "at" < CAST(? AS TIMESTAMP_TZ)) AS e GROUP BY member) AS o ON o.member = u.member WHERE u.value <> 0) AS v1 ON v1.member = p."_ordinal") AS people WHERE (NULLIF("trait:basket", CAST('NaN' AS FLOAT)) >= ?)
),
-- rank by trait:spent, /rule/any/1
condition_2 AS (
  SELECT member FROM (
    SELECT member, RANK() OVER (ORDER BY measure DESC) - 1 AS ahead, CAST(COUNT(*) OVER () AS NUMBER(38, 0)) AS ranked
    FROM (SELECT "_ordinal" AS member, "trait:spent" AS measure FROM (SELECT p."_ordinal", COALESCE(v1.value, 0) AS "trait:spent"
    FROM "profiles" AS p
    LEFT JOIN (SELECT member, COALESCE(SUM(property), 0) AS value FROM (SELECT "_ordinal" AS member, "amount" AS property FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN (?) AND "at" >= CAST(? AS TIMESTAMP_TZ) AND "at" < CAST(? AS TIMESTAMP_TZ) UNION ALL SELECT "_ordinal" AS member, "amount" AS property FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?) AND "at" >= CAST(? AS TIMESTAMP_TZ) AND "at" < CAST(? AS TIMESTAMP_TZ)) AS e GROUP BY member) AS v1 ON v1.member = p."_ordinal") AS people WHERE "trait:spent" IS NOT NULL) AS measures
    WHERE member IN (SELECT "_ordinal" AS member FROM "profiles")
  ) AS places WHERE ahead < ?
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
    LEFT JOIN (SELECT member, value FROM (SELECT member, property AS value, ROW_NUMBER() OVER (PARTITION BY member ORDER BY COUNT(*) DESC, property) AS place FROM (SELECT "_ordinal" AS member, "category" AS property FROM "shop" WHERE "_ordinal" IS NOT NULL UNION ALL SELECT "_ordinal" AS member, "category" AS property FROM "site" WHERE "_ordinal" IS NOT NULL) AS e WHERE property IS NOT NULL GROUP BY member, property) AS e WHERE place = 1) AS v1 ON v1.member = p."_ordinal") AS people WHERE ("trait:favourite" IN (?))
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
    LEFT JOIN (SELECT member, TO_TIMESTAMP_TZ(MAX(moment), 6) AS value FROM (SELECT "_ordinal" AS member, DATE_PART(EPOCH_MICROSECOND, "at") AS moment FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN (?) UNION ALL SELECT "_ordinal" AS member, DATE_PART(EPOCH_MICROSECOND, "at") AS moment FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?)) AS e GROUP BY member) AS v1 ON v1.member = p."_ordinal") AS people WHERE (("trait:last_buy" >= CAST(? AS TIMESTAMP_TZ) AND "trait:last_buy" < CAST(? AS TIMESTAMP_TZ)))
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
    LEFT JOIN (SELECT p."_ordinal" AS member, a.value FROM "profiles" AS p CROSS JOIN (SELECT CAST(SUM(property) * 100 AS FLOAT) / (COUNT(property) * 100) AS value FROM (SELECT "balance" AS property FROM "profiles") AS e) AS a) AS v1 ON v1.member = p."_ordinal") AS people WHERE ("balance" > NULLIF("average of balance", CAST('NaN' AS FLOAT)))
)
SELECT "_ordinal"
FROM "profiles"
WHERE "_ordinal" IN (SELECT member FROM condition_1)
ORDER BY 1
