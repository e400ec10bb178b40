// Somebody who has never made an email here: from the empty one to an approved template, in the real window, with mouse
// and keys only, counted. The figures are those of docs/emails.md; with AUDIENCE_PICTURES=DIR each step leaves a picture.
#ifndef Q_MOC_RUN
#include "app/gui/workbench.h"
#include "service/data_service.h"
#include "service/template_lint.h"
#include "service/template_review.h"
#include "service/template_service.h"
#include "ui/kit/page.h"
#include "ui/kit/theme.h"
#include "ui/shell/main_window.h"
#include "ui/window/hand.h"
#include "ui/window/monday_shop.h"
#endif
#include "support/test_main.h"
#include "ui/pages/demo_session.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QDir>
#include <QImage>
#include <QLabel>
#include <QSettings>
#include <QTest>

using namespace audience;
using audience::test::DemoSession;
using audience::test::part;
using audience::test::settle;

namespace {

const QString kName = QStringLiteral("Spring letter");
// What it may take, with the words of the email: more is a step that somebody has put in the way.
constexpr int kMostClicks = 14, kMostClicksOfTheOther = 4;

} // namespace

class NewcomerTest final : public QObject {
    Q_OBJECT
    DemoSession m_place;
    std::shared_ptr<service::Session> m_session;
    std::unique_ptr<gui::Workbench> m_bench;
    std::unique_ptr<test::Hand> m_hand;

    ui::MainWindow *window() { return m_bench->window(); }
    ui::Page *page() { return window()->currentPage(); }
    bool rest() { return settle(*page(), 40'000); }
    bool sitDown() {
        m_bench = std::make_unique<gui::Workbench>(m_session);
        window()->resize(1280, 800);
        window()->show();
        m_hand = std::make_unique<test::Hand>(window());
        return QTest::qWaitForWindowActive(window()) && rest();
    }
    void getUp() {
        m_hand.reset();
        m_bench.reset();
    }
    void picture(const char *name) {
        const QString folder = qEnvironmentVariable("AUDIENCE_PICTURES");
        if (folder.isEmpty())
            return;
        QTest::qWait(600);
        window()->grab().toImage().convertToFormat(QImage::Format_Indexed8, Qt::ThresholdDither | Qt::AvoidDither).save(QDir(folder).filePath(QStringLiteral("newcomer-%1.png").arg(QLatin1String(name))));
    }
    // The row of the tree that shows these words.
    bool choose(const QString &words) {
        auto *tree = m_hand->waitFor("structureTree") ? part<QAbstractItemView>(*page(), "structureTree") : nullptr;
        const auto rows = tree ? tree->model()->match(tree->model()->index(0, 0), Qt::DisplayRole, words, 1, Qt::MatchContains | Qt::MatchRecursive) : QModelIndexList();
        if (rows.isEmpty())
            return false;
        tree->scrollTo(rows.front());
        return m_hand->click(tree->viewport(), tree->visualRect(rows.front()).center());
    }
    service::TemplateReview review() {
        const auto saved = service::TemplateService(*m_session).findByName(kName.toStdString());
        const auto found = saved ? service::TemplateReviewService(*m_session).of(saved->id) : Result<service::TemplateReview>(saved.error());
        return found ? *found : service::TemplateReview{};
    }

private Q_SLOTS:
    void initTestCase() {
        QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_place.file(QStringLiteral("config")));
        qputenv("AUDIENCE_STATE_DIR", m_place.file(QStringLiteral("state")).toUtf8());
        ui::Theme::instance().apply(ui::Scheme::Light);
        QVERIFY(test::writeCustomers(m_place.file(QStringLiteral("customers.csv"))));
        m_session = m_place.make(false);
        QVERIFY(m_session);
        ingest::ImportSpec people;
        people.path = m_place.file(QStringLiteral("customers.csv")).toStdString();
        people.name = "customers";
        people.role = store::DatasetRole::Profiles;
        people.key = "customer_id";
        people.email = "email";
        people.consent = "newsletter";
        QVERIFY(service::DataService(*m_session).importFile(people).has_value());
    }

    void fromBlankToApproved() {
        QVERIFY(sitDown());
        QVERIFY(m_hand->click("rail_templates") && rest());
        QVERIFY(m_hand->click("gallery_empty") && rest());
        picture("1-empty");
        QVERIFY(m_hand->replace("templateName", kName));
        QVERIFY(m_hand->replace("templateSubject", QStringLiteral("Spring is here")));
        QVERIFY(choose(QStringLiteral("Write here")) && m_hand->waitFor("property_content"));
        QVERIFY(m_hand->replace("property_content", QStringLiteral("Hello, the first boots of spring have come in. They are light, they are dry, and they are in your size.")));
        QVERIFY(m_hand->click("blockSearch") && m_hand->type(QStringLiteral("button")) && m_hand->press(Qt::Key_Return));
        QVERIFY(m_hand->waitFor("property_href") && m_hand->replace("property_text", QStringLiteral("See the boots")));
        QVERIFY(m_hand->replace("property_href", QStringLiteral("https://shop.example.com/boots")));
        QVERIFY(rest());
        picture("2-words");
        QVERIFY(m_hand->click("templateSave") && rest());
        QVERIFY(m_hand->waitFor("reviewAsk") && m_hand->click("reviewAsk") && rest());
        picture("3-asked");
        const int clicks = m_hand->clicks(), keys = m_hand->keys();
        QTRY_VERIFY(review().state == service::ReviewState::InReview);
        QVERIFY(!m_hand->sees("reviewApprove")); // not by whoever wrote it
        getUp();

        // What was made can be sent.
        const auto saved = service::TemplateService(*m_session).findByName(kName.toStdString());
        QVERIFY(saved && saved->email.blocks);
        for (const service::FindingView &finding : service::TemplateService(*m_session).check(saved->email))
            QVERIFY2(finding.id.rfind("template.no_", 0) == 0, finding.id.c_str()); // the name and address of the sender are asked for once
        QVERIFY(saved->email.html.find("See the boots") != std::string::npos && saved->email.html.find("https://shop.example.com/boots") != std::string::npos);

        // Another person, at the same workspace.
        m_session.reset();
        service::Session::Options options;
        options.environment.stateDirectory = m_place.file(QStringLiteral("state-ida")).toStdString();
        options.environment.actor = "ida";
        auto other = service::Session::open(m_place.file(QStringLiteral("shop.audience")).toStdString(), options);
        QVERIFY(other.has_value());
        m_session = *other;
        QVERIFY(sitDown());
        QVERIFY(m_hand->click("rail_templates") && rest());
        if (!m_hand->sees("reviewApprove")) // the only email there is stands open already
            QVERIFY(m_hand->clickRow("templateList", kName) && rest());
        QVERIFY(m_hand->waitFor("reviewApprove") && m_hand->click("reviewApprove") && rest());
        picture("4-approved");
        QTRY_VERIFY(review().state == service::ReviewState::Approved);
        QCOMPARE(review().last.by, std::string("ida"));
        const int others = m_hand->clicks();
        getUp();
        std::printf("| From blank to asked | %d clicks | %d keys |\n| To approved, by another | %d clicks |\n", clicks, keys, others);
        QVERIFY2(clicks <= kMostClicks, qPrintable(QString::number(clicks)));
        QVERIFY2(others <= kMostClicksOfTheOther, qPrintable(QString::number(others)));
    }
};
AUDIENCE_TEST(NewcomerTest)

#include "newcomer_test.moc"
