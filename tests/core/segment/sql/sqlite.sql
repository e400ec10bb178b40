==== country in ("US", "it's \\ '") and age between 18 and 30 and consent is true
WITH
-- attribute country, /rule/all/0
condition_1 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE ("country" IN (?1, ?2))
),
-- attribute age, /rule/all/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE ("age" BETWEEN ?3 AND ?4)
),
-- attribute consent, /rule/all/2
condition_3 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE ("consent" = 1)
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
  SELECT "_ordinal" AS member FROM "profiles" WHERE (fold("country") IN (?1))
),
-- attribute city, /rule/any/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (instr("city", ?2) > 0) IS NOT TRUE
),
-- attribute home, /rule/any/2
condition_3 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (substr(fold("home"), 1, length(?3)) = ?3)
)
SELECT "_ordinal"
FROM "profiles"
WHERE ("_ordinal" IN (SELECT member FROM condition_1) OR "_ordinal" IN (SELECT member FROM condition_2) OR "_ordinal" IN (SELECT member FROM condition_3))
ORDER BY 1
  text 'us'
  text 'burg'
  text 'ö'
==== email like "%_@ex[a]mple\\%.com" and domain of email is "example.com" and length of city > 3
WITH
-- attribute email, /rule/all/0
condition_1 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE ("email" GLOB ?1)
),
-- attribute email, /rule/all/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (fold(CASE WHEN instr("email", '@') > 0 THEN substr("email", length(rtrim("email", replace("email", '@', ''))) + 1) END) IN (?2))
),
-- attribute city, /rule/all/2
condition_3 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (length("city") >= ?3)
)
SELECT "_ordinal"
FROM "profiles"
WHERE ("_ordinal" IN (SELECT member FROM condition_1) AND "_ordinal" IN (SELECT member FROM condition_2) AND "_ordinal" IN (SELECT member FROM condition_3))
ORDER BY 1
  text '*?@ex[[]a]mple%.com'
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
  SELECT "_ordinal" AS member FROM "profiles" WHERE ("balance" IN (?1, ?2))
),
-- attribute score, /rule/all/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE ("score" >= ?3)
),
-- attribute born, /rule/all/2
condition_3 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE ("born" BETWEEN ?4 AND ?5)
),
-- attribute last_seen, /rule/all/3
condition_4 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (("last_seen" >= ?6 AND "last_seen" < ?7))
)
SELECT "_ordinal"
FROM "profiles"
WHERE ("_ordinal" IN (SELECT member FROM condition_1) AND "_ordinal" IN (SELECT member FROM condition_2) AND "_ordinal" IN (SELECT member FROM condition_3) AND "_ordinal" IN (SELECT member FROM condition_4))
ORDER BY 1
  double 12.5
  double 20
  double 2.5
  text '2026-03-02'
  text '2026-04-01'
  int64 1774738800000000
  int64 1774821600000000
==== hour of last_seen between 9 and 16 in zone "UTC" and weekday of born in (6, 7)
WITH
-- attribute last_seen, /rule/all/0
condition_1 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (CAST(substr(local_time("last_seen", NULL, ?1), 12, 2) AS INTEGER) BETWEEN ?2 AND ?3)
),
-- attribute born, /rule/all/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (((strftime('%w', substr("born", 1, 10)) + 6) % 7 + 1) IN (?4, ?5))
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
    SELECT member FROM (SELECT "_ordinal" AS member FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN (?1) AND "at" >= ?2 AND "at" < ?3 AND ("category" IN (?4, ?5)) AND ("amount" >= ?6) UNION ALL SELECT "_ordinal" AS member FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?7) AND "at" >= ?8 AND "at" < ?9 AND ("category" IN (?10, ?11)) AND ("amount" >= ?12)) AS events
    GROUP BY member HAVING (COUNT(*) >= ?13))
)
SELECT "_ordinal"
FROM "profiles"
WHERE "_ordinal" IN (SELECT member FROM condition_1)
ORDER BY 1
  text 'purchase'
  int64 1767268800000000
  int64 1775044800000001
  text 'CA'
  text 'US'
  double 10
  text 'purchase'
  int64 1767268800000000
  int64 1775044800000001
  text 'CA'
  text 'US'
  double 10
  int64 3
