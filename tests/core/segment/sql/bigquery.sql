==== country in ("US", "it's \\ '") and age between 18 and 30 and consent is true
WITH
-- attribute country, /rule/all/0
condition_1 AS (
  SELECT `_ordinal` AS member FROM `profiles` WHERE (`country` IN (@p1, @p2))
),
-- attribute age, /rule/all/1
condition_2 AS (
  SELECT `_ordinal` AS member FROM `profiles` WHERE (`age` BETWEEN @p3 AND @p4)
),
-- attribute consent, /rule/all/2
condition_3 AS (
  SELECT `_ordinal` AS member FROM `profiles` WHERE (`consent` = TRUE)
)
SELECT `_ordinal`
FROM `profiles`
WHERE (`_ordinal` IN (SELECT member FROM condition_1) AND `_ordinal` IN (SELECT member FROM condition_2) AND `_ordinal` IN (SELECT member FROM condition_3))
ORDER BY 1
  text 'US'
  text 'it''s \ '''
  int64 18
  int64 30
==== country is US ignoring case or city does not contain "burg" or home starts with "Ö" ignoring case
WITH
-- attribute country, /rule/any/0
condition_1 AS (
  SELECT `_ordinal` AS member FROM `profiles` WHERE (TRANSLATE(`country`, @p1, @p2) IN (@p3))
),
-- attribute city, /rule/any/1
condition_2 AS (
  SELECT `_ordinal` AS member FROM `profiles` WHERE (STRPOS(`city`, @p4) > 0) IS NOT TRUE
),
-- attribute home, /rule/any/2
condition_3 AS (
  SELECT `_ordinal` AS member FROM `profiles` WHERE (STARTS_WITH(TRANSLATE(`home`, @p5, @p6), @p7))
)
SELECT `_ordinal`
FROM `profiles`
WHERE (`_ordinal` IN (SELECT member FROM condition_1) OR `_ordinal` IN (SELECT member FROM condition_2) OR `_ordinal` IN (SELECT member FROM condition_3))
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
  SELECT `_ordinal` AS member FROM `profiles` WHERE (`email` LIKE @p1)
),
-- attribute email, /rule/all/1
condition_2 AS (
  SELECT `_ordinal` AS member FROM `profiles` WHERE (TRANSLATE(REGEXP_EXTRACT(`email`, '@([^@]*)$'), @p2, @p3) IN (@p4))
),
-- attribute city, /rule/all/2
condition_3 AS (
  SELECT `_ordinal` AS member FROM `profiles` WHERE (LENGTH(`city`) >= @p5)
)
SELECT `_ordinal`
FROM `profiles`
WHERE (`_ordinal` IN (SELECT member FROM condition_1) AND `_ordinal` IN (SELECT member FROM condition_2) AND `_ordinal` IN (SELECT member FROM condition_3))
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
  SELECT `_ordinal` AS member FROM `profiles` WHERE (`country` = `home`)
),
-- attribute balance, /rule/all/1/not
condition_2 AS (
  SELECT `_ordinal` AS member FROM `profiles` WHERE (`balance` >= `credit`)
)
SELECT `_ordinal`
FROM `profiles`
WHERE (`_ordinal` IN (SELECT member FROM condition_1) AND NOT (`_ordinal` IN (SELECT member FROM condition_2)))
ORDER BY 1
==== balance in (12.5, 20) and score >= 2.5 and born within the last 30 days and last_seen on "2026-03-29"
WITH
-- attribute balance, /rule/all/0
condition_1 AS (
  SELECT `_ordinal` AS member FROM `profiles` WHERE (`balance` IN (@p1, @p2))
),
-- attribute score, /rule/all/1
condition_2 AS (
  SELECT `_ordinal` AS member FROM `profiles` WHERE (IF(IS_NAN(`score`), NULL, `score`) >= @p3)
),
-- attribute born, /rule/all/2
condition_3 AS (
  SELECT `_ordinal` AS member FROM `profiles` WHERE (`born` BETWEEN CAST(@p4 AS DATE) AND CAST(@p5 AS DATE))
),
-- attribute last_seen, /rule/all/3
condition_4 AS (
  SELECT `_ordinal` AS member FROM `profiles` WHERE ((`last_seen` >= CAST(@p6 AS TIMESTAMP) AND `last_seen` < CAST(@p7 AS TIMESTAMP)))
)
SELECT `_ordinal`
FROM `profiles`
WHERE (`_ordinal` IN (SELECT member FROM condition_1) AND `_ordinal` IN (SELECT member FROM condition_2) AND `_ordinal` IN (SELECT member FROM condition_3) AND `_ordinal` IN (SELECT member FROM condition_4))
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
  SELECT `_ordinal` AS member FROM `profiles` WHERE (EXTRACT(HOUR FROM DATETIME(`last_seen`, @p1)) BETWEEN @p2 AND @p3)
),
-- attribute born, /rule/all/1
condition_2 AS (
  SELECT `_ordinal` AS member FROM `profiles` WHERE ((MOD(EXTRACT(DAYOFWEEK FROM `born`) + 5, 7) + 1) IN (@p4, @p5))
)
SELECT `_ordinal`
FROM `profiles`
WHERE (`_ordinal` IN (SELECT member FROM condition_1) AND `_ordinal` IN (SELECT member FROM condition_2))
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
  SELECT `_ordinal` AS member FROM `profiles`
  WHERE `_ordinal` IN (
    SELECT member FROM (SELECT `_ordinal` AS member FROM `shop` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p1) AND `at` >= CAST(@p2 AS TIMESTAMP) AND `at` < CAST(@p3 AS TIMESTAMP) AND (`category` IN (@p4, @p5)) AND (`amount` >= @p6) UNION ALL SELECT `_ordinal` AS member FROM `site` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p7) AND `at` >= CAST(@p8 AS TIMESTAMP) AND `at` < CAST(@p9 AS TIMESTAMP) AND (`category` IN (@p10, @p11)) AND (`amount` >= @p12)) AS events
    GROUP BY member HAVING (COUNT(*) >= @p13))
)
SELECT `_ordinal`
FROM `profiles`
WHERE `_ordinal` IN (SELECT member FROM condition_1)
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
  SELECT `_ordinal` AS member FROM `profiles`
  WHERE `_ordinal` IN (
    SELECT member FROM (SELECT `_ordinal` AS member, `amount` AS property FROM `shop` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p1) UNION ALL SELECT `_ordinal` AS member, `amount` AS property FROM `site` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p2)) AS events
    GROUP BY member HAVING (COALESCE(SUM(CAST(property AS BIGNUMERIC)), 0) > @p3))
),
-- amount over refund, /rule/all/1
condition_2 AS (
  SELECT `_ordinal` AS member FROM `profiles`
  WHERE `_ordinal` NOT IN (
    SELECT member FROM (SELECT `_ordinal` AS member, `amount` AS property FROM `shop` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p4)) AS events
    GROUP BY member HAVING (SUM(CAST(property AS BIGNUMERIC)) >= @p5 * COUNT(property)))
),
-- weight over view, /rule/all/2
condition_3 AS (
  SELECT `_ordinal` AS member FROM `profiles`
  WHERE `_ordinal` IN (
    SELECT member FROM (SELECT `_ordinal` AS member, IF(IS_NAN(`weight`), NULL, `weight`) AS property FROM `site` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p6)) AS events
    GROUP BY member HAVING (SUM(property) / COUNT(property) < @p7))
)
SELECT `_ordinal`
FROM `profiles`
WHERE (`_ordinal` IN (SELECT member FROM condition_1) AND `_ordinal` IN (SELECT member FROM condition_2) AND `_ordinal` IN (SELECT member FROM condition_3))
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
  SELECT `_ordinal` AS member FROM `profiles`
  WHERE `_ordinal` IN (SELECT member FROM (SELECT `_ordinal` AS member FROM `shop` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p1) AND `at` < CAST(@p2 AS TIMESTAMP) UNION ALL SELECT `_ordinal` AS member FROM `site` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p3) AND `at` < CAST(@p4 AS TIMESTAMP)) AS events)
    AND `_ordinal` NOT IN (SELECT member FROM (SELECT `_ordinal` AS member FROM `shop` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p5) AND `at` >= CAST(@p6 AS TIMESTAMP) UNION ALL SELECT `_ordinal` AS member FROM `site` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p7) AND `at` >= CAST(@p8 AS TIMESTAMP)) AS events)
),
-- first view, /rule/all/1
condition_2 AS (
  SELECT `_ordinal` AS member FROM `profiles`
  WHERE `_ordinal` IN (SELECT member FROM (SELECT `_ordinal` AS member FROM `site` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p9) AND `at` >= CAST(@p10 AS TIMESTAMP) AND `at` < CAST(@p11 AS TIMESTAMP)) AS events)
    AND `_ordinal` NOT IN (SELECT member FROM (SELECT `_ordinal` AS member FROM `site` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p12) AND `at` < CAST(@p13 AS TIMESTAMP)) AS events)
)
SELECT `_ordinal`
FROM `profiles`
WHERE (`_ordinal` IN (SELECT member FROM condition_1) AND `_ordinal` IN (SELECT member FROM condition_2))
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
  SELECT `_ordinal` AS member FROM `profiles` WHERE (`country` IN (@p1))
),
-- rank by amount, /rule/any/0
condition_1 AS (
  SELECT member FROM (
    SELECT member, RANK() OVER (ORDER BY measure) - 1 AS ahead, CAST(COUNT(*) OVER () AS INT64) AS ranked
    FROM (SELECT member, COALESCE(SUM(CAST(property AS BIGNUMERIC)), 0) AS measure FROM (SELECT `_ordinal` AS member, `amount` AS property FROM `shop` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p2) UNION ALL SELECT `_ordinal` AS member, `amount` AS property FROM `site` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p3)) AS events GROUP BY member) AS measures
    WHERE member IN (SELECT `_ordinal` AS member FROM `profiles` WHERE `_ordinal` IN (SELECT member FROM condition_1_among_1))
  ) AS places WHERE ahead * 100000000 >= @p4 * CASE WHEN ranked > 1 THEN ranked - 1 ELSE 1 END AND ahead * 100000000 <= @p5 * CASE WHEN ranked > 1 THEN ranked - 1 ELSE 1 END
),
-- rank by balance, /rule/any/1
condition_2 AS (
  SELECT member FROM (
    SELECT member, RANK() OVER (ORDER BY measure DESC) - 1 AS ahead, CAST(COUNT(*) OVER () AS INT64) AS ranked
    FROM (SELECT `_ordinal` AS member, `balance` AS measure FROM `profiles` WHERE `balance` IS NOT NULL) AS measures
    WHERE member IN (SELECT `_ordinal` AS member FROM `profiles`)
  ) AS places WHERE ahead < @p6
),
-- rank by items, /rule/any/2
condition_3 AS (
  SELECT member FROM (
    SELECT member, RANK() OVER (ORDER BY measure) - 1 AS ahead, CAST(COUNT(*) OVER () AS INT64) AS ranked
    FROM (SELECT member, CAST(SUM(CAST(property AS BIGNUMERIC)) AS FLOAT64) / COUNT(property) AS measure FROM (SELECT `_ordinal` AS member, `items` AS property FROM `site` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p7)) AS events GROUP BY member HAVING COUNT(property) > 0) AS measures
    WHERE member IN (SELECT `_ordinal` AS member FROM `profiles`)
  ) AS places WHERE ahead < @p8
)
SELECT `_ordinal`
FROM `profiles`
WHERE (`_ordinal` IN (SELECT member FROM condition_1) OR `_ordinal` IN (SELECT member FROM condition_2) OR `_ordinal` IN (SELECT member FROM condition_3))
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
  SELECT e.member, e.moment, e.moment AS since FROM (SELECT `_ordinal` AS member, UNIX_MICROS(`at`) AS moment FROM `site` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p1)) AS e
  GROUP BY e.member, e.moment
),
condition_1_step_2 AS (
  SELECT e.member, e.moment, MAX(p.since) AS since FROM (SELECT `_ordinal` AS member, UNIX_MICROS(`at`) AS moment FROM `shop` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p2) UNION ALL SELECT `_ordinal` AS member, UNIX_MICROS(`at`) AS moment FROM `site` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p3)) AS e
  JOIN condition_1_step_1 AS p ON e.member = p.member AND e.moment >= p.moment AND e.moment - p.moment <= @p4
  GROUP BY e.member, e.moment
),
-- sequence of view, then purchase, then refund, /rule/all/0
condition_1 AS (
  SELECT DISTINCT p.member FROM condition_1_step_2 AS p
  WHERE NOT EXISTS (SELECT 1 FROM (SELECT `_ordinal` AS member, UNIX_MICROS(`at`) AS moment FROM `shop` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p5)) AS e WHERE e.member = p.member AND e.moment >= p.moment)
),
condition_2_step_1 AS (
  SELECT e.member, e.moment, e.property, e.moment AS since FROM (SELECT `_ordinal` AS member, `category` AS property, UNIX_MICROS(`at`) AS moment FROM `site` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p6)) AS e WHERE e.property IS NOT NULL
  GROUP BY e.member, e.moment, e.property
),
condition_2_step_2 AS (
  SELECT e.member, e.moment, e.property, MAX(p.since) AS since FROM (SELECT `_ordinal` AS member, `category` AS property, UNIX_MICROS(`at`) AS moment FROM `shop` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p7) UNION ALL SELECT `_ordinal` AS member, `category` AS property, UNIX_MICROS(`at`) AS moment FROM `site` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p8)) AS e
  JOIN condition_2_step_1 AS p ON e.member = p.member AND e.moment >= p.moment AND e.property = p.property AND e.moment - p.since <= @p9
  GROUP BY e.member, e.moment, e.property
),
-- sequence of view, then purchase, /rule/all/1
condition_2 AS (
  SELECT DISTINCT member FROM condition_2_step_2
)
SELECT `_ordinal`
FROM `profiles`
WHERE (`_ordinal` IN (SELECT member FROM condition_1) AND `_ordinal` IN (SELECT member FROM condition_2))
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
  SELECT DISTINCT e.member FROM (SELECT `_ordinal` AS member, UNIX_MICROS(`at`) AS moment FROM `shop` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p1) AND (`category` IN (@p2)) UNION ALL SELECT `_ordinal` AS member, UNIX_MICROS(`at`) AS moment FROM `site` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p3) AND (`category` IN (@p4))) AS e
  JOIN (SELECT member, MAX(moment) AS edge FROM (SELECT `_ordinal` AS member, UNIX_MICROS(`at`) AS moment FROM `shop` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p5) UNION ALL SELECT `_ordinal` AS member, UNIX_MICROS(`at`) AS moment FROM `site` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p6)) AS events GROUP BY member) AS l ON l.member = e.member AND l.edge = e.moment
),
-- number of view since purchase, /rule/all/1
condition_2 AS (
  SELECT `_ordinal` AS member FROM `profiles`
  WHERE `_ordinal` IN (
    SELECT a.member FROM (SELECT member, MAX(moment) AS edge FROM (SELECT `_ordinal` AS member, UNIX_MICROS(`at`) AS moment FROM `shop` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p7) UNION ALL SELECT `_ordinal` AS member, UNIX_MICROS(`at`) AS moment FROM `site` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p8)) AS events GROUP BY member) AS a
    LEFT JOIN (SELECT `_ordinal` AS member, UNIX_MICROS(`at`) AS moment FROM `site` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p9)) AS e ON e.member = a.member AND e.moment > a.edge
    GROUP BY a.member HAVING COUNT(e.moment) BETWEEN @p10 AND @p11)
)
SELECT `_ordinal`
FROM `profiles`
WHERE (`_ordinal` IN (SELECT member FROM condition_1) AND `_ordinal` IN (SELECT member FROM condition_2))
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
  SELECT `_ordinal` AS member FROM (SELECT p.`_ordinal`, v1.value AS `sessions`
    FROM `profiles` AS p
    LEFT JOIN (SELECT member, CAST(MAX(length) AS FLOAT64) / 60e6 AS value FROM (SELECT member, session, MAX(moment) - MIN(moment) AS length FROM (SELECT member, moment, SUM(begins) OVER (PARTITION BY member ORDER BY moment ROWS UNBOUNDED PRECEDING) AS session FROM (SELECT member, moment, CASE WHEN moment - LAG(moment) OVER (PARTITION BY member ORDER BY moment) <= @p1 THEN 0 ELSE 1 END AS begins FROM (SELECT `_ordinal` AS member, UNIX_MICROS(`at`) AS moment FROM `site` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p2) AND `at` >= CAST(@p3 AS TIMESTAMP) AND `at` < CAST(@p4 AS TIMESTAMP)) AS e) AS e) AS e GROUP BY member, session) AS s GROUP BY member) AS v1 ON v1.member = p.`_ordinal`) AS people WHERE (IF(IS_NAN(`sessions`), NULL, `sessions`) >= @p5)
),
-- attribute sessions, /rule/all/1
condition_2 AS (
  SELECT `_ordinal` AS member FROM (SELECT p.`_ordinal`, COALESCE(v1.value, 0) AS `sessions`
    FROM `profiles` AS p
    LEFT JOIN (SELECT member, COUNT(*) AS value FROM (SELECT member, session, MAX(moment) - MIN(moment) AS length FROM (SELECT member, moment, SUM(begins) OVER (PARTITION BY member ORDER BY moment ROWS UNBOUNDED PRECEDING) AS session FROM (SELECT member, moment, CASE WHEN moment - LAG(moment) OVER (PARTITION BY member ORDER BY moment) <= @p6 THEN 0 ELSE 1 END AS begins FROM (SELECT `_ordinal` AS member, UNIX_MICROS(`at`) AS moment FROM `shop` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p7) UNION ALL SELECT `_ordinal` AS member, UNIX_MICROS(`at`) AS moment FROM `site` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p8)) AS e) AS e) AS e GROUP BY member, session) AS s GROUP BY member) AS v1 ON v1.member = p.`_ordinal`) AS people WHERE (`sessions` >= @p9)
)
SELECT `_ordinal`
FROM `profiles`
WHERE (`_ordinal` IN (SELECT member FROM condition_1) AND `_ordinal` IN (SELECT member FROM condition_2))
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
  SELECT `_ordinal` AS member FROM (SELECT p.`_ordinal`, COALESCE(v1.value, 0) AS `rows`
    FROM `profiles` AS p
    LEFT JOIN (SELECT member, COALESCE(SUM(CAST(property AS BIGNUMERIC)), 0) AS value FROM (SELECT p.`_ordinal` AS member, r2.property FROM `profiles` AS p
      JOIN (SELECT `_ordinal` AS entry, `order_no` AS onward FROM `orders` WHERE (`total` >= @p1)) AS r1 ON r1.entry = p.`_ordinal`
      JOIN (SELECT `order_no` AS entry, `price` AS property FROM `order_lines`) AS r2 ON r2.entry = r1.onward) AS e GROUP BY member) AS v1 ON v1.member = p.`_ordinal`) AS people WHERE (`rows` >= @p2)
),
-- attribute rows, /rule/all/1
condition_2 AS (
  SELECT `_ordinal` AS member FROM (SELECT p.`_ordinal`, v1.value AS `rows`, v2.value AS `passing`
    FROM `profiles` AS p
    LEFT JOIN (SELECT member, MAX(property) AS value FROM (SELECT p.`_ordinal` AS member, r1.property FROM `profiles` AS p
      JOIN (SELECT `_ordinal` AS entry, `placed` AS property FROM `orders`) AS r1 ON r1.entry = p.`_ordinal`) AS e GROUP BY member) AS v1 ON v1.member = p.`_ordinal`
    LEFT JOIN (SELECT member, MAX(property) AS value FROM (SELECT p.`_ordinal` AS member, r1.property FROM `profiles` AS p
      JOIN (SELECT `_ordinal` AS entry, `placed` AS property FROM `orders` WHERE (`total` >= @p3)) AS r1 ON r1.entry = p.`_ordinal`) AS e GROUP BY member) AS v2 ON v2.member = p.`_ordinal`) AS people WHERE (`rows` = `passing`)
)
SELECT `_ordinal`
FROM `profiles`
WHERE (`_ordinal` IN (SELECT member FROM condition_1) AND `_ordinal` IN (SELECT member FROM condition_2))
ORDER BY 1
  decimal 10.01
  decimal 100.01
  decimal 5.01
