// The source of an email: what is offered while writing, folds, findings and their mending, and an email of blocks as
// HTML, blocks and MJML in step with the canvas. Then the looks of the preview and the sheet of a dozen people.
#ifndef Q_MOC_RUN
#include "base/json.h"
#include "blocks/mjml.h"
#include "service/sample_templates.h"
#include "service/template_service.h"
#include "ui/kit/notice.h"
#include "ui/kit/picker.h"
#include "ui/kit/segmented_control.h"
#include "ui/kit/theme.h"
#include "ui/templates/preview_pane.h"
#include "ui/templates/source_editor.h"
#include "ui/templates/source_offers.h"
#include "ui/templates/studio/contact_sheet.h"
#include "ui/templates/studio/source_panel.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

// QScintilla's headers use Qt's short keywords, which are off here.
#define signals Q_SIGNALS
#define slots Q_SLOTS
#include <Qsci/qsciscintilla.h>
#undef signals
#undef slots

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::part;
using Kind = SourceOffers::Kind;

class SourceTest final : public QObject {
    Q_OBJECT
    DemoSession m_demo;
    std::shared_ptr<service::Session> m_session;

    static model::EmailTemplate blocks(const char *words = "Hello there") {
        const Json simple{{"id", "gap"}, {"kind", "spacer"}, {"height", 24}};
        const Json column{{"id", "column"}, {"blocks", Json::array({simple, Json{{"id", "raw"}, {"kind", "html"}, {"html", std::string("<p>") + words + "</p>"}}})}};
        const Json section{{"id", "section"}, {"columns", Json::array({column})}};
        model::Findings findings;
        model::EmailTemplate email;
        email.name = "News";
        email.blocks = model::blockDocumentFromJson(Json{{"audience_blocks", 1}, {"page", Json::object()}, {"sections", Json::array({section})}}, findings);
        if (!email.blocks)
            qFatal("%s %s", findings.front().id.c_str(), findings.front().path.c_str());
        return email;
    }
    static QsciScintilla *scintilla(const QObject &of, const char *name) { return part<QsciScintilla>(of, name); }
    // As it is written: the editor says so.
    static void write(QsciScintilla *editor, const QString &text) {
        editor->selectAll();
        editor->replaceSelectedText(text);
    }
    static model::EmailTemplate last(const QSignalSpy &edited) { return edited.last().at(0).value<model::EmailTemplate>(); }

private Q_SLOTS:
    void initTestCase() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_demo.file(QStringLiteral("config")));
        Theme::instance().apply(Scheme::Light);
        qRegisterMetaType<model::EmailTemplate>();
        m_session = m_demo.make();
        QVERIFY(m_session);
    }

    void whatFitsIsOffered_data() {
        QTest::addColumn<QString>("before");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("one"); // is among them
        const auto row = [](const char *before, Kind kind, const char *one) { QTest::newRow(before) << QString::fromLatin1(before) << int(kind) << QString::fromLatin1(one); };
        row("Hi {{", Kind::Field, "first_name");
        row("Hi {{ fir", Kind::Field, "first_name");
        row("Hi {{ first_name |", Kind::Filter, "upcase");
        row("Hi {{ first_name | up", Kind::Filter, "upcase");
        row("Hi {{ first_name | default: \"", Kind::None, "");
        row("Hi {{ first_name }}", Kind::None, "");
        row("{%", Kind::LiquidTag, "if");
        row("{% end", Kind::LiquidTag, "endif");
        row("{% if ", Kind::Field, "city");
        row("{% if city == 'x' and ", Kind::Field, "first_name");
        row("{% if city ", Kind::None, "");
        row("<", Kind::Element, "table");
        row("<ta", Kind::Element, "table");
        row("<td ", Kind::Attribute, "valign");
        row("<td align=\"left\" b", Kind::Attribute, "bgcolor");
        row("<td align=\"", Kind::Value, "center");
        row("<p style=\"col", Kind::Style, "color");
        row("<p style=\"color:red;font", Kind::Style, "font-size");
        row("<p style=\"color: ", Kind::None, "");
        row("<table><tr><td>x</", Kind::EndTag, "td");
        row("<table><tr><td>x</td></", Kind::EndTag, "tr");
        row("<a href=\"{{", Kind::Field, "first_name");
        row("a < b ", Kind::None, "");
        row("words ", Kind::None, "");
    }
    void whatFitsIsOffered() {
        QFETCH(QString, before);
        QFETCH(int, kind);
        QFETCH(QString, one);
        const SourceOffers offers = offersAt(SourceLanguage::Html, before, {QStringLiteral("first_name"), QStringLiteral("city")});
        QCOMPARE(int(offers.kind), kind);
        QVERIFY2(one.isEmpty() || offers.words.contains(one), qPrintable(offers.words.join(QLatin1Char(' '))));
        for (const char *never : {"script", "iframe", "form", "video", "onclick", "position"})
            QVERIFY(!offers.words.contains(QLatin1String(never)));
    }
    void mjmlHasItsOwnElements() {
        QVERIFY(offersAt(SourceLanguage::Mjml, QStringLiteral("<mj-"), {}).words.contains(QStringLiteral("mj-section")));
        QVERIFY(offersAt(SourceLanguage::Mjml, QStringLiteral("<mj-text "), {}).words.contains(QStringLiteral("font-size")));
        QCOMPARE(int(offersAt(SourceLanguage::Json, QStringLiteral("<"), {}).kind), int(Kind::None));
    }

    void wordsAreCompletedWhileWriting() {
        SourceEditor editor(QStringLiteral("source"), QStringLiteral("Source"), SourceLanguage::Html);
        editor.resize(600, 400);
        editor.setFields({QStringLiteral("first_name"), QStringLiteral("city")});
        editor.show();
        auto *inner = scintilla(editor, "source");
        const auto type = [&](const QString &text) { QTest::keyClicks(inner, text); };
        inner->setFocus();
        type(QStringLiteral("Hi {{"));
        QVERIFY(inner->isListActive());
        type(QStringLiteral(" fi"));
        if (!inner->isListActive())
            QTest::keyClick(inner, Qt::Key_Space, Qt::ControlModifier);
        QTRY_VERIFY(inner->isListActive());
        QTest::keyClick(inner, Qt::Key_Return);
        QCOMPARE(editor.text(), QStringLiteral("Hi {{ first_name }}"));
        editor.setText({});
        type(QStringLiteral("<td al"));
        QVERIFY(inner->isListActive());
        QTest::keyClick(inner, Qt::Key_Return);
        QCOMPARE(editor.text(), QStringLiteral("<td align=\"\""));
        type(QStringLiteral("c")); // between the quotes
        QTest::keyClick(inner, Qt::Key_Return);
        QCOMPARE(editor.text(), QStringLiteral("<td align=\"center\""));
    }

    void blocksOfTheSourceFold() {
        SourceEditor editor(QStringLiteral("source"), QStringLiteral("Source"), SourceLanguage::Html);
        editor.resize(600, 400);
        editor.show();
        editor.setText(QStringLiteral("<table>\n<tr>\n<td>x</td>\n</tr>\n</table>\n<p>y</p>"));
        auto *inner = scintilla(editor, "source");
        inner->recolor();
        QVERIFY(inner->SendScintilla(QsciScintilla::SCI_GETFOLDLEVEL, 0UL) & QsciScintilla::SC_FOLDLEVELHEADERFLAG);
        inner->foldLine(0);
        QVERIFY(!inner->SendScintilla(QsciScintilla::SCI_GETLINEVISIBLE, 1UL));
        QVERIFY(inner->SendScintilla(QsciScintilla::SCI_GETLINEVISIBLE, 4UL));
        editor.goTo(2, 1); // what is folded away is shown where it is needed
        QVERIFY(inner->SendScintilla(QsciScintilla::SCI_GETLINEVISIBLE, 1UL));
    }

    // A large source never holds the window up; above what an email can be it is refused as a whole.
    void aLargeSourceIsTakenAtOnce_data() {
        QTest::addColumn<int>("bytes");
        QTest::addColumn<bool>("isPlain");
        QTest::addColumn<bool>("isTaken");
        QTest::newRow("coloured") << 430'000 << false << true;
        QTest::newRow("plain") << 1'000'000 << true << true;
        QTest::newRow("refused") << 3'000'000 << false << false;
    }
    void aLargeSourceIsTakenAtOnce() {
        QFETCH(int, bytes);
        QFETCH(bool, isPlain);
        QFETCH(bool, isTaken);
        const QString row = QStringLiteral("<tr><td style=\"color:#102030\" class=\"a b\"><a href=\"https://www.harbour.eu/{{ person.key }}\">Words of a line</a> &amp; more</td></tr>\n");
        const QString text = row.repeated(bytes / int(row.size()) + 1);
        SourceEditor source(QStringLiteral("source"), QStringLiteral("Source"), SourceLanguage::Html);
        source.resize(900, 600);
        source.show();
        QVERIFY(QTest::qWaitForWindowExposed(&source));
        source.setText(QStringLiteral("<p>Before</p>"));
        QSignalSpy changed(&source, &SourceEditor::textChanged);
        auto *editor = scintilla(source, "source");
        editor->selectAll();
        QApplication::clipboard()->setText(text);
        QElapsedTimer clock;
        clock.start();
        editor->paste();
        QTest::qWait(300); // what it does afterwards
        QVERIFY2(clock.elapsed() < 1'500, qPrintable(QString::number(clock.elapsed())));
        QCOMPARE(source.text(), isTaken ? text : QStringLiteral("<p>Before</p>"));
        QCOMPARE(changed.isEmpty(), !isTaken);
        auto *said = part<QLabel>(source, "sourceLimit");
        QCOMPARE(said->isVisible(), isPlain || !isTaken);
        const bool isStyled = editor->SendScintilla(QsciScintilla::SCI_GETSTYLEAT, 1UL) != 0;
        QCOMPARE(isStyled, !isPlain);
        // A small one has its colours again.
        write(editor, QStringLiteral("<p>Small</p>"));
        QTRY_VERIFY(!said->isVisible());
        QTRY_VERIFY(editor->SendScintilla(QsciScintilla::SCI_GETSTYLEAT, 1UL) != 0);
    }

    void findingsAreStepped() {
        SourceEditor editor(QStringLiteral("source"), QStringLiteral("Source"), SourceLanguage::Html);
        editor.resize(600, 400);
        editor.show();
        editor.setText(QStringLiteral("one\ntwo\nthree\nfour"));
        using S = SourceFinding::Severity;
        editor.setFindings({{3, 1, 5, S::Error, QStringLiteral("Third."), false, 7}, {2, 1, 3, S::Warning, QStringLiteral("Second."), true, 9}});
        auto *inner = scintilla(editor, "source");
        auto *said = part<QLabel>(editor, "sourceSaid");
        QVERIFY(part<QWidget>(editor, "sourceFoot")->isVisible());
        QVERIFY(said->text().contains(QStringLiteral("2")));
        QCOMPARE(inner->markersAtLine(1), 1U << 2);
        QCOMPARE(inner->markersAtLine(2), 1U << 1);
        QTest::keyClick(inner, Qt::Key_F8);
        QCOMPARE(editor.caret().first, 2);
        QCOMPARE(said->text(), QStringLiteral("Line 2: Second."));
        QSignalSpy mended(&editor, &SourceEditor::mendWanted);
        part<QPushButton>(editor, "sourceMend")->click();
        QCOMPARE(mended.size(), 1);
        QCOMPARE(mended.first().first().toInt(), 9);
        QTest::keyClick(inner, Qt::Key_F8);
        QCOMPARE(said->text(), QStringLiteral("Line 3: Third."));
        QVERIFY(!part<QPushButton>(editor, "sourceMend")->isVisible());
        QTest::keyClick(inner, Qt::Key_F8); // round the end
        QCOMPARE(editor.caret().first, 2);
        QTest::keyClick(inner, Qt::Key_F8, Qt::ShiftModifier);
        QCOMPARE(editor.caret().first, 3);
        editor.setFindings({});
        QVERIFY(!part<QWidget>(editor, "sourceFoot")->isVisible());
    }

    void bothThemesCanBeRead() {
        SourceEditor editor(QStringLiteral("source"), QStringLiteral("Source"), SourceLanguage::Html);
        auto *inner = scintilla(editor, "source");
        for (const Scheme scheme : {Scheme::Dark, Scheme::Light}) {
            Theme::instance().apply(scheme);
            const QColor paper = tokens().surface;
            const auto bright = [](const QColor &c) {
                const auto linear = [](double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
                return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
            };
            for (int style = 0; style < 12; ++style) {
                const long bgr = inner->SendScintilla(QsciScintilla::SCI_STYLEGETFORE, static_cast<unsigned long>(style));
                const QColor ink(int(bgr & 255), int((bgr >> 8) & 255), int((bgr >> 16) & 255));
                const double one = bright(ink), other = bright(paper);
                const double contrast = (qMax(one, other) + 0.05) / (qMin(one, other) + 0.05);
                QVERIFY2(contrast >= 4.5, qPrintable(QStringLiteral("style %1: %2").arg(style).arg(contrast)));
            }
        }
    }

    void anHtmlEmailIsWrittenAndMended() {
        SourcePanel panel;
        panel.resize(700, 500);
        panel.show();
        model::EmailTemplate email;
        email.html = "<p>\n<a href=\"www.example.com\">x</a>\n</p>";
        panel.open(email);
        QVERIFY(!part<QWidget>(panel, "sourceKind")->isVisible());
        QSignalSpy edited(&panel, &SourcePanel::edited);
        panel.showFindings(service::lintTemplate(nullptr, email, true));
        auto *inner = scintilla(panel, "templateSource");
        for (int i = 0; i < 20 && !part<QPushButton>(panel, "templateSourceMend")->isVisible(); ++i)
            QTest::keyClick(inner, Qt::Key_F8);
        QVERIFY(part<QPushButton>(panel, "templateSourceMend")->isVisible());
        part<QPushButton>(panel, "templateSourceMend")->click();
        QCOMPARE(edited.size(), 1);
        QVERIFY2(last(edited).html.find("http") != std::string::npos, last(edited).html.c_str());
        QCOMPARE(inner->text().toStdString(), last(edited).html);
        write(inner, QStringLiteral("<p>New</p>"));
        QCOMPARE(last(edited).html, std::string("<p>New</p>"));
        QCOMPARE(edited.last().at(2).toInt(), int(SourcePanel::MergeHtml));
        panel.setEmail(last(edited));
        QCOMPARE(inner->text(), QStringLiteral("<p>New</p>"));
    }

    void blocksAreReadAsHtmlAndBecomeIt() {
        SourcePanel panel;
        panel.resize(700, 500);
        panel.show();
        panel.open(blocks());
        auto *inner = scintilla(panel, "templateSource");
        QVERIFY(inner->isReadOnly());
        QVERIFY(inner->text().contains(QStringLiteral("Hello there")));
        QVERIFY(part<QLabel>(panel, "sourceAbout")->text().contains(QStringLiteral("Made from the blocks")));
        QSignalSpy edited(&panel, &SourcePanel::edited);
        part<QPushButton>(panel, "sourceBecomeHtml")->click();
        QVERIFY(!last(edited).blocks && last(edited).html.find("Hello there") != std::string::npos);
        QVERIFY(!inner->isReadOnly());
        QVERIFY(part<Notice>(panel, "sourceNotice")->isVisible());
        Q_EMIT part<Notice>(panel, "sourceNotice")->actionWanted();
        QVERIFY(last(edited).blocks && *last(edited).blocks == *blocks().blocks);
        QVERIFY(inner->isReadOnly());
    }

    void blocksAsTextAndTheCanvasStayInStep() {
        SourcePanel panel;
        panel.resize(700, 500);
        panel.show();
        panel.open(blocks());
        panel.showView(SourcePanel::ViewBlocks);
        auto *inner = scintilla(panel, "blockSource");
        QVERIFY(inner->isVisible() && inner->text().contains(QStringLiteral("\"spacer\"")));
        QSignalSpy edited(&panel, &SourcePanel::edited);
        // Written here: the page hears of it, and the text stays as it was written.
        const QString tight = QString::fromStdString(dumpJson(blocks("Changed").blocks->json()));
        write(inner, tight);
        QTRY_COMPARE(edited.size(), 1);
        QVERIFY(*last(edited).blocks == *blocks("Changed").blocks);
        QVERIFY(last(edited).html.find("Changed") != std::string::npos);
        QCOMPARE(edited.last().at(2).toInt(), int(SourcePanel::MergeBlocks));
        panel.setEmail(last(edited));
        QCOMPARE(inner->text(), tight);
        // Changed on the canvas: the text follows.
        panel.setEmail(blocks("From the canvas"));
        QVERIFY(inner->text().contains(QStringLiteral("From the canvas")));
        QCOMPARE(edited.size(), 1);
        // What cannot be read is said at its line and changes nothing; what the canvas does then keeps it aside.
        const QString broken = inner->text().replace(QStringLiteral("24"), QStringLiteral("24,,"));
        write(inner, broken);
        QTRY_VERIFY(part<QLabel>(panel, "blockSourceSaid")->isVisible());
        QCOMPARE(edited.size(), 1);
        panel.setEmail(blocks("Once more"));
        QVERIFY(inner->text().contains(QStringLiteral("Once more")));
        QVERIFY(part<Notice>(panel, "sourceNotice")->isVisible());
        Q_EMIT part<Notice>(panel, "sourceNotice")->actionWanted();
        QCOMPARE(inner->text(), broken);
        QCOMPARE(edited.size(), 1);
        // Another email: nothing of this one is offered there.
        panel.open(blocks("Other"));
        QVERIFY(!part<Notice>(panel, "sourceNotice")->isVisible());
    }

    // Variants of an email, and other emails: each finds again what was left half-written in it.
    void whatCannotBeReadComesBackWithItsPart() {
        SourcePanel panel;
        panel.resize(700, 500);
        panel.show();
        panel.open(blocks(), QStringLiteral("1/"));
        panel.showView(SourcePanel::ViewBlocks);
        auto *inner = scintilla(panel, "blockSource");
        auto *notice = part<Notice>(panel, "sourceNotice");
        QSignalSpy edited(&panel, &SourcePanel::edited);
        const QString broken = inner->text().replace(QStringLiteral("24"), QStringLiteral("24,,"));
        write(inner, broken);
        QTRY_VERIFY(part<QLabel>(panel, "blockSourceSaid")->isVisible());
        panel.open(blocks("Variant"), QStringLiteral("1/B"));
        QVERIFY(inner->text().contains(QStringLiteral("Variant")) && !notice->isVisible());
        const QString other = inner->text() + QStringLiteral("}");
        write(inner, other); // left before anybody looked whether it can be read
        panel.open(blocks(), QStringLiteral("1/"));
        QCOMPARE(inner->text(), broken);
        QTRY_VERIFY(part<QLabel>(panel, "blockSourceSaid")->isVisible());
        panel.open(blocks("Variant"), QStringLiteral("1/B"));
        QCOMPARE(inner->text(), other);
        // The email was changed meanwhile: what stands there now is shown, and the text is offered.
        panel.open(blocks("Changed since"), QStringLiteral("1/"));
        QVERIFY(inner->text().contains(QStringLiteral("Changed since")) && notice->isVisible());
        panel.open(blocks("Variant"), QStringLiteral("1/B"));
        QVERIFY(!notice->isVisible());
        panel.setPlace(QStringLiteral("2/B")); // saved for the first time
        panel.open(blocks("Changed since"), QStringLiteral("1/"));
        QVERIFY(notice->isVisible());
        Q_EMIT notice->actionWanted();
        QCOMPARE(inner->text(), broken);
        panel.open(blocks("Variant"), QStringLiteral("2/B"));
        QCOMPARE(inner->text(), other);
        QVERIFY(edited.isEmpty());
        // What can be read is taken before it is left.
        write(inner, QString::fromStdString(dumpJson(blocks("Readable").blocks->json())));
        panel.settle();
        QCOMPARE(edited.size(), 1);
        QVERIFY(last(edited).html.find("Readable") != std::string::npos);
    }

    void aByteOrderMarkStays() {
        SourcePanel panel;
        panel.resize(700, 500);
        panel.show();
        model::EmailTemplate email;
        email.html = "\xEF\xBB\xBF<p>Old</p>";
        panel.open(email);
        QSignalSpy edited(&panel, &SourcePanel::edited);
        auto *inner = scintilla(panel, "templateSource");
        QCOMPARE(inner->text(), QStringLiteral("<p>Old</p>"));
        write(inner, QStringLiteral("<p>New</p>"));
        QCOMPARE(last(edited).html, std::string("\xEF\xBB\xBF<p>New</p>"));
        panel.setEmail(last(edited));
        write(inner, QStringLiteral("<p>Newer</p>"));
        QCOMPARE(last(edited).html, std::string("\xEF\xBB\xBF<p>Newer</p>"));
    }

    void aWrongValueIsMarkedAtItsLine() {
        SourcePanel panel;
        panel.resize(700, 500);
        panel.show();
        panel.open(blocks());
        panel.showView(SourcePanel::ViewBlocks);
        auto *inner = scintilla(panel, "blockSource");
        QSignalSpy edited(&panel, &SourcePanel::edited);
        write(inner, inner->text().replace(QStringLiteral("\"height\": 24"), QStringLiteral("\"height\": \"tall\"")));
        QTRY_VERIFY(part<QLabel>(panel, "blockSourceSaid")->isVisible());
        const auto lines = inner->text().split(QLatin1Char('\n'));
        int wrong = 0;
        while (!lines[wrong].contains(QStringLiteral("tall")))
            ++wrong;
        QCOMPARE(inner->markersAtLine(wrong), 1U << 1);
        QVERIFY(edited.isEmpty());
    }

    void thePartAtTheCaretIsChosen() {
        SourcePanel panel;
        panel.resize(700, 500);
        panel.show();
        panel.activateWindow();
        panel.open(blocks());
        panel.showView(SourcePanel::ViewBlocks);
        auto *inner = scintilla(panel, "blockSource");
        inner->setFocus();
        QTRY_VERIFY(inner->hasFocus());
        QSignalSpy chosen(&panel, &SourcePanel::partChosen);
        const auto lines = inner->text().split(QLatin1Char('\n'));
        int at = 0;
        while (!lines[at].contains(QStringLiteral("\"spacer\"")))
            ++at;
        inner->setCursorPosition(at, int(lines[at].indexOf(QStringLiteral("spacer"))));
        QTRY_COMPARE(chosen.size(), 1);
        QCOMPARE(chosen.first().first().toString(), QStringLiteral("gap"));
        inner->setCursorPosition(at + 1, 2);
        QCOMPARE(chosen.size(), 1); // the same part still
    }

    void mjmlIsTakenOverOnlyWhereItCanBeRead() {
        SourcePanel panel;
        panel.resize(700, 500);
        panel.show();
        panel.open(blocks());
        panel.showView(SourcePanel::ViewMjml);
        auto *inner = scintilla(panel, "mjmlSource");
        QVERIFY2(inner->text().contains(QStringLiteral("<mjml")), qPrintable(inner->text()));
        QSignalSpy edited(&panel, &SourcePanel::edited);
        QTest::qWait(300);
        QVERIFY(edited.isEmpty()); // to look at it changes nothing
        write(inner, QStringLiteral("<mjml><mj-body><mj-section>"));
        QTRY_VERIFY(part<QLabel>(panel, "mjmlSourceSaid")->isVisible());
        QVERIFY(edited.isEmpty());
        write(inner, QStringLiteral("<mjml><mj-body><mj-section><mj-column><mj-text>Fresh words</mj-text></mj-column></mj-section></mj-body></mjml>"));
        QTRY_COMPARE(edited.size(), 1);
        QVERIFY(last(edited).html.find("Fresh words") != std::string::npos);
        QCOMPARE(edited.last().at(2).toInt(), int(SourcePanel::MergeMjml));
        // The blocks say the same.
        panel.setEmail(last(edited));
        panel.showView(SourcePanel::ViewBlocks);
        QVERIFY(scintilla(panel, "blockSource")->text().contains(QStringLiteral("Fresh words")));
    }

    void thePreviewTakesEveryLook() {
        PreviewPane pane;
        pane.resize(900, 600);
        pane.show();
        service::EmailPreview preview;
        preview.html = "<html><head><style>@media (prefers-color-scheme:dark){p{color:#eeeeee}}</style></head><body bgcolor=\"#ffffff\"><p style=\"color:#000000\">Hi"
                       "<img src=\"data:image/png;base64,AAAA\" alt=\"A boat\" width=\"80\"></p></body></html>";
        pane.setPreview(preview);
        QVERIFY(pane.shownHtml().contains(QStringLiteral("max-width:0px")));
        auto *paper = part<QWidget>(pane, "previewPaper");
        pane.setMode(PreviewPane::Phone);
        QTRY_COMPARE(part<QWidget>(pane, "emailPreview")->width(), 375);
        QVERIFY(paper->width() > 375);
        pane.setMode(PreviewPane::Dark);
        QVERIFY(pane.shownHtml().contains(QStringLiteral("min-width:0px")));
        auto *about = part<QLabel>(pane, "previewAbout");
        QVERIFY(about->text().contains(QStringLiteral("Its own dark styles")));
        part<SegmentedControl>(pane, "previewDark")->setCurrent(PreviewPane::PartlyTurned);
        QVERIFY(pane.shownHtml().contains(QStringLiteral("bgcolor=\"#141414\"")) && about->text().contains(QStringLiteral("Gmail on Android")));
        part<SegmentedControl>(pane, "previewDark")->setCurrent(PreviewPane::FullyTurned);
        QVERIFY(about->text().contains(QStringLiteral("Outlook for Windows")));
        pane.setMode(PreviewPane::NoPictures);
        QVERIFY(!pane.shownHtml().contains(QStringLiteral("data:")) && pane.shownHtml().contains(QStringLiteral(">A boat</span>")));
        pane.setMode(PreviewPane::Desktop);
        QVERIFY(!part<QWidget>(pane, "previewDark")->isVisible());
        QTRY_VERIFY(pane.isSettled());
    }

    void aDozenPeopleAtOnce() {
        ContactSheet sheet(m_session);
        sheet.resize(900, 700);
        sheet.show();
        const auto email = service::TemplateService(*m_session).fitted(service::sampleTemplates().front());
        sheet.open(email, {"[name]", "[address]"});
        QVERIFY(!sheet.isSettled());
        QTRY_VERIFY_WITH_TIMEOUT(sheet.isSettled(), 20'000);
        QTRY_COMPARE(sheet.findChildren<QPushButton *>(QRegularExpression(QStringLiteral("^sheet_\\d+$"))).size(), 12);
        QSignalSpy chosen(&sheet, &ContactSheet::personChosen), closed(&sheet, &ContactSheet::closed);
        auto *first = part<QPushButton>(sheet, "sheet_0");
        QVERIFY2(first->accessibleName().contains(QStringLiteral("longest name")), qPrintable(first->accessibleName()));
        const QImage picture = sheet.picture();
        QVERIFY(picture.width() > 400 && picture.height() > 200);
        QTest::keyClick(first, Qt::Key_Space);
        QCOMPARE(chosen.size(), 1);
        QVERIFY(service::TemplateService(*m_session).preview(email, chosen.first().first().toString().toStdString()).has_value());
        // Others by chance; an email that cannot be made says why on every card.
        const QString lastOne = part<QPushButton>(sheet, "sheet_11")->accessibleName();
        part<QPushButton>(sheet, "sheetOthers")->click();
        QTRY_VERIFY_WITH_TIMEOUT(sheet.isSettled(), 20'000);
        QTRY_VERIFY(sheet.findChild<QPushButton *>(QStringLiteral("sheet_11")));
        QVERIFY(part<QPushButton>(sheet, "sheet_11")->accessibleName() != lastOne);
        model::EmailTemplate broken;
        broken.html = "{% if %}";
        sheet.open(broken, {});
        QTRY_VERIFY_WITH_TIMEOUT(sheet.isSettled(), 20'000);
        QTRY_VERIFY(part<QPushButton>(sheet, "sheet_0")->accessibleName().contains(QStringLiteral("cannot be made")));
        QTest::keyClick(&sheet, Qt::Key_Escape);
        QCOMPARE(closed.size(), 1);
    }

    void edgePeopleStandInThePicker() {
        const QList<PickerItem> items = edgeItems({{"edge.longest_name", {{"count", "52"}}, "7", "Maximiliane", "m@example.org"}, {"edge.largest_email", {{"bytes", "9"}, {"sampled", "2"}}, "8", "", ""}});
        QCOMPARE(items.size(), 2);
        QCOMPARE(items[0].id, QStringLiteral("7"));
        QVERIFY(items[0].note.contains(QStringLiteral("52")) && !items[0].group.isEmpty());
        QCOMPARE(items[1].text, QStringLiteral("8"));
    }
};
AUDIENCE_TEST(SourceTest)

#include "source_test.moc"