==== did purchase with sum of amount > 100 and did not refund with avg of amount >= 12.5 and did view with avg of weight < 2
WITH
-- amount over purchase or purchase, /rule/all/0
condition_1 AS (
  SELECT "_ordinal" AS member FROM "profiles"
  WHERE "_ordinal" IN (
    SELECT member FROM (SELECT "_ordinal" AS member, "amount" AS property FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN (?1) UNION ALL SELECT "_ordinal" AS member, "amount" AS property FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?2)) AS events
    GROUP BY member HAVING (COALESCE(SUM(CAST(ROUND(property * 100) AS INTEGER)), 0) >= ?3))
),
-- amount over refund, /rule/all/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM "profiles"
  WHERE "_ordinal" NOT IN (
    SELECT member FROM (SELECT "_ordinal" AS member, "amount" AS property FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN (?4)) AS events
    GROUP BY member HAVING (SUM(CAST(ROUND(property * 100) AS INTEGER)) >= COUNT(property) * ?5 * 10))
),
-- weight over view, /rule/all/2
condition_3 AS (
  SELECT "_ordinal" AS member FROM "profiles"
  WHERE "_ordinal" IN (
    SELECT member FROM (SELECT "_ordinal" AS member, "weight" AS property FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?6)) AS events
    GROUP BY member HAVING (SUM(property) / COUNT(property) < ?7))
)
SELECT "_ordinal"
FROM "profiles"
WHERE ("_ordinal" IN (SELECT member FROM condition_1) AND "_ordinal" IN (SELECT member FROM condition_2) AND "_ordinal" IN (SELECT member FROM condition_3))
ORDER BY 1
  text 'purchase'
  text 'purchase'
  int64 10001
  text 'refund'
  int64 125
  text 'view'
  double 2
==== last purchase older than 90 days and first view in the last 1 years
WITH
-- last purchase or purchase, /rule/all/0
condition_1 AS (
  SELECT "_ordinal" AS member FROM "profiles"
  WHERE "_ordinal" IN (SELECT member FROM (SELECT "_ordinal" AS member FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN (?1) AND "at" < ?2 UNION ALL SELECT "_ordinal" AS member FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?3) AND "at" < ?4) AS events)
    AND "_ordinal" NOT IN (SELECT member FROM (SELECT "_ordinal" AS member FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN (?5) AND "at" >= ?6 UNION ALL SELECT "_ordinal" AS member FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?7) AND "at" >= ?8) AS events)
),
-- first view, /rule/all/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM "profiles"
  WHERE "_ordinal" IN (SELECT member FROM (SELECT "_ordinal" AS member FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?9) AND "at" >= ?10 AND "at" < ?11) AS events)
    AND "_ordinal" NOT IN (SELECT member FROM (SELECT "_ordinal" AS member FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?12) AND "at" < ?13) AS events)
)
SELECT "_ordinal"
FROM "profiles"
WHERE ("_ordinal" IN (SELECT member FROM condition_1) AND "_ordinal" IN (SELECT member FROM condition_2))
ORDER BY 1
  text 'purchase'
  int64 1767268800000000
  text 'purchase'
  int64 1767268800000000
  text 'purchase'
  int64 1767268800000000
  text 'purchase'
  int64 1767268800000000
  text 'view'
  int64 1743508800000000
  int64 1775044800000001
  text 'view'
  int64 1743508800000000