==== held for at least 30 days (did purchase at least 2 times in the last 90 days)
WITH
condition_1_part_1_events AS (
  SELECT member, moment FROM (SELECT `_ordinal` AS member, UNIX_MICROS(`at`) AS moment FROM `shop` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p1) AND `at` >= CAST(@p2 AS TIMESTAMP) AND `at` < CAST(@p3 AS TIMESTAMP) UNION ALL SELECT `_ordinal` AS member, UNIX_MICROS(`at`) AS moment FROM `site` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p4) AND `at` >= CAST(@p5 AS TIMESTAMP) AND `at` < CAST(@p6 AS TIMESTAMP)) AS e
),
-- number of purchase throughout, /rule/rule
condition_1_part_1 AS (
  SELECT `_ordinal` AS member FROM `profiles`
  WHERE `_ordinal` NOT IN (SELECT c.member FROM (
    SELECT `_ordinal` AS member, CAST(@p7 AS INT64) AS moment FROM `profiles`
    UNION SELECT member, moment + 0 FROM condition_1_part_1_events
    UNION SELECT member, moment + 7776000000001 FROM condition_1_part_1_events) AS c
    LEFT JOIN condition_1_part_1_events AS e ON e.member = c.member AND e.moment + 0 <= c.moment AND e.moment + 7776000000001 > c.moment
    WHERE c.moment BETWEEN @p8 AND @p9 GROUP BY c.member, c.moment HAVING NOT (COUNT(e.moment) BETWEEN @p10 AND @p11))
),
-- segment held, /rule
condition_1 AS (
  SELECT `_ordinal` AS member FROM `profiles` WHERE `_ordinal` IN (SELECT member FROM condition_1_part_1)
)
SELECT `_ordinal`
FROM `profiles`
WHERE `_ordinal` IN (SELECT member FROM condition_1)
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
  SELECT `_ordinal` AS member FROM `profiles` WHERE CAST(`id` AS STRING) IN UNNEST(SPLIT(@p1, '\n'))
),
-- bucket of the key, /rule/all/1
condition_2 AS (
  SELECT `_ordinal` AS member FROM `profiles` WHERE MOD(CAST(CONCAT('0x', SUBSTR(TO_HEX(MD5(@p2 || CAST(`id` AS STRING))), 1, 8)) AS INT64), 10000) BETWEEN @p3 AND @p4
),
-- number of no event, /rule/all/2
condition_3 AS (
  SELECT `_ordinal` AS member FROM `profiles`
  WHERE `_ordinal` IN (
    SELECT member FROM (SELECT `_ordinal` AS member FROM `profiles` WHERE 0 = 1) AS events
    GROUP BY member HAVING (COUNT(*) >= @p5))
)
SELECT `_ordinal`
FROM `profiles`
WHERE (`_ordinal` IN (SELECT member FROM condition_1) AND `_ordinal` IN (SELECT member FROM condition_2) AND `_ordinal` IN (SELECT member FROM condition_3))
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
  SELECT `_ordinal` AS member FROM `profiles` WHERE (`country` IN ('US', 'it\'s \\ \''))
),
-- attribute age, /rule/all/1
condition_2 AS (
  SELECT `_ordinal` AS member FROM `profiles` WHERE (`age` BETWEEN 18 AND 30)
),
-- attribute consent, /rule/all/2
condition_3 AS (
  SELECT `_ordinal` AS member FROM `profiles` WHERE (`consent` = TRUE)
)
SELECT `_ordinal`
FROM `profiles`
WHERE (`_ordinal` IN (SELECT member FROM condition_1) AND `_ordinal` IN (SELECT member FROM condition_2) AND `_ordinal` IN (SELECT member FROM condition_3))
ORDER BY 1
==== email matches "^[a-z]+@"
WITH
-- attribute email, /rule
condition_1 AS (
  SELECT `_ordinal` AS member FROM `profiles` WHERE (REGEXP_CONTAINS(`email`, @p1))
)
SELECT `_ordinal`
FROM `profiles`
WHERE `_ordinal` IN (SELECT member FROM condition_1)
ORDER BY 1
  text '^[a-z]+@'
