// What differs between two versions of an email: lines, parts of blocks, languages and variants; and the list of versions.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/json.h"
#include "base/rng.h"
#include "service/definition_store.h"
#include "service/session.h"
#include "service/template_service.h"
#include "service/template_versions.h"
#endif
#include "support/test_main.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

using namespace audience;
using namespace audience::service;
using What = TemplateChange::What;

namespace {

using Kind = LineChange::Kind;

std::string joined(const std::vector<std::string> &lines) {
    std::string text;
    for (const std::string &line : lines)
        text += line + "\n";
    return text;
}

// "-old +new ~" with ~ for lines that are the same and | for those left out.
QString told(const std::vector<LineChange> &changes) {
    QString text;
    for (const LineChange &one : changes)
        text += one.kind == Kind::LeftOut ? QStringLiteral("|") : one.kind == Kind::Same ? QStringLiteral("~") : (one.kind == Kind::Added ? QStringLiteral("+") : QStringLiteral("-")) + QString::fromStdString(one.text);
    return text;
}

// The second text made of the first by the changes, and how many lines were touched.
std::pair<std::string, int> applied(const std::vector<std::string> &before, const std::vector<LineChange> &changes) {
    std::string text;
    int touched = 0;
    std::size_t done = 0;
    for (const LineChange &one : changes) {
        if (one.before > 0)
            for (; done + 1 < static_cast<std::size_t>(one.before); ++done)
                text += before[done] + "\n";
        if (one.kind == Kind::Same || one.kind == Kind::Removed)
            ++done;
        if (one.kind == Kind::Same || one.kind == Kind::Added)
            text += one.text + "\n";
        touched += one.kind == Kind::Added || one.kind == Kind::Removed ? 1 : 0;
    }
    for (; done < before.size(); ++done)
        text += before[done] + "\n";
    return {text, touched};
}

// The fewest lines to touch, the slow way.
int fewest(const std::vector<std::string> &a, const std::vector<std::string> &b) {
    std::vector<std::vector<int>> same(a.size() + 1, std::vector<int>(b.size() + 1, 0));
    for (std::size_t i = a.size(); i-- > 0;)
        for (std::size_t k = b.size(); k-- > 0;)
            same[i][k] = a[i] == b[k] ? same[i + 1][k + 1] + 1 : std::max(same[i + 1][k], same[i][k + 1]);
    return static_cast<int>(a.size() + b.size()) - 2 * same[0][0];
}

model::BlockDocument document(const char *json) {
    model::Findings findings;
    const auto parsed = parseJson(json);
    const auto read = parsed ? model::blockDocumentFromJson(*parsed, findings) : std::nullopt;
    if (!read)
        qFatal("%s", findings.empty() ? "no JSON" : findings.front().id.c_str());
    return *read;
}

model::EmailTemplate blockNews() {
    model::EmailTemplate email;
    email.name = "News";
    email.subject = "News";
    email.blocks = document(R"({"audience_blocks":1,"page":{},"sections":[
        {"id":"s1","columns":[{"id":"c1","blocks":[{"id":"h","kind":"heading","content":[{"text":"Hello"}]},{"id":"b","kind":"button","text":"Shop now","href":"https:\/\/shop.example.com/"},
            {"id":"d","kind":"divider"}]}]},
        {"id":"s2","name":"Lower","columns":[{"id":"c2","blocks":[{"id":"t","kind":"text","content":[{"spans":[{"text":"Bye"}]}]}]}]}]})");
    return email;
}

QStringList told(const std::vector<TemplateChange> &changes) {
    QStringList all;
    for (const TemplateChange &one : changes) {
        QString text = QString::fromStdString(one.part) + QLatin1Char(one.what == What::Added ? '+' : one.what == What::Removed ? '-' : one.what == What::Moved ? '>' : '~');
        if (!one.id.empty())
            text += QString::fromStdString(one.id);
        for (const std::string &property : one.properties)
            text += QLatin1Char('.') + QString::fromStdString(property);
        if (one.isWords)
            text += QLatin1Char('"');
        if (!one.language.empty() || !one.variant.empty())
            text.prepend(QString::fromStdString(one.language + one.variant) + QLatin1Char(':'));
        all << text;
    }
    return all;
}

} // namespace

class TemplateChangesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void lines_data() {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("changes");
        const auto row = [](const char *name, const char *before, const char *after, const char *changes) {
            const auto lines = [](const char *letters) { return QString::fromLatin1(letters).split(QString(), Qt::SkipEmptyParts).join(QLatin1Char('\n')); };
            QTest::newRow(name) << lines(before) << lines(after) << QString::fromLatin1(changes);
        };
        row("same", "abc", "abc", "");
        row("changed", "abc", "axc", "~-b+x~");
        row("added", "ab", "axb", "~+x~");
        row("at the end", "ab", "abx", "~~+x");
        row("removed first", "xab", "ab", "-x~~");
        row("all", "ab", "xy", "-a-b+x+y");
        row("from nothing", "", "ab", "+a+b");
        row("to nothing", "ab", "", "-a-b");
        row("left out", "abcdefgh", "abcdxfgh", "|~~-e+x~~|");
    }
    void lines() {
        QFETCH(const QString, before);
        QFETCH(const QString, after);
        QFETCH(const QString, changes);
        QCOMPARE(told(lineChanges(before.toStdString(), after.toStdString())), changes);
    }

    // Random texts of few different lines: the changes make the one of the other, and are as few as can be.
    void linesAreTheFewest() {
        SeededRng rng(7);
        for (int round = 0; round < 400; ++round) {
            std::vector<std::string> a, b;
            for (std::vector<std::string> *text : {&a, &b})
                for (std::uint64_t i = rng.next() % 14; i > 0; --i)
                    text->emplace_back(1, static_cast<char>('a' + rng.next() % 4));
            const auto changes = lineChanges(joined(a), joined(b), 1);
            const auto [text, touched] = applied(a, changes);
            QCOMPARE(text, joined(b));
            QCOMPARE(touched, fewest(a, b));
        }
    }

    void longTextsTakeNoTime() {
        std::vector<std::string> a, b;
        for (int i = 0; i < 8'000; ++i) {
            a.push_back("<td>" + std::to_string(i) + "</td>");
            b.push_back(i % 40 == 0 ? "<td>other</td>" : a.back());
        }
        QElapsedTimer timer;
        timer.start();
        const auto changes = lineChanges(joined(a), joined(b));
        QCOMPARE(applied(a, changes).first, joined(b));
        for (std::string &line : b)
            line += "!"; // nothing is left of it
        QCOMPARE(applied(a, lineChanges(joined(a), joined(b))).first, joined(b));
        QVERIFY2(timer.elapsed() < 5'000, qPrintable(QString::number(timer.elapsed())));
    }

    void partsOfBlocks() {
        const model::EmailTemplate before = blockNews();
        model::EmailTemplate after = before;
        QVERIFY(templateChanges(before, before).empty());
        after.blocks = *model::setPartProperty(*before.blocks, "b", "text", "Buy");
        auto changes = templateChanges(before, after);
        QCOMPARE(told(changes), QStringList{QStringLiteral("block~b.text\"")});
        QCOMPARE(changes[0].kind, std::string("button"));
        QCOMPARE(changes[0].name, std::string("Buy"));
        QCOMPARE(changes[0].before, std::string("Shop now"));
        QCOMPARE(changes[0].after, std::string("Buy"));
        after.blocks = *model::setPartProperty(*before.blocks, "b", "fill", "#112233");
        QCOMPARE(told(templateChanges(before, after)), QStringList{QStringLiteral("block~b.fill")});
        after.blocks = *model::movePart(*before.blocks, "d", "c1", 0);
        QCOMPARE(told(templateChanges(before, after)), QStringList{QStringLiteral("block>d")}); // and nothing else was moved
        after.blocks = *model::movePart(*before.blocks, "b", "c2", 0);
        QCOMPARE(told(templateChanges(before, after)), QStringList{QStringLiteral("block>b")});
        after.blocks = *model::movePart(*before.blocks, "s2", "", 0);
        QCOMPARE(told(templateChanges(before, after)).size(), 1);
        after.blocks = *model::removePart(*before.blocks, "s2");
        changes = templateChanges(before, after);
        QCOMPARE(told(changes), QStringList{QStringLiteral("section-s2\"")}); // with all that is in it
        QCOMPARE(changes[0].name, std::string("Lower"));
        QCOMPARE(changes[0].before, std::string("Bye"));
        QCOMPARE(told(templateChanges(after, before)), QStringList{QStringLiteral("section+s2\"")});
        after.blocks = *model::setPartProperty(*before.blocks, "page", "background", "#ffffff");
        QCOMPARE(told(templateChanges(before, after)), QStringList{QStringLiteral("page~page.background")});
        after = before;
        after.blocks.reset();
        after.html = "<p>By hand</p>";
        changes = templateChanges(before, after);
        QCOMPARE(changes.size(), std::size_t(1));
        QVERIFY(changes[0].part == "body" && changes[0].before == "blocks" && changes[0].after == "html");
    }

    void languagesVariantsAndSettings() {
        model::EmailTemplate before = blockNews();
        before.translations = {{"de", {"Neues", "", "", "", {}}}, {"fr", {"", "", "", "", {}}}};
        before.variants = {{"B", {"Other", "", "", "", {}}}};
        model::EmailTemplate after = before;
        after.subject = "Fresh news";
        after.missing = model::MissingField::Stop;
        after.language = "en";
        after.linkQuery["utm_source"] = "news";
        after.translations[0].second.subject = "Frisches";
        after.translations.erase(after.translations.begin() + 1);
        after.variants[0].second.preheader = "Soon";
        after.variants.push_back({"C", {}});
        QCOMPARE(told(templateChanges(before, after)),
                 (QStringList{QStringLiteral("subject~\""), QStringLiteral("missing~"), QStringLiteral("language+"), QStringLiteral("link+"), QStringLiteral("fr:translation-"),
                              QStringLiteral("de:subject~\""), QStringLiteral("B:preheader+\""), QStringLiteral("C:variant+")}));
    }

    void everySaveIsAVersion() {
        QTemporaryDir folder;
        Session::Options options;
        options.environment.stateDirectory = folder.filePath(QStringLiteral("state")).toStdString();
        options.environment.actor = "ada";
        const auto session = *Session::create(folder.filePath(QStringLiteral("shop.audience")).toStdString(), options);
        TemplateService templates(*session);
        TemplateVersionService versions(*session);
        TemplateView view{{}, 0, blockNews()};
        view = *templates.save(view);
        view.email.blocks = *model::setPartProperty(*view.email.blocks, "b", "text", "Buy");
        view = *templates.save(view);
        QVERIFY(DefinitionStore(*session, "template").remove(view.id.value).has_value());
        QVERIFY(DefinitionStore(*session, "template").restore(view.id.value).has_value());
        const auto all = versions.list(view.id);
        QVERIFY(all.has_value());
        QCOMPARE(all->size(), std::size_t(3));
        QCOMPARE(all->front().revision, 3);
        QVERIFY(all->front().isRestored && all->front().changes.empty());
        QCOMPARE(told(all->at(1).changes), QStringList{QStringLiteral("block~b.text\"")});
        QCOMPARE(all->at(1).by, std::string("ada"));
        QVERIFY(all->at(2).changes.empty() && !all->at(2).isSent);
        QCOMPARE(jsonText(*versions.find(view.id, 1)->blocks->part("b"), "text"), std::string("Shop now"));
        const auto changes = versions.changes(view.id, 3, 1);
        QVERIFY(changes.has_value());
        QCOMPARE(changes->front().after, std::string("Shop now"));
        QCOMPARE(versions.find(view.id, 9).error().id, std::string("template.no_such_version"));
        QCOMPARE(versions.list(TemplateId{77}).error().id, std::string("definition.not_found"));
    }
};

AUDIENCE_TEST(TemplateChangesTest)
#include "template_changes_test.moc"