==== top 10 percent by sum of amount over purchase among (country = US) or top 5 by balance or bottom 3 by avg of items over view
WITH
-- attribute country, /rule/any/0/among
condition_1_among_1 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE ("country" IN (?1))
),
-- rank by amount, /rule/any/0
condition_1 AS (
  SELECT member FROM (
    SELECT member, RANK() OVER (ORDER BY measure) - 1 AS ahead, CAST(COUNT(*) OVER () AS INTEGER) AS ranked
    FROM (SELECT member, COALESCE(SUM(CAST(ROUND(property * 100) AS INTEGER)), 0) AS measure FROM (SELECT "_ordinal" AS member, "amount" AS property FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN (?2) UNION ALL SELECT "_ordinal" AS member, "amount" AS property FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?3)) AS events GROUP BY member) AS measures
    WHERE member IN (SELECT "_ordinal" AS member FROM "profiles" WHERE "_ordinal" IN (SELECT member FROM condition_1_among_1))
  ) AS places WHERE ahead * 100000000 >= ?4 * CASE WHEN ranked > 1 THEN ranked - 1 ELSE 1 END AND ahead * 100000000 <= ?5 * CASE WHEN ranked > 1 THEN ranked - 1 ELSE 1 END
),
-- rank by balance, /rule/any/1
condition_2 AS (
  SELECT member FROM (
    SELECT member, RANK() OVER (ORDER BY measure DESC) - 1 AS ahead, CAST(COUNT(*) OVER () AS INTEGER) AS ranked
    FROM (SELECT "_ordinal" AS member, "balance" AS measure FROM "profiles" WHERE "balance" IS NOT NULL) AS measures
    WHERE member IN (SELECT "_ordinal" AS member FROM "profiles")
  ) AS places WHERE ahead < ?6
),
-- rank by items, /rule/any/2
condition_3 AS (
  SELECT member FROM (
    SELECT member, RANK() OVER (ORDER BY measure) - 1 AS ahead, CAST(COUNT(*) OVER () AS INTEGER) AS ranked
    FROM (SELECT member, SUM(property) * 1.0 / COUNT(property) AS measure FROM (SELECT "_ordinal" AS member, "items" AS property FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?7)) AS events GROUP BY member HAVING COUNT(property) > 0) AS measures
    WHERE member IN (SELECT "_ordinal" AS member FROM "profiles")
  ) AS places WHERE ahead < ?8
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
  SELECT e.member, e.moment, e.moment AS since FROM (SELECT "_ordinal" AS member, "at" AS moment FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?1)) AS e
  GROUP BY e.member, e.moment
),
condition_1_step_2 AS (
  SELECT e.member, e.moment, MAX(p.since) AS since FROM (SELECT "_ordinal" AS member, "at" AS moment FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN (?2) UNION ALL SELECT "_ordinal" AS member, "at" AS moment FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?3)) AS e
  JOIN condition_1_step_1 AS p ON e.member = p.member AND e.moment >= p.moment AND e.moment - p.moment <= ?4
  GROUP BY e.member, e.moment
),
-- sequence of view, then purchase, then refund, /rule/all/0
condition_1 AS (
  SELECT DISTINCT p.member FROM condition_1_step_2 AS p
  WHERE NOT EXISTS (SELECT 1 FROM (SELECT "_ordinal" AS member, "at" AS moment FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN (?5)) AS e WHERE e.member = p.member AND e.moment >= p.moment)
),
condition_2_step_1 AS (
  SELECT e.member, e.moment, e.property, e.moment AS since FROM (SELECT "_ordinal" AS member, "category" AS property, "at" AS moment FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?6)) AS e WHERE e.property IS NOT NULL
  GROUP BY e.member, e.moment, e.property
),
condition_2_step_2 AS (
  SELECT e.member, e.moment, e.property, MAX(p.since) AS since FROM (SELECT "_ordinal" AS member, "category" AS property, "at" AS moment FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN (?7) UNION ALL SELECT "_ordinal" AS member, "category" AS property, "at" AS moment FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?8)) AS e
  JOIN condition_2_step_1 AS p ON e.member = p.member AND e.moment >= p.moment AND e.property = p.property AND e.moment - p.since <= ?9
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
  SELECT DISTINCT e.member FROM (SELECT "_ordinal" AS member, "at" AS moment FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN (?1) AND ("category" IN (?2)) UNION ALL SELECT "_ordinal" AS member, "at" AS moment FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?3) AND ("category" IN (?4))) AS e
  JOIN (SELECT member, MAX(moment) AS edge FROM (SELECT "_ordinal" AS member, "at" AS moment FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN (?5) UNION ALL SELECT "_ordinal" AS member, "at" AS moment FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?6)) AS events GROUP BY member) AS l ON l.member = e.member AND l.edge = e.moment
),
-- number of view since purchase, /rule/all/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM "profiles"
  WHERE "_ordinal" IN (
    SELECT a.member FROM (SELECT member, MAX(moment) AS edge FROM (SELECT "_ordinal" AS member, "at" AS moment FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN (?7) UNION ALL SELECT "_ordinal" AS member, "at" AS moment FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?8)) AS events GROUP BY member) AS a
    LEFT JOIN (SELECT "_ordinal" AS member, "at" AS moment FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?9)) AS e ON e.member = a.member AND e.moment > a.edge
    GROUP BY a.member HAVING COUNT(e.moment) BETWEEN ?10 AND ?11)
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
    LEFT JOIN (SELECT member, CAST(MAX(length) AS REAL) / 60e6 AS value FROM (SELECT member, session, MAX(moment) - MIN(moment) AS length FROM (SELECT member, moment, SUM(begins) OVER (PARTITION BY member ORDER BY moment ROWS UNBOUNDED PRECEDING) AS session FROM (SELECT member, moment, CASE WHEN moment - LAG(moment) OVER (PARTITION BY member ORDER BY moment) <= ?1 THEN 0 ELSE 1 END AS begins FROM (SELECT "_ordinal" AS member, "at" AS moment FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?2) AND "at" >= ?3 AND "at" < ?4) AS e) AS e) AS e GROUP BY member, session) AS s GROUP BY member) AS v1 ON v1.member = p."_ordinal") AS people WHERE ("sessions" >= ?5)
),
-- attribute sessions, /rule/all/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM (SELECT p."_ordinal", COALESCE(v1.value, 0) AS "sessions"
    FROM "profiles" AS p
    LEFT JOIN (SELECT member, COUNT(*) AS value FROM (SELECT member, session, MAX(moment) - MIN(moment) AS length FROM (SELECT member, moment, SUM(begins) OVER (PARTITION BY member ORDER BY moment ROWS UNBOUNDED PRECEDING) AS session FROM (SELECT member, moment, CASE WHEN moment - LAG(moment) OVER (PARTITION BY member ORDER BY moment) <= ?6 THEN 0 ELSE 1 END AS begins FROM (SELECT "_ordinal" AS member, "at" AS moment FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN (?7) UNION ALL SELECT "_ordinal" AS member, "at" AS moment FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?8)) AS e) AS e) AS e GROUP BY member, session) AS s GROUP BY member) AS v1 ON v1.member = p."_ordinal") AS people WHERE ("sessions" >= ?9)
)
SELECT "_ordinal"
FROM "profiles"
WHERE ("_ordinal" IN (SELECT member FROM condition_1) AND "_ordinal" IN (SELECT member FROM condition_2))
ORDER BY 1
  int64 1200000000
  text 'view'
  int64 1767268800000000
  int64 1775044800000001
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
    LEFT JOIN (SELECT member, COALESCE(SUM(CAST(ROUND(property * 100) AS INTEGER)), 0) * 1.0 / 100 AS value FROM (SELECT p."_ordinal" AS member, r2.property FROM "profiles" AS p
      JOIN (SELECT "_ordinal" AS entry, "order_no" AS onward FROM "orders" WHERE ("total" >= ?1)) AS r1 ON r1.entry = p."_ordinal"
      JOIN (SELECT "order_no" AS entry, "price" AS property FROM "order_lines") AS r2 ON r2.entry = r1.onward) AS e GROUP BY member) AS v1 ON v1.member = p."_ordinal") AS people WHERE ("rows" >= ?2)
),
-- attribute rows, /rule/all/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM (SELECT p."_ordinal", v1.value AS "rows", v2.value AS "passing"
    FROM "profiles" AS p
    LEFT JOIN (SELECT member, MAX(property) AS value FROM (SELECT p."_ordinal" AS member, r1.property FROM "profiles" AS p
      JOIN (SELECT "_ordinal" AS entry, "placed" AS property FROM "orders") AS r1 ON r1.entry = p."_ordinal") AS e GROUP BY member) AS v1 ON v1.member = p."_ordinal"
    LEFT JOIN (SELECT member, MAX(property) AS value FROM (SELECT p."_ordinal" AS member, r1.property FROM "profiles" AS p
      JOIN (SELECT "_ordinal" AS entry, "placed" AS property FROM "orders" WHERE ("total" >= ?3)) AS r1 ON r1.entry = p."_ordinal") AS e GROUP BY member) AS v2 ON v2.member = p."_ordinal") AS people WHERE ("rows" = "passing")
)
SELECT "_ordinal"
FROM "profiles"
WHERE ("_ordinal" IN (SELECT member FROM condition_1) AND "_ordinal" IN (SELECT member FROM condition_2))
ORDER BY 1
  double 10.01
  double 100.01
  double 5.01