==== city matches "(?i)ks\\w{2,3}?[^\\]x-]|\\d+\\.ö?$" or email matches "(?:a|b.)*@" ignoring case
WITH
-- attribute city, /rule/any/0
condition_1 AS (
  SELECT `_ordinal` AS member FROM `profiles` WHERE (REGEXP_CONTAINS(`city`, @p1))
),
-- attribute email, /rule/any/1
condition_2 AS (
  SELECT `_ordinal` AS member FROM `profiles` WHERE (REGEXP_CONTAINS(`email`, CONCAT('(?i)', @p2)))
)
SELECT `_ordinal`
FROM `profiles`
WHERE (`_ordinal` IN (SELECT member FROM condition_1) OR `_ordinal` IN (SELECT member FROM condition_2))
ORDER BY 1
  text '(?i)ks\w{2,3}?[^\]x-]|\d+\.ö?$'
  text '(?:a|b.)*@'
==== city matches "\\bburg"
WITH
-- attribute city, /rule
condition_1 AS (
  SELECT `_ordinal` AS member FROM `profiles` WHERE (REGEXP_CONTAINS(`city`, @p1))
)
SELECT `_ordinal`
FROM `profiles`
WHERE `_ordinal` IN (SELECT member FROM condition_1)
ORDER BY 1
  text '\bburg'
