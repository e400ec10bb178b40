// What is told of a field before a rule asks about it, where a value is found, which values nobody has, how numbers are
// spread, and who comes first or belongs together by a field: each held against the rows of the file itself.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/text.h"
#include "segment/rule_text.h"
#include "service/audience_question.h"
#include "service/data_service.h"
#include "service/people.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "service/trait_service.h"
#endif
#include "support/test_main.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <map>
#include <numeric>

using namespace audience;
using namespace audience::service;

static constexpr int kPeople = 5'200; // more than the values of a column that is worth searching

class FieldChoiceTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    std::shared_ptr<Session> m_session;
    std::vector<QByteArrayList> m_rows; // id, name, country, city, age, spent, rate, joined, vip

    enum Column { Id, Name, Country, City, Age, Spent, Rate, Joined, Vip };
    static const char *fieldOf(int column) {
        static const char *const kNames[] = {"id", "name", "country", "city", "age", "spent", "rate", "joined", "vip"};
        return kNames[column];
    }

    static QByteArrayList rowOf(int i) {
        static const char *const kCountries[] = {"Germany", "Germany", "Germany", "Germany", "Germany", "Austria", "Austria", "Austria", "Switzerland", ""};
        const CivilDate joined{civilFromYmd({2020, 1, 1}).days + i % 900};
        return {"p" + QByteArray::number(i), "N" + QByteArray::number(100'000 + i), kCountries[i % 10], i % 7 == 0 ? "Gerlingen" : i % 7 == 1 ? "bergen" : "Wien",
                i % 10 == 3 ? QByteArray() : QByteArray::number(i == 1 ? 9'000 : 20 + i % 60), QByteArray::number(i % 400) + "." + QByteArray::number(10 + i % 90),
                i % 4 == 0 ? QByteArray() : QByteArray::number(0.25 * (i % 9)), QByteArray::fromStdString(toIso(joined)), i % 3 == 0 ? "true" : "false"};
    }
    std::map<QByteArray, std::int64_t> counted(int column) const {
        std::map<QByteArray, std::int64_t> counts;
        for (const QByteArrayList &row : m_rows)
            if (!row[column].isEmpty())
                ++counts[row[column]];
        return counts;
    }
    std::vector<double> numbers(int column) const {
        std::vector<double> numbers;
        for (const QByteArrayList &row : m_rows)
            if (!row[column].isEmpty())
                numbers.push_back(row[column].toDouble());
        std::sort(numbers.begin(), numbers.end());
        return numbers;
    }
    static std::int64_t sum(const std::vector<std::int64_t> &counts) { return std::accumulate(counts.begin(), counts.end(), std::int64_t(0)); }
    // Each number stands in its step; those beyond the last edge stand in the last one.
    static void compare(const Spread &spread, const std::vector<double> &sorted) {
        QCOMPARE(spread.counts.size(), std::size_t(24));
        QCOMPARE(sum(spread.counts), static_cast<std::int64_t>(sorted.size()));
        QCOMPARE(spread.low, sorted.front());
        const double high = sorted[static_cast<std::size_t>(static_cast<double>(sorted.size() - 1) * 0.98)];
        QVERIFY(std::abs(spread.step * 24 - (high - spread.low)) < 1e-6);
        for (std::size_t i = 0; i + 1 < spread.counts.size(); ++i) {
            // What lies on an edge may stand on either side of it, by the last bit.
            const double from = spread.low + static_cast<double>(i) * spread.step, to = from + spread.step, slack = spread.step * 1e-6;
            const auto within = [&](double lowest, double highest) {
                return std::count_if(sorted.begin(), sorted.end(), [&](double number) { return number >= lowest && number < highest; });
            };
            QVERIFY(spread.counts[i] >= within(from + slack, to - slack) && spread.counts[i] <= within(from - slack, to + slack));
        }
    }
    bool import(const char *name, const QByteArray &lines, ingest::ImportSpec spec) {
        QFile file(m_dir.filePath(QLatin1String(name) + QStringLiteral(".csv")));
        if (!file.open(QIODevice::WriteOnly) || file.write(lines) != lines.size())
            return false;
        file.close();
        spec.path = file.fileName().toStdString();
        spec.name = name;
        return DataService(*m_session).importFile(spec).has_value();
    }
    std::vector<MissingValue> missing(const std::string &text) {
        const auto rule = segment::ruleFromText(text);
        if (!rule)
            qFatal("%s: %s", text.c_str(), rule.error().id.c_str());
        const auto found = SegmentService(*m_session).missingValues(*rule);
        if (!found)
            qFatal("%s: %s", text.c_str(), found.error().id.c_str());
        return *found;
    }
    Json formula(const std::string &text) {
        const auto read = TraitService(*m_session).fromText(text);
        if (!read)
            qFatal("%s: %s", text.c_str(), read.error().id.c_str());
        return *read;
    }
    template <class T> static std::string failure(const Result<T> &result) { return result ? std::string() : result.error().id; }

private Q_SLOTS:
    void initTestCase() {
        Session::Options options;
        options.environment.stateDirectory = m_dir.filePath(QStringLiteral("state")).toStdString();
        options.environment.rng = std::make_shared<SeededRng>(20261122);
        options.environment.actor = "tester";
        auto session = Session::create(m_dir.filePath(QStringLiteral("shop.audience")).toStdString(), options);
        QVERIFY(session);
        m_session = *session;
        QByteArray people("id,name,country,city,age,spent,rate,joined,vip\n"), events("customer,at,event,amount,category\n");
        for (int i = 0; i < kPeople; ++i) {
            m_rows.push_back(rowOf(i));
            people += m_rows.back().join(',') + '\n';
        }
        for (int i = 0; i < 400; ++i)
            events += "p" + QByteArray::number(i % 100) + ",2026-03-0" + QByteArray::number(1 + i % 9) + ",purchase," + QByteArray::number(5 + i % 50) + ".25,shoes\n";
        // Bought and brought back: it comes to nothing.
        events += "p200,2026-03-01,purchase,30.5,hats\np200,2026-03-02,purchase,-30.5,hats\n";
        ingest::ImportSpec profiles;
        profiles.role = store::DatasetRole::Profiles;
        profiles.key = "id";
        profiles.types["rate"] = engine::Field{"rate", engine::ColumnType::Double};
        QVERIFY(import("people", people, profiles));
        ingest::ImportSpec shop;
        shop.role = store::DatasetRole::Events;
        shop.profile = "customer";
        shop.time = "at";
        shop.nameColumn = "event";
        QVERIFY(import("shop", events, shop));
    }
    void cleanupTestCase() { m_session.reset(); }

    void textsAreTheirMostFrequentValues() {
        for (const int column : {int(Country), int(City), int(Name)}) {
            const auto peek = SegmentService(*m_session).peek(fieldOf(column));
            QVERIFY2(peek, failure(peek).c_str());
            const auto counts = counted(column);
            std::int64_t filled = 0;
            for (const auto &[value, people] : counts)
                filled += people;
            QCOMPARE(peek->people, std::int64_t(kPeople));
            QCOMPARE(peek->filled, filled);
            QCOMPARE(peek->distinct, static_cast<std::int64_t>(counts.size()));
            QCOMPARE(peek->top.size(), std::min<std::size_t>(8, counts.size()));
            std::int64_t before = kPeople;
            for (const Bucket &value : peek->top) {
                QCOMPARE(value.count, counts.at(QByteArray::fromStdString(value.label)));
                QVERIFY(value.count <= before);
                before = value.count;
            }
            QVERIFY(peek->spread.counts.empty() && peek->low.empty() && peek->high.empty());
        }
        const auto country = SegmentService(*m_session).peek("country");
        QCOMPARE(country->top.front().label, std::string("Germany"));
        QCOMPARE(country->filled, std::int64_t(kPeople / 10 * 9));
    }

    void whatHasAnOrderHasALowestAndAHighest() {
        SegmentService segments(*m_session);
        const auto joined = segments.peek("joined");
        QVERIFY(joined);
        QCOMPARE(joined->low, std::string("2020-01-01"));
        QCOMPARE(joined->high, toIso(CivilDate{civilFromYmd({2020, 1, 1}).days + 899}));
        QCOMPARE(joined->filled, std::int64_t(kPeople));
        QVERIFY(joined->top.empty() && joined->spread.counts.empty());
        const auto age = segments.peek("age");
        QVERIFY(age);
        QCOMPARE(age->low, std::string("20"));
        QCOMPARE(age->high, std::string("9000"));
        QCOMPARE(age->filled, std::int64_t(kPeople / 10 * 9));
        QCOMPARE(age->distinct, std::int64_t(0));
        const auto spent = segments.peek("spent");
        QVERIFY(spent);
        QCOMPARE(spent->low, std::string("0.10"));
        QCOMPARE(spent->high.substr(0, 4), std::string("399."));
    }

    void flagsAreTwoValues() {
        const auto vip = SegmentService(*m_session).peek("vip");
        QVERIFY(vip);
        const auto counts = counted(Vip);
        QCOMPARE(vip->top.size(), std::size_t(2));
        QCOMPARE(vip->top[0].label, std::string("false"));
        QCOMPARE(vip->top[0].count, counts.at("false"));
        QCOMPARE(vip->top[1].label, std::string("true"));
        QCOMPARE(vip->top[1].count, counts.at("true"));
        QVERIFY(vip->low.empty() && vip->high.empty());
    }

    // Whole numbers, decimals and real ones; one that is far too large presses nobody else flat.
    void numbersAreSpreadInSteps() {
        SegmentService segments(*m_session);
        for (const int column : {int(Age), int(Spent), int(Rate)}) {
            const auto spread = segments.spread(fieldOf(column));
            QVERIFY2(spread, failure(spread).c_str());
            compare(*spread, numbers(column));
            QCOMPARE(spread->isWhole, column == Age);
            const auto peek = segments.peek(fieldOf(column));
            QVERIFY(peek);
            QVERIFY(peek->spread.counts == spread->counts);
            QCOMPARE(peek->filled, static_cast<std::int64_t>(numbers(column).size()));
        }
        QVERIFY(segments.spread("age")->step < 3);
        QCOMPARE(failure(segments.spread("country")), std::string("data.unknown_column"));
        QCOMPARE(failure(segments.spread("no such")), std::string("data.unknown_column"));
    }

    // Whoever it comes to nothing for is left out.
    void formulasAreSpreadLikeFields() {
        SegmentService segments(*m_session);
        std::map<int, double> spent;
        for (int i = 0; i < 400; ++i)
            spent[i % 100] += 5.25 + i % 50;
        std::vector<double> sorted;
        for (const auto &[who, amount] : spent)
            sorted.push_back(amount);
        std::sort(sorted.begin(), sorted.end());
        const auto amounts = segments.spreadOfFormula(formula("sum of amount over purchase"));
        QVERIFY2(amounts, failure(amounts).c_str());
        compare(*amounts, sorted);
        QVERIFY(!amounts->isWhole);
        const auto orders = segments.spreadOfFormula(formula("count over purchase"));
        QVERIFY2(orders, failure(orders).c_str());
        QVERIFY(orders->isWhole);
        QCOMPARE(sum(orders->counts), std::int64_t(101)); // two purchases are something, also when one was brought back
        const auto words = segments.spreadOfFormula(formula("most frequent of category over purchase"));
        QVERIFY2(words, failure(words).c_str());
        QVERIFY(words->counts.empty());
        QVERIFY(!failure(segments.spreadOfFormula(formula("sum of no_such over purchase"))).empty());
        QVERIFY(!failure(segments.spreadOfFormula(Json{{"of", "nonsense"}})).empty());
        // A computed value is peeked at like a field.
        QVERIFY(TraitService(*m_session).save("spent in total", formula("sum of amount over purchase")));
        const auto trait = segments.peek("trait:spent in total");
        QVERIFY2(trait, failure(trait).c_str());
        QCOMPARE(trait->people, std::int64_t(kPeople));
        QCOMPARE(sum(trait->spread.counts), trait->filled);
    }

    void valuesAreFoundInEveryTextField() {
        SegmentService segments(*m_session);
        const auto hits = segments.findValues("GER");
        QVERIFY2(hits, failure(hits).c_str());
        QCOMPARE(hits->size(), std::size_t(2));
        QCOMPARE(hits->at(0).field + "=" + hits->at(0).value, std::string("country=Germany"));
        QCOMPARE(hits->at(0).people, counted(Country).at("Germany"));
        QCOMPARE(hits->at(1).field + "=" + hits->at(1).value, std::string("city=Gerlingen"));
        QCOMPARE(hits->at(1).people, counted(City).at("Gerlingen"));
        const auto one = segments.findValues("er", 1);
        QVERIFY(one && one->size() == 1);
        QCOMPARE(one->front().value, std::string("Germany"));
        // Everybody has a name of their own: nothing to choose from.
        QVERIFY(segments.findValues("N100")->empty());
        QVERIFY(segments.findValues("nowhere")->empty());
    }

    void valuesThatNobodyHas() {
        const auto found = missing("country = Germny and (city in (Wien, \"Bergen\") or not country in (Austria, \"Atlantis of the sea\"))");
        QCOMPARE(found.size(), std::size_t(3));
        QCOMPARE(found[0].field + "=" + found[0].value, std::string("country=Germny"));
        QVERIFY(found[0].near == std::vector<std::string>{"Germany"});
        QCOMPARE(found[0].path, std::string("/rule/all/0"));
        QCOMPARE(found[1].value, std::string("Bergen"));
        QCOMPARE(found[1].near.front(), std::string("bergen"));
        QCOMPARE(found[1].path, std::string("/rule/all/1/any/0"));
        QCOMPARE(found[2].value, std::string("Atlantis of the sea"));
        QVERIFY(found[2].near.empty());
        // The path leads to the condition.
        const model::SegmentRule rule = *segment::ruleFromText("country = Germny and (city in (Wien, \"Bergen\") or not country in (Austria, \"Atlantis of the sea\"))");
        for (const MissingValue &one : found) {
            const model::RuleNode *node = model::nodeAt(rule, one.path);
            QVERIFY2(node, one.path.c_str());
            QCOMPARE(jsonText(node->condition, "field"), one.field);
        }
    }

    void whatIsThereOrCannotBeSaidIsNotMissing() {
        for (const char *text : {"country = Germany", "city = Bergen ignoring case", "country contains \"many\"", "country = \"\"", "name = N9", "age = 19", "did purchase",
                                 "country != Germany", "no_such = x"})
            QVERIFY2(missing(text).empty(), text);
        QCOMPARE(missing("country != Germny").size(), std::size_t(1));
        QCOMPARE(missing("city = Bergn ignoring case").size(), std::size_t(1));
        QVERIFY(missing("country = land").front().near == std::vector<std::string>{"Switzerland"}); // a part of it
    }

    void theMostComeFirstAndNobodyWithout() {
        const auto people = People::load(*m_session);
        QVERIFY(people);
        std::vector<Ordinal> all;
        for (Ordinal i = 0; i < kPeople; ++i)
            all.push_back(i);
        std::map<std::string, const QByteArrayList *> rows;
        for (const QByteArrayList &row : m_rows)
            rows[row[Id].toStdString()] = &row;
        const auto cell = [&](Ordinal person, int column) { return (*rows.at(*people->keyOf(person)))[column]; };
        for (const int column : {int(Age), int(Rate), int(City)})
            for (const char *way : {"", "-"}) {
                const auto order = orderBy(*m_session, *people, way + std::string(fieldOf(column)));
                QVERIFY2(order && *order, failure(order).c_str());
                std::vector<Ordinal> sorted = all;
                std::stable_sort(sorted.begin(), sorted.end(), *order);
                for (std::size_t i = 1; i < sorted.size(); ++i) {
                    const QByteArray before = cell(sorted[i - 1], column), here = cell(sorted[i], column);
                    QVERIFY(!before.isEmpty() || here.isEmpty()); // who has none comes last
                    if (here.isEmpty())
                        continue;
                    const int rises = column == City ? foldCase(before.toStdString()).compare(foldCase(here.toStdString())) : before.toDouble() < here.toDouble() ? -1 : before.toDouble() > here.toDouble();
                    QVERIFY(*way ? rises <= 0 : rises >= 0);
                }
            }
        QVERIFY(!*orderBy(*m_session, *people, {}));
        QCOMPARE(failure(orderBy(*m_session, *people, "-no such")), std::string("data.unknown_column"));
    }

    void groupsAreThoseOfTheSameValue() {
        const auto people = People::load(*m_session);
        QVERIFY(people);
        for (const int column : {int(Country), int(Age), int(Rate)}) {
            const auto groupOf = groupsBy(*m_session, *people, fieldOf(column));
            QVERIFY2(groupOf && *groupOf, failure(groupOf).c_str());
            std::map<std::int64_t, std::int64_t> sizes;
            std::int64_t without = 0;
            for (Ordinal i = 0; i < kPeople; ++i)
                if (const auto group = (*groupOf)(i))
                    ++sizes[*group];
                else
                    ++without;
            std::vector<std::int64_t> got, wanted;
            for (const auto &[group, size] : sizes)
                got.push_back(size);
            for (const auto &[value, size] : counted(column))
                wanted.push_back(size);
            std::sort(got.begin(), got.end());
            std::sort(wanted.begin(), wanted.end());
            QVERIFY2(got == wanted, fieldOf(column));
            QCOMPARE(without + sum(got), std::int64_t(kPeople));
        }
        QVERIFY(!*groupsBy(*m_session, *people, {}));
        QCOMPARE(failure(groupsBy(*m_session, *people, "no such")), std::string("data.unknown_column"));
    }

    void canBeCancelledAndRefused() {
        CancelSource source;
        source.cancel();
        SegmentService segments(*m_session);
        QCOMPARE(failure(segments.peek("country", source.token())), std::string("cancelled"));
        QCOMPARE(failure(segments.findValues("a", 20, source.token())), std::string("cancelled"));
        QCOMPARE(failure(segments.missingValues(*segment::ruleFromText("country = x"), source.token())), std::string("cancelled"));
        QCOMPARE(failure(segments.peek("no such")), std::string("data.unknown_column"));
        QCOMPARE(failure(segments.peek("trait:no such")), std::string("data.unknown_column"));
    }
};

AUDIENCE_TEST(FieldChoiceTest)
#include "field_choice_test.moc"