==== held for at least 30 days (did purchase at least 2 times in the last 90 days)
WITH
condition_1_part_1_events AS (
  SELECT member, moment FROM (SELECT "_ordinal" AS member, "at" AS moment FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN (?1) AND "at" >= ?2 AND "at" < ?3 UNION ALL SELECT "_ordinal" AS member, "at" AS moment FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?4) AND "at" >= ?5 AND "at" < ?6) AS e
),
-- number of purchase throughout, /rule/rule
condition_1_part_1 AS (
  SELECT "_ordinal" AS member FROM "profiles"
  WHERE "_ordinal" NOT IN (SELECT c.member FROM (
    SELECT "_ordinal" AS member, CAST(?7 AS INTEGER) AS moment FROM "profiles"
    UNION SELECT member, moment + 0 FROM condition_1_part_1_events
    UNION SELECT member, moment + 7776000000001 FROM condition_1_part_1_events) AS c
    LEFT JOIN condition_1_part_1_events AS e ON e.member = c.member AND e.moment + 0 <= c.moment AND e.moment + 7776000000001 > c.moment
    WHERE c.moment BETWEEN ?8 AND ?9 GROUP BY c.member, c.moment HAVING NOT (COUNT(e.moment) BETWEEN ?10 AND ?11))
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
  int64 1764676800000000
  int64 1775044800000001
  text 'purchase'
  int64 1764676800000000
  int64 1775044800000001
  int64 1772452800000000
  int64 1772452800000000
  int64 1775044800000000
  int64 2
  int64 9223372036854775807
==== in keys ("person 1", "person 2") and bucket 0 to 999 salt spring and did never_seen at least 1 times
WITH
-- a list of keys, /rule/all/0
condition_1 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE CAST("id" AS TEXT) IN (SELECT value FROM json_each(?1))
),
-- bucket of the key, /rule/all/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE bucket_of(?2 || CAST("id" AS TEXT)) BETWEEN ?3 AND ?4
),
-- number of no event, /rule/all/2
condition_3 AS (
  SELECT "_ordinal" AS member FROM "profiles"
  WHERE "_ordinal" IN (
    SELECT member FROM (SELECT "_ordinal" AS member FROM "profiles" WHERE 0 = 1) AS events
    GROUP BY member HAVING (COUNT(*) >= ?5))
)
SELECT "_ordinal"
FROM "profiles"
WHERE ("_ordinal" IN (SELECT member FROM condition_1) AND "_ordinal" IN (SELECT member FROM condition_2) AND "_ordinal" IN (SELECT member FROM condition_3))
ORDER BY 1
  text '["person 1","person 2"]'
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
  SELECT "_ordinal" AS member FROM "profiles" WHERE ("consent" = 1)
)
SELECT "_ordinal"
FROM "profiles"
WHERE ("_ordinal" IN (SELECT member FROM condition_1) AND "_ordinal" IN (SELECT member FROM condition_2) AND "_ordinal" IN (SELECT member FROM condition_3))
ORDER BY 1
==== email matches "^[a-z]+@"
WITH
-- attribute email, /rule
condition_1 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (re2(?1, "email", 0))
)
SELECT "_ordinal"
FROM "profiles"
WHERE "_ordinal" IN (SELECT member FROM condition_1)
ORDER BY 1
  text '^[a-z]+@'
