// Stored lists, queries and safety sets: brought in, changed, taken back, counted, and never swallowed.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "segment/rule_text.h"
#include "service/definition_store.h"
#include "service/demo_service.h"
#include "service/list_service.h"
#include "service/people.h"
#include "service/safety.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "workspace/consent_repository.h"
#endif
#include "support/test_main.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace audience;
using namespace audience::service;

class KeyListsTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    std::shared_ptr<Session> m_session;
    std::vector<std::string> m_keys;
    std::string m_keyField;

    std::string file(const char *name, const std::string &bytes) {
        QFile file(m_dir.filePath(QString::fromLatin1(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes.data(), static_cast<qint64>(bytes.size())) < 0)
            qFatal("no file");
        return file.fileName().toStdString();
    }
    std::int64_t count(const std::string &text) {
        const auto counted = SegmentService(*m_session).size(*segment::ruleFromText(text));
        return counted ? *counted : -1;
    }
    std::string finding(const Json &condition) {
        model::SegmentRule rule;
        rule.root = model::conditionNode(condition);
        for (const FindingView &one : SegmentService(*m_session).check(rule))
            return one.id + " " + one.path;
        return {};
    }
    static engine::KeySet keysFrom(const std::vector<std::string> &texts) {
        engine::KeySet keys;
        for (const std::string &text : texts)
            keys.insert(text);
        return keys;
    }
    template <class T> static std::string failure(const Result<T> &result) { return result ? std::string() : result.error().id; }

private Q_SLOTS:
    void initTestCase() {
        Session::Options options;
        options.environment.stateDirectory = m_dir.filePath(QStringLiteral("state")).toStdString();
        options.environment.rng = std::make_shared<SeededRng>(20261121);
        options.environment.actor = "tester";
        auto session = Session::create(m_dir.filePath(QStringLiteral("shop.audience")).toStdString(), options);
        QVERIFY(session);
        m_session = *session;
        DemoShopOptions shop;
        shop.people = 300;
        shop.events = 3000;
        shop.lastDay = CivilDate{static_cast<std::int32_t>(m_session->now().micros / kMicrosPerDay - 1)};
        QVERIFY(DemoService(*m_session).fill(shop));
        const auto people = People::load(*m_session);
        QVERIFY(people);
        m_keyField = people->dataset().keyField;
        const auto page = SegmentService(*m_session).members(model::SegmentRule(), {}, 0, 1000);
        QVERIFY(page);
        for (const auto &row : page->rows)
            m_keys.push_back(row[0]);
        QVERIFY(m_keys.size() > 200);
    }
    void cleanupTestCase() { m_session.reset(); }

    void changedAndTakenBack() {
        ListService lists(*m_session);
        // With a byte order mark, CRLF, blanks, a repeat, a stranger and no line end at the end.
        const auto first = lists.importFile("VIP", file("vip.txt", "\xEF\xBB\xBF" + m_keys[0] + "\r\n" + m_keys[1] + " \r\n\r\n" + m_keys[1] + "\r\nnobody\r\n" + m_keys[2]));
        QVERIFY2(first, failure(first).c_str());
        QCOMPARE(first->list.keys, std::int64_t{4});
        QCOMPARE(first->list.source, std::string("vip.txt"));
        QVERIFY(!first->list.canUndo);
        const std::string id = std::to_string(first->list.id);
        QCOMPARE(count("in list \"" + id + "\""), std::int64_t{3});
        QCOMPARE(count("in list vip"), std::int64_t{3});
        QCOMPARE(count("not in list vip"), static_cast<std::int64_t>(m_keys.size()) - 3);
        const auto more = lists.importFile("vip", file("more.csv", "name;" + m_keyField + "\nA;" + m_keys[2] + "\nB;" + m_keys[7] + "\n\"C\nC\";" + m_keys[8] + "\n"), {}, ListChange::Add);
        QVERIFY2(more, failure(more).c_str());
        QCOMPARE(more->list.id, first->list.id);
        QCOMPARE(more->changed, std::int64_t{2});
        QCOMPARE(count("in list vip"), std::int64_t{5});
        const auto less = lists.paste("VIP", m_keys[0] + ", " + m_keys[1] + "\nsomebody", ListChange::Remove);
        QVERIFY(less);
        QCOMPARE(less->changed, std::int64_t{2});
        QCOMPARE(count("in list vip"), std::int64_t{3});
        QVERIFY(lists.undo(first->list.id));
        QCOMPARE(count("in list vip"), std::int64_t{5});
        QVERIFY(lists.undo(first->list.id));
        QCOMPARE(count("in list vip"), std::int64_t{3});
        QVERIFY(lists.rename(first->list.id, "Best ones"));
        QCOMPARE(count("in list \"best ones\""), std::int64_t{3});
        QVERIFY(lists.remove(first->list.id));
        QCOMPARE(finding(Json{{"type", "list"}, {"id", id}}), std::string("segment.unknown_list /rule/id"));
        QCOMPARE(lists.lists()->size(), std::size_t{0});
        QVERIFY(lists.undo(first->list.id));
        QCOMPARE(count("in list " + Json(id).dump()), std::int64_t{3});
        const auto sql = SegmentService(*m_session).sql(*segment::ruleFromText("in list \"best ones\""), "sqlite");
        QVERIFY(sql);
        Session::Options again;
        again.environment.stateDirectory = m_dir.filePath(QStringLiteral("state")).toStdString();
        again.readOnly = true;
        const auto other = Session::open(m_session->workspace().path(), again);
        QCOMPARE(failure(other), std::string()); // the tables that came with the list are part of the format
    }

    void filesFromBeforeThereWereLists() {
        Session::Options options;
        options.environment.stateDirectory = m_dir.filePath(QStringLiteral("state")).toStdString();
        const std::string path = m_dir.filePath(QStringLiteral("old.audience")).toStdString();
        {
            const auto old = Session::create(path, options);
            QVERIFY(old);
            QVERIFY((*old)->workspace().write([](const store::Connection &c) { return c.execute("DROP TABLE key_list_part; DROP TABLE key_list; PRAGMA user_version = 1"); }));
        }
        {
            const auto session = Session::open(path, options);
            QVERIFY2(session, failure(session).c_str());
            ListService lists(**session);
            QCOMPARE(lists.lists()->size(), std::size_t{0});
            QVERIFY(lists.paste("First", "1\n2"));
            QCOMPARE(lists.lists()->size(), std::size_t{1});
        }
        const auto again = Session::open(path, options);
        QVERIFY2(again, failure(again).c_str());
        QCOMPARE(ListService(**again).find("first")->keys, std::int64_t{2});
    }

    void whatAFileHoldsBeforeItIsKept() {
        ListService lists(*m_session);
        const auto before = lists.lists()->size();
        const std::string keys = file("few.csv", m_keyField + ",note\n" + m_keys[0] + ",a\n" + m_keys[1] + ",b\n" + m_keys[1] + ",c\nnobody,d\n,e\n");
        const auto found = lists.survey(keys);
        QVERIFY2(found, failure(found).c_str());
        QCOMPARE(found->read, std::int64_t{4});
        QCOMPARE(found->keys, std::int64_t{3});
        QCOMPARE(found->people, std::int64_t{2});
        QCOMPARE(found->notFound, std::int64_t{1});
        QCOMPARE(found->missing, std::vector<std::string>{"nobody"});
        QCOMPARE(found->column, m_keyField);
        QVERIFY(!found->byAddress);
        QCOMPARE(failure(lists.survey(keys, "moon")), std::string("list.no_column"));
        QCOMPARE(lists.lists()->size(), before); // nothing is written
        // Addresses stand for those who have them, however their letters are.
        const auto withAddress = *segment::ruleFromText("email contains \"@example\"");
        const auto page = SegmentService(*m_session).members(withAddress, {m_keyField, "email"}, 0, 3);
        QVERIFY(page && page->rows.size() == 3);
        const std::string address = QString::fromStdString(page->rows[0][1]).toUpper().toStdString();
        const std::string addresses = file("mail.csv", "email\n" + address + "\n" + page->rows[1][1] + "\nnobody@example.org\n");
        const auto byAddress = lists.survey(addresses, "email");
        QVERIFY2(byAddress, failure(byAddress).c_str());
        QVERIFY(byAddress->byAddress);
        QVERIFY(byAddress->people >= 2);
        QCOMPARE(byAddress->notFound, std::int64_t{1});
        const auto kept = lists.importFile("By address", addresses, "email");
        QVERIFY2(kept, failure(kept).c_str());
        QCOMPARE(count("in list \"By address\""), byAddress->people);
        // An address that stands on the list as it is, since nobody had it, goes off however it is written; one that
        // somebody has by now takes the person and itself.
        QVERIFY(lists.paste("Early", "Nobody@Example.org, later@example.org"));
        const auto early = lists.paste("Early", "nobody@example.ORG", ListChange::Remove);
        QVERIFY2(early, failure(early).c_str());
        QCOMPARE(early->changed, std::int64_t{1});
        QCOMPARE(early->list.keys, std::int64_t{1});
        QVERIFY(workspace::ListRepository(m_session->workspace()).put("Early", keysFrom({page->rows[0][0], address, "later@example.org"}), "test"));
        const auto both = lists.paste("Early", address, ListChange::Remove);
        QVERIFY2(both, failure(both).c_str());
        QCOMPARE(both->changed, std::int64_t{2});
        QVERIFY(lists.remove(both->list.id));
        QCOMPARE(count("in list \"By address\" and " + m_keyField + " = " + page->rows[0][0]), std::int64_t{1});
        QVERIFY(lists.remove(kept->list.id));
    }

    void aSegmentAsItIsNow() {
        ListService lists(*m_session);
        const auto rule = *segment::ruleFromText("country = DE");
        const auto kept = lists.keep("Germans", rule, "segment:Germany");
        QVERIFY2(kept, failure(kept).c_str());
        QCOMPARE(kept->list.keys, count("country = DE"));
        QCOMPARE(count("in list \"Germans\" and not country = DE"), std::int64_t{0});
        QVERIFY(kept->isNew);
        QCOMPARE(kept->list.source, std::string("segment:Germany"));
        QCOMPARE(failure(lists.keep("None", *segment::ruleFromText("country = \"no such\""), "x")), std::string("list.no_people"));
        QCOMPARE(keptOutCount(*m_session).value(), std::int64_t{0});
        QVERIFY(saveSafetySets(*m_session, {{}, {std::to_string(kept->list.id)}}));
        QCOMPARE(keptOutCount(*m_session).value(), kept->list.keys);
        QVERIFY(saveSafetySets(*m_session, {}));
        QVERIFY(lists.remove(kept->list.id));
    }

    void badFiles() {
        ListService lists(*m_session);
        QCOMPARE(failure(lists.importFile("x", m_dir.filePath(QStringLiteral("none.csv")).toStdString())), std::string("ingest.file_missing"));
        QCOMPARE(failure(lists.importFile("x", file("empty.csv", ""))), std::string("ingest.file_empty"));
        QCOMPARE(failure(lists.importFile("x", file("two.csv", "a;b\n1;2\n3;4\n"))), std::string("list.choose_column"));
        QCOMPARE(failure(lists.importFile("x", file("two.csv", "a;b\n1;2\n3;4\n"), "c")), std::string("list.no_column"));
        QCOMPARE(failure(lists.importFile("  ", file("one.txt", "1\n2\n"))), std::string("list.no_name"));
        QCOMPARE(failure(lists.paste("x", " ,\n;")), std::string("list.nothing_pasted"));
        QCOMPARE(failure(lists.paste("nowhere", "1", ListChange::Remove)), std::string("list.not_found"));
        QCOMPARE(failure(lists.undo(987)), std::string("list.not_found"));
        QVERIFY(!lists.find("x"));
    }

    // The numbers are printed for whoever wants to compare them.
    void fiveMillionKeys() {
        ListService lists(*m_session);
        std::string bytes;
        bytes.reserve(60'000'000);
        for (int i = 0; i < 5'000'000; ++i)
            bytes += "stranger-" + std::to_string(i * 7LL) + '\n';
        for (std::size_t i = 0; i < m_keys.size(); i += 2)
            bytes += m_keys[i] + '\n';
        const std::string path = file("huge.txt", bytes);
        QElapsedTimer timer;
        timer.start();
        const auto huge = lists.importFile("Huge", path);
        QVERIFY2(huge, failure(huge).c_str());
        const qint64 imported = timer.restart();
        const auto half = static_cast<std::int64_t>((m_keys.size() + 1) / 2);
        QCOMPARE(huge->list.keys, 5'000'000 + half);
        QCOMPARE(count("in list huge"), half);
        const qint64 counted = timer.restart();
        model::SegmentRule inlined;
        inlined.root = model::conditionNode(Json{{"type", "list"}, {"keys", bytes}});
        const auto found = SegmentService(*m_session).size(inlined);
        QVERIFY(found);
        QCOMPARE(*found, half);
        qInfo("5 million keys: stored in %lld ms, counted in %lld ms, counted in the rule in %lld ms", imported, counted, timer.elapsed());
        QVERIFY(lists.remove(huge->list.id));
    }

    void queries() {
        const auto page = SegmentService(*m_session).members(*segment::ruleFromText("did purchase"), {}, 0, 1000);
        QVERIFY(page);
        const auto datasets = m_session->snapshot();
        const std::string events = (*datasets)->schema().events[0].dataset;
        const std::string buyers = "select distinct \"" + m_keyField + "\" from \"" + events + "\" where event = 'purchase'";
        QCOMPARE(count("in query " + dumpJson(Json(buyers))), page->total);
        QCOMPARE(count("in query " + dumpJson(Json(buyers + ";\n")) + " and not did purchase"), std::int64_t{0});
        const auto sql = SegmentService(*m_session).sql(*segment::ruleFromText("in query " + dumpJson(Json(buyers))), "sqlite");
        QVERIFY2(sql, failure(sql).c_str());
        QCOMPARE(SegmentService(*m_session).size(*segment::ruleFromText("in query " + dumpJson(Json(*sql)))).value(), page->total);
        const auto of = [&](const char *text) { return finding(Json{{"type", "query"}, {"sql", text}}); };
        QCOMPARE(of("select 1, 2"), std::string("query.one_column /rule/sql"));
        QCOMPARE(of("delete from setting"), std::string("query.not_reading /rule/sql"));
        QCOMPARE(of("select 1; select 2"), std::string("query.several_statements /rule/sql"));
        QCOMPARE(of("selec 1"), std::string("query.syntax /rule/sql"));
        QCOMPARE(of("select x from nowhere"), std::string("query.syntax /rule/sql"));
        QCOMPARE(of("  "), std::string("query.empty /rule/sql"));
        for (const char *parameter : {"select ?", "select 1 where 2 = ?1", "select :key", "select @p1", "select $x"})
            QCOMPARE(of(parameter), std::string("query.parameter /rule/sql"));
        QCOMPARE(of("select '?1 :key'"), std::string());
        QCOMPARE(of("attach 'x' as y"), std::string("query.not_reading /rule/sql"));
        // A query that never ends is stopped by whoever waits for it.
        CancelSource stop;
        stop.cancel();
        const auto endless = SegmentService(*m_session).size(
            *segment::ruleFromText("in query " + dumpJson(Json("with recursive n(i) as (select 1 union all select i + 1 from n) select i from n"))), stop.token());
        QVERIFY(!endless);
        QCOMPARE(endless.error().id, std::string("cancelled"));
    }

    void safetyCannotBeSwallowed() {
        ListService lists(*m_session);
        SegmentService segments(*m_session);
        const auto everybody = *segment::ruleFromText("everybody");
        const auto before = segments.count(everybody);
        QVERIFY(before && before->reachable > 20);
        QVERIFY(lists.paste("Staff", m_keys[0] + "\n" + m_keys[1] + "\n" + m_keys[2] + "\n" + m_keys[3]));
        SegmentView press;
        press.name = "Press";
        press.rule = *segment::ruleFromText("in keys (" + Json(m_keys[4]).dump() + ", " + Json(m_keys[5]).dump() + ")");
        const auto saved = segments.save(press);
        QVERIFY(saved);
        const auto theirs = segments.count(*segment::ruleFromText("in list staff or in segment \"" + std::to_string(saved->id.value) + '"'));
        QVERIFY(theirs && theirs->count == 6 && theirs->reachable > 0);
        QCOMPARE(failure(saveSafetySets(*m_session, {{"987654"}, {}})), std::string("segment.unknown_segment"));
        QCOMPARE(failure(saveSafetySets(*m_session, {{}, {"nothing"}})), std::string("segment.unknown_list"));
        QVERIFY(saveSafetySets(*m_session, {{std::to_string(saved->id.value)}, {"Staff"}}));
        // However a rule asks for them, it counts them and cannot reach them.
        const auto kept = segments.count(everybody);
        QVERIFY(kept);
        QCOMPARE(kept->count, before->count);
        std::int64_t out = 0;
        for (const ReasonCount &reason : kept->keptBack)
            out += reason.reason == "safety_set" ? reason.count : 0;
        QVERIFY(out >= theirs->reachable && out <= theirs->count);
        QCOMPARE(kept->reachable, before->reachable - theirs->reachable);
        for (const char *greedy : {"in list staff or everybody", "any of (in list staff, not in list staff)", "in list staff or in list staff",
                                   "not not in list staff", "none of (not in list staff)", "is reachable or in list staff or is suppressed"}) {
            const auto all = segments.count(*segment::ruleFromText(greedy));
            QVERIFY2(all, greedy);
            QVERIFY2(all->count >= 4, greedy);
            const auto list = segments.keptBackList(*segment::ruleFromText(greedy), "safety_set");
            QVERIFY(list);
            const auto alone = segments.count(*segment::ruleFromText("in list staff"));
            QVERIFY(alone);
            QCOMPARE(alone->reachable, std::int64_t{0});
            QVERIFY2(all->reachable <= kept->reachable, greedy);
        }
        // What cannot be counted lets nobody through.
        QVERIFY(segments.remove(saved->id));
        QCOMPARE(failure(segments.count(everybody)), std::string("safety.unreadable"));
        QVERIFY(saveSafetySets(*m_session, {}));
        QCOMPARE(segments.count(everybody)->reachable, before->reachable);
    }

    void unsubscribedAndSuppressedCannotBeSwallowed() {
        workspace::ConsentRepository consent(m_session->workspace());
        const auto topic = consent.saveTopic({{}, "open", "Open", workspace::TopicKind::OptOut});
        QVERIFY(topic);
        SegmentService segments(*m_session);
        const auto before = segments.count(*segment::ruleFromText("everybody"), {"open"});
        const auto people = People::load(*m_session);
        const auto first = segments.memberList(*segment::ruleFromText("is reachable about (open)"));
        QVERIFY(before && people && first && !(*first)->people.empty());
        const Ordinal one = (*first)->people[0];
        QVERIFY(consent.set(topic->id, one, {workspace::ConsentState::Withdrawn, m_session->now(), "unsubscribe link", ""}));
        for (const char *greedy : {"everybody", "consent to open opted_out or everybody", "not is reachable about (open) or is reachable about (open)"}) {
            const auto after = segments.count(*segment::ruleFromText(greedy), {"open"});
            QVERIFY2(after, greedy);
            QCOMPARE(after->count, before->count);
            QCOMPARE(after->reachable, before->reachable - 1);
        }
        QCOMPARE(segments.count(*segment::ruleFromText("consent to open opted_out"), {"open"})->reachable, std::int64_t{0});
    }

    void emptyAndRound() {
        // A percentile of nobody, a rank among a list of strangers.
        QVERIFY(ListService(*m_session).paste("Strangers", "nobody\nno one"));
        QCOMPARE(count("in list strangers"), std::int64_t{0});
        const auto number = SegmentService(*m_session).vocabulary();
        QVERIFY(number);
        for (const FieldView &field : number->attributes)
            if (field.isNumber)
                QCOMPARE(count("percentile 0 to 100 by " + field.name + " among (in list strangers)"), std::int64_t{0});
    }
};

AUDIENCE_TEST(KeyListsTest)
#include "key_lists_test.moc"
