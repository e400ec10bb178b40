// Computed traits as the workspace keeps them, and rules over tables that an import has linked: counted, shown as
// SQL that gives the same people, refused where something is missing.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/fault_point.h"
#include "segment/rule_text.h"
#include "service/data_service.h"
#include "service/dataset_links.h"
#include "service/definition_service.h"
#include "service/demo_service.h"
#include "service/member_columns.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "service/trait_service.h"
#include "workspace/definition_repository.h"
#include "workspace/workspace.h"
#endif
#include "support/test_main.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/wait.h>
#include <unistd.h>
#endif

using namespace audience;
using namespace audience::service;

class SegmentTraitsTest : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_dir;
    std::shared_ptr<Session> m_session;

    // How many the rule finds, which is as many as its SQL does; -1 when they differ or it is refused.
    std::int64_t count(const std::string &text) {
        const auto rule = segment::ruleFromText(text);
        const auto size = rule ? SegmentService(*m_session).size(*rule) : Result<std::int64_t>(rule.error());
        const auto sql = rule ? SegmentService(*m_session).sql(*rule, "sqlite") : Result<std::string>(rule.error());
        const auto rows = sql ? DataService(*m_session).query(*sql, 100'000) : Result<RowsPage>(sql.error());
        return size && rows && static_cast<std::int64_t>(rows->rows.size()) == *size ? *size : -1;
    }
    std::string refusal(const std::string &text) {
        const auto size = SegmentService(*m_session).size(*segment::ruleFromText(text));
        return size ? std::string() : size.error().id;
    }
    std::string save(const std::string &name, const std::string &formula) {
        TraitService traits(*m_session);
        const auto json = traits.fromText(formula);
        const auto saved = json ? traits.save(name, *json) : Result<TraitView>(json.error());
        return saved ? saved->field.name + ' ' + saved->field.type : saved.error().id;
    }
    // A file of a table, by lines.
    bool import(const std::string &name, const QByteArray &lines) {
        const QString path = m_dir.filePath(QString::fromStdString(name + ".csv"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(lines) != lines.size())
            return false;
        file.close();
        ingest::ImportSpec spec;
        spec.path = path.toStdString();
        spec.name = name;
        return DataService(*m_session).importFile(spec).has_value();
    }

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
    }
    void cleanupTestCase() { m_session.reset(); }

    void traitsAreKept() {
        QCOMPARE(save("orders", "count over purchase"), std::string("trait:orders int64"));
        QCOMPARE(save("newest", "last over purchase"), std::string("trait:newest instant"));
        QCOMPARE(save("share", "ratio (trait orders to count over anything)"), std::string("trait:share double"));
        const std::int64_t buyers = count("did purchase at least 2 times");
        QVERIFY(buyers > 0);
        QCOMPARE(count("trait:orders >= 2"), buyers);
        QVERIFY(count("trait:newest within the last 90 days") > 0);
        QVERIFY(count("trait:share > the average of trait:share") > 0);
        QVERIFY(count("top 10 by trait:orders") >= 10);
        // Saved again under its name it is the same trait with another formula.
        QCOMPARE(save("orders", "count over purchase in the last 30 days"), std::string("trait:orders int64"));
        QCOMPARE(count("trait:orders >= 2"), count("did purchase at least 2 times in the last 30 days"));
        const auto traits = TraitService(*m_session).list();
        QVERIFY(traits);
        QCOMPARE(traits->size(), std::size_t{3});
        const auto words = SegmentService(*m_session).vocabulary();
        QVERIFY(words);
        QCOMPARE(words->traits.size(), std::size_t{3});
    }

    // What the rule says of somebody is what the column shows.
    void traitsAreColumnsOfMembers() {
        QCOMPARE(save("spent", "sum of amount over purchase"), std::string("trait:spent decimal"));
        QCOMPARE(save("latest_buy", "last over purchase"), std::string("trait:latest_buy instant"));
        SegmentService segments(*m_session);
        const auto everybody = *segments.fromText("everybody");
        const auto page = segments.members(everybody, {"customer_id", "trait:spent", "trait:latest_buy"}, 0, 1000);
        QVERIFY2(page, page ? "" : page.error().id.c_str());
        std::int64_t rich = 0, never = 0;
        for (const auto &row : page->rows) {
            rich += std::stod(row[1]) > 100;
            never += row[2].empty();
        }
        QVERIFY(rich > 0 && never > 0);
        QCOMPARE(rich, count("trait:spent > 100"));
        QCOMPARE(never, count("did not purchase"));
        // Sorted by a trait, and in a file.
        const auto list = segments.memberList(everybody, "trait:spent", true);
        QVERIFY(list);
        const auto rows = segments.rowsOf(**list, {"trait:spent"}, 0, 300);
        QVERIFY(rows);
        for (std::size_t i = 1; i < rows->rows.size(); ++i)
            QVERIFY(std::stod(rows->rows[i - 1][0]) >= std::stod(rows->rows[i][0]));
        const std::string path = m_dir.filePath(QStringLiteral("members.csv")).toStdString();
        QCOMPARE(segments.exportMembers(everybody, {"customer_id", "trait:spent"}, path).value(), page->total);
        QFile file(QString::fromStdString(path));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readLine().trimmed(), QByteArray("customer_id,trait:spent"));
        QCOMPARE(QByteArray::fromStdString(page->rows[0][0] + "," + page->rows[0][1]), file.readLine().trimmed());
        // A formula that was changed shows at once; one that does not exist is told.
        QCOMPARE(save("spent", "count over purchase"), std::string("trait:spent int64"));
        const auto changed = segments.members(*segments.fromText("trait:spent = 2"), {"trait:spent"}, 0, 1);
        QVERIFY(changed && !changed->rows.empty());
        QCOMPARE(changed->rows[0][0], std::string("2"));
        QCOMPARE(segments.members(everybody, {"trait:nothing"}, 0, 1).error().id, std::string("trait.unknown"));
        QVERIFY(TraitService(*m_session).remove("spent"));
        QVERIFY(TraitService(*m_session).remove("latest_buy"));
    }

    void traitsThatMeanNothingAreRefused() {
        QCOMPARE(save("a", "count over purchase"), std::string("trait:a int64"));
        QCOMPARE(save("b", "ratio (trait a to trait a)"), std::string("trait:b double"));
        QCOMPARE(save("a", "ratio (trait b to trait orders)"), std::string("trait.cycle"));
        QCOMPARE(save("c", "sum of nothing_here over purchase"), std::string("segment.unknown_field"));
        QCOMPARE(save("c", "trait nothing"), std::string("trait.unknown"));
        QCOMPARE(save("", "count over purchase"), std::string("definition.no_name"));
        TraitService traits(*m_session);
        QVERIFY(traits.remove("a"));
        QCOMPARE(traits.remove("a").error().id, std::string("definition.not_found"));
        QCOMPARE(refusal("trait:a > 1"), std::string("trait.unknown"));
        QCOMPARE(refusal("trait:b > 1"), std::string("trait.unknown")); // which stands on it
        const auto broken = traits.find("b");
        QVERIFY(broken);
        QCOMPARE(broken->findings.at(0).id, std::string("trait.unknown"));
    }

    void aTraitAtWorkOnOnePerson() {
        QCOMPARE(save("bought", "count over purchase"), std::string("trait:bought int64"));
        const TraitService traits(*m_session);
        const auto example = traits.example(*traits.fromText("count over purchase"));
        QVERIFY(example);
        QCOMPARE(example->people, count("did purchase"));
        QVERIFY(example->person.find(' ') != std::string::npos); // a name, not the key
        QCOMPARE(count("customer_id = " + example->personKey + " and trait:bought = " + example->value), std::int64_t{1});
        QCOMPARE(traits.example(*traits.fromText("sum of nothing over purchase")).error().id, std::string("segment.unknown_field"));
        const auto nobody = traits.example(*traits.fromText("count over purchase where (category = \"there is none\")"));
        QVERIFY(nobody && nobody->people == 0 && nobody->person.empty());
        // Its values are there for pickers and pictures like those of a column.
        const auto values = SegmentService(*m_session).topValues("trait:bought");
        QVERIFY(values && !values->empty());
        const auto spread = SegmentService(*m_session).spread("trait:bought");
        QVERIFY(spread && !spread->counts.empty());
        QCOMPARE(SegmentService(*m_session).spread("trait:unheard").error().id, std::string("data.unknown_column"));
    }

    void rulesFollowTheNameOfATrait() {
        QCOMPARE(save("before", "count over purchase"), std::string("trait:before int64"));
        QCOMPARE(save("half", "ratio (trait before to count over anything)"), std::string("trait:half double"));
        SegmentService segments(*m_session);
        SegmentView view;
        view.name = "Of a trait";
        view.rule = *segment::ruleFromText("country is not empty and trait:before >= 2");
        const auto saved = segments.save(view);
        QVERIFY(saved);
        TraitService traits(*m_session);
        QCOMPARE(traits.uses("before").value(), std::vector<std::string>{"Of a trait"});
        const std::int64_t people = segments.size(saved->rule).value();
        QVERIFY(people > 0);
        QCOMPARE(traits.rename("before", "half").error().id, std::string("definition.name_taken"));
        QCOMPARE(traits.rename("before", "").error().id, std::string("definition.no_name"));
        QVERIFY(traits.rename("before", "after now"));
        QCOMPARE(traits.find("before").error().id, std::string("definition.not_found"));
        QVERIFY(traits.uses("before")->empty());
        const auto found = segments.find(saved->id);
        QVERIFY(found);
        QCOMPARE(segments.size(found->rule).value(), people);
        QVERIFY(traits.find("half")->findings.empty()); // stands on the new name too
        QVERIFY(traits.rename("after now", "After Now")); // only its letters
        QCOMPARE(segments.size(segments.find(saved->id)->rule).value(), people);
        QVERIFY(segments.remove(saved->id));
    }

    // A name means the same in any letter case; a text that somebody is compared with is no name.
    void theNameIsFollowedInAnyCase() {
        QCOMPARE(save("Worth", "sum of amount over purchase"), std::string("trait:Worth decimal"));
        QCOMPARE(save("twice", "ratio (trait WORTH to count over anything)"), std::string("trait:twice double"));
        SegmentService segments(*m_session);
        SegmentView view;
        view.name = "In capitals";
        view.rule = *segment::ruleFromText("trait:WORTH > 50 and trait:worth > the average of trait:wOrTh and not city = \"trait:worth\"");
        const auto saved = segments.save(view);
        QVERIFY(saved);
        const std::int64_t people = segments.size(saved->rule).value();
        QVERIFY(people > 0);
        TraitService traits(*m_session);
        QCOMPARE(traits.uses("worTH").value(), std::vector<std::string>{"In capitals"});
        QVERIFY(traits.rename("worth", "Value so far"));
        const auto found = segments.find(saved->id);
        QVERIFY(found);
        QCOMPARE(segments.size(found->rule).value(), people);
        const std::string text = segment::toText(found->rule);
        QVERIFY2(text.find("trait:worth") != std::string::npos && text.find("WORTH") == std::string::npos && text.find("wOrTh") == std::string::npos,
                 text.c_str());
        QVERIFY(traits.find("twice")->findings.empty());
        QVERIFY(segments.remove(saved->id));
    }

    // Whether the column has to be worked out first or is known already, a stopped list comes to an end.
    void sortingByATraitCanBeStopped() {
        QCOMPARE(save("to sort by", "count over purchase where (amount > 7)"), std::string("trait:to sort by int64"));
        SegmentService segments(*m_session);
        const auto everybody = *segments.fromText("everybody");
        const auto sorted = [&](const CancelToken &cancel) { return segments.memberList(everybody, "trait:to sort by", true, cancel); };
        QVERIFY(segments.memberList(everybody)); // so that only the trait is to be worked out
        const auto people = People::load(*m_session);
        QVERIFY(people);
        CancelSource stop;
        stop.cancel();
        const CancelToken stopped = stop.token();
        QCOMPARE(memberColumn(*m_session, *people, "trait:to sort by", stopped).error().id, std::string("cancelled"));
        QCOMPARE(sorted(stopped).error().id, std::string("cancelled"));
        const auto column = memberColumn(*m_session, *people, "trait:to sort by");
        QVERIFY(column && sorted({}));
        QCOMPARE(*memberColumn(*m_session, *people, "trait:to sort by"), *column); // worked out once
    }

    // Killed before, between and after the steps: everything has the old name or everything the new one.
    void aRenameIsAllOrNothing() {
#ifdef Q_OS_UNIX
        const auto options = [&] {
            Session::Options made;
            made.environment.stateDirectory = m_dir.filePath(QStringLiteral("renamed_state")).toStdString();
            made.environment.rng = std::make_shared<SystemRng>();
            return made;
        };
        const std::string path = m_dir.filePath(QStringLiteral("renamed.audience")).toStdString();
        {
            const auto session = Session::create(path, options());
            QVERIFY(session);
            DemoShopOptions shop;
            shop.people = 20;
            shop.events = 100;
            shop.lastDay = CivilDate{static_cast<std::int32_t>((*session)->now().micros / kMicrosPerDay - 1)};
            QVERIFY(DemoService(**session).fill(shop));
            workspace::DefinitionRepository definitions((*session)->workspace());
            using workspace::DefinitionKind;
            const auto put = [&](DefinitionKind kind, const char *name, const char *body) {
                return definitions.save({kind, 0, name, 0, *parseJson(body), {}}).has_value();
            };
            QVERIFY(put(DefinitionKind::Trait, "former", R"({"of":"count"})"));
            QVERIFY(put(DefinitionKind::Trait, "user", R"({"of":"trait","name":"former"})"));
            for (const char *name : {"one", "two", "three"})
                QVERIFY(put(DefinitionKind::Segment, name, R"({"audience_segment":1,"rule":{"type":"attribute","field":"trait:former","op":"known"}})"));
        }
        // How many names there are of each kind.
        const auto counted = [&](Session &session) {
            std::pair<int, int> names;
            for (const auto kind : {workspace::DefinitionKind::Segment, workspace::DefinitionKind::Trait}) {
                const auto definitions = workspace::DefinitionRepository(session.workspace()).list(kind);
                for (const auto &one : *definitions) {
                    const std::string text = one.name + dumpJson(one.body);
                    names.first += text.find("former") != std::string::npos ? 1 : 0;
                    names.second += text.find("latter") != std::string::npos ? 1 : 0;
                }
            }
            return names;
        };
        int kills = 0;
        for (int visits = 1;; ++visits, ++kills) {
            const pid_t child = fork();
            if (child == 0) {
                const auto session = Session::open(path, options());
                static int left;
                left = visits;
                g_faultHook.store([](const char *) {
                    if (--left == 0)
                        kill(getpid(), SIGKILL);
                });
                _exit(session && TraitService(**session).rename("FORMER", "latter").has_value() ? 0 : 1);
            }
            int status = 0;
            QCOMPARE(waitpid(child, &status, 0), child);
            const auto session = Session::open(path, options());
            QVERIFY(session);
            const auto [before, after] = counted(**session);
            QVERIFY2((before == 5 && after == 0) || (before == 0 && after == 5), qPrintable(QStringLiteral("%1: %2 %3").arg(visits).arg(before).arg(after)));
            if (WIFEXITED(status)) {
                QCOMPARE(WEXITSTATUS(status), 0);
                QCOMPARE(after, 5);
                break;
            }
            if (after == 5)
                QVERIFY(TraitService(**session).rename("latter", "former"));
        }
        QVERIFY(kills >= 6); // the trait, its four users, the commit
#else
        QSKIP("needs fork()");
#endif
    }

    void tablesAreLinkedByTheirImport() {
        const auto people = DataService(*m_session).query("SELECT customer_id FROM customers ORDER BY customer_id LIMIT 3", 3);
        QVERIFY2(people, people ? "" : people.error().id.c_str());
        const QByteArray first = QByteArray::fromStdString(people->rows[0][0]), second = QByteArray::fromStdString(people->rows[1][0]);
        QVERIFY(import("tickets", "ticket,customer_id,topic\n1001," + first + ",late\n1002," + first + ",broken\n1003," + second + ",late\n"));
        QVERIFY(import("answers", "ticket,words\n1001,20\n1001,30\n1003,70\n"));
        const auto links = DatasetLinks(*m_session).list();
        QVERIFY(links);
        const DatasetLink toPeople{"tickets", "customer_id", "customers", "customer_id"}, toTickets{"answers", "ticket", "tickets", "ticket"};
        QVERIFY(std::find(links->begin(), links->end(), toPeople) != links->end());
        QVERIFY(std::find(links->begin(), links->end(), toTickets) != links->end());
        const auto words = SegmentService(*m_session).vocabulary();
        QVERIFY(words);
        const std::pair<std::string, std::string> ofPeople{"tickets", ""}, ofTickets{"answers", "tickets"};
        QVERIFY(std::find(words->links.begin(), words->links.end(), ofPeople) != words->links.end());
        QVERIFY(std::find(words->links.begin(), words->links.end(), ofTickets) != words->links.end());
        QVERIFY(std::any_of(words->tables.begin(), words->tables.end(), [](const auto &table) { return table.dataset == "tickets" && !table.ofPeople && table.fields.size() == 3; }));
        QCOMPARE(count("related any (tickets)"), std::int64_t{2});
        QCOMPARE(count("related count (tickets) = 2"), std::int64_t{1});
        QCOMPARE(count("related sum of words (tickets where (topic = \"late\") then answers) = 70"), std::int64_t{1});
        QCOMPARE(count("related all (tickets) has (topic = \"late\")"), std::int64_t{1});
        // More rows change the answer; without the link there is none.
        QVERIFY(import("answers", "ticket,words\n1002,500\n"));
        QCOMPARE(count("related max of words (tickets then answers) >= 500"), std::int64_t{1});
        DatasetLinks all(*m_session);
        QVERIFY(all.remove("answers.ticket", "tickets.ticket"));
        QCOMPARE(refusal("related any (tickets then answers)"), std::string("related.no_link"));
        QVERIFY(all.add("answers.ticket", "tickets.ticket"));
        QCOMPARE(count("related any (tickets then answers)"), std::int64_t{2});
        QCOMPARE(all.add("answers.moon", "tickets.ticket").error().id, std::string("links.unknown_column"));
    }

    void purchasesAreThoseOfTheDefinition() {
        DefinitionService definitions(*m_session);
        auto view = definitions.definition();
        QVERIFY(view);
        view->definition.purchaseEvent.clear();
        view->definition.valueField.clear();
        view->definition.currency.clear();
        const auto undefined = definitions.save(*view);
        QVERIFY2(undefined, undefined ? "" : undefined.error().id.c_str());
        QCOMPARE(refusal("rfm recency 1 to 5"), std::string("rfm.no_purchase"));
        view->revision = undefined->revision;
        view->definition.purchaseEvent = "purchase";
        view->definition.valueField = "amount";
        view->definition.currency = "EUR";
        QVERIFY(definitions.save(*view));
        const std::int64_t buyers = count("did purchase");
        QCOMPARE(count("rfm recency 1 to 5"), buyers);
        QVERIFY(count("rfm group in (\"champions\")") < buyers);
    }
};

AUDIENCE_TEST(SegmentTraitsTest)
#include "segment_traits_test.moc"