==== city matches "(?i)ks\\w{2,3}?[^\\]x-]|\\d+\\.ö?$" or email matches "(?:a|b.)*@" ignoring case
WITH
-- attribute city, /rule/any/0
condition_1 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (re2(?1, "city", 0))
),
-- attribute email, /rule/any/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (re2(?2, "email", 1))
)
SELECT "_ordinal"
FROM "profiles"
WHERE ("_ordinal" IN (SELECT member FROM condition_1) OR "_ordinal" IN (SELECT member FROM condition_2))
ORDER BY 1
  text '(?i)ks\w{2,3}?[^\]x-]|\d+\.ö?$'
  text '(?:a|b.)*@'
==== city matches "\\bburg"
WITH
-- attribute city, /rule
condition_1 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (re2(?1, "city", 0))
)
SELECT "_ordinal"
FROM "profiles"
WHERE "_ordinal" IN (SELECT member FROM condition_1)
ORDER BY 1
  text '\bburg'
==== email matches "^[^@ ]+@(shop|example)\\.(com|org)$" and city does not match "[ßkm]{2}"
WITH
-- attribute email, /rule/all/0
condition_1 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (re2(?1, "email", 0))
),
-- attribute city, /rule/all/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (re2(?2, "city", 0)) IS NOT TRUE
)
SELECT "_ordinal"
FROM "profiles"
WHERE ("_ordinal" IN (SELECT member FROM condition_1) AND "_ordinal" IN (SELECT member FROM condition_2))
ORDER BY 1
  text '^[^@ ]+@(shop|example)\.(com|org)$'
  text '[ßkm]{2}'
==== home matches "^.{3}$"
WITH
-- attribute home, /rule
condition_1 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (re2(?1, "home", 0))
)
SELECT "_ordinal"
FROM "profiles"
WHERE "_ordinal" IN (SELECT member FROM condition_1)
ORDER BY 1
  text '^.{3}$'
==== data at "tags[]" = a
WITH
-- attribute data, /rule
condition_1 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (EXISTS (SELECT 1 FROM json_each(CASE WHEN json_valid("data") THEN "data" END, ?1) AS j1 WHERE 1 = 1 AND json_type(CASE WHEN json_valid("data") THEN "data" END, ?2) = 'array' AND (j1.type = 'text' AND (j1.value IN (?3)))))
)
SELECT "_ordinal"
FROM "profiles"
WHERE "_ordinal" IN (SELECT member FROM condition_1)
ORDER BY 1
  text '$."tags"'
  text '$."tags"'
  text 'a'
