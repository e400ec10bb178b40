// The templates page: beginning from a ready one, writing with the keyboard, people, fallbacks, tests.
#ifndef Q_MOC_RUN
#include "service/draft_service.h"
#include "service/imprint.h"
#include "service/sample_templates.h"
#include "service/template_service.h"
#include "ui/kit/definition_list.h"
#include "ui/kit/kept.h"
#include "ui/kit/theme.h"
#include "ui/templates/email_picture.h"
#include "ui/templates/source_editor.h"
#include "ui/templates/studio/block_desk.h"
#include "ui/templates/templates_page.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QAbstractItemModelTester>
#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSettings>
#include <QTest>
#include <QToolButton>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::part;
using audience::test::settle;

class Opened final : public QObject {
    Q_OBJECT
public:
    QString last;
    Q_INVOKABLE void open(const QUrl &url) { last = url.toLocalFile(); }
};

class TemplatesTest final : public QObject {
    Q_OBJECT
    static constexpr const char *kHtml = "Written in HTML";
    DemoSession m_demo;
    std::shared_ptr<service::Session> m_session;

    service::TemplateService service() { return service::TemplateService(*m_session); }
    std::unique_ptr<TemplatesPage> page() {
        auto page = std::make_unique<TemplatesPage>(m_session);
        page->resize(1100, 760);
        page->setVisible(true);
        return page;
    }
    qint64 idOf(const char *name) { return service().findByName(name)->id.value; }
    // With this template open; null when it does not come to rest.
    std::unique_ptr<TemplatesPage> pageOf(const char *name) {
        auto page = this->page();
        if (!settle(*page))
            return nullptr;
        page->open(QString::number(idOf(name)));
        return settle(*page) ? std::move(page) : nullptr;
    }
    static SourceEditor *sourceOf(const TemplatesPage &page) { return qobject_cast<SourceEditor *>(part<QWidget>(page, "templateSource")->parentWidget()); }
    static QImage pictureOf(DefinitionListModel &model, qint64 id) { return model.index(model.rowOf(id)).data(DefinitionListModel::PictureRole).value<QPixmap>().toImage(); }

private Q_SLOTS:
    void initTestCase() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_demo.file(QStringLiteral("config")));
        Theme::instance().apply(Scheme::Light);
        m_session = m_demo.make();
        QVERIFY(m_session);
        service::TemplateView view; // those of the shop are made of blocks
        view.email = service().findByName("Win-back")->email;
        view.email.name = kHtml;
        view.email.html = service::sampleTemplates().front().html;
        view.email.blocks.reset();
        QVERIFY(service().save(view).has_value());
    }

    void readyTemplatesPassEveryCheckForEverybody() {
        const auto samples = service::sampleTemplates();
        QCOMPARE(samples.size(), std::size_t(16));
        for (const auto &email : samples) {
            for (const auto &finding : service().check(email))
                QVERIFY2(false, qPrintable(QString::fromStdString(email.name + " " + finding.id)));
            const auto preview = service().preview(email);
            QVERIFY(preview.has_value());
            for (const auto &finding : preview->findings)
                QVERIFY2(false, qPrintable(QString::fromStdString(email.name + " " + finding.id)));
            const auto trial = service().tryAll(email);
            QVERIFY(trial.has_value());
            QCOMPARE(trial->works, std::int64_t(DemoSession::kPeople));
            QVERIFY(email.html.find("prefers-color-scheme:dark") != std::string::npos);
        }
    }

    void keyboardAloneWritesAnEmail() {
        const auto page = this->page();
        page->activateWindow();
        QVERIFY(settle(*page));
        auto *model = page->findChild<DefinitionList *>()->model();
        const QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const int before = model->rowCount();
        QTest::keyClick(part<QToolButton>(*page, "templateListAdd"), Qt::Key_Space);
        auto *card = part<QPushButton>(*page, "gallery_0");
        QVERIFY(card->isVisible());
        QTest::keyClick(card, Qt::Key_Space);
        QVERIFY(settle(*page));
        auto *name = part<QLineEdit>(*page, "templateName");
        name->selectAll();
        QTest::keyClicks(name, QStringLiteral("Written by hand"));
        auto *subject = part<QLineEdit>(*page, "templateSubject");
        subject->selectAll();
        QTest::keyClicks(subject, QStringLiteral("Hello {{ first_name }}"));
        QVERIFY(settle(*page));
        QVERIFY(part<QLabel>(*page, "templateSubjectLength")->text().endsWith(QStringLiteral("/ 60")));
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_VERIFY(service().findByName("Written by hand").has_value());
        QVERIFY(settle(*page));
        QCOMPARE(model->rowCount(), before + 1);
        QTRY_VERIFY(!model->index(0, 0).data(DefinitionListModel::PictureRole).value<QPixmap>().isNull());
        // The next person sees something else.
        const QString to = part<QLabel>(*page, "inboxTo")->text();
        part<QToolButton>(*page, "previewAfter")->click();
        QTRY_VERIFY(part<QLabel>(*page, "inboxTo")->text() != to);
        part<QToolButton>(*page, "previewBefore")->click();
        QTRY_COMPARE(part<QLabel>(*page, "inboxTo")->text(), to);
    }

    void aMissingImprintIsAskedForAndFilledIn() {
        const auto before = service::imprintOf(*m_session);
        QVERIFY(before.has_value() && service::saveImprint(*m_session, {}).has_value());
        const auto page = this->page();
        page->open(QString::number(service().findByName("Win-back")->id.value));
        QVERIFY(settle(*page));
        page->open(QString::number(service().findByName("Win-back")->id.value));
        QVERIFY(settle(*page));
        auto *panel = part<QWidget>(*page, "imprintPanel");
        QVERIFY(panel->isVisible());
        part<QLabel>(*page, "finding_template.no_postal_address");
        auto *address = part<QLineEdit>(*page, "imprintAddress");
        QTRY_COMPARE(part<QLineEdit>(*page, "imprintName")->text(), QString::fromStdString(m_session->displayName()));
        QVERIFY(!part<QPushButton>(*page, "imprintKeep")->isEnabled());
        std::function<void()> undo;
        connect(page.get(), &Page::saidWithUndo, this, [&](const QString &, const std::function<void()> &how) { undo = how; });
        QTest::keyClicks(address, QStringLiteral("1 Quay Street, Leeds"));
        QTest::keyClick(address, Qt::Key_Return);
        QTRY_VERIFY(!panel->isVisible());
        QVERIFY(settle(*page));
        QCOMPARE(service::imprintOf(*m_session)->postalAddress, std::string("1 Quay Street, Leeds"));
        QVERIFY(!page->findChild<QLabel *>(QStringLiteral("finding_template.no_postal_address")));
        QVERIFY(undo);
        undo();
        QTRY_VERIFY(panel->isVisible());
        QVERIFY(service::saveImprint(*m_session, *before).has_value());
    }

    void aTestIsSentWithTheKeyboard() {
        ui::Kept::wait();
        QSettings().remove(QStringLiteral("test/address"));
        const auto page = this->page();
        page->activateWindow();
        QVERIFY(settle(*page));
        auto *panel = part<QWidget>(*page, "sendTestPanel");
        QVERIFY(!panel->isVisible());
        part<QPushButton>(*page, "templateTest")->click();
        QVERIFY(panel->isVisible());
        auto *address = part<QLineEdit>(*page, "testAddress");
        QVERIFY(address->text().isEmpty());
        QTest::keyClick(address, Qt::Key_Return); // nothing to send to: the field keeps the keyboard
        QTRY_VERIFY(part<QLabel>(*page, "testHappens")->text().contains(QStringLiteral("written to a file")));
        QVERIFY(!part<QPushButton>(*page, "testOpen")->isVisible());
        QVERIFY(!part<QPushButton>(*page, "testAs")->text().isEmpty());
        QTest::keyClicks(address, QStringLiteral("not an address"));
        QTest::keyClick(address, Qt::Key_Return);
        auto *result = part<QWidget>(*page, "testResult");
        QTRY_VERIFY(result->isVisible());
        QVERIFY(!part<QPushButton>(*page, "testOpen")->isVisible());
        address->selectAll();
        QTest::keyClicks(address, QStringLiteral("me@example.com"));
        QTest::keyClick(address, Qt::Key_Return);
        QTRY_VERIFY(part<QPushButton>(*page, "testOpen")->isVisible());
        QVERIFY(result->accessibleName().contains(QStringLiteral("me@example.com")));
        QVERIFY(QFile::exists(result->accessibleDescription()));
        Opened opened;
        QDesktopServices::setUrlHandler(QStringLiteral("file"), &opened, "open");
        part<QPushButton>(*page, "testOpen")->click();
        QCOMPARE(opened.last, result->accessibleDescription());
        part<QPushButton>(*page, "testFolder")->click();
        QDesktopServices::unsetUrlHandler(QStringLiteral("file"));
        QCOMPARE(opened.last, QFileInfo(result->accessibleDescription()).absolutePath());
        QTest::keyClick(address, Qt::Key_Escape);
        QVERIFY(!panel->isVisible());
        // Asked once, then remembered.
        const auto another = this->page();
        QVERIFY(settle(*another));
        part<QPushButton>(*another, "templateTest")->click();
        QCOMPARE(part<QLineEdit>(*another, "testAddress")->text(), QStringLiteral("me@example.com"));
        QVERIFY(settle(*another));
    }

    void narrowWindowsHaveTheMeaningAsATab() {
        const auto page = pageOf(kHtml);
        QVERIFY(page);
        auto *tab = part<QPushButton>(*page, "tabMeaning");
        QVERIFY(!tab->isVisible() && part<QLabel>(*page, "inboxTo")->isVisible());
        page->setMinimumSize(1, 1); // as in a window, where the pages share what room there is
        page->resize(784, 552);
        QVERIFY(tab->isVisible() && !part<QLabel>(*page, "inboxTo")->isVisible());
        tab->click();
        QVERIFY(part<QLabel>(*page, "inboxTo")->isVisible());
        page->resize(1100, 760);
        QVERIFY(!tab->isVisible() && part<QLabel>(*page, "inboxTo")->isVisible());
        QVERIFY(part<QPushButton>(*page, "tabPreview")->isChecked());
    }

    // The properties stand at the right of an email of blocks, however wide the window is.
    void emailsOfBlocksAlwaysHaveTheMeaningAsATab() {
        const auto page = pageOf("Win-back");
        QVERIFY(page);
        auto *tab = part<QPushButton>(*page, "tabMeaning");
        QVERIFY(tab->isVisible() && !part<QLabel>(*page, "inboxTo")->isVisible());
        tab->click();
        QVERIFY(part<QLabel>(*page, "inboxTo")->isVisible());
        page->open(QString::number(idOf(kHtml)));
        QVERIFY(settle(*page));
        QVERIFY(!tab->isVisible() && part<QLabel>(*page, "inboxTo")->isVisible());
        page->open(QString::number(idOf("Win-back")));
        QVERIFY(settle(*page));
        QVERIFY(tab->isVisible() && !part<QLabel>(*page, "inboxTo")->isVisible());
    }

    void savedAnewGetsANewPicture() {
        const auto page = pageOf(kHtml);
        QVERIFY(page);
        auto &model = *page->findChild<DefinitionList *>()->model();
        const qint64 id = idOf(kHtml);
        QTRY_VERIFY(!pictureOf(model, id).isNull());
        const QImage before = pictureOf(model, id);
        auto *source = sourceOf(*page);
        source->setText(QStringLiteral("<body style=\"background:#aa0000\"><p>Red</p><a href=\"{{ unsubscribe_url }}\">Unsubscribe</a></body>"));
        Q_EMIT source->textChanged();
        part<QPushButton>(*page, "templateSave")->click();
        QTRY_VERIFY(pictureOf(model, id) != before);
        QVERIFY(settle(*page));
    }

    // The list is away while its blocks are put together: it comes back with the picture of what was saved.
    void blocksSavedAnewGetANewPicture() {
        const auto page = pageOf("Win-back");
        QVERIFY(page);
        auto *list = page->findChild<DefinitionList *>();
        QVERIFY(!list->isVisible());
        page->up();
        QVERIFY(list->isVisible());
        const qint64 id = idOf("Win-back");
        QTRY_VERIFY(!pictureOf(*list->model(), id).isNull());
        const QImage before = pictureOf(*list->model(), id);
        auto *blocks = page->findChild<BlockDesk *>();
        blocks->apply(QStringLiteral("Change the ground"), model::setPartProperty(blocks->document(), "page", "content", "#aa0000"));
        part<QPushButton>(*page, "templateSave")->click();
        QTRY_VERIFY(pictureOf(*list->model(), id) != before);
        QVERIFY(settle(*page));
    }

    void scriptsAreFoundWithTheirPlace() {
        const auto page = pageOf(kHtml);
        QVERIFY(page);
        const QString passed = part<QLabel>(*page, "checksPassed")->text();
        auto *source = sourceOf(*page);
        page->findChild<QPushButton *>(QStringLiteral("tabSource"))->click();
        const auto before = source->text();
        source->setText(QStringLiteral("<p>\n<script>alert(1)</script></p>"));
        Q_EMIT source->textChanged();
        QVERIFY(settle(*page));
        part<QLabel>(*page, "finding_lint.active_content");
        QVERIFY(part<QLabel>(*page, "checksPassed")->text() != passed);
        QCOMPARE(part<QPushButton>(*page, "findingPlace")->text(), QStringLiteral("Line 2"));
        part<QToolButton>(*page, "templateUndo")->click();
        QCOMPARE(source->text(), before);
        QVERIFY(settle(*page));
        QCOMPARE(part<QLabel>(*page, "checksPassed")->text(), passed);
    }

    // The email of before is said to be that, and no check that did not run counts as passed.
    void aBrokenSourceIsSaidAboveThePreview() {
        const auto page = pageOf(kHtml);
        QVERIFY(page);
        auto *source = sourceOf(*page);
        QVERIFY(part<QFrame>(*page, "previewBefore")->isHidden());
        source->setText(QStringLiteral("<p>{% if first_name %}</p>"));
        Q_EMIT source->textChanged();
        QVERIFY(settle(*page));
        QVERIFY(!part<QFrame>(*page, "previewBefore")->isHidden());
        QVERIFY(part<QLabel>(*page, "checksPassed")->isHidden());
        part<QToolButton>(*page, "templateUndo")->click();
        QVERIFY(settle(*page));
        QVERIFY(part<QFrame>(*page, "previewBefore")->isHidden());
        QVERIFY(!part<QLabel>(*page, "checksPassed")->isHidden());
    }

    void fallbacksAreCountedAndPutIn() {
        model::EmailTemplate email;
        email.subject = "Hi {{ first_name }} of {{ person.city | default: \"somewhere\" }}";
        email.html = "<p>{{first_name|upcase}}</p>";
        const auto uses = service().fieldUses(email);
        QVERIFY(uses.has_value());
        QCOMPARE(uses->size(), std::size_t(2));
        for (const auto &use : *uses)
            QCOMPARE(use.hasFallback, use.field == "city");
        const auto mended = service::TemplateService::withFallback(email, "first_name", "the \"reader\"");
        QCOMPARE(mended.subject, std::string("Hi {{ first_name | default: \"the 'reader'\" }} of {{ person.city | default: \"somewhere\" }}"));
        QCOMPARE(mended.html, std::string("<p>{{first_name | default: \"the 'reader'\"|upcase}}</p>"));
        QVERIFY(service::TemplateService::withFallback(mended, "first_name", "again") == mended);
        email.missing = model::MissingField::Stop;
        email.html = "{{ nobody_has_this }}";
        const auto trial = service().tryAll(email);
        QVERIFY(trial.has_value());
        QCOMPARE(trial->works, std::int64_t(0));
        QCOMPARE(trial->failures.front().error.id, std::string("liquid.missing_field"));
        CancelSource cancel;
        cancel.cancel();
        QVERIFY(!service().tryAll(email, nullptr, cancel.token()).has_value());
    }

    void aTestInPracticeModeIsAFile() {
        const auto email = service::sampleTemplates().front();
        const auto sent = service().sendTest(email, {}, "me@example.com");
        QVERIFY2(sent.has_value(), sent ? "" : sent.error().id.c_str());
        QVERIFY(sent->isPractice);
        QFile file(QString::fromStdString(sent->path));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray message = file.readAll();
        QVERIFY(message.contains("me@example.com") && message.contains("X-Audience-Sync-Mode"));
        QVERIFY(!service().sendTest(email, {}, "not an address").has_value());
    }

    void peopleAreFoundByWords() {
        const auto all = service().findPeople({}, 5);
        QVERIFY(all.has_value() && all->size() == 5);
        const auto again = service().findPeople(all->at(3).second.substr(0, 6), 50);
        QVERIFY(std::any_of(again->begin(), again->end(), [&](const auto &one) { return one.first == all->at(3).first; }));
        QVERIFY(service().findPeople("nobody is called this", 5)->empty());
    }

    void picturesAreKept() {
        const QTemporaryDir dir;
        const QString html = QStringLiteral("<p style=\"background:#ff0000\">Hello</p><img src=\"https://example.com/x.png\">");
        const QImage first = emailPicture(html, QSize(42, 54), 1, dir.path());
        QCOMPARE(first.size(), QSize(42, 54));
        QCOMPARE(QDir(dir.path()).entryList(QDir::Files).size(), 1);
        QCOMPARE(emailPicture(html, QSize(42, 54), 1, dir.path()).convertToFormat(QImage::Format_RGB32), first);
    }
};
AUDIENCE_TEST(TemplatesTest)

#include "templates_test.moc"
