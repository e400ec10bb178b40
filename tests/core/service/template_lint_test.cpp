// What is said about a template as a whole, and templates that come from files.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "service/data_service.h"
#include "service/imprint.h"
#include "service/sample_templates.h"
#include "service/session.h"
#include "service/template_import.h"
#include "service/template_service.h"
#endif
#include "support/shared_data.h"
#include "support/test_main.h"

#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <set>

using namespace audience;
using namespace audience::service;

class TemplateLintTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::shared_ptr<Session> m_session;

    static const LintView *find(const std::vector<LintView> &views, const std::string &id) {
        const auto found = std::find_if(views.begin(), views.end(), [&](const LintView &one) { return one.finding.id == id; });
        return found == views.end() ? nullptr : &*found;
    }
    static model::EmailTemplate email(const std::string &html) {
        model::EmailTemplate email;
        email.name = "News";
        email.subject = "News";
        email.preheader = "Short";
        email.html = html + "<p>{{ postal_address }} <a href=\"{{ unsubscribe_url }}\">Leave</a></p>";
        return email;
    }

private Q_SLOTS:
    void initTestCase() {
        Session::Options options;
        options.environment.stateDirectory = m_folder.filePath(QStringLiteral("state")).toStdString();
        auto session = Session::create(m_folder.filePath(QStringLiteral("shop.audience")).toStdString(), options);
        QVERIFY(session.has_value());
        m_session = *session;
        QFile csv(m_folder.filePath(QStringLiteral("people.csv")));
        QVERIFY(csv.open(QIODevice::WriteOnly));
        csv.write("id,email,first_name,City,tier\n1,a@example.org,Ada,Kiel,gold\n");
        csv.close();
        ingest::ImportSpec import;
        import.path = csv.fileName().toStdString();
        import.name = "people";
        import.role = store::DatasetRole::Profiles;
        import.key = "id";
        import.email = "email";
        QVERIFY(DataService(*m_session).importFile(import).has_value());
        QVERIFY(saveImprint(*m_session, {"Harbour Books", "1 Quay, Kiel"}).has_value());
    }

    void unknownFieldsNameTheirNeighbours_data() {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QByteArray>("near");
        QTest::newRow("swapped") << QByteArray("frist_name") << QByteArray("first_name");
        QTest::newRow("letter case") << QByteArray("city") << QByteArray("City");
        QTest::newRow("left out") << QByteArray("firstname") << QByteArray("first_name");
        QTest::newRow("far") << QByteArray("shoe_size") << QByteArray();
        QTest::newRow("too short to tell") << QByteArray("ab") << QByteArray();
    }
    void unknownFieldsNameTheirNeighbours() {
        QFETCH(QByteArray, field);
        QFETCH(QByteArray, near);
        const auto views = lintTemplate(m_session.get(), email("<p>Hello {{ " + field.toStdString() + " }}</p>"));
        const LintView *found = find(views, near.isEmpty() ? "template.unknown_field" : "template.unknown_field_near");
        QVERIFY(found);
        QCOMPARE(QByteArray::fromStdString(found->finding.args.back().second), near.isEmpty() ? QByteArray("people") : near);
    }

    void allThereIsToSay() {
        QVERIFY(lintTemplate(m_session.get(), email("<p>Hello</p>")).empty());
        const auto views = lintTemplate(m_session.get(), email("<p>Hello *|NAME|*</p><a href='www.shop.org'>x</a>{% if %}"));
        QVERIFY(find(views, "lint.merge_tag_foreign") && !find(views, "lint.merge_tag_foreign")->canMend);
        QVERIFY(find(views, "lint.link_no_scheme") && find(views, "lint.link_no_scheme")->canMend);
        QVERIFY(std::any_of(views.begin(), views.end(), [](const LintView &one) { return one.finding.isError && one.finding.id.rfind("liquid.", 0) == 0; }));
        QVERIFY(find(lintTemplate(nullptr, model::EmailTemplate{}), "lint.subject_missing"));
        QVERIFY(!find(lintTemplate(nullptr, model::EmailTemplate{}, true), "lint.subject_missing"));
        std::size_t made = 0;
        QCOMPARE(mendedHtml("<a href='www.shop.org'>x</a>", made), std::string("<a href='https://www.shop.org'>x</a>"));
        QCOMPARE(made, std::size_t(1));
    }

    // What is shown beside an email is no advice that most emails would get.
    void checksLeaveTheNotesOut() {
        model::EmailTemplate wanted = email("<html><body><p>Click here</p></body></html>");
        wanted.subject = std::string(80, 'x');
        QVERIFY(TemplateService(*m_session).check(wanted).empty());
        QVERIFY(find(lintTemplate(m_session.get(), wanted), "lint.subject_long"));
        const auto ids = TemplateService::checkIds(wanted);
        QVERIFY(std::find(ids.begin(), ids.end(), "lint.subject_long") == ids.end());
        QVERIFY(std::find(ids.begin(), ids.end(), "lint.contrast_low") != ids.end());
    }

    void unknownFieldsHaveAPlace() {
        model::EmailTemplate wanted = email("<p>{{ zzz | default: 'x' }}</p>\n<p>Dear {{ zzz }}</p>{% for one in yyy %}{% endfor %}");
        std::set<std::string> seen;
        for (const LintView &one : lintTemplate(m_session.get(), wanted))
            if (one.finding.id.rfind("template.unknown_field", 0) == 0) {
                const bool isFirst = one.finding.args.front().second == "zzz";
                QVERIFY2(one.finding.line == 2 && one.finding.column == (isFirst ? 9 : 22), std::to_string(one.finding.column).c_str());
                seen.insert(one.finding.args.front().second);
            }
        QCOMPARE(seen.size(), std::size_t(2));
    }

    // What the template itself puts on links is missing on none.
    void parametersOfTheTemplateAreOnEveryLink() {
        model::EmailTemplate wanted = email("<a href='https://a.org/?utm_source=n&utm_medium=m'>A</a><a href='https://a.org/b'>B</a>");
        const auto missing = [&] {
            std::set<std::string> names;
            for (const LintView &one : lintTemplate(nullptr, wanted))
                if (one.finding.id == "lint.utm_missing")
                    for (const auto &[name, value] : one.finding.args)
                        if (name == "parameter")
                            names.insert(value);
            return names;
        };
        QCOMPARE(missing(), (std::set<std::string>{"utm_source", "utm_medium"}));
        wanted.linkQuery["utm_source"] = "n";
        QCOMPARE(missing(), std::set<std::string>{"utm_medium"});
    }

    // Blocks are looked at by their compiler, too: what it can find is counted among the checks.
    void checksOfBlocksAreThoseOfTheirCompiler() {
        const auto missing = [](const std::vector<std::string> &ids, std::string_view id) { return std::find(ids.begin(), ids.end(), id) == ids.end(); };
        model::EmailTemplate made;
        model::Findings findings;
        made.blocks = model::blockDocumentFromJson(*parseJson("{\"audience_blocks\":1,\"page\":{},\"sections\":[{\"id\":\"s\",\"columns\":[{\"id\":\"c\",\"blocks\":["
                                                              "{\"id\":\"a\",\"kind\":\"button\",\"text\":\"{{ x\",\"href\":\"javascript:x\",\"when\":\"|\"},"
                                                              "{\"id\":\"b\",\"kind\":\"hologram\"},{\"id\":\"d\",\"kind\":\"button\",\"text\":\"Go\",\"color\":\"brand.none\",\"href\":\"javascript:x\"},"
                                                              "{\"id\":\"e\",\"kind\":\"html\",\"html\":\"{{ x\"}]}]}]}"),
                                                   findings);
        QVERIFY(made.blocks);
        const auto ids = TemplateService::checkIds(made);
        std::set<std::string> seen;
        for (const FindingView &one : TemplateService(*m_session).check(made))
            if (one.id.rfind("blocks.", 0) == 0) {
                QVERIFY2(!missing(ids, one.id), one.id.c_str());
                seen.insert(one.id);
            }
        QVERIFY2(seen.size() >= 4, std::to_string(seen.size()).c_str());
        QVERIFY(missing(TemplateService::checkIds(model::EmailTemplate{}), "blocks.bad_address"));
    }

    void readyTemplatesPass() {
        for (const model::EmailTemplate &one : sampleTemplates())
            for (const LintView &view : lintTemplate(nullptr, one))
                QVERIFY2(view.severity == email::LintSeverity::Note, (one.name + ": " + view.finding.id + ' ' + view.excerpt).c_str());
    }

    void filesComeInAsTheyAre() {
        AUDIENCE_NEED_SHARED("data/email_html");
        QDirIterator files(test::sharedPath(QStringLiteral("data/email_html")), {QStringLiteral("*.html")}, QDir::Files, QDirIterator::Subdirectories);
        TemplateService templates(*m_session);
        int count = 0, foreign = 0;
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const std::string html = file.readAll().toStdString();
            const auto read = readTemplateHtml(m_session.get(), html, "file " + std::to_string(++count), {});
            QVERIFY2(read.has_value(), qPrintable(file.fileName()));
            TemplateView view;
            view.email = read->email;
            const auto saved = templates.save(view);
            QVERIFY(saved.has_value());
            const auto written = writtenTemplate(templates.find(saved->id)->email, TemplateFormat::Html, false);
            QVERIFY(written.has_value() && *written == html);
            QVERIFY(writtenTemplate(read->email, TemplateFormat::Html, true).has_value());
            if (read->marks.dialect == email::TemplateDialect::Handlebars) {
                ++foreign;
                QVERIFY(find(read->findings, "lint.not_liquid") && find(read->findings, "lint.not_liquid")->finding.isError);
            }
        }
        QCOMPARE(count, 14);
        QVERIFY(foreign >= 2); // receipt and invoice have lists
    }
};

AUDIENCE_TEST(TemplateLintTest)
#include "template_lint_test.moc"