==== data at "deep.x[0]" >= 2 for all and length of data at "$" > 1 and data at tags is not empty
WITH
-- attribute data, /rule/all/0
condition_1 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (EXISTS (SELECT 1 FROM json_each(CASE json_type(CASE WHEN json_valid("data") THEN "data" END, ?1) WHEN 'object' THEN '[{}]' ELSE CASE WHEN json_valid("data") THEN "data" END END, CASE json_type(CASE WHEN json_valid("data") THEN "data" END, ?2) WHEN 'object' THEN '$' ELSE ?3 END) AS j1 WHERE 1 = 1 AND (j1.type = 'integer' AND (j1.value >= ?4) OR j1.type = 'real' AND (j1.value >= ?5))) AND NOT EXISTS (SELECT 1 FROM json_each(CASE json_type(CASE WHEN json_valid("data") THEN "data" END, ?6) WHEN 'object' THEN '[{}]' ELSE CASE WHEN json_valid("data") THEN "data" END END, CASE json_type(CASE WHEN json_valid("data") THEN "data" END, ?7) WHEN 'object' THEN '$' ELSE ?8 END) AS j1 WHERE 1 = 1 AND (j1.type = 'integer' AND (j1.value >= ?9) OR j1.type = 'real' AND (j1.value >= ?10)) IS NOT TRUE))
),
-- attribute data, /rule/all/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (EXISTS (SELECT 1 FROM json_each(json_array(json_extract(CASE WHEN json_valid("data") THEN "data" END, ?11))) AS j1 WHERE 1 = 1 AND json_type(CASE WHEN json_valid("data") THEN "data" END, ?12) IS NOT NULL AND (CASE j1.type WHEN 'array' THEN json_array_length(j1.value) WHEN 'object' THEN (SELECT COUNT(*) FROM json_each(j1.value)) WHEN 'text' THEN length(j1.value) END >= ?13)))
),
-- attribute data, /rule/all/2
condition_3 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (EXISTS (SELECT 1 FROM json_each(json_array(json_extract(CASE WHEN json_valid("data") THEN "data" END, ?14))) AS j1 WHERE 1 = 1 AND json_type(CASE WHEN json_valid("data") THEN "data" END, ?15) IS NOT NULL AND (j1.type <> 'null' AND j1.value NOT IN ('', '[]', '{}') OR j1.type = 'text' AND j1.value IN ('[]', '{}'))))
)
SELECT "_ordinal"
FROM "profiles"
WHERE ("_ordinal" IN (SELECT member FROM condition_1) AND "_ordinal" IN (SELECT member FROM condition_2) AND "_ordinal" IN (SELECT member FROM condition_3))
ORDER BY 1
  text '$."deep"."x"[0]'
  text '$."deep"."x"[0]'
  text '$."deep"."x"[0]'
  int64 2
  double 2
  text '$."deep"."x"[0]'
  text '$."deep"."x"[0]'
  text '$."deep"."x"[0]'
  int64 2
  double 2
  text '$'
  text '$'
  int64 2
  text '$."tags"'
  text '$."tags"'
==== data at "deep.x[0].y" <= 2.5 and data at "tags[].n" exists
WITH
-- attribute data, /rule/all/0
condition_1 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (EXISTS (SELECT 1 FROM json_each(CASE json_type(CASE WHEN json_valid("data") THEN "data" END, ?1) WHEN 'object' THEN '[{}]' ELSE CASE WHEN json_valid("data") THEN "data" END END, CASE json_type(CASE WHEN json_valid("data") THEN "data" END, ?2) WHEN 'object' THEN '$' ELSE ?3 END) AS j1 WHERE 1 = 1 AND (j1.type = 'integer' AND (j1.value <= ?4) OR j1.type = 'real' AND (j1.value <= ?5))))
),
-- attribute data, /rule/all/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (EXISTS (SELECT 1 FROM json_each(CASE WHEN json_valid("data") THEN "data" END, ?6) AS j1, json_each(json_array(json_extract(CASE WHEN j1.type IN ('array', 'object') THEN j1.value END, ?7))) AS j2 WHERE 1 = 1 AND json_type(CASE WHEN json_valid("data") THEN "data" END, ?8) = 'array' AND json_type(CASE WHEN j1.type IN ('array', 'object') THEN j1.value END, ?9) IS NOT NULL AND (1 = 1)))
)
SELECT "_ordinal"
FROM "profiles"
WHERE ("_ordinal" IN (SELECT member FROM condition_1) AND "_ordinal" IN (SELECT member FROM condition_2))
ORDER BY 1
  text '$."deep"."x"[0]."y"'
  text '$."deep"."x"[0]."y"'
  text '$."deep"."x"[0]."y"'
  int64 2
  double 2.5
  text '$."tags"'
  text '$."n"'
  text '$."tags"'
  text '$."n"'
