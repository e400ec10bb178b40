// What a template shows: as any of all people, with a place for an address nobody has typed yet, quietly until it
// is painted; and what the page says when the templates cannot be read.
#ifndef Q_MOC_RUN
#include "service/imprint.h"
#include "service/sample_templates.h"
#include "service/template_service.h"
#include "store/connection.h"
#include "ui/kit/state_view.h"
#include "ui/kit/theme.h"
#include "ui/templates/email_preview.h"
#include "ui/templates/template_gallery.h"
#include "ui/templates/templates_page.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QTest>
#include <QTextBrowser>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::part;
using audience::test::settle;

class TemplatePreviewTest final : public QObject {
    Q_OBJECT
    DemoSession m_demo;
    std::shared_ptr<service::Session> m_session;

    service::TemplateService service() { return service::TemplateService(*m_session); }
    std::unique_ptr<TemplatesPage> page() {
        auto page = std::make_unique<TemplatesPage>(m_session);
        page->resize(1100, 760);
        page->setVisible(true);
        return page;
    }

private Q_SLOTS:
    void initTestCase() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_demo.file(QStringLiteral("config")));
        Theme::instance().apply(Scheme::Light);
        m_session = m_demo.make();
        QVERIFY(m_session);
    }

    // The list is short; what is typed is looked for among everybody, by key, address and name.
    void anybodyCanBeLookedFor() {
        const auto all = service().findPeople({}, 1'000);
        QCOMPARE(std::int64_t(all->size()), std::int64_t(DemoSession::kPeople));
        const auto &[key, words] = all->back();
        for (const std::string &asked : {key, words.substr(words.rfind(' ') + 1), words.substr(0, words.find(' '))}) {
            const auto found = service().findPeople(asked, 200);
            QVERIFY2(std::any_of(found->begin(), found->end(), [&](const auto &one) { return one.first == key; }), asked.c_str());
        }
        CancelSource cancelled;
        cancelled.cancel();
        (void)service().findPeople("zzz", 5, cancelled.token());
        const auto page = this->page();
        QVERIFY(settle(*page));
        page->open(QString::number(service().list()->front().id.value));
        QVERIFY(settle(*page));
        part<QPushButton>(*page, "previewAs")->click();
        QTRY_VERIFY(QApplication::activePopupWidget());
        auto *popup = QApplication::activePopupWidget();
        auto *edit = part<QLineEdit>(*popup, "pickerEdit");
        auto *list = part<QListWidget>(*popup, "pickerList");
        QCOMPARE(edit->placeholderText(), QStringLiteral("Name, email or key"));
        QVERIFY(list->count() > 1);
        // By the key, which stands in no line of the list.
        QTest::keyClicks(edit, QString::fromStdString(key));
        QTRY_COMPARE(list->count(), int(service().findPeople(key, 200)->size()));
        QTRY_COMPARE(list->item(0)->text(), QString::fromStdString(words));
        QTest::keyClick(edit, Qt::Key_Return);
        QVERIFY(settle(*page));
        const std::string address = service().preview(service().list()->front().email, key)->to;
        QCOMPARE(part<QPushButton>(*page, "previewAs")->text(), QString::fromStdString(address.empty() ? key : address));
    }

    void aMissingAddressLeavesAPlaceForIt() {
        const service::Imprint before = *service::imprintOf(*m_session);
        QVERIFY(service::saveImprint(*m_session, {}));
        const auto sample = service::sampleTemplates().front();
        const auto page = this->page();
        QVERIFY(settle(*page));
        page->open(QString::number(service().list()->front().id.value));
        QVERIFY(settle(*page));
        QTRY_VERIFY(part<QFrame>(*page, "imprintPanel")->isVisible()); // where it can be typed
        part<QPushButton>(*page, "tabPreview")->click(); // an email of blocks opens with its design
        auto *shown = page->findChild<QTextBrowser *>(QStringLiteral("previewText"));
        QVERIFY(shown);
        QTRY_VERIFY2(shown->toPlainText().contains(QStringLiteral("[your postal address goes here]")), qPrintable(shown->toPlainText()));
        QVERIFY(!part<QLabel>(*page, "previewWaiting")->isVisible());
        // Only shown: what is sent never has it.
        QVERIFY(service().preview(sample)->html.find("goes here") == std::string::npos);
        QVERIFY(service::saveImprint(*m_session, before));
    }

    void beforeTheFirstEmailItSaysThatOneComes() {
        EmailPreview preview;
        preview.resize(400, 300);
        preview.show();
        auto *waiting = part<QLabel>(preview, "previewWaiting");
        QVERIFY(waiting->isVisible() && !waiting->text().isEmpty());
        preview.setHtml(QStringLiteral("<p>Hello</p>"));
        QTRY_VERIFY(preview.isRendered());
        QVERIFY(!waiting->isVisible());
    }

    void whatCannotBeReadIsSaidWithAWayOn() {
        const auto change = [this](const std::string &sql) {
            return m_session->workspace().write([&](const store::Connection &connection) { return connection.execute(sql); }).has_value();
        };
        service::TemplateView damaged;
        damaged.email = service::sampleTemplates().front();
        damaged.email.name = "Damaged";
        const auto saved = service().save(damaged);
        QVERIFY(saved);
        const std::string id = std::to_string(saved->id.value);
        QVERIFY(change("UPDATE definition SET body = '{' WHERE id = " + id));
        const auto page = this->page();
        QVERIFY(settle(*page));
        auto *state = part<StateView>(*page, "templatesState");
        QTRY_VERIFY(state->state() == StateView::State::Error);
        QVERIFY(change("DELETE FROM definition WHERE id = " + id));
        Q_EMIT state->actionWanted();
        QVERIFY(settle(*page));
        QVERIFY(state->state() == StateView::State::Content);
    }

    // Nothing of a card is cut: name and words stand in it with room.
    void cardsOfTheGalleryShowAllTheirWords() {
        TemplateGallery gallery(m_session);
        gallery.resize(700, 900);
        gallery.show();
        int asked = 0;
        for (auto *card : gallery.findChildren<QPushButton *>())
            for (auto *label : card->findChildren<QLabel *>()) {
                if (label->text().isEmpty())
                    continue;
                QVERIFY2(!label->text().contains(QChar(0x2026)), qPrintable(label->text()));
                QVERIFY2(label->heightForWidth(label->width()) <= label->height() + 1 || !label->wordWrap(), qPrintable(label->text()));
                QVERIFY2(card->rect().contains(label->geometry()), qPrintable(label->text()));
                ++asked;
            }
        QVERIFY(asked > 8);
    }
};
AUDIENCE_TEST(TemplatePreviewTest)

#include "template_preview_test.moc"