==== email matches "^[^@ ]+@(shop|example)\\.(com|org)$" and city does not match "[ßkm]{2}"
WITH
-- attribute email, /rule/all/0
condition_1 AS (
  SELECT `_ordinal` AS member FROM `profiles` WHERE (REGEXP_CONTAINS(`email`, @p1))
),
-- attribute city, /rule/all/1
condition_2 AS (
  SELECT `_ordinal` AS member FROM `profiles` WHERE (REGEXP_CONTAINS(`city`, @p2)) IS NOT TRUE
)
SELECT `_ordinal`
FROM `profiles`
WHERE (`_ordinal` IN (SELECT member FROM condition_1) AND `_ordinal` IN (SELECT member FROM condition_2))
ORDER BY 1
  text '^[^@ ]+@(shop|example)\.(com|org)$'
  text '[ßkm]{2}'
==== home matches "^.{3}$"
WITH
-- attribute home, /rule
condition_1 AS (
  SELECT `_ordinal` AS member FROM `profiles` WHERE (REGEXP_CONTAINS(`home`, @p1))
)
SELECT `_ordinal`
FROM `profiles`
WHERE `_ordinal` IN (SELECT member FROM condition_1)
ORDER BY 1
  text '^.{3}$'
==== data at "tags[]" = a
WITH
-- attribute data, /rule
condition_1 AS (
  SELECT `_ordinal` AS member FROM `profiles` WHERE (EXISTS (SELECT 1 FROM UNNEST(JSON_QUERY_ARRAY(`data`[@p1])) AS j1 WHERE TRUE AND (JSON_TYPE(j1) = 'string' AND (JSON_VALUE(j1) IN (@p2)))))
)
SELECT `_ordinal`
FROM `profiles`
WHERE `_ordinal` IN (SELECT member FROM condition_1)
ORDER BY 1
  text 'tags'
  text 'a'