==== data at flag is true and data at "deep.x[].y" in (US, "a b") ignoring case and data at s does not exist
WITH
-- attribute data, /rule/all/0
condition_1 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (EXISTS (SELECT 1 FROM json_each(CASE json_type(CASE WHEN json_valid("data") THEN "data" END, ?1) WHEN 'object' THEN '[{}]' ELSE CASE WHEN json_valid("data") THEN "data" END END, CASE json_type(CASE WHEN json_valid("data") THEN "data" END, ?2) WHEN 'object' THEN '$' ELSE ?3 END) AS j1 WHERE 1 = 1 AND (j1.type = 'true')))
),
-- attribute data, /rule/all/1
condition_2 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (EXISTS (SELECT 1 FROM json_each(CASE WHEN json_valid("data") THEN "data" END, ?4) AS j1, json_each(CASE json_type(CASE WHEN j1.type IN ('array', 'object') THEN j1.value END, ?5) WHEN 'object' THEN '[{}]' ELSE CASE WHEN j1.type IN ('array', 'object') THEN j1.value END END, CASE json_type(CASE WHEN j1.type IN ('array', 'object') THEN j1.value END, ?6) WHEN 'object' THEN '$' ELSE ?7 END) AS j2 WHERE 1 = 1 AND json_type(CASE WHEN json_valid("data") THEN "data" END, ?8) = 'array' AND (j2.type = 'text' AND (fold(j2.value) IN (?9, ?10)))))
),
-- attribute data, /rule/all/2
condition_3 AS (
  SELECT "_ordinal" AS member FROM "profiles" WHERE (EXISTS (SELECT 1 FROM json_each(json_array(json_extract(CASE WHEN json_valid("data") THEN "data" END, ?11))) AS j1 WHERE 1 = 1 AND json_type(CASE WHEN json_valid("data") THEN "data" END, ?12) IS NOT NULL AND (1 = 1))) IS NOT TRUE
)
SELECT "_ordinal"
FROM "profiles"
WHERE ("_ordinal" IN (SELECT member FROM condition_1) AND "_ordinal" IN (SELECT member FROM condition_2) AND "_ordinal" IN (SELECT member FROM condition_3))
ORDER BY 1
  text '$."flag"'
  text '$."flag"'
  text '$."flag"'
  text '$."deep"."x"'
  text '$."y"'
  text '$."y"'
  text '$."y"'
  text '$."deep"."x"'
  text 'a b'
  text 'us'
  text '$."s"'
  text '$."s"'
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
    SELECT member FROM (SELECT "_ordinal" AS member FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN (?1) AND (re2(?2, "category", 0)) AND ("amount" >= ?3) UNION ALL SELECT "_ordinal" AS member FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?4) AND (re2(?5, "category", 0)) AND ("amount" >= ?6)) AS events
    GROUP BY member HAVING (COUNT(*) >= ?7))
)
SELECT "_ordinal"
FROM "profiles"
WHERE "_ordinal" IN (SELECT member FROM condition_1)
ORDER BY 1
  text 'purchase'
  text 'a+'
  double 2.01
  text 'purchase'
  text 'a+'
  double 2.01
  int64 1
==== rfm group in ("champions") by amount over purchase
WITH
-- attribute rfm, /rule
condition_1 AS (
  SELECT "_ordinal" AS member FROM (SELECT p."_ordinal", v1.value AS "rfm"
    FROM "profiles" AS p
    LEFT JOIN (SELECT member, r * 100 + f * 10 + m AS value FROM (SELECT p."_ordinal" AS member, 1 + (RANK() OVER (ORDER BY r.value) - 1) * 5 / COUNT(*) OVER () AS r, 1 + (RANK() OVER (ORDER BY f.value) - 1) * 5 / COUNT(*) OVER () AS f, 1 + (RANK() OVER (ORDER BY m.value) - 1) * 5 / COUNT(*) OVER () AS m FROM "profiles" AS p
    JOIN (SELECT member, MAX(moment) AS value FROM (SELECT "_ordinal" AS member, "at" AS moment FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN (?1) UNION ALL SELECT "_ordinal" AS member, "at" AS moment FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?2)) AS e GROUP BY member) AS r ON r.member = p."_ordinal"
    JOIN (SELECT member, COUNT(*) AS value FROM (SELECT "_ordinal" AS member FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN (?3) UNION ALL SELECT "_ordinal" AS member FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?4)) AS e GROUP BY member) AS f ON f.member = p."_ordinal"
    JOIN (SELECT member, COALESCE(SUM(CAST(ROUND(property * 100) AS INTEGER)), 0) * 1.0 / 100 AS value FROM (SELECT "_ordinal" AS member, "amount" AS property FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN (?5) UNION ALL SELECT "_ordinal" AS member, "amount" AS property FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?6)) AS e GROUP BY member) AS m ON m.member = p."_ordinal") AS cells) AS v1 ON v1.member = p."_ordinal") AS people WHERE ("rfm" IN (?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26))
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
    LEFT JOIN (SELECT u.member, CAST(COALESCE(o.value, 0) AS REAL) / CAST(u.value AS REAL) AS value FROM (SELECT member, COUNT(*) AS value FROM (SELECT "_ordinal" AS member FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN (?1) UNION ALL SELECT "_ordinal" AS member FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?2)) AS e GROUP BY member) AS u LEFT JOIN (SELECT member, COALESCE(SUM(CAST(ROUND(property * 100) AS INTEGER)), 0) * 1.0 / 100 AS value FROM (SELECT "_ordinal" AS member, "amount" AS property FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN (?3) AND "at" >= ?4 AND "at" < ?5 UNION ALL SELECT "_ordinal" AS member, "amount" AS property FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?6) AND "at" >= ?7 AND "at" < ?8) AS e GROUP BY member) AS o ON o.member = u.member WHERE u.value <> 0) AS v1 ON v1.member = p."_ordinal") AS people WHERE ("trait:basket" >= ?9)
),
-- rank by trait:spent, /rule/any/1
condition_2 AS (
  SELECT member FROM (
    SELECT member, RANK() OVER (ORDER BY measure DESC) - 1 AS ahead, CAST(COUNT(*) OVER () AS INTEGER) AS ranked
    FROM (SELECT "_ordinal" AS member, "trait:spent" AS measure FROM (SELECT p."_ordinal", COALESCE(v1.value, 0) AS "trait:spent"
    FROM "profiles" AS p
    LEFT JOIN (SELECT member, COALESCE(SUM(CAST(ROUND(property * 100) AS INTEGER)), 0) * 1.0 / 100 AS value FROM (SELECT "_ordinal" AS member, "amount" AS property FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN (?10) AND "at" >= ?11 AND "at" < ?12 UNION ALL SELECT "_ordinal" AS member, "amount" AS property FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?13) AND "at" >= ?14 AND "at" < ?15) AS e GROUP BY member) AS v1 ON v1.member = p."_ordinal") AS people WHERE "trait:spent" IS NOT NULL) AS measures
    WHERE member IN (SELECT "_ordinal" AS member FROM "profiles")
  ) AS places WHERE ahead < ?16
)
SELECT "_ordinal"
FROM "profiles"
WHERE ("_ordinal" IN (SELECT member FROM condition_1) OR "_ordinal" IN (SELECT member FROM condition_2))
ORDER BY 1
  text 'purchase'
  text 'purchase'
  text 'purchase'
  int64 1767268800000000
  int64 1775044800000001
  text 'purchase'
  int64 1767268800000000
  int64 1775044800000001
  double 20.000000000000004
  text 'purchase'
  int64 1767268800000000
  int64 1775044800000001
  text 'purchase'
  int64 1767268800000000
  int64 1775044800000001
  int64 10
