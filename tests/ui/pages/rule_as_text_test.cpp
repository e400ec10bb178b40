// Rules without controls of their own: said in words, changed as text in their row, and what is not understood
// is underlined at its place.
#ifndef Q_MOC_RUN
#include "service/segment_service.h"
#include "ui/kit/bar_rows.h"
#include "ui/kit/theme.h"
#include "ui/segments/condition_text.h"
#include "ui/segments/rule_document.h"
#include "ui/segments/segments_page.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QTest>
#include <QToolButton>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::part;
using audience::test::settle;

class RuleAsTextTest final : public QObject {
    Q_OBJECT
    DemoSession m_demo;
    std::shared_ptr<service::Session> m_session;
    std::unique_ptr<SegmentsPage> m_page;

    std::string text() { return service::SegmentService(*m_session).toText(m_page->document()->rule()); }
    void show(const char *rule) {
        const auto read = service::SegmentService(*m_session).fromText(rule);
        QVERIFY2(read.has_value(), rule);
        m_page->open(QStringLiteral("rule:") + QString::fromStdString(model::toJson(*read).dump()));
        QVERIFY(settle(*m_page));
    }

private Q_SLOTS:
    void initTestCase() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_demo.file(QStringLiteral("config")));
        Theme::instance().apply(Scheme::Light);
        m_session = m_demo.make();
        QVERIFY(m_session);
    }
    void init() {
        m_page = std::make_unique<SegmentsPage>(m_session);
        m_page->resize(1100, 760);
        m_page->setVisible(true);
        QVERIFY(settle(*m_page));
    }
    void cleanup() { m_page.reset(); }

    void aRuleWithoutControlsIsChangedInItsRow() {
        show("country = \"DE\" and length of city > 5");
        auto *change = part<QToolButton>(*m_page, "ruleAsText_1");
        QVERIFY(change->isVisible());
        QVERIFY(!m_page->findChild<QToolButton *>(QStringLiteral("ruleAsText_0"))); // that one has controls
        change->click();
        QTRY_VERIFY(m_page->findChild<QPlainTextEdit *>(QStringLiteral("ruleText_1")));
        auto *edit = part<QPlainTextEdit>(*m_page, "ruleText_1");
        QVERIFY2(edit->toPlainText().contains(QStringLiteral("city")), qPrintable(edit->toPlainText()));
        const std::string before = text();
        // Not understood: said, underlined there, and the rule stays.
        edit->setPlainText(QStringLiteral("city = ) \"München\""));
        part<QPushButton>(*m_page, "ruleTextUse_1")->click();
        auto *wrong = part<QLabel>(*m_page, "ruleTextWrong_1");
        QTRY_VERIFY(wrong->isVisible() && !wrong->text().isEmpty());
        QCOMPARE(edit->extraSelections().size(), 1);
        const auto mark = edit->extraSelections().front();
        QCOMPARE(mark.cursor.selectionStart(), 7);
        QCOMPARE(mark.format.underlineStyle(), QTextCharFormat::WaveUnderline);
        QCOMPARE(text(), before);
        // The mark goes with the next letter; Enter takes what is understood, as one step to undo.
        edit->setPlainText(QStringLiteral("length of city > 6"));
        QVERIFY(edit->extraSelections().isEmpty() && !wrong->isVisible());
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_VERIFY(text() != before);
        QVERIFY2(text().find("> 6") != std::string::npos, text().c_str());
        m_page->document()->undoStack().undo();
        QCOMPARE(text(), before);
    }

    void aRuleWithoutARowIsSaidInWords() {
        show("country = \"DE\" and latest of purchase has (amount > 20)");
        auto *words = part<QLabel>(*m_page, "ruleWords_1");
        QCOMPARE(words->text(), QStringLiteral("last purchase: amount more than 20"));
        QVERIFY(part<QToolButton>(*m_page, "ruleAsText_1")->isVisible());
        auto *left = part<BarRows>(*m_page, "leftRows");
        QTRY_COMPARE(left->rows().size(), 4);
        QVERIFY2(left->rows()[2].name.contains(QStringLiteral("Last purchase")), qPrintable(left->rows()[2].name));
    }

    void escapeLeavesItAsItWas() {
        show("length of city > 5");
        const std::string before = text();
        part<QToolButton>(*m_page, "ruleAsText_0")->click();
        QTRY_VERIFY(m_page->findChild<QPlainTextEdit *>(QStringLiteral("ruleText_0")));
        auto *edit = part<QPlainTextEdit>(*m_page, "ruleText_0");
        edit->setPlainText(QStringLiteral("nonsense ("));
        QTest::keyClick(edit, Qt::Key_Escape);
        QTRY_VERIFY(!m_page->findChild<QPlainTextEdit *>(QStringLiteral("ruleText_0")));
        QCOMPARE(text(), before);
    }

    void theTextTabUnderlinesThePlace() {
        show("country = \"DE\"");
        part<QPushButton>(*m_page, "tabText")->click();
        QVERIFY(settle(*m_page));
        auto *edit = part<QPlainTextEdit>(*m_page, "segmentText");
        edit->setPlainText(QString::fromUtf8("city = \"Köln\" and )"));
        part<QPushButton>(*m_page, "segmentTakeText")->click();
        QTRY_COMPARE(edit->extraSelections().size(), 1);
        QCOMPARE(edit->extraSelections().front().cursor.selectedText(), QStringLiteral(")"));
        QCOMPARE(text(), std::string(service::SegmentService(*m_session).toText(*service::SegmentService(*m_session).fromText("country = \"DE\""))));
    }
};
AUDIENCE_TEST(RuleAsTextTest)

#include "rule_as_text_test.moc"