==== data at "deep.x[0]" >= 2 for all and length of data at "$" > 1 and data at tags is not empty
WITH
-- attribute data, /rule/all/0
condition_1 AS (
  SELECT `_ordinal` AS member FROM `profiles` WHERE (EXISTS (SELECT 1 FROM UNNEST(CASE WHEN JSON_TYPE(`data`[@p1][@p2][0]) = 'array' THEN JSON_QUERY_ARRAY(`data`[@p1][@p2][0]) WHEN `data`[@p1][@p2][0] IS NOT NULL THEN [`data`[@p1][@p2][0]] END) AS j1 WHERE TRUE AND (CASE WHEN JSON_TYPE(j1) <> 'number' THEN FALSE WHEN SAFE_CAST(JSON_VALUE(j1) AS INT64) IS NOT NULL THEN SAFE_CAST(JSON_VALUE(j1) AS INT64) >= @p3 ELSE SAFE_CAST(JSON_VALUE(j1) AS FLOAT64) >= @p4 END)) AND NOT EXISTS (SELECT 1 FROM UNNEST(CASE WHEN JSON_TYPE(`data`[@p5][@p6][0]) = 'array' THEN JSON_QUERY_ARRAY(`data`[@p5][@p6][0]) WHEN `data`[@p5][@p6][0] IS NOT NULL THEN [`data`[@p5][@p6][0]] END) AS j1 WHERE TRUE AND (CASE WHEN JSON_TYPE(j1) <> 'number' THEN FALSE WHEN SAFE_CAST(JSON_VALUE(j1) AS INT64) IS NOT NULL THEN SAFE_CAST(JSON_VALUE(j1) AS INT64) >= @p7 ELSE SAFE_CAST(JSON_VALUE(j1) AS FLOAT64) >= @p8 END) IS NOT TRUE))
),
-- attribute data, /rule/all/1
condition_2 AS (
  SELECT `_ordinal` AS member FROM `profiles` WHERE (EXISTS (SELECT 1 FROM UNNEST(CASE WHEN `data` IS NOT NULL THEN [`data`] END) AS j1 WHERE TRUE AND (CASE JSON_TYPE(j1) WHEN 'array' THEN ARRAY_LENGTH(JSON_QUERY_ARRAY(j1)) WHEN 'object' THEN ARRAY_LENGTH(JSON_KEYS(j1, 1)) WHEN 'string' THEN LENGTH(JSON_VALUE(j1)) END >= @p9)))
),
-- attribute data, /rule/all/2
condition_3 AS (
  SELECT `_ordinal` AS member FROM `profiles` WHERE (EXISTS (SELECT 1 FROM UNNEST(CASE WHEN `data`[@p10] IS NOT NULL THEN [`data`[@p10]] END) AS j1 WHERE TRUE AND (TO_JSON_STRING(j1) NOT IN ('null', '""', '[]', '{}'))))
)
SELECT `_ordinal`
FROM `profiles`
WHERE (`_ordinal` IN (SELECT member FROM condition_1) AND `_ordinal` IN (SELECT member FROM condition_2) AND `_ordinal` IN (SELECT member FROM condition_3))
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
  SELECT `_ordinal` AS member FROM `profiles` WHERE (EXISTS (SELECT 1 FROM UNNEST(CASE WHEN JSON_TYPE(`data`[@p1][@p2][0][@p3]) = 'array' THEN JSON_QUERY_ARRAY(`data`[@p1][@p2][0][@p3]) WHEN `data`[@p1][@p2][0][@p3] IS NOT NULL THEN [`data`[@p1][@p2][0][@p3]] END) AS j1 WHERE TRUE AND (CASE WHEN JSON_TYPE(j1) <> 'number' THEN FALSE WHEN SAFE_CAST(JSON_VALUE(j1) AS INT64) IS NOT NULL THEN SAFE_CAST(JSON_VALUE(j1) AS INT64) <= @p4 ELSE SAFE_CAST(JSON_VALUE(j1) AS FLOAT64) <= @p5 END)))
),
-- attribute data, /rule/all/1
condition_2 AS (
  SELECT `_ordinal` AS member FROM `profiles` WHERE (EXISTS (SELECT 1 FROM UNNEST(JSON_QUERY_ARRAY(`data`[@p6])) AS j1, UNNEST(CASE WHEN j1[@p7] IS NOT NULL THEN [j1[@p7]] END) AS j2 WHERE TRUE AND (1 = 1)))
)
SELECT `_ordinal`
FROM `profiles`
WHERE (`_ordinal` IN (SELECT member FROM condition_1) AND `_ordinal` IN (SELECT member FROM condition_2))
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
  SELECT `_ordinal` AS member FROM `profiles` WHERE (EXISTS (SELECT 1 FROM UNNEST(CASE WHEN JSON_TYPE(`data`[@p1]) = 'array' THEN JSON_QUERY_ARRAY(`data`[@p1]) WHEN `data`[@p1] IS NOT NULL THEN [`data`[@p1]] END) AS j1 WHERE TRUE AND (TO_JSON_STRING(j1) = 'true')))
),
-- attribute data, /rule/all/1
condition_2 AS (
  SELECT `_ordinal` AS member FROM `profiles` WHERE (EXISTS (SELECT 1 FROM UNNEST(JSON_QUERY_ARRAY(`data`[@p2][@p3])) AS j1, UNNEST(CASE WHEN JSON_TYPE(j1[@p4]) = 'array' THEN JSON_QUERY_ARRAY(j1[@p4]) WHEN j1[@p4] IS NOT NULL THEN [j1[@p4]] END) AS j2 WHERE TRUE AND (JSON_TYPE(j2) = 'string' AND (TRANSLATE(JSON_VALUE(j2), @p5, @p6) IN (@p7, @p8)))))
),
-- attribute data, /rule/all/2
condition_3 AS (
  SELECT `_ordinal` AS member FROM `profiles` WHERE (EXISTS (SELECT 1 FROM UNNEST(CASE WHEN `data`[@p9] IS NOT NULL THEN [`data`[@p9]] END) AS j1 WHERE TRUE AND (1 = 1))) IS NOT TRUE
)
SELECT `_ordinal`
FROM `profiles`
WHERE (`_ordinal` IN (SELECT member FROM condition_1) AND `_ordinal` IN (SELECT member FROM condition_2) AND `_ordinal` IN (SELECT member FROM condition_3))
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
  SELECT `_ordinal` AS member FROM `profiles`
  WHERE `_ordinal` IN (
    SELECT member FROM (SELECT `_ordinal` AS member FROM `shop` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p1) AND (REGEXP_CONTAINS(`category`, @p2)) AND (`amount` >= @p3) UNION ALL SELECT `_ordinal` AS member FROM `site` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p4) AND (REGEXP_CONTAINS(`category`, @p5)) AND (`amount` >= @p6)) AS events
    GROUP BY member HAVING (COUNT(*) >= @p7))
)
SELECT `_ordinal`
FROM `profiles`
WHERE `_ordinal` IN (SELECT member FROM condition_1)
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
  SELECT `_ordinal` AS member FROM (SELECT p.`_ordinal`, v1.value AS `rfm`
    FROM `profiles` AS p
    LEFT JOIN (SELECT member, r * 100 + f * 10 + m AS value FROM (SELECT p.`_ordinal` AS member, 1 + CAST(FLOOR(CAST((RANK() OVER (ORDER BY r.value) - 1) * 5 AS FLOAT64) / COUNT(*) OVER ()) AS INT64) AS r, 1 + CAST(FLOOR(CAST((RANK() OVER (ORDER BY f.value) - 1) * 5 AS FLOAT64) / COUNT(*) OVER ()) AS INT64) AS f, 1 + CAST(FLOOR(CAST((RANK() OVER (ORDER BY m.value) - 1) * 5 AS FLOAT64) / COUNT(*) OVER ()) AS INT64) AS m FROM `profiles` AS p
    JOIN (SELECT member, TIMESTAMP_MICROS(MAX(moment)) AS value FROM (SELECT `_ordinal` AS member, UNIX_MICROS(`at`) AS moment FROM `shop` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p1) UNION ALL SELECT `_ordinal` AS member, UNIX_MICROS(`at`) AS moment FROM `site` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p2)) AS e GROUP BY member) AS r ON r.member = p.`_ordinal`
    JOIN (SELECT member, COUNT(*) AS value FROM (SELECT `_ordinal` AS member FROM `shop` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p3) UNION ALL SELECT `_ordinal` AS member FROM `site` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p4)) AS e GROUP BY member) AS f ON f.member = p.`_ordinal`
    JOIN (SELECT member, COALESCE(SUM(CAST(property AS BIGNUMERIC)), 0) AS value FROM (SELECT `_ordinal` AS member, `amount` AS property FROM `shop` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p5) UNION ALL SELECT `_ordinal` AS member, `amount` AS property FROM `site` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p6)) AS e GROUP BY member) AS m ON m.member = p.`_ordinal`) AS cells) AS v1 ON v1.member = p.`_ordinal`) AS people WHERE (`rfm` IN (@p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17, @p18, @p19, @p20, @p21, @p22, @p23, @p24, @p25, @p26))
)
SELECT `_ordinal`
FROM `profiles`
WHERE `_ordinal` IN (SELECT member FROM condition_1)
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
  SELECT `_ordinal` AS member FROM (SELECT p.`_ordinal`, v1.value AS `trait_3abasket`
    FROM `profiles` AS p
    LEFT JOIN (SELECT u.member, CAST(COALESCE(o.value, 0) AS FLOAT64) / CAST(u.value AS FLOAT64) AS value FROM (SELECT member, COUNT(*) AS value FROM (SELECT `_ordinal` AS member FROM `shop` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p1) UNION ALL SELECT `_ordinal` AS member FROM `site` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p2)) AS e GROUP BY member) AS u LEFT JOIN (SELECT member, COALESCE(SUM(CAST(property AS BIGNUMERIC)), 0) AS value FROM (SELECT `_ordinal` AS member, `amount` AS property FROM `shop` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p3) AND `at` >= CAST(@p4 AS TIMESTAMP) AND `at` < CAST(@p5 AS TIMESTAMP) UNION ALL SELECT `_ordinal` AS member, `amount` AS property FROM `site` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p6) AND `at` >= CAST(@p7 AS TIMESTAMP) AND `at` < CAST(@p8 AS TIMESTAMP)) AS e GROUP BY member) AS o ON o.member = u.member WHERE u.value <> 0) AS v1 ON v1.member = p.`_ordinal`) AS people WHERE (IF(IS_NAN(`trait_3abasket`), NULL, `trait_3abasket`) >= @p9)
),
-- rank by trait:spent, /rule/any/1
condition_2 AS (
  SELECT member FROM (
    SELECT member, RANK() OVER (ORDER BY measure DESC) - 1 AS ahead, CAST(COUNT(*) OVER () AS INT64) AS ranked
    FROM (SELECT `_ordinal` AS member, `trait_3aspent` AS measure FROM (SELECT p.`_ordinal`, COALESCE(v1.value, 0) AS `trait_3aspent`
    FROM `profiles` AS p
    LEFT JOIN (SELECT member, COALESCE(SUM(CAST(property AS BIGNUMERIC)), 0) AS value FROM (SELECT `_ordinal` AS member, `amount` AS property FROM `shop` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p10) AND `at` >= CAST(@p11 AS TIMESTAMP) AND `at` < CAST(@p12 AS TIMESTAMP) UNION ALL SELECT `_ordinal` AS member, `amount` AS property FROM `site` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p13) AND `at` >= CAST(@p14 AS TIMESTAMP) AND `at` < CAST(@p15 AS TIMESTAMP)) AS e GROUP BY member) AS v1 ON v1.member = p.`_ordinal`) AS people WHERE `trait_3aspent` IS NOT NULL) AS measures
    WHERE member IN (SELECT `_ordinal` AS member FROM `profiles`)
  ) AS places WHERE ahead < @p16
)
SELECT `_ordinal`
FROM `profiles`
WHERE (`_ordinal` IN (SELECT member FROM condition_1) OR `_ordinal` IN (SELECT member FROM condition_2))
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
  SELECT `_ordinal` AS member FROM (SELECT p.`_ordinal`, v1.value AS `trait_3afavourite`
    FROM `profiles` AS p
    LEFT JOIN (SELECT member, value FROM (SELECT member, property AS value, ROW_NUMBER() OVER (PARTITION BY member ORDER BY COUNT(*) DESC, property) AS place FROM (SELECT `_ordinal` AS member, `category` AS property FROM `shop` WHERE `_ordinal` IS NOT NULL UNION ALL SELECT `_ordinal` AS member, `category` AS property FROM `site` WHERE `_ordinal` IS NOT NULL) AS e WHERE property IS NOT NULL GROUP BY member, property) AS e WHERE place = 1) AS v1 ON v1.member = p.`_ordinal`) AS people WHERE (`trait_3afavourite` IN (@p1))
)
SELECT `_ordinal`
FROM `profiles`
WHERE `_ordinal` IN (SELECT member FROM condition_1)
ORDER BY 1
  text 'US'
