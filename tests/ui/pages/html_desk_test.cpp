// An HTML email changed in place: in the list of its texts, links and pictures, in the bar below it, undone and redone, with
// the source in step and every other byte as it was.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "service/template_service.h"
#include "ui/kit/notice.h"
#include "ui/kit/segmented_control.h"
#include "ui/kit/theme.h"
#include "ui/templates/source_editor.h"
#include "ui/templates/studio/html_canvas.h"
#include "ui/templates/studio/html_place_bar.h"
#include "ui/templates/studio/html_places_view.h"
#include "ui/templates/studio/property_field_text.h"
#include "ui/templates/templates_page.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::part;
using audience::test::settle;

static const std::string kBefore = "<!-- keep -->\r\n<TABLE><TR><TD>\r\n<H1>Hello {{ first_name | default: \"you\" }}&nbsp;&mdash; hi</H1>\r\n<!--[if mso]><p>mso</p><![endif]-->\r\n"
                                   "<p>One<br>two <a HREF='https://a.org/?x=1&amp;y=2'>our  shop</a></p>\r\n<img SRC=\"a.png\"></TABLE>\r\n";

class HtmlDeskTest final : public QObject {
    Q_OBJECT
    DemoSession m_demo;
    std::shared_ptr<service::Session> m_session;
    qint64 m_id = 0;

    static std::string with(std::string html, const std::string &old, const std::string &now) {
        const std::size_t at = html.find(old);
        if (at == std::string::npos)
            qFatal("%s is not there", old.c_str());
        return html.replace(at, old.size(), now);
    }
    // As a person writes: into the cell, then Enter.
    static void write(HtmlPlacesView *list, int row, int column, const QString &text) {
        list->setCurrentIndex(list->model()->index(row, column));
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Return);
        auto *edit = list->findChild<QLineEdit *>(QStringLiteral("htmlPlaceEditor"));
        QVERIFY(edit);
        edit->setText(text);
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_VERIFY(!list->findChild<QLineEdit *>(QStringLiteral("htmlPlaceEditor")));
    }