==== trait:favourite = US
WITH
-- attribute trait:favourite, /rule
condition_1 AS (
  SELECT "_ordinal" AS member FROM (SELECT p."_ordinal", v1.value AS "trait:favourite"
    FROM "profiles" AS p
    LEFT JOIN (SELECT member, value FROM (SELECT member, property AS value, ROW_NUMBER() OVER (PARTITION BY member ORDER BY COUNT(*) DESC, property) AS place FROM (SELECT "_ordinal" AS member, "category" AS property FROM "shop" WHERE "_ordinal" IS NOT NULL UNION ALL SELECT "_ordinal" AS member, "category" AS property FROM "site" WHERE "_ordinal" IS NOT NULL) AS e WHERE property IS NOT NULL GROUP BY member, property) AS e WHERE place = 1) AS v1 ON v1.member = p."_ordinal") AS people WHERE ("trait:favourite" IN (?1))
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
    LEFT JOIN (SELECT member, MAX(moment) AS value FROM (SELECT "_ordinal" AS member, "at" AS moment FROM "shop" WHERE "_ordinal" IS NOT NULL AND "name" IN (?1) UNION ALL SELECT "_ordinal" AS member, "at" AS moment FROM "site" WHERE "_ordinal" IS NOT NULL AND "name" IN (?2)) AS e GROUP BY member) AS v1 ON v1.member = p."_ordinal") AS people WHERE (("trait:last_buy" >= ?3 AND "trait:last_buy" < ?4))
)
SELECT "_ordinal"
FROM "profiles"
WHERE "_ordinal" IN (SELECT member FROM condition_1)
ORDER BY 1
  text 'purchase'
  text 'purchase'
  int64 1772452800000000
  int64 1775044800000001
==== balance > the average of balance
WITH
-- attribute balance, /rule
condition_1 AS (
  SELECT "_ordinal" AS member FROM (SELECT p."_ordinal", p."balance", v1.value AS "average of balance"
    FROM "profiles" AS p
    LEFT JOIN (SELECT p."_ordinal" AS member, a.value FROM "profiles" AS p CROSS JOIN (SELECT CAST(SUM(CAST(ROUND(property * 100) AS INTEGER)) AS REAL) / (COUNT(property) * 100) AS value FROM (SELECT "balance" AS property FROM "profiles") AS e) AS a) AS v1 ON v1.member = p."_ordinal") AS people WHERE ("balance" > "average of balance")
)
SELECT "_ordinal"
FROM "profiles"
WHERE "_ordinal" IN (SELECT member FROM condition_1)
ORDER BY 1