==== trait:last_buy within the last 30 days
WITH
-- attribute trait:last_buy, /rule
condition_1 AS (
  SELECT `_ordinal` AS member FROM (SELECT p.`_ordinal`, v1.value AS `trait_3alast_5fbuy`
    FROM `profiles` AS p
    LEFT JOIN (SELECT member, TIMESTAMP_MICROS(MAX(moment)) AS value FROM (SELECT `_ordinal` AS member, UNIX_MICROS(`at`) AS moment FROM `shop` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p1) UNION ALL SELECT `_ordinal` AS member, UNIX_MICROS(`at`) AS moment FROM `site` WHERE `_ordinal` IS NOT NULL AND `name` IN (@p2)) AS e GROUP BY member) AS v1 ON v1.member = p.`_ordinal`) AS people WHERE ((`trait_3alast_5fbuy` >= CAST(@p3 AS TIMESTAMP) AND `trait_3alast_5fbuy` < CAST(@p4 AS TIMESTAMP)))
)
SELECT `_ordinal`
FROM `profiles`
WHERE `_ordinal` IN (SELECT member FROM condition_1)
ORDER BY 1
  text 'purchase'
  text 'purchase'
  text '2026-03-02T12:00:00Z'
  text '2026-04-01T12:00:00.000001Z'
==== balance > the average of balance
WITH
-- attribute balance, /rule
condition_1 AS (
  SELECT `_ordinal` AS member FROM (SELECT p.`_ordinal`, p.`balance`, v1.value AS `average_20of_20balance`
    FROM `profiles` AS p
    LEFT JOIN (SELECT p.`_ordinal` AS member, a.value FROM `profiles` AS p CROSS JOIN (SELECT CAST(SUM(CAST(property AS BIGNUMERIC)) * 100 AS FLOAT64) / (COUNT(property) * 100) AS value FROM (SELECT `balance` AS property FROM `profiles`) AS e) AS a) AS v1 ON v1.member = p.`_ordinal`) AS people WHERE (`balance` > IF(IS_NAN(`average_20of_20balance`), NULL, `average_20of_20balance`))
)
SELECT `_ordinal`
FROM `profiles`
WHERE `_ordinal` IN (SELECT member FROM condition_1)
ORDER BY 1