private Q_SLOTS:
    void initTestCase() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_demo.file(QStringLiteral("config")));
        Theme::instance().apply(Scheme::Light);
        m_session = m_demo.make();
        QVERIFY(m_session);
        service::TemplateView view;
        view.email.name = "Own HTML";
        view.email.subject = "Hello";
        view.email.html = kBefore;
        const auto saved = service::TemplateService(*m_session).save(view);
        QVERIFY(saved.has_value());
        m_id = saved->id.value;
    }

    void changedInTheListAndUndone() {
        TemplatesPage page(m_session);
        page.resize(1200, 800);
        page.setVisible(true);
        QVERIFY(settle(page));
        page.open(QString::number(m_id));
        QVERIFY(settle(page));
        auto *design = part<QPushButton>(page, "tabDesign");
        QVERIFY(design->isVisible());
        design->click();
        auto *canvas = part<HtmlCanvas>(page, "htmlCanvas");
        part<SegmentedControl>(page, "htmlCanvasView")->setCurrent(1);
        auto *list = part<HtmlPlacesView>(page, "htmlPlaces");
        const QAbstractItemModelTester tester(list->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(list->model()->rowCount(), 5); // heading, One, two, the link with its words, the picture
        const auto cell = [&](int row, int column) { return list->model()->index(row, column).data(Qt::EditRole).toString(); };
        QCOMPARE(cell(0, 1), QStringLiteral("Hello {{ first_name | default: \"you\" }}\u00a0\u2014 hi"));
        QCOMPARE(cell(3, 1) + cell(3, 2), QStringLiteral("our shophttps://a.org/?x=1&y=2"));
        const auto html = [&] { return canvas->desk()->html(); };
        const auto source = [&] { // as it stands there when it is looked at
            part<QPushButton>(page, "tabSource")->click();
            const std::string text = qobject_cast<SourceEditor *>(part<QWidget>(page, "templateSource")->parentWidget())->text().toStdString();
            design->click();
            return text;
        };

        write(list, 0, HtmlPlacesModel::Words, QStringLiteral("Hello {{ first_name | default: \"you\" }}\u00a0\u2014 <bye> & more"));
        const std::string one = with(kBefore, "hi</H1>", "&lt;bye&gt; &amp; more</H1>");
        QTRY_COMPARE(html(), one);
        QCOMPARE(source(), one);
        write(list, 3, HtmlPlacesModel::Address, QStringLiteral("https://a.org/'?z"));
        const std::string two = with(one, "https://a.org/?x=1&amp;y=2", "https://a.org/&#39;?z");
        QTRY_COMPARE(html(), two);
        write(list, 4, HtmlPlacesModel::Words, QStringLiteral("A cup"));
        const std::string three = with(two, "<img ", "<img alt=\"A cup\" ");
        QTRY_COMPARE(html(), three);
        QCOMPARE(source(), three);

        auto *undo = part<QToolButton>(page, "templateUndo");
        auto *redo = part<QToolButton>(page, "templateRedo");
        undo->click();
        QTRY_COMPARE(html(), two);
        undo->click();
        undo->click();
        QCOMPARE(html(), kBefore);
        QCOMPARE(source(), kBefore);
        QVERIFY(!undo->isEnabled());
        redo->click();
        QCOMPARE(source(), one);
        QCOMPARE(cell(0, 1), QStringLiteral("Hello {{ first_name | default: \"you\" }}\u00a0\u2014 <bye> & more"));
        undo->click();

        // What would break the email is refused, in words; nothing is changed.
        write(list, 1, HtmlPlacesModel::Words, QStringLiteral("One {{ na"));
        QTRY_VERIFY(part<Notice>(page, "htmlCanvasRefusal")->isVisible());
        QCOMPARE(html(), kBefore);
        // Text taken out goes, and comes back.
        write(list, 1, HtmlPlacesModel::Words, QString());
        QTRY_COMPARE(html(), with(kBefore, "<p>One<br>", "<p><br>"));
        QVERIFY(!part<Notice>(page, "htmlCanvasRefusal")->isVisible());
        QCOMPARE(list->model()->rowCount(), 4);
        undo->click();
        QCOMPARE(list->model()->rowCount(), 5);

        // In the source: the list follows.
        auto *editor = qobject_cast<SourceEditor *>(part<QWidget>(page, "templateSource")->parentWidget());
        QVERIFY(editor);
        canvas->desk()->change(1, email::PlacePart::Words, QStringLiteral("Three"));
        canvas->desk()->settle();
        QCOMPARE(cell(1, 1), QStringLiteral("Three"));
        QCOMPARE(source(), with(kBefore, "One", "Three"));
        undo->click();
        QVERIFY(settle(page));
    }

    // Each key in the bar is written at once, and all of them are one step; Escape takes them back.
    void theBar() {
        HtmlCanvas canvas(m_session);
        QList<int> merges;
        connect(&canvas, &HtmlCanvas::edited, &canvas, [&](const std::string &html, const QString &, int merge) {
            merges << merge;
            canvas.setHtml(html);
        });
        canvas.setHtml(kBefore);
        part<SegmentedControl>(canvas, "htmlCanvasView")->setCurrent(1);
        canvas.resize(800, 600);
        canvas.show();
        canvas.activateWindow();
        const auto &places = canvas.desk()->places();
        int text = -1;
        for (int i = 0; i < int(places.size()); ++i)
            if (places[std::size_t(i)].text == "our shop")
                text = i;
        QVERIFY(text > 0);
        canvas.desk()->select(text);
        auto *words = part<FieldText>(canvas, "htmlWords");
        auto *link = part<FieldText>(canvas, "htmlLink");
        QVERIFY(words->isVisible() && link->isVisible() && !part<QWidget>(canvas, "htmlReplace")->isVisible());
        QCOMPARE(link->toPlainText(), QStringLiteral("https://a.org/?x=1&y=2"));
        QTest::keyClick(words, Qt::Key_End);
        QTest::keyClicks(words, QStringLiteral(" & co"));
        QCOMPARE(canvas.desk()->html(), with(kBefore, "our  shop", "our  shop &amp; co"));
        QCOMPARE(QSet<int>(merges.begin(), merges.end()).size(), 1);
        QTest::keyClick(words, Qt::Key_Escape);
        QCOMPARE(canvas.desk()->html(), kBefore);
        QCOMPARE(words->toPlainText(), QStringLiteral("our shop"));
        words->selectAll();
        QTest::keyClick(words, Qt::Key_Delete); // while nothing stands there the place is kept
        QTest::keyClicks(words, QStringLiteral("x"));
        QTest::keyClick(words, Qt::Key_Return);
        QCOMPARE(canvas.desk()->html(), with(kBefore, "our  shop", "x"));
        canvas.desk()->select(text - 1);
        canvas.desk()->select(int(places.size()) - 1); // the picture
        QVERIFY(part<QWidget>(canvas, "htmlReplace")->isVisible() && !link->isVisible());
        QCOMPARE(part<FieldText>(canvas, "htmlAddress")->toPlainText(), QStringLiteral("a.png"));
    }

    // Its alternative text comes with the picture, as one step; words that are there stay.
    void aPictureIsReplacedInOneStep() {
        HtmlDesk desk;
        QStringList said;
        QSet<int> merges;
        connect(&desk, &HtmlDesk::edited, &desk, [&](const std::string &html, const QString &what, int merge) {
            said << what;
            merges << merge;
            desk.put(html);
        });
        desk.put("<p>x</p><img src=\"a.png\"><img src=\"b.png\" alt=\"A boat\">");
        QVERIFY(desk.replacePicture(1, QStringLiteral("asset:1"), QStringLiteral("A \"cup\"")));
        QVERIFY(desk.replacePicture(2, QStringLiteral("asset:2"), QStringLiteral("A cup")));
        QCOMPARE(said.size(), 2);
        QCOMPARE(merges.size(), 2); // of which each is a step of its own
        QCOMPARE(desk.places()[1].address + desk.places()[1].text, std::string("asset:1A \"cup\""));
        QCOMPARE(desk.places()[2].address + desk.places()[2].text, std::string("asset:2A boat"));
        QVERIFY(!desk.replacePicture(7, QStringLiteral("asset:2"), {}));
        QCOMPARE(said.size(), 2);
        // The selection goes with what is selected.
        desk.select(2);
        desk.put("<p>x</p>");
        QCOMPARE(desk.selected(), -1);
        desk.select(0);
        desk.put({});
        QCOMPARE(desk.selected(), -1);
    }

    // Its bytes are nothing to read: words stand for them in the list and in the bar, and what is written there replaces them.
    void anEmbeddedPictureIsTold() {
        const std::string bytes(46'080, 'A'), picture = "data:image/png;base64," + bytes;
        HtmlDesk desk;
        connect(&desk, &HtmlDesk::edited, &desk, [&](const std::string &html) { desk.put(html); });
        desk.put("<p>x</p><img src=\"" + picture + "\"><a href=\"https://a.org/" + std::string(20'000, 'b') + "\">long</a>");
        HtmlPlacesView list(&desk);
        list.resize(600, 200);
        list.show();
        const QAbstractItemModelTester tester(list.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QModelIndex address = list.model()->index(1, HtmlPlacesModel::Address);
        QCOMPARE(address.data().toString(), QStringLiteral("embedded picture, 34 KB"));
        QCOMPARE(address.data(Qt::EditRole).toString(), QString());
        for (const int role : {int(Qt::ToolTipRole), int(Qt::AccessibleTextRole)})
            QVERIFY(address.data(role).toString().size() < 200);
        (void)list.grab(); // what is long is painted too
        HtmlPlaceBar bar(&desk, m_session);
        desk.select(1);
        auto *field = part<FieldText>(bar, "htmlAddress");
        QCOMPARE(field->toPlainText(), QString());
        QCOMPARE(field->placeholderText(), QStringLiteral("embedded picture, 34 KB"));
        write(&list, 1, HtmlPlacesModel::Address, QString()); // nothing written: the picture stays
        QTest::qWait(10);
        QVERIFY(desk.html().find(picture) != std::string::npos);
        write(&list, 1, HtmlPlacesModel::Address, QStringLiteral("a.png"));
        QTRY_COMPARE(desk.places()[1].address, std::string("a.png"));
        QCOMPARE(list.model()->index(1, HtmlPlacesModel::Address).data().toString(), QStringLiteral("a.png"));
    }

    // Whoever writes in the source need not wait until the email was searched for places at every key.
    void placesAreReadWhenTheyAreLookedAt() {
        HtmlCanvas canvas(m_session);
        canvas.setHtml(kBefore);
        QVERIFY(canvas.desk()->places().empty());
        canvas.resize(800, 600);
        canvas.show();
        QCOMPARE(canvas.desk()->html(), kBefore);
        QVERIFY(!canvas.desk()->places().empty());
        canvas.hide();
        QSignalSpy read(canvas.desk(), &HtmlDesk::placesChanged);
        for (const char *html : {"<p>a", "<p>ab", "<p>abc"})
            canvas.setHtml(html);
        QVERIFY(read.isEmpty());
        canvas.show();
        QCOMPARE(read.size(), 1);
        QCOMPARE(canvas.desk()->html(), std::string("<p>abc"));
    }
};
AUDIENCE_TEST(HtmlDeskTest)

#include "html_desk_test.moc"
