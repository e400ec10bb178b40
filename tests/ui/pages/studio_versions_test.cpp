// The panels beside the canvas: translations, variants, versions and the review, used as a person uses them.
#ifndef Q_MOC_RUN
#include "qbase/convert.h"
#include "service/template_service.h"
#include "ui/kit/segmented_control.h"
#include "ui/kit/theme.h"
#include "ui/templates/studio/review_bar.h"
#include "ui/templates/studio/translations_panel.h"
#include "ui/templates/studio/variants_panel.h"
#include "ui/templates/studio/versions_model.h"
#include "ui/templates/studio/versions_panel.h"
#include "ui/templates/studio/wordings_view.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::part;

namespace {

model::EmailTemplate blockNews() {
    model::Findings findings;
    model::EmailTemplate email;
    email.name = "Panel news";
    email.language = "en";
    email.subject = "New things";
    email.blocks = *model::blockDocumentFromJson(*parseJson(R"({"audience_blocks":1,"page":{},"sections":[{"id":"s","columns":[{"id":"c","blocks":[
        {"id":"h","kind":"heading","content":[{"text":"Good morning"}]},{"id":"b","kind":"button","text":"Shop now","href":"https:\/\/shop.example.com/"},
        {"id":"f","kind":"footer","unsubscribe":"Leave"}]}]}]})"),
                                                 findings);
    return email;
}

// Keeps the email as a page does, with its undo steps.
template <class Panel> class Desk {
public:
    explicit Desk(model::EmailTemplate begin) : email(std::move(begin)) {
        QObject::connect(&panel, &Panel::edited, &panel, [this](const QString &what, const model::EmailTemplate &value, int) {
            steps << what;
            email = value;
            panel.setEmail(email);
        });
        panel.resize(1000, 640);
        panel.setEmail(email);
        panel.show();
    }
    model::EmailTemplate email;
    QStringList steps;
    Panel panel;
};

int rowOf(const WordingsModel &model, const QString &key) {
    for (int row = 0; row < model.rowCount(); ++row)
        if (model.index(row, 0).data(WordingsModel::KeyRole).toString() == key)
            return row;
    return -1;
}

// Types words into the row and keeps them with Enter.
void type(WordingsView &view, const QString &key, const QString &words) {
    const int row = rowOf(*view.wordings(), key);
    QVERIFY2(row >= 0, qPrintable(key));
    const QModelIndex place = view.wordings()->index(row, WordingsModel::Words);
    view.setCurrentIndex(place);
    view.edit(place);
    // That of this row: the ones closed before may still wait to be deleted.
    auto *edit = qobject_cast<QPlainTextEdit *>(view.indexWidget(place));
    QVERIFY(edit);
    edit->setPlainText(words);
    QTest::keyClick(edit, Qt::Key_Return);
}

void pick(const QString &words) {
    QTRY_VERIFY(QApplication::activePopupWidget() || !QApplication::topLevelWidgets().isEmpty());
    QLineEdit *line = nullptr;
    QTRY_VERIFY([&] {
        for (QWidget *top : QApplication::topLevelWidgets())
            if (top->isVisible() && top->inherits("audience::ui::Picker"))
                line = top->findChild<QLineEdit *>();
        return line != nullptr;
    }());
    line->setText(words);
    QTest::keyClick(line, Qt::Key_Return);
}

} // namespace

