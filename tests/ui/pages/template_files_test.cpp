// Emails that come from files and go to files in the window: read as what they are, opened as new ones that are not saved yet,
// written with their pictures beside them; and what the preview says of one that cannot be made.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/json.h"
#include "service/template_service.h"
#include "ui/kit/notice.h"
#include "ui/kit/theme.h"
#include "ui/templates/template_files.h"
#include "ui/templates/templates_page.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::part;
using audience::test::settle;
using service::TemplateFormat;

class TemplateFilesTest final : public QObject {
    Q_OBJECT
    DemoSession m_demo;
    QTemporaryDir m_dir;
    std::shared_ptr<service::Session> m_session;

    service::TemplateService service() { return service::TemplateService(*m_session); }
    QString file(const char *name, const QByteArray &bytes) {
        QFile file(m_dir.filePath(QLatin1String(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("%s", name);
        return file.fileName();
    }
    static QByteArray textOf(const QString &path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    std::unique_ptr<TemplatesPage> page() {
        auto page = std::make_unique<TemplatesPage>(m_session);
        page->resize(1280, 800);
        page->setVisible(true);
        return settle(*page) ? std::move(page) : nullptr;
    }
    static bool import(TemplatesPage &page, const QString &path) {
        page.open(QStringLiteral("import:") + path);
        return settle(page);
    }
    static QStringList wordsOf(const QWidget *of) {
        QStringList words;
        for (const QLabel *label : of->findChildren<QLabel *>())
            words << label->text();
        return words;
    }

private Q_SLOTS:
    void initTestCase() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_demo.file(QStringLiteral("config")));
        Theme::instance().apply(Scheme::Light);
        m_session = m_demo.make();
        QVERIFY(m_session);
    }

    void htmlComesWithThePicturesBesideIt() {
        QImage picture(40, 30, QImage::Format_RGB32);
        picture.fill(Qt::darkCyan);
        QVERIFY(picture.save(m_dir.filePath(QStringLiteral("boat.png"))));
        const QByteArray html = "<html><head><title>Ahoy</title></head><body>\r\n<P>Hello  {{ first_name }}</P><img src='boat.png'><img src=gone.png></body></html>";
        const auto page = this->page();
        QVERIFY(page);
        QSignalSpy said(page.get(), &Page::said);
        const std::size_t before = service().list()->size();
        QVERIFY(import(*page, file("Spring sale.html", html)));
        QCOMPARE(page->name(), QStringLiteral("Spring sale"));
        QCOMPARE(said.size(), 1);
        QCOMPARE(said[0][0].toString(), QStringLiteral("Spring sale.html was read as HTML. Save it to keep it. 1 pictures came into the library."));
        QVERIFY(part<Notice>(*page, "templateFileNotice")->isVisible()); // one of them is not there
        QVERIFY(wordsOf(part<Notice>(*page, "templateFileNotice")).join(QLatin1Char(' ')).contains(QStringLiteral("gone.png")));
        QCOMPARE(service().list()->size(), before); // nothing is saved yet
        part<QPushButton>(*page, "templateSave")->click();
        QVERIFY(settle(*page));
        const auto saved = service().findByName("Spring sale");
        QVERIFY(saved.has_value());
        QCOMPARE(saved->email.subject, std::string("Ahoy"));
        const std::string &now = saved->email.html;
        const std::size_t at = now.find("asset:");
        QVERIFY(at != std::string::npos);
        QCOMPARE(QByteArray::fromStdString(now.substr(0, at)), html.left(html.indexOf("boat.png"))); // byte for byte but the picture
        QCOMPARE(QByteArray::fromStdString(now.substr(now.find('\'', at))), html.mid(html.indexOf("'><img src=gone")));
        // Another email: the notice was about that one.
        page->open(QString::number(service().findByName("Win-back")->id.value));
        QVERIFY(settle(*page));
        QVERIFY(!part<Notice>(*page, "templateFileNotice")->isVisible());
    }

    void everyFormatGoesOutAndComesBack_data() {
        QTest::addColumn<int>("format");
        QTest::addColumn<QString>("ending");
        const auto row = [](const char *name, TemplateFormat format, const char *ending) { QTest::addRow("%s", name) << int(format) << QString::fromLatin1(ending); };
        row("html", TemplateFormat::Html, "html");
        row("mjml", TemplateFormat::Mjml, "mjml");
        row("blocks", TemplateFormat::Blocks, "json");
        row("template", TemplateFormat::Json, "json");
        row("text", TemplateFormat::Text, "txt");
    }

    void everyFormatGoesOutAndComesBack() {
        QFETCH(int, format);
        QFETCH(QString, ending);
        const auto email = service().findByName("Win-back")->email;
        const QString path = m_dir.filePath(QStringLiteral("out %1.%2").arg(format).arg(ending));
        const auto written = writeTemplateFile(*m_session, email, TemplateFormat(format), path);
        QVERIFY(written.has_value());
        QVERIFY(textOf(path).size() > 100);
        QCOMPARE(written->gone, 0);
        if (written->pictures > 0)
            QVERIFY(QFileInfo(m_dir.filePath(QStringLiteral("out %1-pictures").arg(format))).isDir());
        if (TemplateFormat(format) == TemplateFormat::Text)
            return;
        const auto back = openTemplateFile(*m_session, path);
        QVERIFY(back.has_value());
        QCOMPARE(int(back->read.format), format);
        QVERIFY(back->left.empty());
        if (TemplateFormat(format) == TemplateFormat::Json)
            QVERIFY(back->read.email == email);
        else
            QCOMPARE(back->read.email.name, "out " + std::to_string(format));
        if (TemplateFormat(format) == TemplateFormat::Blocks)
            QVERIFY(back->read.email.blocks == email.blocks);
        QVERIFY(back->read.email.blocks.has_value() == (TemplateFormat(format) != TemplateFormat::Html));
    }

    void exportedFromTheMenu() {
        const auto page = this->page();
        QVERIFY(page);
        page->open(QString::number(service().findByName("Win-back")->id.value));
        QVERIFY(settle(*page));
        part<QToolButton>(*page, "templateMore")->click();
        auto *menu = part<QMenu>(*page, "templateMenu");
        QAction *html = nullptr;
        for (QAction *action : part<QMenu>(*menu, "templateExport")->actions())
            if (action->text() == QLatin1String("HTML"))
                html = action;
        QVERIFY(html);
        html->trigger();
        menu->close();
        QSignalSpy said(page.get(), &Page::said);
        QFileDialog *dialog = nullptr;
        QTRY_VERIFY((dialog = page->findChild<QFileDialog *>(QStringLiteral("templateFile"))));
        const QString path = m_dir.filePath(QStringLiteral("from the menu.html"));
        Q_EMIT dialog->fileSelected(path);
        dialog->close();
        QTRY_COMPARE(said.size(), 1);
        QVERIFY(said[0][0].toString().contains(QStringLiteral("from the menu.html")));
        QVERIFY(textOf(path).contains("<html"));
    }

    void whatCannotBeReadIsSaid_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("name");
        QTest::newRow("json") << QByteArray("{\"a\": ") << QStringLiteral("broken.json");
        QTest::newRow("none of ours") << QByteArray("{\"a\": 1}") << QStringLiteral("other.json");
        QTest::newRow("packed") << QByteArray("PK\003\004 and so on") << QStringLiteral("mail.zip");
        QTest::newRow("large") << QByteArray(20'000'001, 'x') << QStringLiteral("large.html");
        QTest::newRow("not there") << QByteArray() << QStringLiteral("gone.html");
    }

    void whatCannotBeReadIsSaid() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, name);
        const QString path = bytes.isEmpty() ? m_dir.filePath(name) : file(name.toLatin1().constData(), bytes);
        const auto page = this->page();
        QVERIFY(page);
        QSignalSpy said(page.get(), &Page::said);
        page->open(QStringLiteral("new")); // nothing is open: there is no room for a message over an email
        QVERIFY(import(*page, path));
        QCOMPARE(said.size(), 1);
        QVERIFY(said[0][0].toString().endsWith(QLatin1Char('.')));
        QVERIFY(page->name().isEmpty());
    }

    // No white page: why it cannot be made, and the way there.
    void aBrokenSubjectIsToldInThePreview() {
        const auto page = this->page();
        QVERIFY(page);
        model::EmailTemplate made;
        made.name = "Broken";
        made.subject = "Hello {{ first_name";
        made.html = "<p>Hi</p>";
        QVERIFY(import(*page, file("broken subject.json", QByteArray::fromStdString(dumpJson(model::toJson(made))))));
        part<QPushButton>(*page, "tabPreview")->click();
        QVERIFY(settle(*page));
        auto *why = part<Notice>(*page, "previewBefore");
        QTRY_VERIFY(why->isVisible());
        QVERIFY(wordsOf(why).contains(QStringLiteral("The email cannot be made as it is written now.")));
        QVERIFY(!part<QWidget>(*page, "emailPreview")->isVisible());
        for (QPushButton *button : why->findChildren<QPushButton *>())
            if (button->isVisible())
                button->click();
        auto *subject = part<QLineEdit>(*page, "templateSubject");
        QTRY_VERIFY(subject->hasFocus());
        subject->setText(QString());
        QTest::keyClicks(subject, QStringLiteral("Hello"));
        QVERIFY(settle(*page));
        QVERIFY(!why->isVisible());
        QVERIFY(part<QWidget>(*page, "emailPreview")->isVisible());
        // Broken again: what could be made before stays in sight.
        QTest::keyClicks(subject, QStringLiteral(" {{ x"));
        QVERIFY(settle(*page));
        QVERIFY(why->isVisible());
        QVERIFY(part<QWidget>(*page, "emailPreview")->isVisible());
    }
};
AUDIENCE_TEST(TemplateFilesTest)

#include "template_files_test.moc"
