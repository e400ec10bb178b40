// The result for others: as a page, a PDF and a table, in the language of the window.
#ifndef Q_MOC_RUN
#include "qbase/convert.h"
#include "service/campaign_service.h"
#include "ui/kit/chart_view.h"
#include "ui/kit/theme.h"
#include "ui/monitor/monitor_page.h"
#include "ui/people/report_pages.h"
#include "ui/people/result_words.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QApplication>
#include <QFile>
#include <QFileDialog>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QTest>
#include <QTextDocument>
#include <QTranslator>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::part;
using audience::test::settle;

// A language in which every word can be told from the program's own.
class Marked final : public QTranslator {
public:
    QString translate(const char *, const char *source, const char *, int) const override { return QStringLiteral("«%1»").arg(QString::fromUtf8(source)); }
    bool isEmpty() const override { return false; }
};

class ReportsTest final : public QObject {
    Q_OBJECT
    DemoSession m_demo;
    std::shared_ptr<service::Session> m_session;
    CampaignId m_newsletter;

    service::CampaignReport report() { return *service::ReportService(*m_session).campaign(m_newsletter); }
    static QByteArray read(const QString &path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void initTestCase() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_demo.file(QStringLiteral("config")));
        Theme::instance().apply(Scheme::Light);
        m_session = m_demo.make();
        QVERIFY(m_session);
        service::DemoShopOptions shop;
        shop.people = DemoSession::kPeople;
        shop.events = 3000;
        shop.lastDay = CivilDate{static_cast<std::int32_t>(m_session->now().micros / kMicrosPerDay - 1)};
        QVERIFY(service::DemoService(*m_session).history(shop).has_value());
        const auto campaigns = *service::CampaignService(*m_session).list();
        for (const auto &one : campaigns)
            if (one.state == model::CampaignState::Finished)
                m_newsletter = one.id;
        QVERIFY(m_newsletter.isValid());
    }

    void everyWordIsTheWindows() {
        Marked language;
        QVERIFY(qApp->installTranslator(&language));
        setInterfaceLocale(QLocale(QLocale::German, QLocale::Germany));
        const ReportText campaign = reportOf(report());
        const auto days = *service::ReportService(*m_session).lastDays(30);
        const ReportText period = reportOf(*service::ReportService(*m_session).period(days));
        qApp->removeTranslator(&language);
        setInterfaceLocale(QLocale(QLocale::English));
        for (const ReportText *text : {&campaign, &period}) {
            const QString html = toQString(service::toHtml(text->page));
            QVERIFY(html.contains(QStringLiteral("<html lang=\"de")));
            for (const char *word : {"Handed over", "Delivered", "Opened", "Clicked", "Unsubscribed", "Revenue", "Practice"}) {
                const QString plain = QLatin1String(word);
                QCOMPARE(html.count(QLatin1Char('>') + plain), 0); // never without the marks of the language
            }
            QVERIFY(html.contains(QStringLiteral("«Delivered»")));
            QVERIFY(html.contains(QStringLiteral("<svg")));
            QVERIFY(text->rows.size() > 2);
            for (const auto &row : text->rows)
                QVERIFY(row.size() <= text->rows.front().size());
        }
    }

    void figuresAreThoseOfTheReport() {
        const auto counted = report();
        const ReportText text = reportOf(counted);
        for (std::size_t i = 0; i < counted.figures.size(); ++i)
            QCOMPARE(text.rows[i + 1][1], std::to_string(counted.figures[i].count));
        QVERIFY(summaryOf(text.page).contains(formatNumber(counted.figures[1].count)));
        const QString path = m_demo.file(QStringLiteral("result.csv"));
        auto rows = text.rows;
        rows.push_back({"=1+1", "a,b", "say \"hi\""});
        QVERIFY(service::writeRows(*m_session, toUtf8(path), rows).has_value());
        QVERIFY(read(path).contains("'=1+1,\"a,b\",\"say \"\"hi\"\"\"\r\n"));
    }

    void aFileIsWrittenWholeOrNotAtAll() {
        const ReportText text = reportOf(report());
        const QString pdf = m_demo.file(QStringLiteral("result.pdf"));
        const auto paper = paperOf(text.page);
        QVERIFY(paper->toPlainText().contains(toQString(text.page.title)));
        QVERIFY(paper->defaultFont().pointSizeF() >= 9); // a size in pixels is nothing on paper
        QVERIFY(writePdf(text.page, pdf));
        QVERIFY(read(pdf).startsWith("%PDF-") && read(pdf).size() > 10'000);
        QVERIFY(!writePdf(text.page, QStringLiteral("/no/such/folder/x.pdf")));
        const auto failed = service::writePage(*m_session, "/no/such/folder/x.html", text.page);
        QVERIFY(!failed && failed.error().id == "data.cannot_write");
        const auto refused = service::writePage(*m_session, m_session->workspace().path(), text.page);
        QVERIFY(!refused && refused.error().id == "data.is_the_workspace");
    }

    // One click from Monitor: the menu, the file, and where it is.
    void theBossGetsTheResult() {
        MonitorPage page(m_session);
        page.resize(1104, 750);
        page.show();
        QVERIFY(settle(page));
        for (const auto &[words, ending] : {std::pair{"Save as PDF…", "pdf"}, std::pair{"Save as a web page…", "html"}, std::pair{"Save as a table…", "csv"}}) {
            part<QPushButton>(page, "monitorReport")->click();
            auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
            QVERIFY(menu);
            QAction *wanted = nullptr;
            for (QAction *action : menu->actions())
                if (action->text() == QString::fromUtf8(words))
                    wanted = action;
            QVERIFY2(wanted, words);
            wanted->trigger();
            menu->close();
            QFileDialog *dialog = nullptr;
            QTRY_VERIFY((dialog = page.findChild<QFileDialog *>(QStringLiteral("reportDialog"))));
            const QString path = m_demo.file(QStringLiteral("of-monitor.") + QLatin1String(ending));
            Q_EMIT dialog->fileSelected(path);
            dialog->close();
            QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path), 20'000);
            QTRY_VERIFY(!page.findChild<QFileDialog *>(QStringLiteral("reportDialog")));
        }
    }

    void theCourseIsAChartOfItsOwn() {
        MonitorPage page(m_session);
        page.resize(784, 552); // of a window of 960 x 600
        page.show();
        QVERIFY(settle(page));
        auto *course = part<ChartView>(page, "monitorCourse");
        QCOMPARE(course->spec().series.size(), std::size_t{2});
        QCOMPARE(course->spec().series.front().points.size(), std::size_t{30});
        QVERIFY(course->csv().startsWith(QStringLiteral("Day,Opened,Clicked")));
        // Nothing is pressed together: what has no room is scrolled to.
        QVERIFY(course->height() >= 120);
        QVERIFY(part<QWidget>(page, "monitorHours")->height() >= 150);
    }
};
AUDIENCE_TEST(ReportsTest)

#include "reports_test.moc"