class StudioVersionsTest final : public QObject {
    Q_OBJECT
    DemoSession m_demo;
    std::shared_ptr<service::Session> m_ada, m_ida; // "tester" and a colleague

private Q_SLOTS:
    void initTestCase() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_demo.file(QStringLiteral("config")));
        Theme::instance().apply(Scheme::Light);
        m_ada = m_demo.make(false);
        QVERIFY(m_ada);
        service::Session::Options options;
        options.environment.stateDirectory = toUtf8(m_demo.file(QStringLiteral("state")));
        options.environment.actor = "ida";
        const auto second = service::Session::open(toUtf8(m_demo.file(QStringLiteral("shop.audience"))), options);
        QVERIFY(second.has_value());
        m_ida = *second;
    }

    void translatesTextByText() {
        Desk<TranslationsPanel> desk(blockNews());
        desk.panel.setLanguageColumn(QStringLiteral("locale"));
        QVERIFY(desk.panel.count().isEmpty());
        part<QPushButton>(desk.panel, "firstLanguage")->click();
        pick(QStringLiteral("German"));
        QTRY_COMPARE(desk.panel.count(), QStringLiteral("1"));
        auto *view = part<WordingsView>(desk.panel, "translationTexts");
        const QAbstractItemModelTester tester(view->wordings(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        const int all = view->wordings()->rowCount();
        QCOMPARE(all, 5); // subject, heading, button and its address, unsubscribe
        QVERIFY(part<QLabel>(desk.panel, "languageDone")->text().startsWith(QLatin1Char('4'))); // an address may stay
        QVERIFY(part<QLabel>(desk.panel, "languageFallback")->text().contains(QStringLiteral("locale")));
        type(*view, QStringLiteral("subject"), QStringLiteral("Neues"));
        type(*view, QStringLiteral("block:b/text"), QStringLiteral("Jetzt kaufen"));
        const model::EmailContent &german = desk.email.translations.at(0).second;
        QCOMPARE(german.subject, std::string("Neues"));
        QVERIFY(german.blocks.has_value());
        QCOMPARE(jsonText(*german.blocks->part("b"), "text"), std::string("Jetzt kaufen"));
        QCOMPARE(desk.steps.size(), 3);
        QCOMPARE(view->wordings()->rowCount(), all);
        QVERIFY(part<QLabel>(desk.panel, "languageDone")->text().startsWith(QLatin1Char('2')));
        // To the next one that is missing, round the end.
        part<QPushButton>(desk.panel, "nextMissing")->click();
        QCOMPARE(view->currentIndex().data(Qt::DisplayRole).toString(), QStringLiteral("missing: sent as it stands there"));
        QSignalSpy preview(&desk.panel, &TranslationsPanel::previewWanted);
        part<QPushButton>(desk.panel, "languagePreview")->click();
        QCOMPARE(preview.size(), 1);
        QCOMPARE(preview.first().first().toString(), QStringLiteral("de"));
        part<QToolButton>(desk.panel, "removeLanguage")->click();
        QVERIFY(desk.email.translations.empty() && desk.panel.count().isEmpty());
    }

    void rightToLeftStandsRight() {
        model::EmailTemplate email = blockNews();
        email.translations = {{"ar", {"\xd8\xac\xd8\xaf\xd9\x8a\xd8\xaf", "", "", "", {}}}};
        Desk<TranslationsPanel> desk(email);
        auto *view = part<WordingsView>(desk.panel, "translationTexts");
        const int row = rowOf(*view->wordings(), QStringLiteral("subject"));
        QVERIFY(view->wordings()->index(row, WordingsModel::Words).data(WordingsModel::RightToLeftRole).toBool());
        QVERIFY(!view->wordings()->index(row, WordingsModel::Original).data(WordingsModel::RightToLeftRole).toBool());
        view->edit(view->wordings()->index(row, WordingsModel::Words));
        auto *edit = view->findChild<QPlainTextEdit *>(QStringLiteral("wordingEditor"));
        QVERIFY(edit && edit->layoutDirection() == Qt::RightToLeft);
        QVERIFY(part<QLabel>(desk.panel, "languageFallback")->text().contains(QStringLiteral("nobody gets this yet"))); // no column is known
    }

    void variantsOfWordsAndBody() {
        Desk<VariantsPanel> desk(blockNews());
        QVERIFY(desk.panel.names().isEmpty());
        part<QPushButton>(desk.panel, "firstVariant")->click();
        QCOMPARE(desk.panel.names(), QStringLiteral("A B"));
        auto *view = part<WordingsView>(desk.panel, "variantTexts");
        const QAbstractItemModelTester tester(view->wordings(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(view->wordings()->rowCount(), 1); // the body is that of A
        type(*view, QStringLiteral("subject"), QStringLiteral("Only today"));
        QCOMPARE(desk.email.variants.at(0).second.subject, std::string("Only today"));
        part<QPushButton>(desk.panel, "variantBody")->click();
        QCOMPARE(view->wordings()->rowCount(), 5);
        type(*view, QStringLiteral("block:b/text"), QStringLiteral("Buy"));
        QCOMPARE(jsonText(*desk.email.variants.at(0).second.blocks->part("b"), "text"), std::string("Buy"));
        QCOMPARE(jsonText(*desk.email.blocks->part("b"), "text"), std::string("Shop now"));
        part<QPushButton>(desk.panel, "variantBody")->click();
        QVERIFY(!desk.email.variants.at(0).second.blocks);
        part<QToolButton>(desk.panel, "variantListAdd")->click();
        QCOMPARE(desk.panel.names(), QStringLiteral("A B C"));
        part<QToolButton>(desk.panel, "removeVariant")->click();
        QCOMPARE(desk.panel.names(), QStringLiteral("A B"));
    }

    void versionsAreComparedAndRestored() {
        service::TemplateService templates(*m_ada);
        service::TemplateView view{{}, 0, blockNews()};
        view.email.name = "Versions";
        view = *templates.save(view);
        view.email.blocks = *model::setPartProperty(*view.email.blocks, "b", "text", "Buy");
        view = *templates.save(view);
        VersionsPanel panel(m_ada);
        panel.resize(1000, 640);
        panel.setEmail(view.email);
        panel.setTemplate(view.id.value, view.revision);
        panel.show();
        auto *list = part<QListView>(panel, "versionList");
        QTRY_COMPARE(list->model()->rowCount(), 2);
        const QAbstractItemModelTester tester(list->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(list->model()->index(0, 0).data(VersionsModel::NoteRole).toString().contains(QStringLiteral("tester")));
        QTRY_VERIFY(panel.isSettled());
        QVERIFY(panel.findChild<QWidget *>(QStringLiteral("difference_0")));
        QVERIFY(part<QLabel>(panel, "differenceBefore_0")->text().contains(QStringLiteral("Shop")));
        QVERIFY(part<QLabel>(panel, "differenceAfter_0")->text().contains(QStringLiteral("Buy")));
        // The first version, beside the email as it stands now.
        list->setCurrentIndex(list->model()->index(1, 0));
        QTRY_VERIFY(panel.isSettled());
        QCOMPARE(part<QLabel>(panel, "differenceWords")->text(), QStringLiteral("It is the first one; there is none before it."));
        part<SegmentedControl>(panel, "versionAgainst")->setCurrent(1);
        QTRY_VERIFY(panel.isSettled() && panel.findChild<QWidget *>(QStringLiteral("difference_0")));
        QSignalSpy edited(&panel, &VersionsPanel::edited);
        part<QPushButton>(panel, "versionRestore")->click();
        QTRY_COMPARE(edited.size(), 1);
        const auto restored = edited.first().at(1).value<model::EmailTemplate>();
        QCOMPARE(jsonText(*restored.blocks->part("b"), "text"), std::string("Shop now"));
        QCOMPARE(templates.find(view.id)->revision, 2); // nothing is saved by it
    }

    void asksApprovesAndSendsBack() {
        service::TemplateService templates(*m_ada);
        service::TemplateView view{{}, 0, blockNews()};
        view.email.name = "Reviewed";
        view = *templates.save(view);
        ReviewBar author(m_ada), colleague(m_ida);
        for (ReviewBar *bar : {&author, &colleague}) {
            bar->setVisible(true);
            bar->setTemplate(view.id.value, view.revision, false);
            QTRY_VERIFY(bar->isSettled());
        }
        QCOMPARE(author.pill()->text(), QStringLiteral("Draft"));
        std::function<void()> undo;
        connect(&author, &ReviewBar::saidWithUndo, this, [&](const QString &, const std::function<void()> &back) { undo = back; });
        part<QPushButton>(author, "reviewAsk")->click();
        QTRY_COMPARE(author.pill()->text(), QStringLiteral("In review"));
        QVERIFY(part<QPushButton>(author, "reviewApprove")->isVisible() && !part<QPushButton>(author, "reviewApprove")->isEnabled());
        QVERIFY(!part<QPushButton>(author, "reviewReturn")->isVisible());
        undo();
        QTRY_COMPARE(author.pill()->text(), QStringLiteral("Draft"));
        part<QPushButton>(author, "reviewAsk")->click();
        QTRY_COMPARE(author.pill()->text(), QStringLiteral("In review"));
        const auto look = [&](ReviewBar &bar) { // as after another save or a fresh start
            bar.setTemplate(0, 0, false);
            bar.setTemplate(view.id.value, view.revision, false);
            return QTest::qWaitFor([&] { return bar.isSettled(); });
        };
        QVERIFY(look(colleague));
        QCOMPARE(colleague.pill()->text(), QStringLiteral("In review"));
        part<QPushButton>(colleague, "reviewReturn")->click();
        auto *note = part<QLineEdit>(colleague, "reviewNote");
        QVERIFY(note->isVisible());
        note->setText(QStringLiteral("The price is wrong"));
        QTest::keyClick(note, Qt::Key_Return);
        QTRY_COMPARE(colleague.pill()->text(), QStringLiteral("Sent back"));
        QVERIFY(look(author));
        QVERIFY(author.pill()->toolTip().contains(QStringLiteral("The price is wrong")));
        QCOMPARE(part<QPushButton>(author, "reviewAsk")->text(), QStringLiteral("Ask ida to approve"));
        part<QPushButton>(author, "reviewAsk")->click();
        QTRY_COMPARE(author.pill()->text(), QStringLiteral("In review"));
        QVERIFY(look(colleague));
        part<QPushButton>(colleague, "reviewApprove")->click();
        QTRY_COMPARE(colleague.pill()->text(), QStringLiteral("Approved"));
        // What is not saved yet is a draft that nobody can act on.
        colleague.setTemplate(view.id.value, view.revision, true);
        QCOMPARE(colleague.pill()->text(), QStringLiteral("Draft"));
        for (const char *button : {"reviewAsk", "reviewApprove", "reviewReturn"})
            QVERIFY(!part<QPushButton>(colleague, button)->isVisible());
        // A newer version of somebody else is told, and looked at.
        view.email.subject = "Changed";
        view = *templates.save(view);
        QSignalSpy failed(&author, &ReviewBar::failed);
        QVERIFY(look(author));
        author.setTemplate(view.id.value, view.revision, false);
        QTRY_VERIFY(author.isSettled());
        QCOMPARE(author.pill()->text(), QStringLiteral("Draft"));
        QCOMPARE(failed.size(), 0);
    }
};

AUDIENCE_TEST(StudioVersionsTest)
#include "studio_versions_test.moc"
